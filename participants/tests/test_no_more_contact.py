"""Whoever asked for no more contact is signed again, or contacted, for a reason alone, which is kept."""

import datetime as dt

import pytest

from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import (
    a_consent,
    a_person,
    a_protocol,
    a_refusal,
    a_withdrawal,
    ago,
    an_interview,
    in_use_at,
)
from linkstudy.testing.pages import held_by, problems, text_of
from participants import actions
from participants.models import Consent, Interview, Participant
from participants.protocol import against_their_wish, setting
from participants.tests.broken import back, kept, right
from participants.tests.pages import send, told
from participants.tests.refusals import refusal_of

CONSENT = "/participants/c1-pt-01/consent/"
WHY = "They rang us and want to take part after all"
ASK = (
    "C1-PT-01 asked on {} for no more contact. Check that it is the right person, or say how they"
    " came to agree"
)
WHAT = "Agreed on 14 June 2022, after they asked on {} for no more contact"
TODAY = dt.date(2022, 6, 14)


@pytest.fixture
def rules(person):
    """Settings without a time to think."""
    return a_protocol(cooling_off_hours=0)


def agree(person: Participant, **facts) -> Consent:
    return a_consent(person, TODAY, **facts)


def test_consent_after_a_no_for_good_needs_a_reason(person, rules):
    a_refusal(person, on=ago(1))

    assert refusal_of(agree, person) == {"deviation": [ASK.format("13 June 2022")]}
    assert not Consent.objects.exists()

    agree(person, deviation=WHY)
    assert kept() == [("no_contact", TODAY, WHAT.format("13 June 2022"), WHY)]


def test_consent_on_the_day_of_a_no_for_good_needs_a_reason_too(person, rules):
    a_refusal(person)

    assert refusal_of(agree, person) == {"deviation": [ASK.format("14 June 2022")]}


def test_consent_after_a_withdrawal_from_all_contact_needs_a_reason(person, rules):
    a_consent(person, ago(5))
    a_withdrawal(person, on=ago(1), level="no_contact")

    assert refusal_of(agree, person) == {"deviation": [ASK.format("13 June 2022")]}


def test_consent_from_before_they_asked_breaks_nothing(person, rules):
    a_consent(person, ago(5))
    a_withdrawal(person, on=ago(1), time=dt.time(18), level="no_contact")

    assert against_their_wish(person, ago(1), dt.time(17)) is None
    assert against_their_wish(person, ago(1), dt.time(19)) is not None
    assert against_their_wish(person, ago(1), None) is not None
    assert against_their_wish(person, ago(2), None) is None


@pytest.mark.parametrize("level", ["keep", "remove_all"])
def test_who_may_still_be_written_to_agrees_again_without_one(person, rules, level):
    a_consent(person, ago(5))
    a_withdrawal(person, on=ago(1), level=level)

    agree(person)
    assert kept() == []


@pytest.mark.parametrize("reason", ["no_reply", "returned", "not_eligible"])
def test_a_no_that_nobody_said_is_no_wish(person, rules, reason):
    a_refusal(person, reason, on=ago(1))

    agree(person)
    assert kept() == []


def test_who_said_that_we_may_ask_again_agrees_without_one(person, rules):
    a_refusal(person, on=ago(1), may_contact_again=True)

    agree(person)
    assert kept() == []


def test_it_is_asked_once_after_each_time_that_they_asked_for_none(person, rules):
    a_refusal(person, on=ago(3))
    a_consent(person, ago(2), deviation=WHY)
    agree(person)
    assert [rule for rule, *_ in kept()] == ["no_contact"]

    a_withdrawal(person, on=TODAY, time=dt.time(8), level="no_contact")
    said = refusal_of(agree, person, given_time=dt.time(9))
    assert said == {"deviation": [ASK.format("14 June 2022")]}


def test_a_no_to_the_follow_up_alone_is_a_wish_too(person, rules):
    a_consent(person, ago(9))
    an_interview(person, ago(6))
    a_refusal(person, on=ago(2))

    assert refusal_of(agree, person) == {"deviation": [ASK.format("12 June 2022")]}


