"""`manage.py setup`: from nothing to a first administrator, and nothing new when run again."""

import os
import re
import subprocess
import sys

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError, connection
from django.test import Client

from linkstudy import grants, installation, keys
from linkstudy.accounts import actions
from linkstudy.accounts.models import Link, State, User
from linkstudy.accounts.policy import Role
from linkstudy.audit.models import Entry, Head
from linkstudy.audit.tests.lifting import sql
from linkstudy.clock import DEMO_NOW
from linkstudy.team import installing
from linkstudy.testing.factories import a_user, ago

SITE = "https://study.example.org"
SECRET = "example of sixty characters that no installation would ever use"
FIRST = {"email": "Ada@Example.org", "name": "Ada Example"}


@pytest.fixture
def said() -> list[str]:
    """What a step says, line by line."""
    return []


def seen(user: User) -> User:
    """Somebody who has signed in."""
    User.objects.filter(pk=user.pk).update(last_login=DEMO_NOW)
    return user


def trouble(step, *given) -> str:
    with pytest.raises(CommandError) as stopped:
        step(*given)
    return str(stopped.value)


# The address


@pytest.mark.parametrize(
    ("hosts", "given", "address"),
    [
        (["study.example.org", "www.example.org"], "", SITE),
        ([".example.org"], "", "https://example.org"),
        ([".example.org"], SITE, SITE),
        (["study.example.org"], f"{SITE}:8443/", f"{SITE}:8443"),
    ],
)
def test_the_address_is_of_an_allowed_host(settings, hosts, given, address):
    settings.ALLOWED_HOSTS = hosts

    assert installing.site(given) == address


@pytest.mark.parametrize(
    "given", ["http://study.example.org", "study.example.org", f"{SITE}/path", "https://"]
)
def test_an_address_that_is_none_is_told(settings, given):
    settings.ALLOWED_HOSTS = ["study.example.org"]

    assert trouble(installing.site, given) == "Give --address as in https://study.example.org"


def test_an_address_of_another_host_is_told(settings):
    settings.ALLOWED_HOSTS = ["study.example.org"]

    assert trouble(installing.site, "https://evil.example") == (
        "evil.example is not in ALLOWED_HOSTS. Add it there, or give another"
    )


# The database


@pytest.mark.django_db(transaction=True)
def test_a_database_that_stands_is_left_alone(said):
    installing.make_database(said.append)
    installing.check_database(said.append)

    assert said == ["Database: up to date.", "Guards, constraints and keys: as they should be."]


@pytest.mark.django_db
def test_a_database_that_is_not_ready_is_migrated(said, monkeypatch):
    calls = []
    monkeypatch.setattr(installing, "pending", lambda: 7)
    monkeypatch.setattr(installing, "call_command", lambda *args, **how: calls.append((args, how)))

    installing.make_database(said.append)

    assert calls == [(("migrate",), {"verbosity": 0, "interactive": False})]
    assert said == ["Database: made ready."]


def failing(error: Exception):
    def fail(*args, **how):
        raise error

    return fail


@pytest.mark.django_db
def test_a_role_that_may_not_make_tables_is_told_which_may(said, monkeypatch):
    monkeypatch.setattr(installing, "pending", lambda: 7)
    monkeypatch.setattr(installing, "call_command", failing(DatabaseError("permission denied")))

    assert trouble(installing.make_database, said.append).startswith(
        "This role may not make the tables. Run the command as the one that owns the database:"
    )


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_told(said, monkeypatch):
    monkeypatch.setattr(installing, "pending", failing(OperationalError("no such host\nmore")))

    assert trouble(installing.make_database, said.append) == (
        "The database does not answer. Check DATABASE_URL. no such host"
    )


@pytest.mark.django_db
def test_roles_that_are_wrong_are_told_together(said, monkeypatch):
    monkeypatch.setattr(grants, "troubles", lambda connection: ["One.", "Two."])

    assert trouble(installing.make_database, said.append) == "One.\nTwo."


