"""A case in the field for long, seen on 14 June 2022, and what may be said of its flow."""

import datetime as dt
from typing import Any

from cases.models import Case
from linkstudy import clock
from linkstudy.figures.figure import Asked
from linkstudy.figures.flow import Flow
from linkstudy.testing.factories import a_case, a_consent, a_withdrawal, ago, an_interview
from participants.models import Participant

TODAY, LONG_AGO = dt.date(2022, 6, 14), dt.date(2021, 1, 1)


def on(day: dt.date) -> clock.telling:
    return clock.telling(dt.datetime.combine(day, dt.time(20), tzinfo=clock.LONDON))


def counts(found: Flow) -> list[int | None]:
    return [step.count for step in found.people.steps]


def out(found: Flow) -> list[tuple[str, str, int]]:
    return [(step.name, one.code, one.count) for step in found.people.steps for one in step.exits]


def asked(pi, day: dt.date = TODAY, **more: Any) -> Asked:
    return Asked(pi, day, **more)


def a_case_of_long() -> Case:
    """In the field since January 2021."""
    with on(LONG_AGO):
        return a_case(1, opens_on=LONG_AGO, closes_on=dt.date(2022, 6, 30))


def takes_back(person: Participant) -> None:
    a_consent(person, given_on=ago(7))
    a_consent(person, given_on=ago(3), scopes=["results"])


def leaves_after(person: Participant) -> None:
    an_interview(person)
    a_withdrawal(person, time=dt.time(19))
