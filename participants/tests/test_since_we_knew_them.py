"""Nobody agrees, says no or is contacted before the study knew them, and that day does not move behind it."""

import datetime as dt
from typing import Any

import pytest

from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import (
    a_consent,
    a_person,
    a_refusal,
    a_withdrawal,
    ago,
    an_interview,
    in_use_at,
)
from linkstudy.testing.pages import problems
from participants import actions
from participants.models import Participant
from participants.tests.broken import back, right
from participants.tests.pages import send
from participants.tests.refusals import refusal_of

KNOWN = "We know C1-PT-01 since 10 June 2022. Enter that day or a later one"
BEFORE = "There is a record of the {} of {}. Enter that day or an earlier one"


@pytest.fixture
def person(study) -> Participant:
    """C1-PT-01, who replied on 10 June."""
    return a_person(study.cases[0], replied_on=ago(4))


def change(person: Participant, **facts: Any) -> Participant:
    person.refresh_from_db()
    seen = {"participant": person, "version": person.version, "by": person.owner}
    return actions.change_participant(**seen, reason="Misread it", **facts)


def test_nobody_agrees_or_says_no_before_we_knew_them(person):
    assert [refusal_of(a_consent, person, ago(5)), refusal_of(a_refusal, person, on=ago(5))] == [
        {"given_on": [KNOWN]},
        {"on": [KNOWN]},
    ]
    assert a_refusal(person, on=ago(4), may_contact_again=True).on == ago(4)
    assert a_consent(person, ago(4)).given_on == ago(4)


def test_the_page_of_a_consent_says_since_when_we_know_them(client, study, person):
    form = str(in_use_at(study.sites[0], study.form).pk)
    page = send(
        client,
        "/participants/c1-pt-01/consent/",
        document=form,
        given_on="9/6",
        how="paper",
        scopes=["interview"],
    )

    assert problems(page) == {"given_on": [KNOWN]}


def test_neither_is_put_right_to_a_day_before_it(person):
    no = a_refusal(person, on=ago(3), may_contact_again=True)
    held = a_consent(person, ago(2))

    facts = {"reason": no.reason, "may_contact_again": True}
    said = [
        refusal_of(actions.correct_refusal, **right(no, on=ago(5), **facts)),
        refusal_of(actions.correct_consent, **right(held, given_on=ago(5))),
    ]
    assert said == [{"on": [KNOWN]}, {"given_on": [KNOWN]}]
    assert actions.correct_refusal(**right(no, on=no.on, **facts | {"reason": "busy"})).on == ago(3)


def test_the_day_does_not_move_behind_what_happened(person):
    a_consent(person, ago(3))
    an_interview(person, ago(2))

    assert refusal_of(change, person, replied_on=ago(1)) == {
        "replied_on": [BEFORE.format("consent", "11 June 2022")]
    }
    assert change(person, replied_on=ago(3)).replied_on == ago(3)
    assert change(person, replied_on=ago(9)).replied_on == ago(9)


def no_of(person: Participant, on: dt.date) -> Any:
    return a_refusal(person, on=on)


def contact_of(person: Participant, on: dt.date) -> Any:
    return an_attempt(person, on=on)


def withdrawal_of(person: Participant, on: dt.date) -> Any:
    a_consent(person, ago(1))
    return a_withdrawal(person, on=on)


HAPPENED = [(no_of, "answer"), (contact_of, "contact"), (withdrawal_of, "withdrawal")]


@pytest.mark.parametrize(("happened", "called"), HAPPENED)
def test_what_happened_is_named_whatever_it_was(person, happened, called):
    happened(person, ago(3))

    assert refusal_of(change, person, replied_on=ago(1)) == {
        "replied_on": [BEFORE.format(called, "11 June 2022")]
    }


def test_somebody_of_whom_nothing_is_recorded_replied_on_any_day(person):
    assert change(person, replied_on=ago(0)).replied_on == ago(0)


def test_who_was_invited_by_name_is_known_since_then(study):
    person = a_person(study.cases[0], invited_on=ago(9), replied_on=ago(4))
    an_attempt(person, on=ago(5))

    assert refusal_of(change, person, invited_on=None) == {
        "invited_on": [BEFORE.format("contact", "9 June 2022")]
    }
    assert change(person, replied_on=ago(0)).replied_on == ago(0)


RETURNS = {"consent": "given_on", "refusal": "on", "attempt": "on", "withdrawal": "on"}


@pytest.mark.parametrize("noun", RETURNS)
def test_nothing_comes_back_from_before_we_knew_them(study, noun):
    person = a_person(study.cases[0], replied_on=ago(9))
    made = {
        "consent": lambda: a_consent(person, ago(8)),
        "refusal": lambda: no_of(person, ago(8)),
        "attempt": lambda: contact_of(person, ago(8)),
        "withdrawal": lambda: withdrawal_of(person, ago(8)),
    }
    gone = getattr(actions, f"void_{noun}")(**back(made[noun]()))
    change(person, replied_on=ago(4))

    assert refusal_of(getattr(actions, f"restore_{noun}"), **back(gone)) == {RETURNS[noun]: [KNOWN]}
