"""Answers of no, and what is known of people, put right, taken back and restored."""

from typing import Any

import pytest

from linkstudy.audit.models import Entry
from linkstudy.clock import telling
from linkstudy.identities.service import unseal
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_missed_interview,
    a_person,
    a_refusal,
    a_withdrawal,
    an_interview,
    an_organisation,
)
from linkstudy.testing.thanks import a_purchase, a_voucher
from participants import actions
from participants.models import Interview, Participant, Refusal
from participants.standing import what_stands
from participants.tests.histories import NOW, june, somebody
from participants.tests.refusals import refusal_of


@pytest.fixture(autouse=True)
def fortnight(db):
    with telling(NOW):
        yield


@pytest.fixture
def person() -> Participant:
    return somebody()


def void(row: Interview) -> Interview:
    by = row.participant.owner
    return actions.void_interview(interview=row, version=row.version, reason="Twice", by=by)


# Answers of no


def correct_refusal(no: Refusal, **more: Any) -> Refusal:
    names = ("on", "reason", "may_contact_again")
    said = {name: getattr(no, name) for name in names}
    kept = {"refusal": no, "version": no.version, "why": "Misheard", "by": no.participant.owner}
    return actions.correct_refusal(**(kept | said | more))


def void_refusal(no: Refusal) -> Refusal:
    by = no.participant.owner
    return actions.void_refusal(refusal=no, version=no.version, reason="Somebody else", by=by)


def restore_refusal(no: Refusal) -> Refusal:
    by = no.participant.owner
    return actions.restore_refusal(refusal=no, version=no.version, reason="It was them", by=by)


def test_an_answer_of_no_is_put_right(person):
    no = a_refusal(person, words="Not now")

    new = correct_refusal(no, reason="unwell", on=june(13), may_contact_again=True, words="Ill")

    assert (new.replaces, new.reason, new.on, new.may_contact_again) == (
        no,
        "unwell",
        june(13),
        True,
    )
    assert unseal(person.person, "refusal.words", new.words) == "Ill"
    assert refusal_of(correct_refusal, new, on=june(15)) == {
        "on": ["The date must be today or in the past"]
    }


def test_a_void_answer_of_no_opens_the_way_again(person):
    void_refusal(a_refusal(person))

    now = Participant.objects.with_status().get()
    assert (now.status, now.contact_by) == ("deciding", june(16))
    assert Entry.objects.latest("seq").verb == "participant.reopened"


def test_an_answer_of_no_is_restored_and_cancels_bookings(person):
    gone = void_refusal(a_refusal(person))
    booking = a_booking(person, june(20))

    back = restore_refusal(gone)

    booking.refresh_from_db()
    now = Participant.objects.with_status().get()
    assert (now.status, now.contact_by, booking.state) == ("declined", None, "missed")
    assert (booking.missed_on, booking.missed_why) == (june(14), "declined")
    assert (back.replaces, back.reason) == (gone, "no_memory")


def test_an_answer_of_no_is_not_restored_against_what_they_say_now(person):
    gone = void_refusal(a_refusal(person, on=june(10)))
    second = a_refusal(person, on=june(12))
    said = refusal_of(restore_refusal, gone)
    void_refusal(second)
    a_consent(person)

    assert said == {"": ["C5-PT-01 said no on 12 June 2022. Correct that answer instead"]}
    assert refusal_of(restore_refusal, gone) == {
        "": ["C5-PT-01 has agreed to an interview. Record a withdrawal instead"]
    }


# People


def take_out(person: Participant) -> Participant:
    now = Participant.objects.get(pk=person.pk)
    return actions.void_participant(
        participant=now, version=now.version, reason="Added twice", by=person.owner
    )


def put_back(person: Participant) -> Participant:
    return actions.restore_participant(
        participant=person, version=person.version, reason="Added once", by=person.owner
    )


