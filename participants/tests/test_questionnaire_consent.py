"""No questionnaire is handed out or comes back without a consent in force, nor after a withdrawal."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linkstudy.clock import telling
from linkstudy.testing.factories import (
    a_consent,
    a_person,
    a_withdrawal,
    ago,
)
from linkstudy.testing.questionnaires import a_questionnaire, an_instrument, returned
from participants import actions
from participants.consents import no_questionnaire
from participants.models import Participant, Questionnaire
from participants.questionnaire_guards import MESSAGE
from participants.tests.custody import NOW
from participants.tests.handing_out import correct, settle


@pytest.fixture(autouse=True)
def june(db):
    with telling(NOW):
        yield


@pytest.fixture
def person() -> Participant:
    """C1-PT-01, who agreed a week ago to everything."""
    person = a_person()
    a_consent(person)
    return person


WAYS: dict[str, tuple[Any, str]] = {
    "nothing": (lambda one: None, "has not agreed to questionnaires yet. Record consent first"),
    "said no": (
        lambda one: a_consent(one, scopes=["interview"]),
        "did not agree to questionnaires",
    ),
    "agreed afterwards": (
        lambda one: a_consent(one, given_on=ago(0)),
        "agreed on 14 June 2022. Enter that day or a later one",
    ),
    "withdrew": (
        lambda one: (a_consent(one), a_withdrawal(one, on=ago(1), time=dt.time(18))),
        "withdrew on 13 June 2022. Enter a day before it",
    ),
}


@pytest.mark.parametrize("how", WAYS)
def test_nobody_is_given_one_without_consent(how):
    person, instrument = a_person(), an_instrument()
    happens, words = WAYS[how]
    happens(person)
    facts = {"instrument": instrument, "time_point": "first", "given_on": ago(1), "how": "paper"}
    facts["due_on"] = ago(-7)

    with pytest.raises(ValidationError) as refused:
        actions.hand_out(participant=person, by=person.owner, **facts)
    assert refused.value.message_dict == {"given_on": [f"C1-PT-01 {words}"]}

    row = Questionnaire(participant=person, number=1, **facts)
    with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
        row.save()


def test_one_comes_back_before_the_withdrawal_or_not_at_all(person):
    row = a_questionnaire(person, given_on=ago(5))
    a_withdrawal(person, on=ago(2))
    row.refresh_from_db()

    with pytest.raises(ValidationError) as refused:
        correct(row, returned_on=ago(2), not_coming_on=None, not_coming_why="")
    words = "C1-PT-01 withdrew on 12 June 2022. Enter a day before it"
    assert refused.value.message_dict == {"returned_on": [words]}

    right = correct(row, returned_on=ago(3), not_coming_on=None, not_coming_why="")
    assert (right.state, right.settled_at) == ("returned", NOW)


def test_the_database_takes_none_back_without_a_consent(person):
    row = a_questionnaire(person)
    consent = person.consents.get()
    actions.void_consent(consent=consent, version=1, reason="Another person", by=person.owner)

    with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
        Questionnaire.objects.filter(pk=row.pk).update(returned_on=ago(0), settled_at=NOW)


def test_who_withdraws_keeps_what_came_back_and_gives_nothing_more(person):
    back = returned(a_questionnaire(person, given_on=ago(5)))
    out = a_questionnaire(person, time_point="follow_up")
    with telling(NOW + dt.timedelta(days=1)):
        a_withdrawal(person)

    for row in (back, out):
        row.refresh_from_db()
    assert back.state == "returned"
    assert (out.state, out.not_coming_why, out.not_coming_on) == (
        "not_coming",
        "withdrew",
        ago(-1),
    )


def test_a_withdrawal_of_an_earlier_day_ends_what_was_handed_out_since(person):
    out = a_questionnaire(person)
    a_withdrawal(person, on=ago(4))

    out.refresh_from_db()
    assert (out.not_coming_on, out.not_coming_why) == (ago(4), "withdrew")


def test_nobody_says_by_hand_that_a_withdrawal_ended_it(person):
    row = a_questionnaire(person)

    with pytest.raises(ValidationError) as refused:
        settle(row, not_coming_on=ago(0), not_coming_why="withdrew")

    words = "Record the withdrawal on its own page: it ends what they still have"
    assert refused.value.message_dict == {"not_coming_why": [words]}


def test_the_sentence_and_the_database_agree_on_every_day(person):
    a_withdrawal(person, on=ago(3))
    instrument = an_instrument()

    for days in range(10, -1, -1):
        facts = {"given_on": ago(days), "due_on": ago(-7), "how": "paper", "time_point": "first"}
        row = Questionnaire(participant=person, number=1, instrument=instrument, **facts)
        may = no_questionnaire(person, ago(days)) == ""
        try:
            with transaction.atomic():
                row.save()
                assert may
                transaction.set_rollback(True)
        except IntegrityError:
            assert not may
