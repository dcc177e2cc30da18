"""Who has given no reply for 14 days."""

import pytest

from cases.actions import close_case
from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    a_protocol,
    a_refusal,
    ago,
)
from linkstudy.testing.pages import text_of
from participants.models import Participant
from participants.quiet import with_quiet


@pytest.fixture
def invited(study):
    """A function that makes somebody who was invited by name so many days ago, and did not reply."""

    def invite(days, **facts):
        return a_person(study.cases[0], invited_on=ago(days), replied_on=None, **facts)

    return invite


def quiet() -> list[str]:
    people = with_quiet(Participant.objects.with_status()).filter(is_quiet=True)
    return [str(one) for one in people.order_by("pk")]


def test_it_is_14_days_since_the_letter(invited):
    long_ago, _ = invited(14, contact_by=ago(-16)), invited(13, contact_by=ago(1))

    assert quiet() == [str(long_ago)]


def test_it_is_14_days_since_the_last_attempt(invited):
    tried, lately = invited(30), invited(30)
    an_attempt(tried, on=ago(20))
    an_attempt(tried, "voicemail", on=ago(14))
    an_attempt(lately, on=ago(20))
    an_attempt(lately, on=ago(13))

    assert quiet() == [str(tried)]


def test_who_replied_to_a_letter_and_was_not_reached_since_is_silent(study):
    calling, new = a_person(study.cases[0], replied_on=ago(30)), a_person(study.cases[0])
    an_attempt(calling, on=ago(20))

    assert quiet() == [str(calling)]
    assert new.replied_on is not None


def test_a_letter_to_somebody_who_replied_before_waits_for_a_reply(study):
    again = a_person(study.cases[0], replied_on=ago(40), invited_on=ago(30))
    a_person(study.cases[0], replied_on=ago(20), invited_on=ago(30))

    assert quiet() == [str(again)]
    an_attempt(again, "reached", on=ago(35))
    assert quiet() == [str(again)]


@pytest.mark.parametrize("outcome", ["reached", "call_back"])
def test_whoever_was_reached_since_has_replied(invited, outcome):
    for tries in ([], [20]):
        person = invited(30)
        for days in tries:
            an_attempt(person, on=ago(days))
        an_attempt(person, outcome, on=ago(18), next_on=ago(10))

    assert quiet() == []


def test_whoever_agreed_or_got_in_touch_since_has_replied(invited):
    a_consent(invited(30), given_on=ago(20))
    an_attempt(invited(30), "reached", on=ago(20), incoming=True)
    agreed = invited(60)
    a_consent(agreed, given_on=ago(30))
    an_attempt(agreed, on=ago(15))

    assert quiet() == [str(agreed)]


def test_those_who_wait_for_a_decision_count_as_everybody_else(invited):
    a_protocol(most_contact_attempts=1)
    long_ago, lately = invited(30), invited(30)
    an_attempt(long_ago, on=ago(20))
    an_attempt(lately, on=ago(2))

    assert quiet() == [str(long_ago)]


def test_whoever_is_asked_no_more_owes_no_reply(study, invited):
    a_refusal(invited(30))
    booked = invited(30)
    a_consent(booked, given_on=ago(29))
    an_attempt(booked, on=ago(20))
    a_booking(booked)
    held = a_person(study.cases[1], invited_on=ago(30), replied_on=None)
    assert quiet() == [str(held)]

    close_case(case=study.cases[1], on=ago(0), by=study.administrator)
    assert quiet() == []


def test_the_view_and_the_filter_say_what_it_means(client, invited):
    silent, _ = invited(14), invited(2)

    view = next(tab for tab in client.get("/participants/").context["views"] if "14" in tab.words)
    page = client.get(view.url)

    assert (view.words, view.count) == ("No reply for 14 days", 1)
    assert [str(line.person) for line in page.context["lines"]] == [str(silent)]
    assert [words for words, _ in page.context["filters"].chip_links] == ["No reply for 14 days"]
    said = "We heard nothing since our last letter or attempt, 14 days ago or more"
    assert said in text_of(page)
