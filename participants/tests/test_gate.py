"""No interview without a consent in force: every relation of days, by every way in.

The table is the study's rule in full. Each line is tried by each way in, on the database this
run is on; the database and `participants.consents` must say the same, and nothing gets in.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Instrument
from linkstudy.clock import telling
from linkstudy.testing.proofs import proof, size
from linkstudy.testing.questionnaires import an_instrument
from participants import actions
from participants.consents import covers, missing, needed, no_questionnaire
from participants.guards import MESSAGE
from participants.models import Consent, Interview, Participant, Questionnaire
from participants.questionnaire_guards import MESSAGE as UNFILLED
from participants.tests.histories import (
    NOW,
    Given,
    Gone,
    Held,
    booked,
    done_facts,
    given_by,
    insert,
    june,
    rewrite,
    somebody,
    unsaved,
    upsert,
)

NINE, TEN, ELEVEN = dt.time(9), dt.time(10), dt.time(11)
YES, NO = {"interview": True}, {"interview": False}
BOTH = {"interview": True, "audio": True}
QUOTES = {"quotes": True, "results": True}
AUDIO = Held(recording="audio")
UNTIMED = Held(started=None)
LATER_WAVE = Held(wave="follow_up")

# What was said, what took place on 10 June at 10, and whether it may stand.
RELATIONS: dict[str, tuple[list[Given | Gone], Held, bool]] = {
    "no consent at all": ([], Held(), False),
    "consent the day before": ([Given(9, YES)], Held(), True),
    "consent on the day": ([Given(10, YES)], Held(), True),
    "consent earlier that day": ([Given(10, YES, NINE)], Held(), True),
    "consent at the minute at which it started": ([Given(10, YES, TEN)], Held(), True),
    "consent on the day, later than the interview": ([Given(10, YES, ELEVEN)], Held(), False),
    "consent that day at some time, interview untimed": ([Given(10, YES, ELEVEN)], UNTIMED, True),
    "consent that day at no known time": ([Given(10, YES)], Held(started=dt.time(0, 1)), True),
    "consent the day after": ([Given(11, YES)], Held(), False),
    "form approved before it was signed": ([Given(9, YES, approved=8)], Held(), True),
    "form approved on the day it was signed": ([Given(9, YES, approved=9)], Held(), True),
    "form approved the day after": ([Given(9, YES, approved=10)], Held(), False),
    "an information sheet was signed": ([Given(9, YES, kind="information")], Held(), False),
    "withdrew the day before": ([Given(1, YES, withdrawn=(9, ELEVEN))], Held(), False),
    "withdrew earlier that day": ([Given(1, YES, withdrawn=(10, NINE))], Held(), False),
    "withdrew at that minute": ([Given(1, YES, withdrawn=(10, TEN))], Held(), False),
    "withdrew later that day": ([Given(1, YES, withdrawn=(10, ELEVEN))], Held(), True),
    "withdrew that day, interview untimed": (
        [Given(1, YES, withdrawn=(10, ELEVEN))],
        UNTIMED,
        False,
    ),
    "withdrew the day after": ([Given(1, YES, withdrawn=(11, NINE))], UNTIMED, True),
    "withdrew before agreeing": ([Given(9, YES, withdrawn=(8, NINE))], Held(), False),
    "consent void": ([Given(9, YES, void=True)], Held(), False),
    "agreed to something else": ([Given(9, QUOTES)], Held(), False),
    "said no": ([Given(9, NO)], Held(), False),
    "audio with its clause": ([Given(9, BOTH)], AUDIO, True),
    "audio without its clause": ([Given(9, YES)], AUDIO, False),
    "audio refused": ([Given(9, {"interview": True, "audio": False})], AUDIO, False),
    "notes where audio was refused": (
        [Given(9, {"interview": True, "audio": False})],
        Held(),
        True,
    ),
    "audio agreed to on another form": (
        [Given(1, YES), Given(9, {"audio": True})],
        AUDIO,
        True,
    ),
    "yes, then no": ([Given(1, YES), Given(9, NO)], Held(), False),
    "yes, then no earlier that day": ([Given(1, YES), Given(10, NO, NINE)], Held(), False),
    "yes, then no at that minute": ([Given(1, YES), Given(10, NO, TEN)], Held(), False),
    "yes, then no later that day": ([Given(1, YES), Given(10, NO, ELEVEN)], Held(), True),
    "yes, then no that day at no known time": ([Given(1, YES), Given(10, NO)], Held(), False),
    "yes, then no that day, interview untimed": (
        [Given(1, YES), Given(10, NO, ELEVEN)],
        UNTIMED,
        False,
    ),
    "no, then yes later that day": ([Given(1, NO), Given(10, YES, ELEVEN)], Held(), False),
    "audio agreed to later that day": (
        [Given(1, YES), Given(10, {"audio": True}, ELEVEN)],
        AUDIO,
        False,
    ),
    "yes, then no afterwards": ([Given(1, YES), Given(11, NO)], Held(), True),
    "yes and no at the same minute, no last": ([Given(9, YES), Given(9, NO)], Held(), False),
    "no and yes at the same minute, yes last": ([Given(9, NO), Given(9, YES)], Held(), True),
    "yes, no, yes": ([Given(1, YES), Given(5, NO), Given(9, YES)], Held(), True),
    "yes, no, yes afterwards": ([Given(1, YES), Given(5, NO), Given(11, YES)], Held(), False),
    "yes, then a no that is void": ([Given(1, YES), Given(9, NO, void=True)], Held(), True),
    "yes, then a no that was withdrawn": (
        [Given(1, YES), Given(8, NO, withdrawn=(9, NINE))],
        Held(),
        False,
    ),
    "yes, then a yes that was withdrawn": (
        [Given(1, YES), Given(5, YES, withdrawn=(8, NINE))],
        Held(),
        True,
    ),
    "withdrew and agreed again": (
        [Given(1, YES, withdrawn=(5, NINE)), Given(9, YES)],
        Held(),
        True,
    ),
    "withdrew and agreed again afterwards": (
        [Given(1, YES, withdrawn=(5, NINE)), Given(11, YES)],
        Held(),
        False,
    ),
    "a form for health professionals": ([Given(9, YES, audience="HP")], Held(), False),
    "a form for patients": ([Given(9, YES, audience="PT")], Held(), True),
    "a withdrawal of the day before": ([Given(1, YES), Gone(9, ELEVEN)], Held(), False),
    "a withdrawal earlier that day": ([Given(1, YES), Gone(10, NINE)], Held(), False),
    "a withdrawal at that minute": ([Given(1, YES), Gone(10, TEN)], Held(), False),
    "a withdrawal later that day": ([Given(1, YES), Gone(10, ELEVEN)], Held(), True),
    "a withdrawal that day, interview untimed": ([Given(1, YES), Gone(10, NINE)], UNTIMED, False),
    "a withdrawal of the day after": ([Given(1, YES), Gone(11)], UNTIMED, True),
    "a withdrawal that is void": ([Given(1, YES), Gone(9, void=True)], Held(), True),
    "an older form written down after a withdrawal": ([Gone(5), Given(1, YES)], Held(), False),
    "agreed at the minute of the withdrawal": ([Gone(9), Given(9, YES, NINE)], Held(), False),
    "agreed a while after the withdrawal": ([Gone(9), Given(9, YES, TEN)], Held(), True),
    "withdrew, agreed again, withdrew again": (
        [Given(1, YES), Gone(5), Given(6, YES), Gone(8)],
        Held(),
        False,
    ),
    "follow-up with its clause": ([Given(9, {"follow_up": True})], LATER_WAVE, True),
    "follow-up with the first wave's clause": ([Given(9, YES)], LATER_WAVE, False),
    "first interview with the follow-up's clause": ([Given(9, {"follow_up": True})], Held(), False),
    "follow-up refused later": (
        [Given(1, {"follow_up": True}), Given(9, {"follow_up": False})],
        LATER_WAVE,
        False,
    ),
}


def log(person: Participant, held: Held) -> None:
    facts = done_facts(held, person.owner)
    del facts["interviewer"], facts["consent_checked"], facts["logged_at"]
    actions.log_interview(participant=person, by=person.owner, **facts)


def log_the_booking(person: Participant, held: Held) -> None:
    booked(person, held)
    log(person, held)


def save(person: Participant, held: Held) -> None:
    unsaved(person, held).save()


def save_again(person: Participant, held: Held) -> None:
    booking = booked(person, held)
    for name, value in done_facts(held, person.owner).items():
        setattr(booking, name, value)
    booking.save()


def in_bulk(person: Participant, held: Held) -> None:
    Interview.objects.bulk_create([unsaved(person, held)])


def update(person: Participant, held: Held) -> None:
    pk = booked(person, held).pk
    Interview.objects.filter(pk=pk).update(**done_facts(held, person.owner))


def raw_insert(person: Participant, held: Held) -> None:
    insert(unsaved(person, held))


def raw_update(person: Participant, held: Held) -> None:
    rewrite(booked(person, held).pk, unsaved(person, held))


def instead(person: Participant, held: Held) -> None:
    """INSERT OR REPLACE of a new row on SQLite; on PostgreSQL an insert that becomes an update."""
    if connection.vendor == "sqlite":
        insert(unsaved(person, held), "INSERT OR REPLACE")
    else:
        upsert(booked(person, held), unsaved(person, held))


WAYS_IN: list[Callable[[Participant, Held], None]] = [
    log,
    log_the_booking,
    save,
    save_again,
    in_bulk,
    update,
    raw_insert,
    raw_update,
    instead,
]


@pytest.fixture(autouse=True)
def fortnight(db):
    with telling(NOW):
        yield


@pytest.mark.parametrize("relation", RELATIONS)
def test_an_interview_stands_where_consent_does_by_every_way_in(person, relation):
    history, held, allowed = RELATIONS[relation]
    given_by(person, history)

    stands = {way_in.__name__: outcome(way_in, person, held) for way_in in WAYS_IN}

    assert stands == {way_in.__name__: allowed for way_in in WAYS_IN}
    assert agreed_in_python(person, held) is allowed


def outcome(way_in: Callable[[Participant, Held], None], person: Participant, held: Held) -> bool:
    """Whether the interview stands afterwards; what was written is taken back."""
    with transaction.atomic():
        refusal = attempt(way_in, person, held)
        stands = Interview.objects.done().filter(participant=person).exists()
        transaction.set_rollback(True)
    by_gate = way_in not in {log, log_the_booking}
    assert (refusal == "") is stands
    assert stands or not by_gate or refusal.startswith(MESSAGE)
    return stands


def attempt(way_in: Callable[..., None], *facts: Any) -> str:
    """What the refusal said, or nothing."""
    try:
        with transaction.atomic():
            way_in(*facts)
    except (IntegrityError, ValidationError) as refused:
        return str(refused) or "refused"
    return ""


def agreed_in_python(person: Participant, held: Held) -> bool:
    """What `participants.consents` says, which words the refusals."""
    day = unsaved(person, held).held_on
    scopes = needed(held.wave, held.recording)
    sentence = missing(
        person, wave=held.wave, recording=held.recording, on=day, started=held.started
    )
    covered = all(covers(person, scope, day, held.started) for scope in scopes)
    assert covered is (sentence is None)
    return covered


SCOPES = ["interview", "audio", "follow_up"]
DAYS, TIMES = st.integers(8, 12), st.sampled_from([dt.time(0), NINE, TEN, ELEVEN])


def consents_to(scopes: list[str]) -> st.SearchStrategy[Given]:
    return st.builds(
        Given,
        day=DAYS,
        clauses=st.dictionaries(st.sampled_from(scopes), st.booleans(), max_size=3),
        time=TIMES,
        approved=st.sampled_from([-30, -30, 9, 10, 11]),
        kind=st.sampled_from(["consent", "consent", "consent", "information"]),
        withdrawn=st.none() | st.tuples(DAYS, TIMES),
        void=st.sampled_from([False, False, False, True]),
        audience=st.sampled_from(["", "", "PT", "HP"]),
    )


LEFT = st.builds(Gone, day=DAYS, time=TIMES, void=st.sampled_from([False, False, False, True]))
LEFT_AT_MOST_TWICE = st.lists(LEFT, max_size=2, unique_by=lambda one: (one.day, one.time))
HELD = st.builds(
    Held,
    day=DAYS,
    started=st.none() | TIMES,
    wave=st.sampled_from(["first", "follow_up"]),
    recording=st.sampled_from(["notes", "audio"]),
)


ANY_HISTORY = settings(
    max_examples=size(60, 3000),
    deadline=None,
    derandomize=size(1, 0) == 1,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@proof("gate")
@ANY_HISTORY
@given(
    history=st.lists(consents_to(SCOPES), max_size=5),
    left=LEFT_AT_MOST_TWICE,
    held=HELD,
)
def test_the_database_and_the_pages_agree_on_any_history(person, history, left, held):
    with transaction.atomic():
        given_by(person, history + left)
        refusal = attempt(raw_insert, person, held)
        stands = Interview.objects.done().exists()
        words = agreed_in_python(person, held)
        transaction.set_rollback(True)

    assert (stands, refusal == "") == (words, words)
    assert is_listed(person, held, history + left) is not words


def is_listed(person: Participant, held: Held, history: list[Given | Gone]) -> bool:
    """Whether a PI's list holds the interview, had it been done before all this was said."""
    with transaction.atomic():
        (once,) = given_by(person, [Given(-20, dict.fromkeys(SCOPES, True))])
        insert(unsaved(person, held))
        Consent.objects.filter(pk=once.pk).update(voided_at=NOW, void_reason="e1:x")
        given_by(person, history)
        listed = Interview.objects.uncovered().exists()
        transaction.set_rollback(True)
    return listed


