"""What is put right or restored breaks a rule for a reason alone, as what is entered does."""

import datetime as dt
from typing import Any

import pytest

from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    a_protocol,
    ago,
    an_interview,
)
from linkstudy.testing.letters import some_letters
from participants import actions
from participants.models import Participant
from participants.tests.broken import back, kept, kept_of, right, take_back_deviations
from participants.tests.pages import anew, happened, verbs
from participants.tests.refusals import refusal_of

TODAY = dt.date(2022, 6, 14)
WHY = "They asked us to"
EARLY = (
    "The protocol has the follow-up of C1-PT-01 between {} and {}. Check the day, or say why it is"
    " earlier"
)
SOON = (
    "The protocol gives 24 hours between the papers and consent, and C1-PT-01 got the papers on {}."
    " Check the date, or say why it was sooner"
)


@pytest.fixture
def rules(person):
    return a_protocol()


# Interviews


def test_a_second_sitting_that_becomes_an_early_follow_up_needs_a_reason(person, rules, study):
    an_interview(person, ago(3))
    second = an_interview(person, second=True)

    facts = right(second, wave="follow_up")
    said = refusal_of(actions.correct_interview, **facts)
    assert said == {"deviation": [EARLY.format("11 March 2023", "11 June 2023")]}

    actions.correct_interview(**facts, deviation=WHY)
    what = "Follow-up held on 14 June 2022, before it could be from 11 March 2023"
    assert kept() == [("follow_up_window", TODAY, what, WHY)]
    assert verbs()[-3:] == ["interview.replaced", "interview.corrected", "deviation.noted"]
    assert happened(person, study.pi)[0][0] == f"Protocol not kept. {what}"


def test_what_was_broken_before_is_not_asked_about_again(person, rules):
    an_interview(person, ago(3))
    early = an_interview(person, ago(1), wave="follow_up", deviation=WHY)
    take_back_deviations()

    moved = actions.correct_interview(**right(early, held_on=TODAY))
    actions.correct_interview(**right(moved, recording="notes"))
    assert kept() == []


def test_another_first_interview_asks_about_the_follow_up_that_it_moves(person, rules):
    replied = {"replied_on": ago(290), "reason": "Misread it"}
    seen = {"participant": person, "version": person.version, "by": person.owner}
    actions.change_participant(**seen, **replied)
    person.refresh_from_db()
    first = an_interview(person, ago(280))
    an_interview(person, wave="follow_up")
    assert kept() == []

    facts = right(first, held_on=ago(100))
    said = refusal_of(actions.correct_interview, **facts)
    assert said == {"deviation": [EARLY.format("6 December 2022", "6 March 2023")]}
    actions.correct_interview(**facts, deviation=WHY)
    assert kept_of() == [("follow_up_window", TODAY)]


def test_a_first_interview_that_comes_back_asks_about_the_follow_up_held_meanwhile(person, rules):
    gone = actions.void_interview(**back(an_interview(person, ago(3))))
    an_interview(person, wave="follow_up")
    assert kept() == []

    assert list(refusal_of(actions.restore_interview, **back(gone))) == ["deviation"]
    actions.restore_interview(**back(gone), deviation=WHY)
    assert kept_of() == [("follow_up_window", TODAY)]


@pytest.mark.parametrize("make", [an_interview, a_booking])
def test_an_early_follow_up_comes_back_with_its_deviation_or_another(person, rules, make):
    an_interview(person, ago(3))
    early = make(person, wave="follow_up", deviation=WHY)
    gone = actions.void_interview(**back(early))
    gone = actions.void_interview(**back(actions.restore_interview(**back(gone))))
    assert kept_of() == [("follow_up_window", TODAY)]
    take_back_deviations()

    said = refusal_of(actions.restore_interview, **back(gone))
    assert said == {"deviation": [EARLY.format("11 March 2023", "11 June 2023")]}
    actions.restore_interview(**back(gone), deviation="They go abroad")
    assert [why for *_, why in kept()] == ["They go abroad"]


