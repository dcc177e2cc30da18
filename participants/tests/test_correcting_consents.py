"""Consents put right, taken back and restored: what holds, and from when on."""

import datetime as dt

import pytest

from linkstudy.clock import telling
from linkstudy.identities.service import unseal
from linkstudy.testing.factories import a_consent, a_form, a_withdrawal, an_interview
from participants import actions
from participants.models import Consent, Interview, Participant, Withdrawal
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


def test_an_interview_that_began_before_a_consent_at_its_new_time_waits(person):
    consent = a_consent(person, june(1))
    held = an_interview(person, june(1), started=TEN)

    at_eleven = correct(consent, given_time=ELEVEN)
    waiting = list(Interview.objects.undecided())
    correct(at_eleven, given_time=TEN)

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

    assert refusal_of(act, gone, **({"scopes": ["results"]} if act is correct else {})) == {
        "": [words]
    }


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
