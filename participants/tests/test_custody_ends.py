"""How the way of a recording ends when somebody withdrew, and what the database refuses."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linkstudy.clock import telling
from linkstudy.testing.custody import a_step, steps_until
from linkstudy.testing.factories import (
    a_consent,
    a_person,
    a_protocol,
    a_withdrawal,
    ago,
    an_interview,
)
from participants import actions
from participants.afterwards import Step
from participants.models import CustodyStep, Interview
from participants.recordings import chain_of, chains
from participants.tests.custody import NOW, anew, correct, void, words_of


@pytest.fixture(autouse=True)
def june(db):
    with telling(NOW):
        yield


@pytest.fixture
def held() -> Interview:
    """Recorded ten days ago."""
    return an_interview(a_person(), ago(10))


# Somebody withdrew


@pytest.mark.parametrize(
    ("level", "last", "goes"),
    [
        ("keep", Step.RETURNED, []),
        ("no_contact", Step.RETURNED, []),
        ("remove_all", Step.UPLOADED, [Step.AUDIO_GONE]),
        ("remove_all", Step.RELEASED, [Step.AUDIO_GONE, Step.TRANSCRIPT_GONE]),
        ("remove_all", Step.AUDIO_GONE, [Step.TRANSCRIPT_GONE]),
        ("remove_unanalysed", Step.SENT, [Step.AUDIO_GONE, Step.TRANSCRIPT_GONE]),
        ("remove_unanalysed", Step.RELEASED, []),
    ],
)
def test_what_they_ask_to_be_removed_is_destroyed(held, level, last, goes):
    a_protocol(days_to_remove=7)
    steps_until(last, held, ago(6))

    a_withdrawal(held.participant, on=ago(3), level=level)

    assert (chain_of(held).open_steps if chain_of(held).must_go else []) == goes
    for step in goes:
        assert (chain_of(held).status, chain_of(held).due) == ("To be destroyed", ago(-4))
        a_step(held, step)
    if goes:
        assert (chain_of(held).status, chain_of(held).next) == ("Destroyed", None)


def test_what_comes_into_the_analysis_after_they_withdrew_goes_too(held):
    steps_until(Step.CHECKED_AGAIN, held, ago(6))
    a_step(held, Step.RELEASED, ago(2))

    a_withdrawal(held.participant, on=ago(3), level="remove_unanalysed")

    assert chain_of(held).next == Step.AUDIO_GONE


def test_an_interview_after_they_agreed_again_stays(held):
    person = held.participant
    a_withdrawal(person, on=ago(3), level="remove_all")
    a_consent(person, ago(2))
    later = an_interview(person, ago(1), wave="follow_up")

    assert [bool(chain.must_go) for chain in chains([held, later])] == [True, False]


def test_after_a_withdrawal_nothing_else_is_recorded(held):
    a_step(held, on=ago(6))
    a_withdrawal(held.participant, on=ago(3), level="remove_all")

    with pytest.raises(ValidationError) as refused:
        a_step(held, Step.SENT)
    assert words_of(refused) == [
        "They withdrew and asked for it to be removed. Record that it is destroyed"
    ]
    with pytest.raises(ValidationError) as refused:
        a_step(held, Step.AUDIO_GONE, ago(4))
    assert words_of(refused) == ["They withdrew on 11 June 2022. Enter that day or a later one"]


def test_what_nobody_asks_to_be_destroyed_any_more_is_taken_back(held):
    left = a_withdrawal(held.participant, on=ago(3), level="remove_all")
    gone = a_step(held, Step.AUDIO_GONE)
    by = held.interviewer
    actions.void_withdrawal(withdrawal=left, version=left.version, reason="Not them", by=by)

    with pytest.raises(ValidationError) as refused:
        correct(gone, on=ago(1))

    assert words_of(refused) == [
        "Nothing calls for this step any more. Take it back instead",
    ]
    void(gone)
    assert chain_of(held).next == Step.UPLOADED


# What the database itself refuses


def insert(interview: Interview, step: int, on: dt.date) -> None:
    person = interview.participant
    with transaction.atomic():
        CustodyStep.objects.bulk_create(
            [
                CustodyStep(
                    participant=person,
                    interview=interview.number,
                    step=step,
                    on=on,
                    who=interview.interviewer,
                )
            ]
        )


@pytest.mark.parametrize(
    ("step", "day"),
    [(2, 1), (1, 11), (8, 1), (9, 1), (10, 1), (0, 1)],
)
def test_the_database_refuses_a_step_out_of_turn(held, step, day):
    with pytest.raises(IntegrityError):
        insert(held, step, ago(day))

    insert(held, 1, ago(1))
    assert CustodyStep.objects.count() == 1


def test_the_database_refuses_days_that_run_backwards(held):
    steps_until(Step.CHECKED_AGAIN, held, ago(3))
    first = CustodyStep.objects.get(step=Step.UPLOADED)
    a_step(held, Step.AUDIO_GONE, ago(2))

    with pytest.raises(IntegrityError), transaction.atomic():
        insert(held, Step.RELEASED, ago(4))
    insert(held, Step.RELEASED, ago(1))
    assert first.version == 1


def test_the_database_refuses_a_step_of_notes_or_of_a_void_interview(held):
    notes = an_interview(recording="notes")
    with pytest.raises(IntegrityError):
        insert(notes, 1, ago(0))

    actions.void_interview(interview=held, version=1, reason="Twice", by=held.interviewer)
    with pytest.raises(IntegrityError):
        insert(held, 1, ago(0))


def test_the_database_keeps_an_interview_with_its_steps(held):
    a_step(held, on=ago(5))
    by = held.interviewer
    gone = actions.void_interview(interview=held, version=1, reason="Twice", by=by)
    columns = [one.attname for one in gone._meta.concrete_fields if not one.primary_key]
    facts = {name: getattr(gone, name) for name in columns}
    facts |= {"voided_at": None, "void_reason": "", "replaces_id": None}

    for change in ({"recording": "notes"}, {"held_on": ago(4)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Interview.objects.bulk_create([Interview(**facts | change)])
    Interview.objects.bulk_create([Interview(**facts)])
    assert anew(held).state == "done"