def test_a_follow_up_that_was_missed_breaks_nothing_when_it_comes_back(person, rules):
    an_interview(person, ago(3))
    early = a_booking(person, wave="follow_up", deviation=WHY)
    missed = actions.log_missed(
        participant=person, missed_on=TODAY, missed_why="absent", wave="follow_up", by=person.owner
    )
    gone = actions.void_interview(**back(missed))
    take_back_deviations()

    actions.restore_interview(**back(gone))
    assert (early.pk, kept()) == (missed.pk, [])


# Consents


def test_a_consent_that_becomes_too_early_needs_a_reason_once(study, rules):
    person = a_person(study.cases[0], joined_via="shadowing", replied_on=ago(3))
    consent = a_consent(person, ago(1))

    facts = right(consent, given_on=ago(3))
    said = refusal_of(actions.correct_consent, **facts)
    assert said == {"deviation": [SOON.replace("PT-01", "PT-02").format("11 June 2022")]}
    early = actions.correct_consent(**facts, deviation=WHY)
    assert kept_of() == [("cooling_off", ago(3))]

    late = actions.correct_consent(**right(early, given_on=ago(1)))
    assert kept_of() == [("cooling_off", ago(3))]  # what was done is history
    actions.correct_consent(**right(late, given_on=ago(3)))
    assert kept_of() == [("cooling_off", ago(3))]


def test_a_consent_that_came_too_early_comes_back_with_a_reason(study, rules):
    person = a_person(study.cases[0], joined_via="shadowing", replied_on=ago(3))
    gone = actions.void_consent(**back(a_consent(person, ago(3), deviation=WHY)))
    take_back_deviations()

    assert list(refusal_of(actions.restore_consent, **back(gone))) == ["deviation"]
    actions.restore_consent(**back(gone), deviation=WHY)
    assert kept_of() == [("cooling_off", ago(3))]


# People


def changed(person: Participant, **facts: Any) -> dict[str, Any]:
    person = anew(person)
    return {
        "participant": person,
        "version": person.version,
        "reason": "Misread it",
        "by": person.owner,
    } | facts


def test_another_day_of_the_invitation_asks_about_the_consent_that_stands(study, rules):
    person = a_person(study.cases[0], invited_on=ago(5))
    a_consent(person, ago(3))
    assert kept() == []

    facts = changed(person, invited_on=ago(3))
    said = refusal_of(actions.change_participant, **facts)
    assert said == {"deviation": [SOON.replace("PT-01", "PT-02").format("11 June 2022")]}
    assert anew(person).invited_on == ago(5)
    actions.change_participant(**facts, deviation=WHY)
    what = "Agreed on 11 June 2022, less than 24 hours after the papers of 11 June 2022"
    assert kept() == [("cooling_off", ago(3), what, WHY)]

    for days in (4, 3):
        actions.change_participant(**changed(person, invited_on=ago(days)))
    actions.change_participant(**changed(person, contact_by=ago(-3)))
    assert kept_of() == [("cooling_off", ago(3))]


def test_other_letters_ask_about_the_consent_that_stands(study, rules):
    first, later = (some_letters(study.cases[0], ago(days)) for days in (9, 3))
    person = a_person(study.cases[0], batch=first, replied_on=ago(3))
    a_consent(person, ago(3))

    facts = changed(person, batch=later)
    assert list(refusal_of(actions.change_participant, **facts)) == ["deviation"]
    actions.change_participant(**facts, deviation=WHY)
    assert kept_of() == [("cooling_off", ago(3))]


def test_somebody_of_another_age_comes_back_with_a_reason(person):
    a_protocol(least_age=30)
    actions.change_participant(**changed(person, age_band="18-29"), deviation=WHY)
    take_back_deviations()
    gone = actions.void_participant(**back(anew(person)))

    said = refusal_of(actions.restore_participant, **back(gone))
    assert said == {
        "deviation": [
            (
                "The protocol takes people aged 30 and over, and C1-PT-01 is 18 to 29. Check the age,"
                " or say why they take part"
            )
        ]
    }
    actions.restore_participant(**back(gone), deviation=WHY)
    assert kept_of() == [("age", TODAY)]


def test_without_settings_in_force_nothing_is_asked(person):
    an_interview(person, ago(3))
    actions.correct_interview(**right(an_interview(person, second=True), wave="follow_up"))

    assert kept() == []
