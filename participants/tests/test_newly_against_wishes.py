"""What is put right or restored is against what somebody asked for, or tries them too often, for a reason alone."""

import pytest

from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import a_consent, a_protocol, a_refusal, a_withdrawal, ago
from participants import actions
from participants.models import Consent, Participant
from participants.tests.broken import back, kept, kept_of, right, take_back_deviations
from participants.tests.refusals import refusal_of

WHY = "They asked us to"
DISTURBED = (
    "C1-PT-01 asked on {} for no more contact. Check that it is the right person, or say why you"
    " got in touch"
)
AGREED = (
    "C1-PT-01 asked on {} for no more contact. Check that it is the right person, or say how they"
    " came to agree"
)


@pytest.fixture
def rules(person):
    return a_protocol()


# Consents


def test_consents_after_one_that_was_explained_break_nothing(person, rules):
    a_refusal(person, on=ago(5))
    a_consent(person, ago(4), deviation=WHY)
    again = a_consent(person, ago(2))
    take_back_deviations()

    actions.correct_consent(**right(again, given_on=ago(1)))
    facts = right(again_of(person), given_on=ago(5))
    assert refusal_of(actions.correct_consent, **facts) == {
        "deviation": [AGREED.format("9 June 2022")]
    }


def again_of(person: Participant) -> Consent:
    return Consent.objects.standing().filter(participant=person).latest("given_on")


# Contacts


def test_a_call_of_theirs_that_becomes_ours_after_a_no_for_good_needs_a_reason(person, rules):
    a_refusal(person, on=ago(5))
    theirs = an_attempt(person, "reached", on=ago(3), incoming=True)

    facts = right(theirs, incoming=False)
    said = refusal_of(actions.correct_attempt, **facts)
    assert said == {"deviation": [DISTURBED.format("9 June 2022")]}
    actions.correct_attempt(**facts, deviation=WHY)
    assert kept_of() == [("no_contact", ago(3))]


def test_who_agreed_later_was_not_to_be_contacted_before(person, rules):
    a_refusal(person, on=ago(5))
    a_consent(person, ago(1), deviation=WHY)

    assert list(refusal_of(an_attempt, person, on=ago(3))) == ["deviation"]
    an_attempt(person, on=ago(0))
    an_attempt(person, on=ago(1))
    assert kept_of() == [("no_contact", ago(1))]


def test_an_answer_that_was_none_makes_later_attempts_too_many(person, rules):
    answered = an_attempt(person, "reached", on=ago(9))
    for days in (8, 7, 6):
        an_attempt(person, on=ago(days))
    assert kept() == []

    facts = right(answered, outcome="no_answer")
    said = refusal_of(actions.correct_attempt, **facts)
    assert said == {
        "deviation": [
            (
                "C1-PT-01 has not answered 3 attempts, and the protocol allows 3. Say why you tried"
                " once more"
            )
        ]
    }
    actions.correct_attempt(**facts, deviation=WHY)
    what = "Attempt 4 to reach them, after 3 without an answer"
    assert kept() == [("contact_attempts", ago(6), what, WHY)]


def test_one_reason_serves_for_all_that_a_correction_breaks(person, rules):
    answered = an_attempt(person, "reached", on=ago(9))
    for days in (8, 7, 6):
        an_attempt(person, on=ago(days))
    an_attempt(person, on=ago(5), deviation=WHY)
    an_attempt(person, on=ago(4), deviation=WHY)
    take_back_deviations()

    actions.correct_attempt(**right(answered, outcome="no_answer"), deviation="By text")
    assert [(on, why) for _, on, _, why in kept()] == [(ago(6), "By text")]


def test_an_attempt_comes_back_for_a_reason_where_it_is_one_too_many(person, rules):
    gone = actions.void_attempt(**back(an_attempt(person, on=ago(9))))
    for days in (8, 7, 6):
        an_attempt(person, on=ago(days))

    assert list(refusal_of(actions.restore_attempt, **back(gone))) == ["deviation"]
    actions.restore_attempt(**back(gone), deviation=WHY)
    assert kept_of() == [("contact_attempts", ago(6))]


def test_attempts_of_one_moment_count_in_the_order_in_which_they_were_recorded(person, rules):
    first = an_attempt(person, time=None)
    for _ in range(2):
        an_attempt(person, time=None)
    an_attempt(person, time=None, deviation=WHY)
    take_back_deviations()

    actions.correct_attempt(**right(first, channel="text"))
    assert kept() == []


# Noes and withdrawals


def test_an_earlier_no_asks_about_the_contact_that_it_forbids(person, rules):
    an_attempt(person, on=ago(3))
    no = a_refusal(person, on=ago(1))

    facts = right(no, on=ago(5), reason=no.reason)
    said = refusal_of(actions.correct_refusal, **facts)
    assert said == {"deviation": [DISTURBED.format("9 June 2022")]}
    actions.correct_refusal(**facts, deviation=WHY)
    what = "In touch on 11 June 2022, after they asked on 9 June 2022 for no more contact"
    assert kept() == [("no_contact", ago(3), what, WHY)]


def test_a_no_that_comes_back_asks_about_the_contact_that_was_made_meanwhile(person, rules):
    gone = actions.void_refusal(**back(a_refusal(person, on=ago(5))))
    an_attempt(person, on=ago(3))

    assert list(refusal_of(actions.restore_refusal, **back(gone))) == ["deviation"]
    actions.restore_refusal(**back(gone), deviation=WHY)
    assert kept_of() == [("no_contact", ago(3))]


@pytest.fixture
def gone(person, rules):
    """They agreed, withdrew as far as nobody is to contact them, which was taken back, and agreed again."""
    a_consent(person, ago(9))
    withdrawal = a_withdrawal(person, on=ago(5), level="no_contact")
    withdrawal = actions.void_withdrawal(**back(withdrawal))
    a_consent(person, ago(3))
    return withdrawal


def test_a_withdrawal_that_comes_back_asks_about_the_consent_given_meanwhile(person, gone):
    said = refusal_of(actions.restore_withdrawal, **back(gone))

    assert said == {"deviation": [AGREED.format("9 June 2022")]}
    actions.restore_withdrawal(**back(gone), deviation=WHY)
    assert kept_of() == [("no_contact", ago(3))]


def test_a_withdrawal_that_turns_out_to_go_further_asks_about_the_consent_after_it(person, rules):
    a_consent(person, ago(9))
    left = a_withdrawal(person, on=ago(5))
    a_consent(person, ago(3))

    facts = right(left, on=left.on, time=left.time, level="no_contact")
    said = refusal_of(actions.correct_withdrawal, **facts)
    assert said == {"deviation": [AGREED.format("9 June 2022")]}
    actions.correct_withdrawal(**facts, deviation=WHY)
    assert kept_of() == [("no_contact", ago(3))]
