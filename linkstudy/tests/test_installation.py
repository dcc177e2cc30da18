"""An installation starts only when nothing it needs is missing."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from linkstudy import keys
from linkstudy.testing.installed import environment, run

KEYS_ADVICE = (
    "LINKSTUDY_KEYS is not set. Give the path of the key file. `python -m linkstudy.keys PATH` "
    "makes one; keep it outside the database and its backups."
)


@pytest.fixture
def installation(tmp_path):
    """The environment of an installation on SQLite."""
    keys.make(tmp_path / "keys.json")
    return environment(tmp_path) | {"ALLOWED_HOSTS": "study.example.org,www.example.org"}


@pytest.fixture(scope="module")
def migrated_once(tmp_path_factory) -> Path:
    """A folder with the key file and the migrated database of an installation."""
    folder = tmp_path_factory.mktemp("installation")
    keys.make(folder / "keys.json")
    assert run(environment(folder), "manage.py", "migrate", "-v0").stderr == ""
    return folder


@pytest.fixture
def migrated(migrated_once, tmp_path):
    """The environment of an installation with a migrated database."""
    shutil.copytree(migrated_once, tmp_path, dirs_exist_ok=True)
    return environment(tmp_path)


def last_line(text: str) -> str:
    return text.strip().splitlines()[-1]


SHOW = (
    "import linkstudy.settings as s; print(s.MODE, s.DEBUG, s.IS_LIVE, s.ALLOWED_HOSTS,"
    " s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_NAME, s.SECURE_SSL_REDIRECT,"
    " getattr(s, 'SECURE_PROXY_SSL_HEADER', None), 'zeal' in s.INSTALLED_APPS, sep='|')"
)


def test_an_installation_is_strict_without_being_told(installation):
    assert last_line(run(installation, "-c", SHOW).stdout) == (
        "live|False|True|['study.example.org', 'www.example.org']|True|__Host-session|True|"
        "('HTTP_X_FORWARDED_PROTO', 'https')|False"
    )


def test_an_installation_without_a_proxy_believes_no_header(installation):
    shown = run(installation | {"BEHIND_PROXY": "0"}, "-c", SHOW).stdout

    assert shown.strip().split("|")[7] == "None"


def test_the_demo_reads_nothing_of_an_installation(installation):
    show = (
        "import linkstudy.settings as s; print(s.DATABASE_URL, s.SECRET_KEY == s.KEYRING.session)"
    )
    shown = run(installation | {"LINKSTUDY_MODE": "demo"}, "-c", show).stdout

    assert shown == f"sqlite:///{settings.BASE_DIR / '.demo' / 'linkstudy.sqlite3'} True\n"


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("LINKSTUDY_KEYS", "", KEYS_ADVICE),
        ("SECRET_KEY", "", "SECRET_KEY is not set. Give 50 random characters or more."),
        ("SECRET_KEY", "short", "SECRET_KEY is too short. Give 50 random characters or more."),
        ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS is not set. Give the site's host names, with commas."),
        ("ALLOWED_HOSTS", "a.example,*", "ALLOWED_HOSTS holds *. Name the site's hosts."),
        (
            "DATABASE_URL",
            "",
            "DATABASE_URL is not set. For example postgres://user@host/linkstudy.",
        ),
        ("LINKSTUDY_MODE", "dev", "LINKSTUDY_MODE is 'dev'. Use live, demo or test."),
    ],
)
def test_a_missing_variable_stops_the_start_and_says_what_to_do(installation, name, value, advice):
    told = run(installation | {name: value}, "-c", "import linkstudy.settings")

    assert last_line(told.stderr) == f"django.core.exceptions.ImproperlyConfigured: {advice}"


def test_postgresql_looks_for_identities_in_their_own_schema(installation):
    address = {"DATABASE_URL": "postgres://linkstudy_app@db.example.org/linkstudy"}
    show = "import linkstudy.settings as s; print(s.DATABASES['default']['OPTIONS'])"

    assert run(installation | address, "-c", show).stdout == (
        "{'options': '-c search_path=public,identities -c jit=off -c random_page_cost=1.1'}\n"
    )


def test_a_server_does_not_start_on_an_empty_database(installation):
    told = run(installation, "-c", "import linkstudy.wsgi").stderr

    assert "The database lacks " in last_line(told)


def test_a_server_starts_on_a_migrated_database_alone(migrated):
    start = ["-c", "import linkstudy.wsgi"]
    assert run(migrated, *start).returncode == 0

    drop = "from django.db import connection as c; c.cursor().execute('DROP TRIGGER {}')"
    run(migrated, "manage.py", "shell", "-v0", "-c", drop.format("audit_entry_no_delete"))
    assert last_line(run(migrated, *start).stderr) == (
        "django.core.exceptions.ImproperlyConfigured: The database lacks audit_entry_no_delete. "
        "Run `manage.py migrate` to restore them; what is lacking after that was taken away by hand."
    )


def test_a_history_begins_once_all_its_tables_stand(installation):
    assert run(installation, "manage.py", "migrate", "contenttypes", "-v0").stderr == ""
    assert run(installation, "manage.py", "migrate", "-v0").stderr == ""

    told = run(installation, "manage.py", "verify_audit")
    assert (told.returncode, told.stderr) == (0, "")


def test_a_databases_file_is_its_owners_alone(migrated, tmp_path):
    file = tmp_path / "study.sqlite3"
    assert file.stat().st_mode & 0o777 == 0o600

    file.chmod(0o640)

    assert last_line(run(migrated, "-c", "import linkstudy.wsgi").stderr) == (
        f"django.core.exceptions.ImproperlyConfigured: The database's file {file} can be opened by"
        " others. Use chmod 600."
    )


def test_a_server_does_not_start_with_another_key_file(migrated, tmp_path):
    keys.make(tmp_path / "other.json")
    other = migrated | {"LINKSTUDY_KEYS": str(tmp_path / "other.json")}

    assert last_line(run(other, "-c", "import linkstudy.wsgi").stderr) == (
        "django.core.exceptions.ImproperlyConfigured: The history was sealed with another key file."
        " Let LINKSTUDY_KEYS name the one that this database was made with."
    )


def test_a_key_file_is_its_owners_alone_and_made_once(tmp_path):
    path = tmp_path / "keys.json"
    keys.make(path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert keys.load(path).current == "m1"
    with pytest.raises(FileExistsError):
        keys.make(path)


def test_a_key_file_is_made_from_the_command_line(tmp_path):
    run(dict(os.environ), "-m", "linkstudy.keys", str(tmp_path / "keys.json"))

    assert len(keys.load(tmp_path / "keys.json").index) == 32


def test_demo_and_tests_make_their_key_file_at_the_first_start(tmp_path):
    first = keys.load_or_make(tmp_path / "keys.json")

    assert keys.load_or_make(tmp_path / "keys.json") == first


def test_key_material_is_in_no_representation(tmp_path):
    ring = keys.load_or_make(tmp_path / "keys.json")

    assert ring.session not in repr(ring)


def damage(path: Path, held: str) -> None:
    """Write a key file that its owner alone can read."""
    path.write_text(held)
    path.chmod(0o600)


@pytest.mark.parametrize("held", [None, "", "[]", "{}", '{"masters": {"m1": "?"}}'])
def test_a_key_file_that_cannot_be_read_is_named(tmp_path, held):
    path = tmp_path / "keys.json"
    if held is not None:
        damage(path, held)

    with pytest.raises(ImproperlyConfigured) as trouble:
        keys.load(path)
    assert str(trouble.value) == f"The key file {path} cannot be read."


def test_a_key_file_that_others_can_read_is_refused(tmp_path):
    path = tmp_path / "keys.json"
    keys.make(path)
    path.chmod(0o640)

    with pytest.raises(ImproperlyConfigured) as trouble:
        keys.load(path)
    assert str(trouble.value) == (f"The key file {path} can be read by others. Use chmod 600.")


@pytest.mark.parametrize(
    ("whole", "broken"), [('"current": "m1"', '"current": "m2"'), ('"index": "', '"index": "AAAA')]
)
def test_a_damaged_key_file_is_refused(tmp_path, whole, broken):
    path = tmp_path / "keys.json"
    keys.make(path)
    damage(path, path.read_text().replace(whole, broken))

    with pytest.raises(ImproperlyConfigured) as trouble:
        keys.load(path)
    assert str(trouble.value) == f"The key file {path} is damaged."