@pytest.mark.django_db
def test_a_missing_guard_is_told(said):
    if connection.vendor == "sqlite":
        sql("DROP TRIGGER accounts_link_spent")
    else:
        sql("DROP TRIGGER accounts_link_spent ON accounts_link")

    assert trouble(installing.check_database, said.append).startswith(
        "The database lacks accounts_link_spent. Run `manage.py migrate` to restore them"
    )


@pytest.mark.django_db
def test_a_key_file_of_another_database_is_told(said):
    a_user()
    Head.objects.update(seal="0" * 64)

    assert trouble(installing.check_database, said.append).startswith(
        "The history was sealed with another key file."
    )


@pytest.mark.django_db
@pytest.mark.sqlite
def test_sqlite_has_no_roles():
    assert list(grants.troubles(connection)) == []


@pytest.mark.django_db
@pytest.mark.postgresql
def test_postgresql_roles_are_checked(settings):
    assert list(grants.troubles(connection)) == []

    settings.APP_DATABASE_ROLE = "nobody_yet"
    assert list(grants.troubles(connection)) == [
        "The role nobody_yet is not there. Make it: CREATE ROLE nobody_yet LOGIN PASSWORD '...';"
    ]
    settings.APP_DATABASE_ROLE = "linkstudy_owner"
    assert list(grants.troubles(connection)) == [
        (
            "linkstudy_owner would own the tables and run the product. Use two roles: one that owns the"
            " database, for this command, and one in APP_DATABASE_ROLE that owns nothing."
        )
    ]


# The first administrator


@pytest.mark.django_db
def test_the_first_administrator_gets_a_link_for_72_hours():
    with time_machine.travel(DEMO_NOW, tick=False):
        link = installing.first_administrator(**FIRST)

    user = User.objects.get()
    assert (user.email, user.name, user.role, user.state) == (
        *("ada@example.org", "Ada Example", Role.ADMINISTRATOR),
        State.INVITED,
    )
    assert (link.user, (link.expires_at - link.made_at).days) == (user, 3)
    entry = Entry.objects.last()
    assert (entry.verb, entry.actor_name, entry.reason) == (
        *("link.made", "linkstudy"),
        "Made on the server by manage.py setup",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given", [FIRST, {"email": "ADA@example.org", "name": ""}, {"email": "", "name": ""}]
)
def test_until_somebody_has_signed_in_a_new_link_takes_the_place_of_the_old(given):
    first = installing.first_administrator(**FIRST)

    second = installing.first_administrator(**given)

    assert User.objects.count() == 1
    assert second.user == first.user
    assert Link.objects.get(pk=first.pk).ended_at is not None


@pytest.mark.django_db
def test_a_wrong_address_is_put_right_by_running_it_again():
    installing.first_administrator(email="adda@example.org", name="Ada Example")

    link = installing.first_administrator(**FIRST)

    assert link.user.email == "ada@example.org"
    assert User.objects.count() == 2


@pytest.mark.django_db
def test_once_an_administrator_has_signed_in_it_changes_nothing():
    seen(a_user(Role.ADMINISTRATOR))
    entries = Entry.objects.count()

    assert installing.first_administrator(**FIRST) is None
    assert (User.objects.count(), Entry.objects.count()) == (1, entries)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given",
    [{"email": "", "name": ""}, {"email": "ada", "name": "Ada"}, {"email": "a@b.org", "name": " "}],
)
def test_without_a_person_it_says_how_to_name_one(given):
    with pytest.raises(CommandError) as stopped:
        installing.first_administrator(**given)

    assert str(stopped.value) == installing.WHO
    assert not User.objects.exists()


@pytest.mark.django_db
def test_with_two_who_were_invited_it_asks_which():
    for _ in range(2):
        a_user(Role.ADMINISTRATOR, password=None)

    assert trouble(installing.first_administrator, "", "") == installing.WHO


@pytest.mark.django_db
def test_an_address_of_somebody_else_is_told():
    tom = a_user(email="tom@example.org", name="Tom Example")

    assert trouble(installing.first_administrator, tom.email, "Tom") == (
        "Tom Example already has this address. Each person has one account"
    )


