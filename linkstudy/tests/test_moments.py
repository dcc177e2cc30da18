"""A time that people tell of lies behind them: of consent, interviews and observation days alike."""

import datetime as dt

import pytest

from cases import actions as case_actions
from cases.forms.observation import ObservationForm
from linkstudy.moments import TO_COME, is_to_come
from linkstudy.testing.factories import (
    a_consent,
    a_person,
    ago,
    an_interview,
    an_observation,
)
from linkstudy.testing.pages import problems
from participants import actions
from participants.tests.refusals import refusal_of

NOW, LATER, MUCH_LATER = dt.time(9, 12), dt.time(9, 13), dt.time(23)


@pytest.fixture
def person(study):
    return a_person(study.cases[0])


def test_a_moment_is_to_come_later_today(study):
    times = [None, dt.time(0), NOW, LATER, MUCH_LATER]

    assert [is_to_come(ago(0), time) for time in times] == [False] * 3 + [True] * 2
    assert [is_to_come(day, MUCH_LATER) for day in (ago(1), ago(-1), None)] == [False] * 3


def test_consent_was_given_by_now(person):
    today = {"given_on": ago(0)}

    assert refusal_of(a_consent, person, given_time=LATER, **today) == {"given_time": [TO_COME]}
    given = a_consent(person, given_time=NOW, **today)
    facts = {"document": given.document, "how": "paper", "scopes": ["interview"], **today}
    put_right = {"consent": given, "version": 1, "why": "Misread", "by": given.taken_by}
    said = refusal_of(actions.correct_consent, given_time=LATER, **put_right, **facts)
    assert said == {"given_time": [TO_COME]}


def test_an_interview_started_by_now(person):
    a_consent(person)

    assert refusal_of(an_interview, person, started=LATER) == {"started": [TO_COME]}

    done = an_interview(person, started=dt.time(8, 32))
    facts = {"wave": "first", "recording": "audio", "minutes": 40, "mode": "phone"}
    put_right = {"interview": done, "version": 1, "why": "Misread", "by": done.interviewer}
    put_right |= facts
    said = refusal_of(actions.correct_interview, held_on=ago(0), started=LATER, **put_right)
    assert said == {"started": [TO_COME]}
    moved = actions.correct_interview(held_on=ago(1), started=MUCH_LATER, **put_right)
    assert moved.started == MUCH_LATER


def test_an_interview_is_over_by_now(study, login, person):
    a_consent(person)
    said = {
        "minutes": [
            "It would end at 9:50am, which is still to come. Check the start and the minutes"
        ]
    }
    early = {"started": dt.time(8, 45), "minutes": 65}

    assert refusal_of(an_interview, person, **early) == said
    log = {"who": "C1-PT-01", "when": "today", "mode": "phone", "minutes": "65"}
    log |= {"recording": "notes", "agreed": "on", "started": "8:45am"}
    assert problems(login(study.researcher).post("/interviews/log/", log)) == said

    done = an_interview(person, started=dt.time(8, 45), minutes=27)
    assert done.minutes == 27
    facts = {"wave": "first", "recording": "audio", "mode": "phone", "held_on": ago(0), **early}
    facts |= {"interview": done, "version": 1, "why": "Misread", "by": done.interviewer}
    assert refusal_of(actions.correct_interview, **facts) == said
    assert actions.correct_interview(**facts | {"held_on": ago(1)}).minutes == 65


def test_an_interview_of_last_night_may_not_be_over_yet(person, study_clock):
    study_clock("2022-06-15 00:10")
    a_consent(person, given_on=ago(3))
    late = dt.time(23, 30)

    assert list(refusal_of(an_interview, person, ago(1), started=late, minutes=41)) == ["minutes"]
    assert an_interview(person, ago(1), started=late, minutes=40).minutes == 40


def test_an_observation_day_ended_by_now(study):
    case, today = study.cases[0], ago(0)
    early = {"starts": dt.time(8)}
    both = {"starts": MUCH_LATER, "ends": dt.time(23, 30)}

    assert refusal_of(an_observation, case, today, **both) == {
        "starts": [TO_COME],
        "ends": [TO_COME],
    }
    assert refusal_of(an_observation, case, today, ends=LATER, **early) == {"ends": [TO_COME]}
    day = an_observation(case, today, ends=NOW, **early)
    put_right = {"observation": day, "version": 1, "why": "Misread", "by": study.researcher}
    said = refusal_of(case_actions.correct_observation, ends=LATER, **put_right)
    assert said == {"ends": [TO_COME]}


def test_the_form_of_an_observation_day_says_it_beside_each_time(study):
    form = ObservationForm({"day": "today", "starts": "11pm", "ends": "11:30pm"})

    said = {name: form.errors[name] for name in ("starts", "ends")}

    assert said == {"starts": [TO_COME], "ends": [TO_COME]}


def test_pages_about_an_interview_say_it_beside_the_time(study, login, person):
    a_consent(person)
    log = {"who": "C1-PT-01", "when": "today", "mode": "phone", "minutes": "40"}
    log |= {"recording": "notes", "agreed": "on", "started": "11pm"}
    right = {"wave": "first", "held_on": "today", "mode": "phone", "minutes": "40"}
    right |= {"recording": "notes", "started": "11pm", "version": "1", "why": "It was misread"}
    right |= {"interviewer": str(study.researcher.pk)}
    client = login(study.researcher)

    page = client.post("/interviews/log/", log)
    assert problems(page) == {"started": [TO_COME]}
    done = an_interview(person)
    page = client.post(f"{done.get_absolute_url()}correct/", right)
    assert problems(page) == {"started": [TO_COME]}
