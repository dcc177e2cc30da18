"""A bad installation is refused with advice; a good one passes Django's own checks."""

import dataclasses
import json
from pathlib import Path

import pytest
from django.conf import settings

from linkstudy import keys
from linkstudy.testing.installed import SECRET, environment, run


@pytest.fixture
def installation(tmp_path) -> dict[str, str]:
    """The environment of an installation on SQLite."""
    keys.make(tmp_path / "keys.json")
    return environment(tmp_path)


BAD = {
    "a secret of one letter": ({"SECRET_KEY": "a" * 60}, "SECRET_KEY repeats itself."),
    "a short secret": ({"SECRET_KEY": SECRET[:49]}, "SECRET_KEY is too short."),
    "an empty host": ({"ALLOWED_HOSTS": "study.example.org,"}, "ALLOWED_HOSTS holds an empty"),
    "any host": ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS holds *."),
    "an unknown database": ({"DATABASE_URL": "mysql://u@h/d"}, "DATABASE_URL is of no database"),
    "a database in memory": ({"DATABASE_URL": "sqlite://:memory:"}, "DATABASE_URL keeps nothing."),
    "the demo's database": (
        {"DATABASE_URL": "sqlite:////srv/.demo/linkstudy.sqlite3"},
        "DATABASE_URL is the demo's.",
    ),
    "no such key file": ({"LINKSTUDY_KEYS": "/nowhere/keys.json"}, "The key file /nowhere/"),
    "no key file": ({"LINKSTUDY_KEYS": ""}, "LINKSTUDY_KEYS is not set."),
    "an unknown mode": ({"LINKSTUDY_MODE": "production"}, "LINKSTUDY_MODE is 'production'."),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_installation_is_refused_with_advice(installation, case):
    changed, advice = BAD[case]

    told = run(installation | changed, "-c", "import linkstudy.settings")

    last = told.stderr.strip().splitlines()[-1]
    assert last.startswith(f"django.core.exceptions.ImproperlyConfigured: {advice}")
    assert SECRET not in told.stderr


def test_the_key_files_secret_does_not_serve_twice(installation):
    held = json.loads(Path(installation["LINKSTUDY_KEYS"]).read_text())

    told = run(installation | {"SECRET_KEY": held["session"]}, "-c", "import linkstudy.settings")

    assert told.stderr.strip().splitlines()[-1].endswith("Give one of its own.")
    assert held["session"] not in told.stderr.splitlines()[-1]


@pytest.mark.parametrize("held", ["null", "[]", '"text"', "7", "{", '{"masters": 1}'])
def test_a_key_file_of_any_other_shape_is_refused(installation, held):
    path = Path(installation["LINKSTUDY_KEYS"])
    path.write_text(held)

    with pytest.raises(Exception, match=r"^The key file .+ cannot be read\.$"):
        keys.load(path)


def test_a_good_installation_passes_every_check_of_django(installation):
    told = run(installation, "manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert told.returncode == 0, told.stderr
    assert told.stdout == "System check identified no issues (0 silenced).\n" or (
        told.stdout.startswith("System check identified no issues")
    )


ASK = (
    "import linkstudy.settings as s; print(s.PASSWORD_HASHERS, s.DEBUG, s.CSRF_COOKIE_SECURE,"
    " s.CSRF_COOKIE_NAME, s.SECURE_HSTS_SECONDS >= 31536000, s.ATOMIC_REQUESTS if"
    " hasattr(s, 'ATOMIC_REQUESTS') else s.DATABASES['default']['ATOMIC_REQUESTS'], sep='|')"
)


def test_an_installation_hashes_with_argon2_and_keeps_cookies_to_itself(installation):
    assert run(installation, "-c", ASK).stdout == (
        "['linkstudy.accounts.hashing.Argon2InTurn']|False|True|__Host-csrf|True|False\n"
    )


def test_key_material_shows_in_no_representation():
    ring = settings.KEYRING

    shown = f"{ring!r} {ring} {dataclasses.fields(ring)!r}"

    assert ring.chain.hex() not in shown
    assert repr(ring.chain) not in shown