# A password that was lost


@pytest.mark.django_db
def test_the_only_administrator_gets_a_new_link():
    ada = seen(a_user(Role.ADMINISTRATOR, email="ada@example.org"))

    link = installing.lost_link(" ADA@example.org")

    assert (link.user, link.purpose) == (ada, "reset")
    assert Entry.objects.last().reason == "Made on the server by manage.py setup"


@pytest.mark.django_db
def test_where_others_can_help_they_are_asked():
    for name in ("Ada Example", "Dora Example", "Chris Example"):
        seen(a_user(Role.ADMINISTRATOR, name=name, email=f"{name[:3].lower()}@example.org"))

    assert trouble(installing.lost_link, "ada@example.org") == (
        "Chris Example or Dora Example can make a link on the page People and roles. Ask them"
    )
    assert not Link.objects.exists()


@pytest.mark.django_db
def test_a_new_link_is_for_an_administrator_alone():
    a_user(email="tom@example.org")

    assert trouble(installing.lost_link, "tom@example.org") == (
        "No administrator has the address tom@example.org"
    )


@pytest.mark.django_db
def test_an_administrator_whose_access_is_over_gets_none():
    ada = a_user(Role.ADMINISTRATOR, email="ada@example.org", name="Ada Example")
    User.objects.filter(pk=ada.pk).update(ends_on=ago(1))

    assert trouble(installing.lost_link, ada.email) == (
        "Ada Example has left. Let them back in first"
    )


# What it says


@pytest.mark.django_db
def test_the_link_is_shown_once(said):
    link = installing.first_administrator(**FIRST)

    installing.tell(link, SITE, said.append)

    assert said[0] == (
        "\nAda Example (ada@example.org) opens this link to choose a password:\n\n"
        f"  {SITE}/account/link/#{link.secret}"
    )
    greeting = Client().post("/account/link/", {"link": said[0].split()[-1]}).content.decode()
    assert "Welcome, Ada Example" in greeting


def test_without_a_link_it_says_where_things_go_on(said):
    installing.tell(None, SITE, said.append)

    assert said == [f"An administrator has signed in before. Everything else is done at {SITE}/"]


def test_it_is_for_installations():
    with pytest.raises(CommandError) as stopped:
        call_command("setup")

    assert str(stopped.value) == "This is no installation: LINKSTUDY_MODE is set. Unset it"


# The command, as people run it


@pytest.fixture
def empty(tmp_path) -> dict[str, str]:
    """The environment of an installation of which nothing is made yet."""
    told = ("LINKSTUDY_", "DATABASE_", "DJANGO_", "EMAIL_")
    outside = {name: value for name, value in os.environ.items() if not name.startswith(told)}
    return outside | {
        "LINKSTUDY_KEYS": str(tmp_path / "keys.json"),
        "SECRET_KEY": SECRET,
        "ALLOWED_HOSTS": "study.example.org",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'study.sqlite3'}",
    }


def run(environment: dict[str, str], *more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", "setup", *more],
        check=False,
        env=environment,
        cwd=django_settings.BASE_DIR,
        capture_output=True,
        text=True,
    )


def test_from_nothing_to_a_link_and_again(empty, tmp_path):
    first = run(empty, "--email", "ada@example.org", "--name", "Ada Example")
    again = run(empty)
    other = run(empty, "--new-link", "ada@example.org")

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

    told = run(bare)

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

    shown = subprocess.run(
        [sys.executable, "-c", show],
        env=empty | mail,
        cwd=django_settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )

    assert shown.stdout == (
        "True|django.core.mail.backends.smtp.EmailBackend|mail.example.org|True|10|"
        "linkstudy@study.example.org\n"
    )


def test_an_invited_administrator_who_chose_a_password_gets_a_link_to_reset_it(db):
    link = installing.first_administrator(**FIRST)
    actions.use_link(secret=link.secret, password="md5$x$y", by=None)

    assert installing.first_administrator(**FIRST).purpose == "reset"