@proof("gate")
@ANY_HISTORY
@given(
    history=st.lists(consents_to(["questionnaire", "interview"]), max_size=5),
    left=LEFT_AT_MOST_TWICE,
    day=DAYS,
)
def test_the_database_and_the_sentence_agree_on_any_questionnaire(
    person, instrument, history, left, day
):
    """It is handed out, or comes back, on that day."""
    with transaction.atomic():
        given_by(person, history + left)
        words = no_questionnaire(person, june(day))
        stopped = attempt(insert, handed_out(person, instrument, day))
        transaction.set_rollback(True)
    with transaction.atomic():
        (once,) = given_by(person, [Given(-20, {"questionnaire": True})])
        insert(handed_out(person, instrument, -20))
        Consent.objects.filter(pk=once.pk).update(voided_at=NOW, void_reason="e1:x")
        given_by(person, history + left)
        said = no_questionnaire(person, june(day)), attempt(come_back, person, day)
        transaction.set_rollback(True)

    refusal = UNFILLED if words else ""
    assert (stopped.partition("\n")[0], said[0], said[1].partition("\n")[0]) == (
        refusal,
        words,
        refusal,
    )


def handed_out(person: Participant, instrument: Instrument, day: int) -> Questionnaire:
    facts = {"instrument": instrument, "time_point": "first", "how": "paper"}
    facts |= {"given_on": june(day), "due_on": june(30)}
    return Questionnaire(participant=person, number=1, **facts)


def come_back(person: Participant, day: int) -> None:
    person.questionnaires.update(returned_on=june(day), settled_at=NOW)


@pytest.fixture
def person():
    return somebody()


@pytest.fixture
def instrument():
    return an_instrument()
