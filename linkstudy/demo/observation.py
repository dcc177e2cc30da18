"""Days spent with the link workers, as scenes."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from cases import actions
from cases.models import ObservationDay
from linkstudy.demo import turns
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.script import day, moment, time
from linkstudy.demo.study import rows


def scenes() -> Iterator[Scene]:
    for case, mondays in turns.WEEKS.items():
        for monday in mondays:
            for later, row in enumerate(rows(turns.PATTERN)):
                yield observed(case, day(monday) + dt.timedelta(days=later), [*row, "done"])
    for on, *row in rows(turns.CASE_5_DAYS):
        yield observed(5, day(on), row)
    yield from twice(*turns.TWICE)


def observed(case: int, on: dt.date, row: list[str]) -> Scene:
    """A day, logged when it ended."""
    starts, ends, setting, *counts, notes = row
    names = ["patients", "declined", "professionals", "voluntary"]
    facts = dict(zip(names, map(int, counts), strict=True))
    hours = {"starts": time(starts), "ends": time(ends)}
    said = {"day": on, "setting": setting, "notes": notes} | hours | facts
    return Scene(moment(on, ends), partial(log, case=case, facts=said))


def log(cast: Cast, case: int, facts: dict) -> ObservationDay:
    return actions.log_observation(case=cast.cases[case], by=cast.lead(case), **facts)


def twice(case: int, on: str, voided: str, why: str) -> Iterator[Scene]:
    """The end of a day is logged once more in the evening, and that second record voided."""
    again = ["16:00", "17:00", "community", "1", "0", "0", "5", "none"]
    scene = observed(case, day(on), again)
    yield Scene(moment(day(on), "18:00"), scene.play)
    yield Scene(moment(day(voided), "9:00"), partial(void, case=case, on=day(on), why=why))


def void(cast: Cast, case: int, on: dt.date, why: str) -> None:
    wrong = cast.cases[case].observation_days.filter(day=on).latest("number")
    actions.void_observation(
        observation=wrong, version=wrong.version, reason=why, by=cast.lead(case)
    )