def test_somebody_added_by_mistake_is_void_and_their_study_id_is_theirs(person):
    gone = take_out(person)

    assert (gone.voided_at, list(Participant.objects.standing())) == (NOW, [])
    assert unseal(person.person, "participant.void", gone.void_reason) == "Added twice"
    assert a_person(person.case).study_id == "C5-PT-02"


def test_somebody_is_void_once_and_restored_once(person):
    gone = take_out(person)
    said = refusal_of(take_out, person)
    back = put_back(gone)

    assert said == {"": ["This participant is already void"]}
    assert (back.voided_at, back.void_reason, back.version) == (None, "", 3)
    assert refusal_of(put_back, back) == {"": ["This participant is not void any more"]}


def test_somebody_of_whom_something_stands_is_not_void(person):
    a_consent(person, june(9))
    an_interview(person, june(10))
    a_booking(person, june(20), wave="follow_up")
    missed = a_person(person.case)
    a_missed_interview(missed)
    a_refusal(missed, may_contact_again=True)
    a_withdrawal(missed, on=june(14))

    assert refusal_of(take_out, person) == {
        "": [
            (
                "Void what stands of C5-PT-01 first: the interview of 10 June 2022, the booking of"
                " 20 June 2022 and the consent of 9 June 2022"
            )
        ]
    }
    assert [(one.words, one.url) for one in what_stands(missed)] == [
        ("the missed interview of 14 June 2022", "/participants/c5-pt-02/interviews/1/void/"),
        ("the consent of 7 June 2022", "/participants/c5-pt-02/consents/1/void/"),
        ("the answer of 14 June 2022", "/participants/c5-pt-02/decline/void/"),
        ("the withdrawal of 14 June 2022", "/participants/c5-pt-02/withdrawals/1/void/"),
    ]


def test_a_voucher_of_somebody_stands_in_the_way_too(person):
    a_purchase(person.case.site)
    a_voucher(an_interview(person, june(10)))

    assert [(one.words, one.url) for one in what_stands(person)] == [
        ("the interview of 10 June 2022", "/participants/c5-pt-01/interviews/1/void/"),
        ("the voucher of 14 June 2022", "/participants/c5-pt-01/vouchers/1/void/"),
        ("the consent of 7 June 2022", "/participants/c5-pt-01/consents/1/void/"),
    ]


def test_what_is_void_of_somebody_does_not_stand_in_the_way(person):
    void(an_interview(person, june(10)))
    consent = person.consents.get()
    by = person.owner
    actions.void_consent(consent=consent, version=consent.version, reason="Twice", by=by)

    assert take_out(person).voided_at == NOW


@pytest.mark.parametrize(
    "facts",
    [
        {"age_band": "60-69"},
        {"age_band": ""},
        {"joined_via": "text"},
        {"replied_on": june(1)},
        {"organisation": None},
    ],
    ids=str,
)
def test_what_is_known_of_a_person_is_changed_with_a_reason(facts):
    person = somebody()
    practice = an_organisation(person.case.site)
    known = {"age_band": "50-59", "organisation": practice}
    change = {"participant": person, "by": person.owner}
    actions.change_participant(version=1, **change, **known)

    said = refusal_of(actions.change_participant, version=2, **change, **facts)
    changed = actions.change_participant(version=2, reason="They said so", **change, **facts)

    assert said == {"reason": ["Enter why it was wrong"]}
    [(name, value)] = facts.items()
    assert getattr(changed, name) == value
    reason = Entry.objects.latest("seq").reason
    assert unseal(person.person, "participant.void", reason) == "They said so"


def test_what_was_not_known_and_what_is_planned_need_no_reason(person):
    changed = actions.change_participant(
        participant=person,
        version=1,
        age_band="50-59",
        invited_on=june(1),
        contact_by=june(20),
        by=person.owner,
    )

    assert (changed.age_band, changed.contact_by, Entry.objects.latest("seq").reason) == (
        "50-59",
        june(20),
        "",
    )