def test_without_settings_in_force_nothing_is_asked(person):
    a_refusal(person, on=ago(1))

    agree(person)
    assert kept() == []


def test_two_rules_are_asked_about_at_once_and_kept_for_one_reason(study):
    a_protocol(cooling_off_hours=480)
    person = a_person(study.cases[0], invited_on=ago(3))
    a_refusal(person, on=ago(1))

    said = refusal_of(agree, person)["deviation"]
    assert (len(said), said[0]) == (2, ASK.format("13 June 2022"))
    agree(person, deviation=WHY)
    assert [rule for rule, *_ in kept()] == ["no_contact", "cooling_off"]


def test_the_page_asks_why_as_soon_as_it_is_opened(client, study, person, rules):
    form = str(in_use_at(study.sites[0], study.form).pk)
    assert "Why is the protocol not kept?" not in text_of(client.get(CONSENT))
    a_refusal(person, on=ago(1))

    opened = client.get(CONSENT)
    page = send(client, CONSENT, document=form, given_on="today", how="paper", scopes=["interview"])

    assert f"{ASK.format('13 June 2022')}." in text_of(opened)
    assert "Why is the protocol not kept?" in text_of(opened)
    assert problems(page) == {"deviation": [ASK.format("13 June 2022")]}
    again = client.post(CONSENT, held_by(page, deviation=WHY), follow=True)
    assert told(again) == ["Consent of C1-PT-01 saved: agreed to an interview"]


def test_a_withdrawal_is_said_once(client, person, rules):
    a_consent(person, ago(5))
    a_withdrawal(person, on=ago(1), level="no_contact")

    page = text_of(client.get(CONSENT))

    assert "for no more contact" in page
    assert "They withdrew on 13 June" not in page.split("The consent")[1].split("Which version")[0]


# Agreeing before it

AFTER = (
    "They agreed on {} and said no for good on {}. Check both dates, or take that no back first and"
    " record a withdrawal afterwards"
)


def test_a_consent_from_before_a_no_for_good_is_refused_and_says_what_to_do(person, rules):
    no = a_refusal(person, on=ago(2))

    said = refusal_of(a_consent, person, ago(5), deviation=WHY)
    assert said == {"given_on": [AFTER.format("9 June 2022", "12 June 2022")]}
    actions.void_refusal(**back(no))
    held = a_consent(person, ago(5))
    a_withdrawal(person, on=ago(2))
    held.refresh_from_db()
    assert (held.withdrawn_on, kept()) == (ago(2), [])


@pytest.mark.parametrize(
    "no", [{"may_contact_again": True}, {"reason": "no_reply"}, {"reason": "not_eligible"}]
)
def test_a_consent_from_before_a_no_that_was_not_for_good_or_not_theirs_is_taken(person, rules, no):
    a_refusal(person, on=ago(2), **no)

    assert a_consent(person, ago(5)).given_on == ago(5)


def test_what_opens_no_interview_may_have_been_agreed_to_before_a_no(person, rules):
    a_refusal(person, on=ago(2))

    assert a_consent(person, ago(5), ["results"]).agreed == ["results"]


def test_who_agreed_again_after_a_no_may_have_agreed_before_it_too(person, rules):
    a_refusal(person, on=ago(2))
    agree(person, deviation=WHY)

    assert a_consent(person, ago(5)).given_on == ago(5)


def test_a_no_to_the_follow_up_leaves_what_they_agreed_to_before_it(person, rules):
    first = a_consent(person, ago(9))
    an_interview(person, ago(6))
    a_refusal(person, on=ago(2))

    a_consent(person, ago(5))
    assert actions.correct_consent(**right(first, given_on=ago(8))).given_on == ago(8)


def test_a_consent_neither_moves_nor_comes_back_before_a_no_for_good(person, rules):
    gone = actions.void_consent(**back(a_consent(person, ago(5))))
    a_refusal(person, on=ago(2))
    held = agree(person, deviation=WHY)

    said = refusal_of(actions.correct_consent, **right(held, given_on=ago(4)), deviation=WHY)
    assert said == {"given_on": [AFTER.format("10 June 2022", "12 June 2022")]}
    actions.void_consent(**back(held))
    assert refusal_of(actions.restore_consent, **back(gone)) == {
        "": [AFTER.format("9 June 2022", "12 June 2022")]
    }


