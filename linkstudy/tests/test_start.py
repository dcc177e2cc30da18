"""A server starts for a role that owns nothing, and for no other."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from linkstudy import grants, start
from linkstudy.audit.tests.lifting import sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def live(settings):
    settings.IS_LIVE = True


def refusal() -> str:
    with pytest.raises(ImproperlyConfigured) as refused:
        start.demand()
    return str(refused.value)


@pytest.mark.sqlite
def test_a_server_starts_on_sqlite_when_no_file_of_it_is_open_to_others(live):
    name = connection.settings_dict["NAME"]
    files = [file for end in ("", "-wal", "-shm") if (file := Path(f"{name}{end}")).exists()]
    for file in files:
        file.chmod(0o600)
    start.demand()

    for file in files:
        for mode in (0o640, 0o604):
            file.chmod(mode)
            assert (
                refusal() == f"The database's file {file} can be opened by others. Use chmod 600."
            )
        file.chmod(0o600)
    assert list(grants.too_much(connection)) == []


@pytest.mark.postgresql
def test_a_server_starts_for_the_apps_own_role(live):
    sql("SET ROLE linkstudy_app")

    start.demand()

    sql("RESET ROLE")


@pytest.mark.postgresql
def test_a_server_does_not_start_for_who_owns_the_tables(live):
    assert refusal() == (
        "linkstudy_owner owns the tables or may do anything on this server. Let DATABASE_URL name a"
        " role that owns nothing, as APP_DATABASE_ROLE does: linkstudy_app."
    )


@pytest.mark.postgresql
def test_postgresql_keeps_its_files_to_itself():
    assert list(start.open_to_others(connection)) == []


@pytest.mark.postgresql
def test_tests_and_the_demo_start_for_who_owns_the_tables():
    start.demand()


@pytest.mark.postgresql
def test_migrating_an_installation_fails_in_words_without_the_apps_role(live, settings):
    settings.APP_DATABASE_ROLE = "nobody_by_this_name"

    with pytest.raises(ImproperlyConfigured) as refused:
        grants.give(connection)

    assert str(refused.value) == (
        "The role nobody_by_this_name is not there. Make it: CREATE ROLE nobody_by_this_name LOGIN"
        " PASSWORD '...';"
    )
