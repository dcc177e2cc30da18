"""Where somebody stands in the follow-up wave: the table of words, and an independent reckoning.

Histories are told through the actions, on the days on which they happened; what an action refuses
did not happen. What the database then says of each person must be what plain Python makes of the
rows, on any day and under either anchor.
"""

import datetime as dt
from calendar import monthrange

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cases.models import DocumentVersion
from linkstudy import clock
from linkstudy.clock import LONDON, telling
from linkstudy.testing.factories import (
    a_booking,
    a_case,
    a_consent,
    a_form,
    a_person,
    a_protocol,
    a_refusal,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.proofs import proof, size
from linkstudy.tests.whole_house.watching import undone
from participants import actions
from participants.models import Clause, Consent, Interview, Participant, Refusal, Withdrawal
from participants.vocabulary import Scope
from participants.waves import latest_before, settings_of, window_of, with_follow_up

pytestmark = pytest.mark.django_db
START, BEFORE = dt.date(2021, 1, 29), dt.date(2020, 12, 30)
EVERYTHING = list(Scope.values)
WHY = "They asked for that day"  # where the protocol was not kept


def at(day: dt.date, hour: int = 9):
    """The study's clock on a day."""
    return telling(dt.datetime.combine(day, dt.time(hour), tzinfo=LONDON))


def seen(person: Participant) -> str:
    """The word that the database finds today."""
    people = with_follow_up(Participant.objects.with_status(), settings_of())
    return people.get(pk=person.pk).follow_up


# The table of words


def nothing(person):
    a_consent(person, given_on=ago(0))


def interviewed(person):
    an_interview(person)


def said_no(person):
    an_interview(person)
    a_refusal(person, reason="no_reply")


def said_no_before(person):
    a_refusal(person, reason="busy", on=ago(3), may_contact_again=True)
    a_consent(person, given_on=ago(0))
    an_interview(person)


def agreed_to_the_first_alone(person):
    a_consent(person, given_on=ago(0), scopes=["interview"])
    an_interview(person, recording="notes")


def withdrew(person):
    an_interview(person)
    a_withdrawal(person, time=dt.time(18))


def booked(person):
    an_interview(person)
    a_booking(person, dt.date(2021, 11, 10), "follow_up", deviation=WHY)


def done(person):
    booked(person)
    with at(dt.date(2021, 11, 10)):
        an_interview(person, wave="follow_up", deviation=WHY)


def done_then_withdrew(person):
    done(person)
    with at(dt.date(2021, 11, 20)):
        a_withdrawal(person)


# What happened, the day on which somebody looks, and the word. The first interview is on
# 31 May 2021; the window runs from 28 February to 31 May 2022.
WORDS = {
    "nobody asked yet": (lambda person: None, "2022-03-01", "not_agreed"),
    "agreed, not interviewed": (nothing, "2022-03-01", "too_early"),
    "the day before the window opens": (interviewed, "2022-02-27", "too_early"),
    "the day on which it opens": (interviewed, "2022-02-28", "due"),
    "the day on which it closes": (interviewed, "2022-05-31", "due"),
    "the day after it closes": (interviewed, "2022-06-01", "overdue"),
    "booked": (booked, "2021-11-01", "booked"),
    "booked for a day that has passed": (booked, "2022-08-01", "booked"),
    "done": (done, "2022-03-01", "done"),
    "done, then withdrew": (done_then_withdrew, "2022-03-01", "done"),
    "withdrew": (withdrew, "2022-03-01", "withdrew"),
    "said no after the first interview": (said_no, "2022-03-01", "lost"),
    "said no before they agreed": (said_no_before, "2022-03-01", "due"),
    "agreed to the first interview alone": (agreed_to_the_first_alone, "2022-03-01", "not_agreed"),
}


@pytest.mark.parametrize("told", WORDS)
def test_each_word_follows_from_what_happened(told):
    play, day, word = WORDS[told]
    with at(dt.date(2021, 5, 31), 12):
        a_protocol()
        person = a_person(a_case(1))
        play(person)
    with at(dt.date.fromisoformat(day), 23):
        assert seen(person) == word


def test_somebody_who_agrees_again_after_a_no_is_asked_again():
    with at(dt.date(2021, 5, 31), 12):
        a_protocol()
        person = a_person(a_case(1))
        said_no(person)
    with at(dt.date(2022, 3, 1)):
        assert seen(person) == "lost"
        a_consent(person, given_on=ago(0))
        assert seen(person) == "due"


def test_without_settings_nobody_is_due():
    with at(dt.date(2021, 5, 31)):
        person = a_person(a_case(1))
        interviewed(person)
    with at(dt.date(2023, 3, 1)):
        assert seen(person) == "too_early"
        found = with_follow_up(Participant.objects.with_status(), None).get()
        assert (found.follow_up, window_of(found, None)) == ("too_early", None)


# Days and months


def plus(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, by walking there month by month."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))


@settings(max_examples=300, derandomize=True)
@given(st.dates(dt.date(2019, 1, 1), dt.date(2029, 12, 31)), st.integers(0, 60))
def test_no_later_day_leads_there_by_then(day, months):
    found = latest_before(day, months)

    assert plus(found, months) <= day < plus(found + dt.timedelta(days=1), months)


# Any history


def agree(person, days: int = 0, scopes: list[str] = EVERYTHING):
    given_on = clock.today() - dt.timedelta(days=days)
    how = {"document": DocumentVersion.objects.get(), "how": "paper", "deviation": WHY}
    actions.record_consent(
        participant=person, given_on=given_on, scopes=scopes, by=person.owner, **how
    )


def agree_not(person):
    agree(person, scopes=["interview"])


def agree_late(person):
    """A form of an earlier day is written down."""
    agree(person, days=9)


def withdraw(person):
    moment = {"on": clock.today(), "time": dt.time(8), "level": "keep"}
    actions.record_withdrawal(participant=person, by=person.owner, **moment)


def log(person, wave: str):
    facts = {"mode": "phone", "minutes": 40, "recording": "notes", "deviation": WHY}
    facts["held_on"] = clock.today()
    actions.log_interview(participant=person, wave=wave, by=person.owner, **facts)


def first(person):
    log(person, "first")


def again(person):
    log(person, "follow_up")


def book(person):
    day = clock.today() + dt.timedelta(days=20)
    facts = {"wave": "follow_up", "mode": "phone", "deviation": WHY}
    actions.book(participant=person, booked_on=day, by=person.owner, **facts)


def miss(person):
    missed = {"missed_on": clock.today(), "missed_why": "absent", "wave": "follow_up"}
    actions.log_missed(participant=person, by=person.owner, **missed)


def refuse(person):
    answer = {"on": clock.today(), "reason": "no_reply"}
    actions.record_refusal(participant=person, by=person.owner, **answer)


def undo(person: Participant) -> None:
    """The record written last is taken back."""
    mine = {"participant": person, "voided_at": None}
    rows = [
        ("interview", Interview.objects.filter(**mine)),
        ("consent", Consent.objects.filter(**mine)),
        ("refusal", Refusal.objects.filter(**mine)),
        ("withdrawal", Withdrawal.objects.filter(**mine)),
    ]
    found = [(row.recorded_at, noun, row) for noun, some in rows for row in some]
    if found:
        _, noun, row = max(found, key=lambda one: one[:2])
        act = getattr(actions, f"void_{noun}")
        act(**{noun: row}, version=row.version, reason="A mistake", by=person.owner)


ACTS = [agree, agree_not, agree_late, withdraw, first, again, book, miss, refuse, undo]
EVENTS = st.lists(
    st.tuples(st.integers(0, 700), st.sampled_from([0, 0, 1]), st.sampled_from(ACTS)),
    min_size=1,
    max_size=14,
)
OFTEN = [(0, 0, agree), (1, 0, first), (3, 1, agree)]
LOOKS = {0, 275, 366, 640}


# The same question, answered from the rows alone


def agrees(person: Participant, scope: str) -> bool:
    gone = list(Withdrawal.objects.filter(participant=person, voided_at=None))
    for consent in Consent.objects.filter(participant=person, voided_at=None).order_by(
        "-given_on", "-given_time", "-pk"
    ):
        given = (consent.given_on, consent.given_time)
        ended = any(
            given <= (one.on, one.time) or consent.recorded_at <= one.recorded_at for one in gone
        )
        answer = Clause.objects.get(consent=consent, scope=scope)
        if not answer.agreed:
            return False
        if not ended:
            return True
    return False


def reckoned(person: Participant, low: int, high: int, anchor: str) -> str:
    """The word, from the rows of the person and of their case."""
    held = [
        one
        for one in Interview.objects.filter(participant__case=person.case, voided_at=None)
        if one.held_on
    ]
    mine = [one for one in held if one.participant_id == person.pk]
    firsts = [one.held_on for one in mine if one.wave == "first"]
    if any(one.wave == "follow_up" for one in mine):
        return "done"
    if not agrees(person, "follow_up"):
        gone = Withdrawal.objects.filter(participant=person, voided_at=None).exists()
        return "withdrew" if gone and not agrees(person, "interview") else "not_agreed"
    waiting = Interview.objects.filter(
        participant=person, voided_at=None, wave="follow_up", held_on=None, missed_on=None
    )
    if waiting.exists():
        return "booked"
    if firsts and is_lost(person, min(firsts)):
        return "lost"
    anchors = [one.held_on for one in held if one.wave == "first"] if anchor == "case" else firsts
    if not firsts or clock.today() < plus(min(anchors), low):
        return "too_early"
    return "due" if clock.today() <= plus(min(anchors), high) else "overdue"


def is_lost(person: Participant, first: dt.date) -> bool:
    """Whether they said no since, and have not agreed on a later day."""
    for no in Refusal.objects.filter(participant=person, voided_at=None):
        later = Consent.objects.filter(
            participant=person, voided_at=None, withdrawn_on=None, given_on__gt=no.on
        )
        again = any(Clause.objects.get(consent=one, scope="follow_up").agreed for one in later)
        if no.on >= first and not again:
            return True
    return False


@pytest.fixture
def two():
    """Two people of one case, a form to sign, and settings."""
    with at(BEFORE):
        case = a_case(1)
        a_form("1.0", approved_on=dt.date(2020, 6, 1))
        a_protocol()
        return [a_person(case), a_person(case)]


@proof("waves")
@settings(
    max_examples=size(15, 2000),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(EVENTS, st.sampled_from(["person", "case"]), st.integers(0, 400))
@example([(0, 1, undo), (2, 0, refuse)], "person", 275)
@example([(275, 0, undo)], "person", 300)
@example([(275, 0, refuse), (280, 0, agree)], "person", 300)
def test_any_history_is_reckoned_alike_by_the_database_and_from_its_rows(two, events, anchor, look):
    with undone():
        with at(START):
            a_protocol(effective_from=START, follow_up_anchor=anchor)
        for days, who, act in sorted([*OFTEN, *events], key=lambda one: one[0]):
            with at(START + dt.timedelta(days=days)):
                try:
                    act(two[who])
                except ValidationError:
                    continue
        for days in LOOKS | {look}:
            with at(START + dt.timedelta(days=days), 23):
                assert [seen(one) for one in two] == [reckoned(one, 9, 12, anchor) for one in two]
