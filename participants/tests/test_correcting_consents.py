"""Consents and withdrawals put right, taken back and restored: what holds, and from when on."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from linkstudy.audit.models import Entry
from linkstudy.clock import telling
from linkstudy.identities.service import unseal
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_form,
    a_person,
    a_withdrawal,
    an_interview,
)
from participants import actions
from participants.models import Consent, Interview, Participant, Withdrawal
from participants.tests.histories import NOW, june, somebody
from participants.tests.test_actions import refusal_of

NINE, TEN, ELEVEN = dt.time(9), dt.time(10), dt.time(11)


@pytest.fixture(autouse=True)
def fortnight(db):
    with telling(NOW):
        yield


@pytest.fixture
def person() -> Participant:
    return somebody()


def facts_of(consent: Consent, **more) -> dict:
    """What correct_consent takes, as the consent says it."""
    names = ("document", "given_on", "given_time", "how")
    said = {name: getattr(consent, name) for name in names}
    scopes = [str(scope) for scope in consent.agreed]
    return (
        {"consent": consent, "version": consent.version, "why": "Misread"}
        | said
        | {
            "scopes": scopes,
            "by": consent.participant.owner,
        }
        | more
    )


def correct(consent: Consent, **more) -> Consent:
    return actions.correct_consent(**facts_of(consent, **more))


def void(consent: Consent) -> Consent:
    by = consent.participant.owner
    return actions.void_consent(
        consent=consent, version=consent.version, reason="Recorded twice", by=by
    )


def restore(consent: Consent) -> Consent:
    by = consent.participant.owner
    return actions.restore_consent(
        consent=consent, version=consent.version, reason="It was no mistake", by=by
    )


def withdraw(person: Participant, day: int, time: dt.time = NINE) -> Withdrawal:
    return a_withdrawal(person, on=june(day), time=time)


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


# Consents


def test_a_corrected_consent_takes_the_place_of_the_old_one(person):
    old = a_form("1.1", dt.date(2022, 1, 1))
    consent = a_consent(person, june(1), scopes=["interview", "audio"])

    new = correct(consent, document=old, given_on=june(2), how="electronic", scopes=["interview"])

    consent.refresh_from_db()
    assert (consent.voided_at, new.replaces, new.version) == (NOW, consent, 3)
    assert (new.document, new.given_on, new.how, new.taken_by) == (
        old,
        june(2),
        "electronic",
        consent.taken_by,
    )
    assert [str(scope) for scope in new.agreed] == ["interview"]
    assert [str(scope) for scope in consent.agreed] == ["interview", "audio"]
    assert unseal(person.person, "consent.void", consent.void_reason) == "Misread"
    assert list(person.consents.current()) == [new]


def test_only_the_answers_of_a_consent_can_be_put_right(person):
    consent = a_consent(person, june(1), scopes=["interview"])

    new = correct(consent, scopes=["interview", "audio"])

    assert [str(scope) for scope in new.agreed] == ["interview", "audio"]


def test_a_consent_is_not_put_right_into_what_it_is(person):
    consent = a_consent(person, june(1), scopes=["interview"])

    assert refusal_of(correct, consent) == {
        "": ["Nothing is different. Change what was wrong, or leave the page"]
    }


def test_a_correction_is_refused_in_the_words_of_the_questions(person):
    consent = a_consent(person, june(1))
    late = a_form("2.0", approved_on=june(10))

    said = [
        refusal_of(correct, consent, given_on=june(15)),
        refusal_of(correct, consent, document=late),
        refusal_of(correct, consent, document=a_form(kind="guide")),
    ]

    assert said == [
        {"given_on": ["The date must be today or in the past"]},
        {"document": ["Form v2.0 was approved on 10 June 2022. Check the version and date"]},
        {"document": ["Choose a consent form"]},
    ]


def test_interviews_that_a_corrected_consent_covers_no_longer_stay_and_wait(person):
    consent = a_consent(person, june(1))
    held = an_interview(person, june(5))

    new = correct(consent, given_on=june(8))
    waiting = list(Interview.objects.undecided())
    correct(new, given_on=june(2))

    assert list(Interview.objects.done()) == [held]
    assert waiting == [held]
    assert list(Interview.objects.undecided()) == []


def test_a_void_consent_is_restored_with_its_answers(person):
    gone = void(a_consent(person, june(1), scopes=["interview", "quotes"]))

    back = restore(gone)

    assert (back.replaces, back.given_on) == (gone, june(1))
    assert [str(scope) for scope in back.agreed] == ["interview", "quotes"]
    assert an_interview(person, june(5), recording="notes").state == "done"
    assert Consent.objects.count() == 2


def test_a_consent_on_a_form_that_was_not_in_force_is_not_restored(person):
    consent = a_consent(person, june(1))
    gone = void(consent)
    type(consent.document).objects.filter(pk=consent.document_id).update(replaced_on=june(1))
    gone.document.refresh_from_db()

    assert refusal_of(restore, gone) == {
        "": ["Form v1.0 was replaced on 1 June 2022. Record the consent anew"]
    }


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (correct, "This consent is void. Restore it first"),
        (void, "This consent is already void"),
    ],
)
def test_a_void_consent_is_only_restored(person, act, words):
    gone = void(a_consent(person, june(1)))

    assert refusal_of(act, gone, **({"scopes": []} if act is correct else {})) == {"": [words]}


def test_a_standing_consent_is_not_restored(person):
    assert refusal_of(restore, a_consent(person, june(1))) == {
        "": ["This consent is not void any more"]
    }


# When consents end


def test_a_consent_recorded_after_a_withdrawal_and_given_before_it_has_ended(person):
    withdraw(person, 10)

    consent = actions.record_consent(
        participant=person,
        document=a_form(),
        given_on=june(9),
        how="paper",
        scopes=["interview"],
        by=person.owner,
    )

    assert (consent.withdrawn_on, consent.withdrawn_time) == (june(10), NINE)


def test_of_a_consent_on_the_day_of_a_withdrawal_the_time_is_asked(person):
    withdraw(person, 10)

    said = refusal_of(a_consent, person, june(10))
    later = a_consent(person, june(10), given_time=TEN)
    earlier = a_consent(person, june(10), given_time=dt.time(8))

    assert said == {"given_time": ["They withdrew that day at 9am. Enter when they agreed"]}
    assert (later.withdrawn_on, earlier.withdrawn_on) == (None, june(10))


def test_a_consent_that_stood_by_then_needs_no_time_when_it_is_put_right(person):
    consent = a_consent(person, june(10))
    withdraw(person, 10)
    consent.refresh_from_db()

    new = correct(consent, how="electronic")

    assert (new.given_time, new.withdrawn_on) == (dt.time(0), june(10))


def test_a_consent_that_is_put_right_ends_as_its_new_day_says(person):
    withdraw(person, 5)
    again = a_consent(person, june(8))

    before = correct(again, given_on=june(4))
    after = correct(before, given_on=june(7))

    assert (again.withdrawn_on, before.withdrawn_on, after.withdrawn_on) == (None, june(5), None)


def test_a_restored_consent_ends_with_a_withdrawal_of_the_time_between(person):
    gone = void(a_consent(person, june(1)))
    withdraw(person, 10)

    back = restore(gone)

    assert (back.withdrawn_on, back.withdrawn_time) == (june(10), NINE)


# Withdrawals


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
    first, second = withdraw(person, 10), withdraw(person, 12)

    assert refusal_of(correct_withdrawal, first, on=june(15)) == {
        "on": ["The date must be today or in the past"]
    }
    assert refusal_of(correct_withdrawal, first, on=june(12)) == {
        "time": ["C5-PT-01 has another withdrawal on 12 June 2022 at 9am. Correct that one instead"]
    }
    assert correct_withdrawal(second, time=ELEVEN).time == ELEVEN


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
    early, late = withdraw(person, 5), withdraw(person, 12)

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
