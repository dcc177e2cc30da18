"""A server starts for a role that owns nothing, and for no other."""

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
def test_a_server_starts_on_sqlite(live):
    start.demand()

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
