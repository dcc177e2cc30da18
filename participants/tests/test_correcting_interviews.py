"""Interviews, missed interviews and bookings put right, taken back and restored."""

import datetime as dt
from typing import Any

import pytest

from linkstudy.clock import LONDON, end_of, telling
from linkstudy.identities.service import unseal
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_membership,
    a_missed_interview,
    a_person,
    a_refusal,
    a_topic,
    a_user,
    a_withdrawal,
    an_interview,
)
from participants import actions
from participants.models import Interview, Participant
from participants.tests.histories import NOW, june, somebody
from participants.tests.refusals import refusal_of

FACTS = ("held_on", "wave", "recording", "started", "minutes", "mode", "setting", "others")
LATER = dt.datetime(2022, 6, 17, 11, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def fortnight(db):
    with telling(NOW):
        yield


@pytest.fixture
def person() -> Participant:
    return somebody()


def correct(done: Interview, **more: Any) -> Interview:
    """Put an interview right: what is not said stays."""
    said = {name: getattr(done, name) for name in FACTS}
    kept = {"interview": done, "version": done.version, "why": "Misread"}
    kept |= {"by": done.participant.owner, "topics": list(done.topics.all())}
    return actions.correct_interview(**(kept | said | more))


def void(row: Interview) -> Interview:
    by = row.participant.owner
    return actions.void_interview(interview=row, version=row.version, reason="Twice", by=by)


def restore(row: Interview) -> Interview:
    by = row.participant.owner
    return actions.restore_interview(interview=row, version=row.version, reason="Once", by=by)


def test_an_interview_is_put_right_in_a_row_of_its_own(person):
    garden, stairs = a_topic("The garden"), a_topic("The stairs")
    a_booking(person, june(14))
    done = an_interview(person, june(14), note="Spoke freely", topics=[garden])

    with telling(LATER):
        new = correct(done, minutes=55, mode="video", note="Spoke at length", topics=[stairs])

    done.refresh_from_db()
    assert (done.voided_at, new.replaces, new.number, new.part) == (LATER, done, done.number, 1)
    assert (new.minutes, new.mode, new.booked_on) == (55, "video", june(14))
    assert (new.logged_at, new.recorded_at, new.consent_checked) == (LATER, LATER, True)
    assert unseal(person.person, "interview.note", new.note) == "Spoke at length"
    assert list(new.topics.all()) == [stairs]
    assert unseal(person.person, "interview.void", done.void_reason) == "Misread"


def test_figures_of_earlier_days_keep_what_was_known_then(person):
    done = an_interview(person, june(10))
    with telling(LATER):
        new = correct(done, held_on=june(9))

    known = [list(Interview.objects.done(end_of(june(day)))) for day in (9, 13, 14, 16, 17)]
    assert known == [[], [], [done], [done], [new]]


def test_a_note_that_stays_the_same_keeps_its_seal(person):
    done = an_interview(person, june(10), note="Spoke freely")

    assert correct(done, minutes=50, note="Spoke freely").note == done.note


def test_consent_governs_an_interview_that_is_put_right(person):
    a_consent(person, june(5), scopes=["interview"])
    done = an_interview(person, june(10), recording="notes")

    said = [
        refusal_of(correct, done, held_on=june(4)),
        refusal_of(correct, done, held_on=june(15)),
        refusal_of(correct, done, recording="audio"),
        refusal_of(correct, done, wave="follow_up"),
    ]

    assert said == [
        {
            "held_on": [
                "The interview was before consent was given on 5 June 2022. Check both dates"
            ]
        },
        {"held_on": ["The interview date must be today or in the past"]},
        {"recording": ["C5-PT-01 did not agree to audio recording. Choose notes only"]},
        {"wave": ["C5-PT-01 did not agree to a follow-up interview"]},
    ]


def test_an_interview_that_began_before_they_agreed_that_day_says_at_what_time_they_did(person):
    a_consent(person, june(5), scopes=["interview"], given_time=dt.time(10))
    a_consent(person, june(5), scopes=["interview", "audio"], given_time=dt.time(16))
    done = an_interview(person, june(5), recording="notes", started=dt.time(10))

    agreed = "They agreed that day at {}. Check when it started, or correct the consent’s time"
    said = [
        refusal_of(correct, done, started=dt.time(9, 59)),
        refusal_of(correct, done, started=dt.time(15), recording="audio"),
    ]
    assert said == [{"started": [agreed.format("10am")]}, {"started": [agreed.format("4pm")]}]
    assert correct(done, started=None, recording="audio").recording == "audio"


def test_an_interview_becomes_one_of_another_round_unless_there_is_one(person):
    done = an_interview(person, june(8))

    moved = correct(done, wave="follow_up")
    first = an_interview(person, june(9))

    assert (moved.wave, moved.part, moved.number) == ("follow_up", 1, 1)
    assert refusal_of(correct, first, wave="follow_up") == {
        "wave": [
            (
                "C5-PT-01 has this interview already, on 8 June 2022. Void one of the two, with a"
                " reason"
            )
        ]
    }


def test_a_second_sitting_stays_one_when_it_is_put_right(person):
    an_interview(person, june(8))
    again = an_interview(person, june(9), second=True)

    assert (again.part, correct(again, minutes=20).part) == (2, 2)


def test_an_interviewer_who_works_elsewhere_is_refused(person):
    done = an_interview(person, june(8))
    here, elsewhere = a_user(), a_user()
    a_membership(here, person.case.site)

    said = refusal_of(correct, done, interviewer=elsewhere)

    assert said == {"interviewer": ["Choose somebody who works in this case’s part of the country"]}
    assert correct(done, interviewer=here).interviewer == here


def test_only_what_took_place_is_put_right_as_an_interview(person):
    booking = a_booking(person, june(20))
    missed = a_missed_interview(a_person(person.case))

    assert refusal_of(correct, booking, held_on=june(8)) == {
        "": ["This interview did not take place. Open it to see what happened"]
    }
    assert refusal_of(correct_missed, booking) == {
        "": ["This interview was not missed. Open it to see what happened"]
    }
    assert correct_missed(missed, missed_why="moved").missed_why == "moved"


def correct_missed(row: Interview, **more: Any) -> Interview:
    said = {"missed_on": june(14), "missed_why": "absent"} | more
    kept = {"interview": row, "version": row.version, "why": "Misread"}
    return actions.correct_missed(**kept, **said, by=row.participant.owner)


def test_a_missed_interview_is_put_right_and_never_lies_ahead_or_before_its_booking(person):
    with telling(NOW - dt.timedelta(days=1)):
        missed = a_missed_interview(person)

    ahead = refusal_of(correct_missed, missed, missed_on=june(15))
    before = refusal_of(correct_missed, missed, missed_on=june(12))
    new = correct_missed(missed, missed_on=june(14), missed_why="moved")

    assert ahead == {"missed_on": ["The date must be today or in the past"]}
    assert before == {
        "missed_on": ["It was booked for 13 June 2022. Enter that day or a later one"]
    }
    assert (new.missed_on, new.missed_why, new.number) == (june(14), "moved", missed.number)
    assert (new.replaces, new.missed_at, new.state) == (missed, NOW, "missed")


@pytest.mark.parametrize("why", ["withdrew", "declined"])
def test_only_a_withdrawal_or_a_no_says_that_it_cancelled_a_booking(person, why):
    missed = a_missed_interview(person)

    said = refusal_of(correct_missed, missed, missed_why=why)
    assert said == {"missed_why": ["Select what happened"]}


def test_the_day_of_a_no_stays_before_the_booking_that_it_cancelled(person):
    booking = a_booking(person, june(20))
    a_refusal(person, on=june(12))
    booking.refresh_from_db()

    put_right = correct_missed(booking, missed_on=june(13), missed_why="declined")
    assert (put_right.missed_on, put_right.missed_why) == (june(13), "declined")


def test_somebody_whose_interview_is_void_comes_up_again_soon(person):
    done = an_interview(person, june(10))
    assert Participant.objects.get().contact_by is None

    gone = void(done)
    soon = Participant.objects.get().contact_by
    restore(gone)

    assert (soon, Participant.objects.get().contact_by) == (june(16), None)


def test_somebody_with_another_interview_is_left_alone(person):
    an_interview(person, june(8))
    again = an_interview(person, june(9), second=True)

    void(again)

    assert Participant.objects.get().contact_by is None


def test_a_void_interview_counts_again_from_now_on(person):
    done = an_interview(person, june(10), note="Spoke freely", topics=[a_topic()])
    gone = void(done)

    with telling(LATER):
        back = restore(gone)

    assert (back.replaces, back.minutes, back.note, back.number) == (gone, 40, done.note, 1)
    assert list(back.topics.all()) == list(done.topics.all())
    known = [list(Interview.objects.done(end_of(june(day)))) for day in (13, 14, 16, 17)]
    assert known == [[], [], [], [back]]


def test_an_interview_is_not_restored_beside_the_one_in_its_place(person):
    gone = void(an_interview(person, june(10)))
    an_interview(person, june(11))

    assert refusal_of(restore, gone) == {
        "": [
            (
                "C5-PT-01 has this interview already, on 11 June 2022. Void that one first, or log"
                " this one anew as a second interview"
            )
        ]
    }


def test_an_interview_without_consent_any_more_is_not_restored(person):
    gone = void(an_interview(person, june(10)))
    a_withdrawal(person, on=june(9))

    assert refusal_of(restore, gone) == {
        "": [
            (
                "C5-PT-01 withdrew on 9 June 2022. Put the consent right first, or log the interview"
                " anew"
            )
        ]
    }


def test_a_booking_is_restored_unless_there_is_another(person):
    gone = void(a_booking(person, june(20)))
    back = restore(gone)
    again = void(back)
    a_booking(person, june(22))

    assert (back.state, back.booked_on, back.number) == ("booked", june(20), 1)
    assert refusal_of(restore, again) == {
        "": ["C5-PT-01 is booked for 22 June 2022. Change or void that booking first"]
    }


def test_a_booking_of_somebody_who_left_is_not_restored(person):
    a_consent(person)
    gone = void(a_booking(person, june(20)))
    a_withdrawal(person)

    assert refusal_of(restore, gone) == {
        "booked_on": ["C5-PT-01 withdrew on 14 June 2022. Nothing more can be booked"]
    }


def test_a_missed_interview_is_restored(person):
    gone = void(a_missed_interview(person))

    back = restore(gone)

    assert (back.state, back.missed_at, back.missed_why) == ("missed", NOW, "absent")


def test_what_stands_is_not_restored(person):
    rows = [
        an_interview(person, june(8)),
        a_missed_interview(a_person(person.case)),
        a_booking(a_person(person.case), june(20)),
    ]

    said = [refusal_of(restore, row) for row in rows]

    assert said == [{"": ["This interview is not void any more"]}] * 3
