"""How far each person got, and why they are not further: one person in each place."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from cases.models import Case
from linkstudy.accounts.policy import Role
from linkstudy.figures.flow import flow
from linkstudy.figures.tests.flowing import (
    LONG_AGO,
    TODAY,
    a_case_of_long,
    asked,
    counts,
    leaves_after,
    on,
    out,
    takes_back,
)
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_missed_interview,
    a_person,
    a_protocol,
    a_refusal,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
)
from participants import actions
from participants.models import Participant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 20:00")


@pytest.fixture
def case() -> Case:
    return a_case_of_long()


@pytest.fixture
def pi():
    return a_user(Role.PI)


# One person, in each place


def misses_first(person: Participant) -> None:
    a_consent(person)
    a_missed_interview(person)


def is_cancelled(person: Participant) -> None:
    """Their withdrawal cancels the booking, and is taken back."""
    a_consent(person)
    a_booking(person)
    gone = a_withdrawal(person)
    actions.void_withdrawal(withdrawal=gone, version=1, reason="Not theirs", by=person.owner)


def is_booked_again(person: Participant) -> None:
    """Found not to be eligible, and booked after all."""
    a_refusal(person, "not_eligible")
    a_booking(person)


FIRST: dict[str, tuple[dict[str, Any], Callable[[Participant], Any], int, str]] = {
    "was invited": ({"invited_on": dt.date(2022, 6, 5)}, lambda one: None, 1, "wait:no_reply"),
    "never replied": (
        {"invited_on": dt.date(2022, 6, 5)},
        lambda one: a_refusal(one, "no_reply"),
        1,
        "no:no_reply",
    ),
    "was found unfit": (
        {"invited_on": dt.date(2022, 6, 5)},
        lambda one: a_refusal(one, "not_eligible"),
        1,
        "no:not_eligible",
    ),
    "said no unasked": (
        {"invited_on": dt.date(2022, 6, 5)},
        lambda one: a_refusal(one, "busy"),
        3,
        "no:busy",
    ),
    "replied": ({}, lambda one: None, 3, "wait:deciding"),
    "replied and is unfit": ({}, lambda one: a_refusal(one, "not_eligible"), 2, "no:not_eligible"),
    "is booked again": ({}, is_booked_again, 3, "wait:to_agree"),
    "said no": ({}, lambda one: a_refusal(one, "unwell"), 3, "no:unwell"),
    "is booked before": ({}, a_booking, 3, "wait:to_agree"),
    "missed it before": ({}, a_missed_interview, 3, "missed:absent"),
    "agreed": ({}, a_consent, 4, "wait:to_book"),
    "took it back": ({}, takes_back, 4, "no:no_longer"),
    "withdrew": ({}, a_withdrawal, 4, "left:keep"),
    "is booked": ({}, lambda one: (a_consent(one), a_booking(one)), 5, "wait:booked"),
    "missed it": ({}, misses_first, 5, "missed:absent"),
    "is to be booked again": ({}, is_cancelled, 5, "wait:to_book"),
    "was met": ({}, an_interview, 6, ""),
    "left afterwards": ({}, leaves_after, 6, "left:keep"),
}


@pytest.mark.parametrize("who", FIRST)
def test_somebody_is_in_each_step_up_to_the_last_that_they_took(case, pi, who):
    facts, does, steps, why = FIRST[who]
    person = a_person(case, **facts)
    does(person)

    found = flow(asked(pi))

    assert counts(found) == [1] * steps + [0] * (6 - steps)
    assert out(found) == ([(found.people.steps[steps - 1].name, why, 1)] if why else [])


# The follow-up wave


def met(person: Participant, **facts: Any) -> None:
    """Interviewed ten months ago."""
    with on(ago(300)):
        a_consent(person, given_on=ago(0), **facts)
        an_interview(person, recording="notes")


def is_late(person: Participant) -> None:
    with on(ago(400)):
        a_consent(person, given_on=ago(0))
        an_interview(person, recording="notes")


def agrees_no_longer(person: Participant) -> None:
    met(person)
    a_consent(person, scopes=["interview"])


def is_lost(person: Participant) -> None:
    met(person)
    a_refusal(person, "busy")


def is_found_again(person: Participant) -> None:
    """Said no, and agreed on a later day."""
    met(person)
    a_refusal(person, "busy", on=ago(20), may_contact_again=True)
    a_consent(person, given_on=ago(3))


AGAIN: dict[str, tuple[Callable[[Participant], Any], int, str]] = {
    "was not met": (a_consent, 0, ""),
    "was not asked": (lambda one: met(one, scopes=["interview"]), 1, "no:not_agreed"),
    "withdrew": (lambda one: (met(one), a_withdrawal(one)), 2, "left:keep"),
    "was met of late": (an_interview, 2, "wait:early"),
    "agrees no longer": (agrees_no_longer, 2, "no:no_longer"),
    "is lost": (is_lost, 2, "no:busy"),
    "is found again": (is_found_again, 3, "wait:due"),
    "is due": (met, 3, "wait:due"),
    "is late": (is_late, 3, "wait:overdue"),
    "is booked": (lambda one: (met(one), a_booking(one, wave="follow_up")), 4, "wait:booked"),
    "is booked unasked": (
        lambda one: (met(one, scopes=["interview"]), a_booking(one, wave="follow_up")),
        1,
        "wait:to_agree",
    ),
    "was followed up": (lambda one: (met(one), an_interview(one, wave="follow_up")), 5, ""),
}


@pytest.mark.parametrize("who", AGAIN)
def test_the_follow_up_has_steps_of_its_own(case, pi, who):
    does, steps, why = AGAIN[who]
    with on(LONG_AGO):
        a_protocol(effective_from=LONG_AGO)
        person = a_person(case, replied_on=LONG_AGO)
    does(person)

    found = flow(asked(pi, wave="follow_up"))

    assert counts(found) == [1] * steps + [0] * (5 - steps)
    assert out(found) == ([(found.people.steps[steps - 1].name, why, 1)] if why else [])


def test_a_missed_follow_up_says_why(case, pi):
    with on(LONG_AGO):
        a_protocol(effective_from=LONG_AGO)
        person = a_person(case, replied_on=LONG_AGO)
    met(person)
    booking = a_booking(person, wave="follow_up")
    facts = {"missed_on": TODAY, "missed_why": "moved", "wave": "follow_up", "by": person.owner}
    actions.log_missed(participant=booking.participant, **facts)

    found = flow(asked(pi, wave="follow_up"))

    assert out(found) == [("booked", "missed:moved", 1)]
    assert found.letters is None


def test_nobody_is_due_without_settings_and_the_case_can_be_what_counts(case, pi):
    person = a_person(case, replied_on=LONG_AGO)
    met(person)
    an_interview(a_person(case))
    before = out(flow(asked(pi, wave="follow_up")))
    a_protocol(effective_from=dt.date(2022, 6, 1), follow_up_anchor="case")

    after = out(flow(asked(pi, wave="follow_up")))

    assert before == [("agreed", "wait:early", 2)]
    assert after == [("due", "wait:due", 2)]
