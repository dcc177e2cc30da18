"""What changed since somebody last looked."""

import datetime as dt

import pytest

from cases.vocabulary import Measure
from linkstudy.accounts.policy import Role
from linkstudy.clock import LONDON
from linkstudy.figures.changes import changes
from linkstudy.figures.figure import Asked
from linkstudy.figures.recruitment import recruitment
from linkstudy.figures.tests.scene import MARCH, TODAY, a_case_since_march, interviewed_on
from linkstudy.testing.factories import a_user, an_observation
from participants import actions

pytestmark = pytest.mark.django_db
SINCE = dt.datetime(2022, 6, 7, 16, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def pi():
    return a_user(Role.PI)


def of(reader, since: dt.datetime = SINCE):
    return changes(Asked(reader, TODAY), recruitment(reader, TODAY), since)


def test_people_and_days_that_came_since_are_counted_by_group(pi):
    case = a_case_since_march(1)
    for day, group in [(7, "PT"), (8, "PT"), (13, "PT"), (13, "HP")]:
        interviewed_on(dt.date(2022, 6, day), case, group)
    an_observation(case, dt.date(2022, 6, 10))

    found = of(pi)

    assert found.counts[Measure.PATIENT] == 2
    assert found.words == [
        "2 patient interviews more",
        "1 health professional interview more",
        "1 observation day more",
    ]


def test_what_came_later_on_that_day_is_told(pi):
    interviewed_on(SINCE.date(), a_case_since_march(1))  # at 3pm

    assert of(pi, SINCE.replace(hour=10)).words == ["1 patient interview more"]
    assert of(pi).words == []


def test_what_was_taken_back_since_is_fewer(pi):
    interview = interviewed_on(dt.date(2022, 6, 1), a_case_since_march(1))
    actions.void_interview(
        interview=interview, reason="Another person's", version=interview.version, by=pi
    )

    assert of(pi).words == ["1 patient interview fewer"]


def test_cases_that_opened_and_closed_since_are_named(pi):
    a_case_since_march(1, closed_on=dt.date(2022, 6, 10))
    a_case_since_march(2, opens_on=dt.date(2022, 6, 8))
    a_case_since_march(3, opens_on=SINCE.date(), closed_on=TODAY)
    a_case_since_march(4, closed_on=SINCE.date())

    assert of(pi).words == ["Case 2 opened", "Case 1 closed", "Case 3 closed"]


def test_nothing_changed_where_nothing_did(pi):
    interviewed_on(dt.date(2022, 6, 1), a_case_since_march(1))

    assert of(pi).words == []


def test_a_researcher_reads_of_their_own_cases(pi):
    mine, other = a_case_since_march(1), a_case_since_march(2)
    interviewed_on(TODAY, other)

    assert of(a_user(sites=[mine.site])).words == []
    assert of(a_user(sites=[other.site]), MARCH).words[0] == "1 patient interview more"
