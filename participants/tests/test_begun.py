"""No interview before its case opens, and no reply before the study began."""

import datetime as dt

import pytest
from django.urls import reverse

from cases.actions import describe_study
from cases.models import Case, Study
from linkstudy.testing.factories import a_consent, a_person, ago, an_interview
from linkstudy.testing.pages import problems
from participants import actions
from participants.models import Interview, Participant
from participants.tests.refusals import refusal_of

OPENS = "Case 1 opens on 9 June 2022. Check the date"
BEGAN = "The study began on 5 June 2022. Check the date"


def opening(days: int) -> None:
    """Case 1 opens so many days ago; to come, when negative."""
    Case.objects.filter(number=1).update(opens_on=ago(days))


@pytest.fixture
def person(study) -> Participant:
    """C1-PT-01, who agreed before their case opened five days ago."""
    person = a_person(study.cases[0])
    a_consent(person)
    opening(5)
    return person


def corrected(done: Interview, **facts) -> Interview:
    names = ("held_on", "wave", "recording", "minutes", "mode")
    held = {name: getattr(done, name) for name in names} | facts
    return actions.correct_interview(
        interview=done, version=done.version, why="Misread", by=done.interviewer, **held
    )


@pytest.mark.parametrize("wave", ["first", "follow_up"])
def test_an_interview_is_held_from_the_day_its_case_opens(person, wave):
    assert refusal_of(an_interview, person, ago(6), wave=wave) == {"when": [OPENS]}

    done = an_interview(person, ago(5), wave=wave)
    assert done.held_on == ago(5)
    assert refusal_of(corrected, done, held_on=ago(6)) == {"held_on": [OPENS]}
    assert corrected(done, held_on=ago(4)).held_on == ago(4)


def test_an_interview_that_stands_before_its_case_opens_is_put_right_with_its_date(person):
    done = an_interview(person, ago(3))
    opening(2)

    words = "Case 1 opens on 12 June 2022. Check the date"
    assert refusal_of(corrected, done, minutes=50) == {"held_on": [words]}
    assert corrected(done, minutes=50, held_on=ago(2)).minutes == 50


def test_an_interview_is_not_restored_into_the_time_before_its_case_opens(study, person):
    gone = actions.void_interview(
        interview=an_interview(person, ago(3)),
        version=1,
        reason="Somebody else",
        by=study.researcher,
    )
    opening(2)

    said = refusal_of(
        actions.restore_interview,
        interview=gone,
        version=2,
        reason="It was them",
        by=study.researcher,
    )

    assert said == {"held_on": ["Case 1 opens on 12 June 2022. Check the date"]}


def test_nobody_replies_before_the_study_began(study):
    case = study.cases[0]
    early = a_person(case, replied_on=ago(10))
    Study.objects.update(started_on=ago(9))
    change = {"participant": early, "version": 1, "by": study.researcher}

    assert refusal_of(a_person, case, replied_on=ago(10)) == {"replied_on": [BEGAN]}
    assert a_person(case, replied_on=ago(9)).replied_on == ago(9)
    said = refusal_of(actions.change_participant, replied_on=ago(11), reason="Misread", **change)
    assert said == {"replied_on": [BEGAN]}
    assert actions.change_participant(replied_on=ago(10), gender="woman", **change).version == 2


@pytest.mark.parametrize("described", [False, True])
def test_a_reply_is_held_against_nothing_while_no_first_day_is_known(db, described):
    if described:
        describe_study(title="A study", short_title="Study", by=None)

    assert a_person(replied_on=dt.date(2020, 1, 1)).replied_on == dt.date(2020, 1, 1)


def test_the_page_says_it_beside_the_date(study, login, person):
    log = {"who": "C1-PT-01", "when": "other", "day": "8/6/2022", "mode": "phone"}
    log |= {"minutes": "40", "recording": "notes", "agreed": "on"}

    page = login(study.researcher).post(reverse("participants:log_interview"), log)

    assert problems(page) == {"when": [OPENS]}
