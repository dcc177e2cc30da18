"""What changed since a moment: people interviewed and days observed, and how cases moved on."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from cases.vocabulary import Measure
from linkstudy.figures.figure import Asked
from linkstudy.figures.recruitment import Recruitment, counted
from linkstudy.words import in_london, many

ONE = {
    Measure.PATIENT: "patient interview",
    Measure.HEALTH: "health professional interview",
    Measure.VOLUNTARY: "voluntary sector interview",
    Measure.LINK_WORKER: "link worker interview",
    Measure.MANAGER: "manager interview",
    Measure.OBSERVATION: "observation day",
}


@dataclass(frozen=True)
class Changes:
    """From a moment to the end of a day.

    counts  {measure: how many more; below 0 where more was taken back than came}
    opened, closed  numbers of cases whose day of opening or closing came after that of the moment
    """

    since: dt.datetime
    counts: dict[Measure, int]
    opened: tuple[int, ...]
    closed: tuple[int, ...]

    @property
    def words(self) -> list[str]:
        """3 patient interviews more, Case 4 closed."""
        said = [
            f"{many(abs(count), ONE[measure])} {'more' if count > 0 else 'fewer'}"
            for measure, count in self.counts.items()
            if count
        ]
        said += [f"Case {number} opened" for number in self.opened]
        return said + [f"Case {number} closed" for number in self.closed]


def changes(asked: Asked, figures: Recruitment, since: dt.datetime) -> Changes:
    """What changed since the moment, up to the day of the figures, both as known then."""
    day = in_london(since).date()
    before: Counter[str] = Counter()
    for (_case, measure), count in counted(asked.cases, day, since).items():
        before[measure] += count
    counts = {one: (figures.total(one).done or 0) - before[one] for one in Measure}
    days = {case.number: (case.opens_on, case.closed_on) for case in figures.cases}
    return Changes(
        since,
        counts,
        tuple(number for number, (on, _) in days.items() if day < on <= figures.day),
        tuple(number for number, (_, on) in days.items() if on and day < on <= figures.day),
    )
