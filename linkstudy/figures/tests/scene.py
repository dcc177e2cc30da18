"""A small study in the field, for tests of figures: today is 14 June 2022."""

import datetime as dt

from cases.models import Case
from linkstudy import clock
from linkstudy.testing.factories import a_case, a_person, a_plan, an_interview
from participants.models import Interview

MARCH = dt.datetime(2022, 3, 1, 9, 0, tzinfo=clock.LONDON)
TODAY = dt.date(2022, 6, 14)


def a_case_since_march(number: int, **facts) -> Case:
    """A case known since 1 March and in the field from 1 April to 30 June, 91 days."""
    with clock.telling(MARCH):
        days = {"opens_on": dt.date(2022, 4, 1), "closes_on": dt.date(2022, 6, 30)}
        return a_case(number, **days | facts)


def a_plan_since_march(**facts):
    with clock.telling(MARCH):
        return a_plan(effective_from=dt.date(2022, 3, 1), **facts)


def interviewed_on(day: dt.date, case: Case, group: str = "PT") -> Interview:
    """Somebody of the case, interviewed and logged on the day."""
    with clock.telling(dt.datetime.combine(day, dt.time(15), tzinfo=clock.LONDON)):
        return an_interview(a_person(case, group))
