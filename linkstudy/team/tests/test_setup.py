"""`manage.py setup`: from nothing to a first administrator, and nothing new when run again."""

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError, connection
from django.test import Client

from linkstudy import grants
from linkstudy.accounts import actions
from linkstudy.accounts.hosts import site
from linkstudy.accounts.models import Link, State, User
from linkstudy.accounts.policy import Role
from linkstudy.audit.models import Entry, Head
from linkstudy.audit.tests.lifting import sql
from linkstudy.clock import DEMO_NOW
from linkstudy.team import installing
from linkstudy.testing.factories import a_user, ago

SITE = "https://study.example.org"
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

    assert site(given) == address


@pytest.mark.parametrize(
    "given", ["http://study.example.org", "study.example.org", f"{SITE}/path", "https://"]
)
def test_an_address_that_is_none_is_told(settings, given):
    settings.ALLOWED_HOSTS = ["study.example.org"]

    assert trouble(site, given) == "Give --address as in https://study.example.org"


def test_an_address_of_another_host_is_told(settings):
    settings.ALLOWED_HOSTS = ["study.example.org"]

    assert trouble(site, "https://evil.example") == (
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


@pytest.mark.django_db
@pytest.mark.postgresql
def test_who_may_do_anything_on_the_server_is_no_owner_of_one_database():
    mighty = connection.copy()
    mighty.settings_dict = connection.settings_dict | {"USER": "postgres"}
    try:
        told = list(grants.troubles(mighty))
    finally:
        mighty.close()

    assert told == [
        "postgres may do anything on this server. Use a role that owns this database alone."
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


@pytest.mark.django_db
def test_an_invited_administrator_who_chose_a_password_gets_a_link_to_reset_it():
    link = installing.first_administrator(**FIRST)
    actions.use_link(secret=link.secret, password="md5$x$y", by=None)

    assert installing.first_administrator(**FIRST).purpose == "reset"


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
