"""Whose access is stopped is out with the next click, on any page, and is told why."""

import datetime as dt
import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from linkstudy import clock
from linkstudy.accounts import actions
from linkstudy.accounts.models import State, User
from linkstudy.accounts.policy import May
from linkstudy.audit.models import Entry
from linkstudy.testing.factories import PASSWORD, a_user, ago

PAGES = ["/", "/policy/", "/account/", "/participants/", "/account/login/", "/account/link/"]
SUSPENDED = "Your access is suspended. An administrator of the study can let you back in."
ENDED = "Your access has ended. If you still work on the study, ask an administrator to let you back in."


@pytest.fixture
def asha(chris) -> User:
    return a_user(email="asha@example.org", name="Asha Example")


@pytest.fixture
def inside(asha) -> Client:
    client = Client()
    client.post("/account/login/", {"login": asha.email, "password": PASSWORD})
    assert client.get("/policy/").status_code == 200
    return client


def suspend(asha: User, chris: User) -> User:
    return actions.suspend_user(user=asha, version=asha.version, reason="On leave", by=chris)


def end(asha: User, chris: User) -> User:
    return actions.end_user(user=asha, version=asha.version, reason="Left", by=chris)


def run_out(asha: User, chris: User) -> User:
    """The last day was yesterday."""
    User.objects.filter(pk=asha.pk).update(ends_on=ago(1))
    return User.objects.get(pk=asha.pk)


def says(answer) -> str:
    found = re.search("<h1>(.*?)</h1>\\s*<p>(.*?)</p>", answer.content.decode(), re.S)
    return f"{found[1]}: {found[2]}"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("stop", "words"), [(suspend, SUSPENDED), (end, ENDED), (run_out, ENDED)])
def test_the_next_click_signs_out_and_says_why(inside, asha, chris, page, stop, words):
    stop(asha, chris)

    answer = inside.get(page)

    assert (answer.status_code, says(answer)) == (403, f"You were signed out: {words}")
    assert Session.objects.count() == 0
    assert Entry.objects.last().verb == "user.turned_away"
    assert inside.get("/policy/").headers["Location"] == "/account/login/?next=/policy/"


def test_what_was_typed_is_given_back(inside, asha, chris):
    suspend(asha, chris)

    answer = inside.post("/participants/add/", {"note": "Typed with care", "password": "secret"})

    page = answer.content.decode()
    assert says(answer) == f"You were signed out: {SUSPENDED}"
    assert "<dt>Note</dt><dd>Typed with care</dd>" in page
    assert "Nothing was saved." in page
    assert "secret" not in page


@pytest.mark.parametrize("stop", [suspend, end])
def test_a_session_does_not_come_back_with_its_person(inside, asha, chris, stop):
    stopped = stop(asha, chris)
    actions.resume_user(user=stopped, version=stopped.version, reason="Back", by=chris)

    answer = inside.get("/policy/")

    assert (answer.status_code, answer.headers.get("Location")) == (
        302,
        "/account/login/?next=/policy/",
    )


def test_after_a_suspension_the_same_password_signs_in(asha, chris):
    stopped = suspend(asha, chris)
    form = {"login": asha.email, "password": PASSWORD}
    assert Client().post("/account/login/", form).status_code == 200
    assert Entry.objects.last().verb == "user.sign_in_refused"

    actions.resume_user(user=stopped, version=stopped.version, reason="Back", by=chris)

    assert Client().post("/account/login/", form).status_code == 302


@pytest.mark.parametrize("stop", [end, run_out])
def test_after_an_end_a_link_comes_first(asha, chris, stop):
    stopped = stop(asha, chris)
    back = actions.resume_user(user=stopped, version=stopped.version, reason="Back", by=chris)

    assert (back.state, back.ends_on, back.ended_at) == (State.INVITED, None, None)
    form = {"login": asha.email, "password": PASSWORD}
    assert Client().post("/account/login/", form).status_code == 200


def test_somebody_whose_row_is_gone_from_sight_is_a_stranger(inside, asha):
    """A session that names nobody, as after putting back an older database."""
    session = inside.session
    session["_auth_user_id"] = "999999"
    session.save()

    assert inside.get("/policy/").headers["Location"] == "/account/login/?next=/policy/"


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, State.ACTIVE),
        ({"password": "!"}, State.INVITED),
        ({"is_active": False}, State.SUSPENDED),
        ({"ended_at": clock.DEMO_NOW}, State.ENDED),
        ({"is_active": False, "ended_at": clock.DEMO_NOW}, State.ENDED),
        ({"ends_on": dt.date(2022, 6, 13)}, State.ENDED),
        ({"ends_on": dt.date(2022, 6, 14)}, State.ACTIVE),
        ({"ends_on": dt.date(2022, 6, 13), "is_active": False}, State.ENDED),
    ],
)
def test_a_state_follows_from_the_facts(asha, study_clock, facts, state):
    study_clock("2022-06-14 09:12")
    User.objects.filter(pk=asha.pk).update(**facts)
    user = User.objects.get(pk=asha.pk)
    current = state in {State.ACTIVE, State.INVITED}

    assert (user.state, user.is_current) == (state, current)
    assert User.objects.current().filter(pk=asha.pk).exists() is current
    assert [user.may(may) for may in May] == [current and asha.may(may) for may in May]


def test_people_who_left_come_last_in_the_order_of_names(db, study_clock):
    study_clock("2022-06-14 09:12")
    for name, facts in [
        ("Zoe", {}),
        ("Ann", {"ended_at": clock.DEMO_NOW}),
        ("bob", {}),
        ("Carl", {"ends_on": dt.date(2022, 6, 13)}),
        ("Dora", {"ends_on": dt.date(2022, 6, 14)}),
    ]:
        User.objects.filter(pk=a_user(name=name).pk).update(**facts)

    names = [user.name for user in User.objects.in_order()]

    assert names == ["bob", "Dora", "Zoe", "Ann", "Carl"]
