"""Links that do not work: used, old, replaced, or of somebody whose access stopped."""

import datetime as dt
from functools import partial

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.test import Client

from linkstudy.accounts import actions
from linkstudy.accounts.models import Link, User
from linkstudy.accounts.tests.opening import LINK, NEW, NOON, choose, heading, look, told
from linkstudy.audit.models import Entry
from linkstudy.testing.factories import PASSWORD, a_user
from participants.tests.at_once import at_once

# Links that do not work


def test_a_link_used_twice_says_when_and_what_to_do(asha, chris):
    with time_machine.travel(NOON, tick=False):
        link = actions.make_link(user=asha, by=chris)
        choose(link)
    before = User.objects.get(pk=asha.pk).password

    for answer in (look(link), choose(link, password=PASSWORD, password_again=PASSWORD)):
        assert heading(answer) == "This link was used already"
        assert told(answer) == (
            "It was used on 2 March 2026, midday. Sign in with the password chosen then. "
            "If it was not you who chose it, tell an administrator today."
        )
    assert User.objects.get(pk=asha.pk).password == before


def test_a_link_works_to_its_last_second(asha, chris):
    with time_machine.travel(NOON, tick=False) as machine:
        link = actions.make_link(user=asha, by=chris)
        machine.shift(dt.timedelta(hours=72, seconds=-1))
        assert heading(look(link)) == "Choose your password"

        machine.shift(dt.timedelta(seconds=1))
        for answer in (look(link), choose(link)):
            assert heading(answer) == "This link is too old"
            assert told(answer) == "It worked until 5 March 2026, midday. Ask for a new one."
    assert asha.password == User.objects.get(pk=asha.pk).password


def test_a_newer_link_takes_the_place_of_an_older(link, asha, chris):
    newer = actions.make_link(user=asha, by=chris)

    for answer in (look(link), choose(link)):
        assert heading(answer) == "There is a newer link"
    assert choose(newer).status_code == 302
    assert heading(look(link)) == "There is a newer link"


def test_a_password_changed_meanwhile_ends_a_link(chris):
    tom = a_user()
    link = actions.make_link(user=tom, by=chris)
    actions.change_password(password=make_password(NEW), by=tom)

    assert heading(look(link)) == "This link no longer works"
    assert heading(choose(link)) == "This link no longer works"


@pytest.mark.parametrize("secret", ["", "x", "A" * 43, "é\0\u202e", "x" * 2_000_000])
def test_a_link_of_nobodys_is_told_so(db, secret):
    assert heading(choose(secret)) == "We do not know this link"


def test_a_link_that_nobody_made_offers_a_way_out(db):
    page = look("A" * 43).content.decode()

    assert "Copy the whole link, or ask for a new one." in page
    assert 'href="/account/forgotten/"' in page
    assert 'href="/account/login/"' in page


@pytest.mark.parametrize(
    ("stop", "words"),
    [
        (actions.suspend_user, "Your access is suspended"),
        (actions.end_user, "Your access has ended"),
    ],
)
def test_a_link_of_somebody_whose_access_stopped_says_so(link, asha, chris, stop, words):
    stop(user=asha, version=1, reason="Left", by=chris)

    assert heading(look(link)) == heading(choose(link)) == words
    with pytest.raises(ValidationError):
        actions.make_link(user=asha, by=chris)


def test_a_link_does_not_come_back_with_its_person(link, asha, chris):
    actions.suspend_user(user=asha, version=1, reason="On leave", by=chris)
    actions.resume_user(user=asha, version=2, reason="Back", by=chris)

    assert heading(look(link)) == "This link no longer works"


@pytest.mark.parametrize("who", ["chris", "asha"])
def test_a_link_is_not_for_a_browser_in_which_somebody_is_signed_in(link, asha, chris, who):
    client = Client()
    client.force_login({"chris": chris, "asha": asha}[who])

    for answer in (client.get(LINK), look(link, client), choose(link, client)):
        assert heading(answer) == "You are signed in"
        assert "Sign out, then open the link again" in answer.content.decode()
    client.post("/account/logout/")
    assert choose(link, client).status_code == 302


def test_another_browser_finds_a_link_used(link):
    choose(link, Client())

    assert heading(look(link, Client())) == "This link was used already"


def test_a_double_click_gives_the_first_answer_twice(link):
    client = Client()
    token = {"token": "a" * 32}

    answers = [choose(link, client, **token) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == ["/account/login/"] * 2
    assert Entry.objects.filter(verb="user.password_set").count() == 1


# At the same moment


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_one_link_at_once_one_chooses_the_password(asha, chris):
    for _ in range(3):
        link = actions.make_link(user=asha, by=chris)
        hashes = [make_password(word) for word in (NEW, PASSWORD)]
        uses = [
            partial(actions.use_link, secret=link.secret, password=one, by=None) for one in hashes
        ]

        answers = at_once(*uses)

        [used] = [answer for answer in answers if isinstance(answer, Link)]
        [refused] = [answer for answer in answers if isinstance(answer, ValidationError)]
        assert refused.messages[0].startswith("This link was used already. It was used on ")
        assert User.objects.get(pk=asha.pk).password == hashes[answers.index(used)]
