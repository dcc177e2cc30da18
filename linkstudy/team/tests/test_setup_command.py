"""`manage.py setup` as people run it, where nothing of an installation is made yet."""

import re
import subprocess

import pytest
from django.core.exceptions import ImproperlyConfigured

from linkstudy import installation, keys
from linkstudy.testing.installed import environment, run

# The command, as people run it


@pytest.fixture
def empty(tmp_path) -> dict[str, str]:
    """The environment of an installation of which nothing is made yet."""
    return environment(tmp_path)


def set_up(environment: dict[str, str], *more: str) -> "subprocess.CompletedProcess[str]":
    return run(environment, "manage.py", "setup", *more)


def test_from_nothing_to_a_link_and_again(empty, tmp_path):
    first = set_up(empty, "--email", "ada@example.org", "--name", "Ada Example")
    again = set_up(empty)
    other = set_up(empty, "--new-link", "ada@example.org")

    assert [one.returncode for one in (first, again, other)] == [0, 0, 0], first.stderr
    assert first.stdout.startswith(f"Made the key file {tmp_path / 'keys.json'}")
    assert "Database: made ready.\n" in first.stdout
    assert again.stdout.startswith("Database: up to date.\n")
    links = {
        re.search(r"/account/link/#([\w-]{43})\n", one.stdout)[1] for one in (first, again, other)
    }
    assert len(links) == 3
    modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    assert set(modes.values()) == {0o600}
    assert {"keys.json", "study.sqlite3"} <= set(modes)


def test_what_is_missing_is_told_with_lines_to_set_it(empty):
    names = ("LINKSTUDY_KEYS", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL")
    bare = {name: value for name, value in empty.items() if name not in names}

    told = set_up(bare)

    assert (told.returncode, told.stderr) == (1, "")
    assert told.stdout.startswith(
        "This installation is not ready yet:\n\n  LINKSTUDY_KEYS is not set."
    )
    exported = dict(re.findall(r"  export (\w+)='(.+)'", told.stdout))
    assert tuple(exported) == names
    assert len(exported["SECRET_KEY"]) >= 50


# Settings in words, before they are read


def prepared(told: dict[str, str]) -> tuple[bool, str]:
    said: list[str] = []
    ready = installation.prepare(told, said.append)
    return ready, "\n".join(said)


def test_a_whole_environment_is_ready_without_a_word(empty):
    prepared(empty)

    assert prepared(empty) == (True, "")


def test_a_key_file_is_never_made_over_another(empty, tmp_path):
    prepared(empty)
    held = (tmp_path / "keys.json").read_text()

    prepared(empty)

    assert (tmp_path / "keys.json").read_text() == held


def test_a_folder_that_is_not_there_is_told(empty, tmp_path):
    folder = tmp_path / "none"

    ready, words = prepared(empty | {"LINKSTUDY_KEYS": str(folder / "keys.json")})

    assert not ready
    assert words.splitlines()[0] == (
        f"The folder {folder} is not there. Make it: mkdir -p -m 700 {folder}"
    )


def test_a_key_file_that_cannot_be_made_is_told(empty, tmp_path):
    ready, words = prepared(empty | {"LINKSTUDY_KEYS": str(tmp_path / ("n" * 300))})

    assert not ready
    assert words.splitlines()[0].endswith("cannot be made: File name too long.")


MAIL = (
    "EMAIL_URL is of no mail server that keeps letters private."
    " Use smtp+tls://user:password@host:587 or smtp://localhost:25."
)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"SECRET_KEY": "short"}, ["SECRET_KEY is too short. Give 50 random characters or more."]),
        ({"SECRET_KEY": "a" * 60}, ["SECRET_KEY repeats itself. Give random characters."]),
        ({"ALLOWED_HOSTS": "*,"}, [
            "ALLOWED_HOSTS holds *. Name the site's hosts.",
            "ALLOWED_HOSTS holds an empty name. Name the site's hosts.",
        ]),
        ({"DATABASE_URL": "mysql://x"}, ["DATABASE_URL is of no database that we know."]),
        ({"DATABASE_URL": "sqlite:////srv/.demo/x.sqlite3"}, ["DATABASE_URL is the demo's. Name one of its own."]),
        ({"DATABASE_URL": "sqlite://:memory:"}, ["DATABASE_URL keeps nothing. Name a file."]),
        ({"EMAIL_URL": "smtp://mail.example.org"}, [MAIL]),
        ({"EMAIL_URL": "consolemail://"}, [MAIL]),
        ({"EMAIL_URL": "smtp+tls://"}, [MAIL]),
        ({"EMAIL_URL": "smtp+tls://user:word@mail.example.org:587"}, []),
        ({"EMAIL_URL": "smtp+ssl://mail.example.org"}, []),
        ({"EMAIL_URL": "smtp://localhost:25"}, []),
    ],
)  # fmt: skip
def test_every_trouble_is_told_at_once(empty, changed, words):
    prepared(empty)

    assert list(installation.troubles(empty | changed)) == words


def test_the_key_files_own_text_is_no_secret_key(empty, tmp_path):
    prepared(empty)
    held = keys.load(tmp_path / "keys.json").session

    words = list(installation.troubles(empty | {"SECRET_KEY": held}))

    assert words == ["SECRET_KEY is the key file's. Give one of its own."]


def test_the_settings_stop_at_the_first_trouble(empty):
    with pytest.raises(ImproperlyConfigured, match=r"^LINKSTUDY_KEYS is not set\."):
        installation.demand({})
    prepared(empty)

    assert installation.demand(empty).current == "m1"


def test_words_go_to_the_command_line(capsys):
    installation.write("Said")

    assert capsys.readouterr().out == "Said\n"


def test_an_installation_with_a_mail_server_sends_letters(empty):
    prepared(empty)
    show = (
        "import linkstudy.settings as s; print(s.CAN_MAIL, s.EMAIL_BACKEND, s.EMAIL_HOST,"
        " s.EMAIL_USE_TLS, s.EMAIL_TIMEOUT, s.DEFAULT_FROM_EMAIL, sep='|')"
    )
    mail = {"EMAIL_URL": "smtp+tls://user:word@mail.example.org:587"}

    shown = run(empty | mail, "-c", show)

    assert shown.stdout == (
        "True|django.core.mail.backends.smtp.EmailBackend|mail.example.org|True|10|"
        "linkstudy@study.example.org\n"
    )
