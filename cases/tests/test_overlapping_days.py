"""Nobody observes in two places at a time: hours are counted once, and whoever typed them is told."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from cases import actions
from cases.models import ObservationDay
from linkstudy.testing.factories import a_case, a_membership, a_user, ago, an_observation
from linkstudy.testing.pages import held_by, problems
from participants.tests.refusals import refusal_of

DAY = {
    "day": "13/6",
    "setting": "practice",
    "patients": "1",
    "declined": "0",
    "professionals": "0",
    "voluntary": "0",
    "notes": "none",
}
MET = "You observed from 9am to 1pm that day already: day 1 of Case 1. Check the hours"


@pytest.mark.parametrize(
    ("starts", "ends"),
    [("9am", "1pm"), ("8am", "9:01am"), ("12:59pm", "3pm"), ("10am", "11am"), ("8am", "2pm")],
)
def test_hours_that_overlap_in_whatever_case_are_refused_beside_them_with_a_link(
    login, study, starts, ends
):
    met = an_observation(study.cases[0])
    other = a_case(3, site=study.sites[0])
    client = login(study.researcher)

    for case in (study.cases[0], other):
        url = f"/cases/{case.number}/observation-days/log/"
        page = client.post(url, DAY | {"starts": starts, "ends": ends})
        assert problems(page) == {"starts": [MET]}
        assert f'<a href="{met.get_absolute_url()}">Open that day</a>' in page.text
    assert ObservationDay.objects.get() == met


def test_hours_that_meet_at_their_ends_and_those_of_others_are_kept(study):
    case, colleague = study.cases[0], a_user(sites=[study.sites[0]])
    an_observation(case)

    an_observation(case, starts=dt.time(13), ends=dt.time(14))
    an_observation(case, starts=dt.time(8), ends=dt.time(9))
    an_observation(case, starts=dt.time(9, 30), by=colleague)

    assert ObservationDay.objects.count() == 4


def test_a_correction_does_not_overlap_another_day_and_may_overlap_itself(login, study):
    an_observation(study.cases[0])
    later = an_observation(study.cases[0], starts=dt.time(14), ends=dt.time(16))
    client, url = login(study.pi), f"{later.get_absolute_url()}correct/"

    page = client.post(url, held_by(client.get(url), starts="12:30pm", why="Misread it"))
    assert problems(page) == {
        "starts": [
            "Ann Example observed from 9am to 1pm that day already: day 1 of Case 1. Check the hours"
        ]
    }
    client.post(url, held_by(client.get(url), starts="1:30pm", why="Misread it"))
    assert ObservationDay.objects.standing().get(number=2).starts == dt.time(13, 30)


def test_a_day_is_not_restored_over_another(study):
    day = an_observation(study.cases[0])
    actions.void_observation(observation=day, version=1, reason="Twice", by=study.pi)
    an_observation(study.cases[0], starts=dt.time(10), ends=dt.time(11))

    by = study.pi
    facts = {"observation": ObservationDay.objects.get(pk=day.pk), "version": 2, "reason": "Right"}
    assert refusal_of(actions.restore_observation, by=by, **facts) == {
        "": [
            (
                "Ann Example observed from 10am to 11am that day already: day 2 of Case 1. Void that"
                " one first"
            )
        ]
    }


def test_a_day_in_a_case_that_one_does_not_see_is_not_named(login, study):
    both = a_user(name="Cat Example", sites=[study.sites[0]])
    a_membership(both, study.sites[1])
    an_observation(study.cases[1], by=both)
    day = an_observation(study.cases[0])
    said = "Cat Example observed at these hours already, in a case that you do not see"
    facts = {"observation": day, "version": 1, "why": "It was Cat", "observer": both}

    refused = refusal_of(actions.correct_observation, by=study.researcher, **facts)

    assert refused == {"starts": [f"{said}. Check the hours"]}
    client, url = login(study.researcher), f"{day.get_absolute_url()}correct/"
    page = client.post(url, held_by(client.get(url), observer=str(both.pk), why="It was Cat"))
    assert problems(page) == refused
    assert "Open that day" not in page.text


def test_the_database_keeps_it_too(study):
    day = an_observation(study.cases[0])
    again = ObservationDay.objects.get(pk=day.pk)
    again.pk, again.number, again.starts, again.day = None, 2, dt.time(12), ago(1)

    words = "Somebody observes in one place at a time"
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        again.save(force_insert=True)
