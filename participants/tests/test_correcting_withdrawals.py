"""Withdrawals put right, taken back and restored, and when consents end."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from linkstudy.audit.models import Entry
from linkstudy.clock import telling
from linkstudy.identities.service import unseal
from linkstudy.testing.factories import a_booking, a_consent, a_person, a_withdrawal, an_interview
from participants import actions
from participants.models import Participant, Withdrawal
from participants.tests.histories import NOW, june, somebody
from participants.tests.refusals import refusal_of

NINE, TEN, ELEVEN = dt.time(9), dt.time(10), dt.time(11)


@pytest.fixture(autouse=True)
def fortnight(db):
    with telling(NOW):
        yield


@pytest.fixture
def person() -> Participant:
    return somebody()


def withdraw(
    person: Participant, day: int, time: dt.time = NINE, level: str = "keep"
) -> Withdrawal:
    return a_withdrawal(person, on=june(day), time=time, level=level)


def correct_withdrawal(gone: Withdrawal, **more) -> Withdrawal:
    said = {name: getattr(gone, name) for name in ("on", "time", "level")}
    kept = {"version": gone.version, "why": "Misheard", "by": gone.participant.owner}
    return actions.correct_withdrawal(withdrawal=gone, **kept, **(said | more))


def void_withdrawal(gone: Withdrawal) -> Withdrawal:
    by = gone.participant.owner
    return actions.void_withdrawal(
        withdrawal=gone, version=gone.version, reason="Another person", by=by
    )


def restore_withdrawal(gone: Withdrawal) -> Withdrawal:
    by = gone.participant.owner
    return actions.restore_withdrawal(
        withdrawal=gone, version=gone.version, reason="It was them", by=by
    )


def ends(person: Participant) -> list[tuple[int, dt.time] | None]:
    """(day of June, time) at which each standing consent ends, or None, as they were recorded."""
    rows = person.consents.standing().order_by("pk")
    return [row.withdrawn_on and (row.withdrawn_on.day, row.withdrawn_time) for row in rows]


def test_a_withdrawal_that_is_put_right_moves_the_end_of_what_it_ended(person):
    a_consent(person, june(1))
    gone = withdraw(person, 10)

    new = correct_withdrawal(gone, on=june(12), time=ELEVEN, note="They rang")

    assert ends(person) == [(12, ELEVEN)]
    assert (new.replaces, new.level) == (gone, "keep")
    assert unseal(person.person, "withdrawal.note", new.note) == "They rang"
    assert list(new.consents.all()) == list(gone.consents.all())


def test_a_note_that_is_the_same_keeps_its_seal(person):
    a_consent(person, june(1))
    gone = a_withdrawal(person, on=june(10), note="They rang")

    new = correct_withdrawal(gone, time=TEN, note="They rang")

    assert new.note == gone.note


def test_a_withdrawal_put_right_is_refused_for_tomorrow_and_beside_another(person):
    a_consent(person, june(1))
    first, second = withdraw(person, 10), withdraw(person, 12, level="no_contact")

    assert refusal_of(correct_withdrawal, first, on=june(15)) == {
        "on": ["The date must be today or in the past"]
    }
    assert refusal_of(correct_withdrawal, first, on=june(12)) == {
        "time": ["C5-PT-01 has another withdrawal on 12 June 2022 at 9am. Correct that one instead"]
    }
    assert correct_withdrawal(second, time=ELEVEN).time == ELEVEN


def test_nobody_withdraws_before_they_are_known(person):
    a_consent(person, june(1))
    told = {"on": ["We know C5-PT-01 since 31 May 2022. Enter that day or a later one"]}

    assert refusal_of(withdraw, person, -1) == told
    gone = withdraw(person, 0)
    assert (gone.on, ends(person)) == (dt.date(2022, 5, 31), [(31, NINE)])
    assert refusal_of(correct_withdrawal, gone, on=dt.date(2022, 5, 30)) == told


def test_a_withdrawal_from_before_they_were_known_can_still_be_put_right(person):
    a_consent(person, june(1))
    gone = withdraw(person, 0)
    Participant.objects.update(replied_on=june(2))  # as it could be put right to once

    assert correct_withdrawal(gone, level="remove_all").level == "remove_all"


def test_a_withdrawal_that_asks_for_nothing_new_is_refused(person):
    a_consent(person, june(1))
    withdraw(person, 10, level="remove_unanalysed")
    said = "They asked for this on 10 June 2022. Record another only if they now ask for more"

    for day, time, level in [
        (10, NINE, "remove_unanalysed"),
        (12, NINE, "remove_unanalysed"),
        (12, NINE, "keep"),
    ]:
        assert refusal_of(withdraw, person, day, time, level) == {"level": [said]}


@pytest.mark.parametrize(
    ("held", "level"),
    [
        ("keep", "no_contact"),
        ("keep", "remove_unanalysed"),
        ("remove_unanalysed", "remove_all"),
        ("remove_all", "no_contact"),
        ("no_contact", "remove_unanalysed"),
    ],
)
def test_a_withdrawal_that_goes_further_is_taken(person, held, level):
    a_consent(person, june(1))
    withdraw(person, 10, level=held)

    assert withdraw(person, 12, level=level).level == level


def test_a_withdrawal_like_another_is_taken_before_it_and_after_a_consent_between(person):
    a_consent(person, june(1))
    withdraw(person, 10)

    assert withdraw(person, 10, dt.time(8, 59)).time == dt.time(8, 59)
    a_consent(person, june(11))
    withdraw(person, 12)
    assert ends(person) == [(10, dt.time(8, 59)), (12, NINE)]


def test_a_void_withdrawal_gives_back_what_it_ended(person):
    a_consent(person, june(1))
    gone = withdraw(person, 10)
    assert Participant.objects.get().contact_by is None

    void_withdrawal(gone)

    assert ends(person) == [None]
    assert Participant.objects.get().contact_by == june(16)
    assert an_interview(person, june(12)).state == "done"
    verbs = [entry.verb for entry in Entry.objects.order_by("-seq")]
    assert verbs.index("consent.given_back") < verbs.index("withdrawal.voided")


def test_a_void_withdrawal_gives_back_only_what_it_ended(person):
    a_consent(person, june(1))
    early, late = withdraw(person, 5), withdraw(person, 12, level="no_contact")

    void_withdrawal(early)
    after_one = ends(person)
    void_withdrawal(late)

    assert (after_one, ends(person)) == ([(12, NINE)], [None])


def test_an_earlier_withdrawal_told_later_and_taken_back_leaves_the_first(person):
    a_consent(person, june(1))
    withdraw(person, 12)
    told_later = withdraw(person, 5)
    assert ends(person) == [(5, NINE)]

    void_withdrawal(told_later)

    assert ends(person) == [(12, NINE)]


def test_a_withdrawal_dated_before_a_consent_that_stood_ends_it(person):
    a_consent(person, june(9))
    mistyped = withdraw(person, 1)
    ended = ends(person)

    correct_withdrawal(mistyped, on=june(11))

    assert (ended, ends(person)) == ([(1, NINE)], [(11, NINE)])


def test_bookings_stay_cancelled_when_a_withdrawal_is_taken_back(person):
    a_consent(person, june(1))
    booking = a_booking(person, june(20))
    gone = withdraw(person, 10)

    void_withdrawal(gone)

    booking.refresh_from_db()
    assert (booking.state, booking.missed_why) == ("missed", "withdrew")
    assert a_booking(person, june(20)).state == "booked"


def test_a_restored_withdrawal_ends_consent_and_cancels_bookings_again(person):
    a_consent(person, june(1))
    gone = void_withdrawal(withdraw(person, 10))
    booking = a_booking(person, june(20))

    back = restore_withdrawal(gone)

    booking.refresh_from_db()
    assert (ends(person), booking.state) == ([(10, NINE)], "missed")
    assert (back.replaces, back.on, back.time) == (gone, june(10), NINE)
    assert Participant.objects.get().contact_by is None


def test_a_restored_withdrawal_leaves_what_was_agreed_to_since(person):
    a_consent(person, june(1))
    gone = void_withdrawal(withdraw(person, 10))
    a_consent(person, june(12))
    booking = a_booking(person, june(20))

    restore_withdrawal(gone)

    booking.refresh_from_db()
    assert (ends(person), booking.state) == ([(10, NINE), None], "booked")


def test_a_withdrawal_is_not_restored_beside_one_of_the_same_moment(person):
    a_consent(person, june(1))
    gone = void_withdrawal(withdraw(person, 10))
    withdraw(person, 10)

    assert refusal_of(restore_withdrawal, gone) == {
        "": ["C5-PT-01 has another withdrawal on 10 June 2022 at 9am. Correct that one instead"]
    }


def test_a_withdrawal_of_somebody_with_two_consents_is_put_right_for_both(person):
    a_consent(person, june(1))
    a_consent(person, june(2), scopes=["quotes"])
    gone = withdraw(person, 10)

    correct_withdrawal(gone, time=ELEVEN)

    assert ends(person) == [(10, ELEVEN), (10, ELEVEN)]


def test_nothing_is_written_of_somebody_added_by_mistake():
    person = a_person()
    actions.void_participant(participant=person, version=1, reason="Twice", by=person.owner)

    with pytest.raises(ValidationError) as refused:
        a_consent(person)

    assert refused.value.messages == [
        f"{person} was added by mistake and is void. Restore them first"
    ]