def test_a_no_for_good_does_not_move_behind_a_consent(person, rules):
    no = a_refusal(person, on=ago(5))
    held = a_consent(person, ago(4), deviation=WHY)

    facts = right(no, on=ago(2), reason=no.reason, may_contact_again=False)
    words = AFTER.format("10 June 2022", "12 June 2022")
    assert refusal_of(actions.correct_refusal, **facts) == {"on": [words]}
    assert actions.correct_refusal(**facts | {"on": held.given_on}).on == ago(4)


def test_a_withdrawal_is_not_taken_back_from_under_a_no_for_good(person, rules):
    a_consent(person, ago(5))
    gone = a_withdrawal(person, on=ago(3))
    no = a_refusal(person, on=ago(2))

    assert refusal_of(actions.void_withdrawal, **back(gone)) == {
        "": [AFTER.format("9 June 2022", "12 June 2022")]
    }
    actions.void_refusal(**back(no))
    assert actions.void_withdrawal(**back(gone)).voided_at is not None


def test_an_interview_is_not_taken_from_between_a_consent_and_a_no_for_good(person, rules):
    a_consent(person, ago(9))
    held = an_interview(person, ago(6))
    no = a_refusal(person, on=ago(2))
    words = AFTER.format("5 June 2022", "12 June 2022")

    assert refusal_of(actions.void_interview, **back(held)) == {"": [words]}
    moved = right(held, held_on=ago(1))
    assert refusal_of(actions.correct_interview, **moved) == {"held_on": [words]}
    assert actions.correct_interview(**moved | {"held_on": ago(2)}).held_on == ago(2)
    actions.void_refusal(**back(no))
    held = Interview.objects.standing().get()
    assert actions.void_interview(**back(held)).voided_at is not None


def test_the_page_says_at_the_day_that_a_no_for_good_came_later(client, study, person, rules):
    a_refusal(person, on=ago(2))
    form = str(in_use_at(study.sites[0], study.form).pk)

    sent = {"document": form, "given_on": "9/6", "how": "paper", "scopes": ["interview"]}
    page = send(client, CONSENT, **sent, deviation=WHY)

    assert problems(page) == {"given_on": [AFTER.format("9 June 2022", "12 June 2022")]}


# Getting in touch


def test_a_contact_after_a_no_for_good_needs_a_reason_which_is_kept(person, rules):
    a_refusal(person, on=ago(1))
    asked = "C1-PT-01 asked on 13 June 2022 for no more contact. Check that it is the right person"

    assert refusal_of(an_attempt, person) == {
        "deviation": [f"{asked}, or say why you got in touch"]
    }
    an_attempt(person, deviation=WHY)
    what = "In touch on 14 June 2022, after they asked on 13 June 2022 for no more contact"
    assert kept() == [("no_contact", TODAY, what, WHY)]


def test_a_contact_that_they_made_or_in_which_they_said_no_needs_none(person, rules):
    a_refusal(person, on=ago(1))
    an_attempt(person, "reached", incoming=True)
    an_attempt(person, "declined", on=ago(1))

    assert kept() == []


def test_who_may_be_asked_again_is_contacted_without_a_reason(person, rules):
    a_refusal(person, on=ago(1), may_contact_again=True)

    an_attempt(person)
    assert kept() == []


def test_who_agreed_since_is_contacted_without_a_reason(person, rules):
    a_refusal(person, on=ago(2))
    agree(person, deviation=WHY)
    an_attempt(person)

    assert [rule for rule, *_ in kept()] == ["no_contact"]


def test_the_page_of_a_contact_says_so_before_anybody_rings(client, person, rules):
    a_refusal(person, on=ago(1))

    text = text_of(client.get("/participants/c1-pt-01/contacts/add/"))

    assert "C1-PT-01 asked on 13 June 2022 for no more contact." in text
    assert "Why is the protocol not kept?" in text
    assert "Record no reply" not in text


def test_the_setting_is_said_in_words(rules):
    assert setting("no_contact", rules) == "nobody is asked again who wants no more contact"
