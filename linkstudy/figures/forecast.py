"""Where recruitment may end: from the pace so far, over the time in which cases are still open.

The pace is that of all cases of the reader together, a day in which one case was open: calendar time
would blame the pace for weeks in which no case was open. What it takes to be so stands on the page
"How we work out the forecast".
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from cases.models import Case
from cases.vocabulary import Measure
from linkstudy.figures.chances import Chances, to_come
from linkstudy.figures.recruitment import SINGLE, Recruitment

LEAST_EVENTS, LEAST_WEEKS = 5, 4  # before these the pace says too little
WEEK = 7
LIKELY, MIDDLE = 0.8, 0.5  # shares of the two bands


class Why(StrEnum):
    """Why there is no forecast."""

    EARLY = "too early"
    OVER = "no time is left"
    HIDDEN = "the count is too small to show"
    SINGLE = "one person in each case"


@dataclass(frozen=True)
class Exposure:
    """Days in which cases are open, each day of each case counted once.

    so_far   up to the end of the day; ahead, after it, as planned
    ends_on  the last planned day ahead, or None
    still    cases that have planned days ahead
    """

    so_far: int
    ahead: int
    ends_on: dt.date | None
    still: tuple[Case, ...]
    day: dt.date

    @cached_property
    def _spans(self) -> list[tuple[dt.date, dt.date]]:
        """The days ahead of each case, from the first to the last."""
        tomorrow = self.day + dt.timedelta(days=1)
        return [(max(case.opens_on, tomorrow), case.closes_on) for case in self.still]

    def ahead_by(self, day: dt.date) -> int:
        """Days ahead that are over by the end of a day to come."""
        return sum((min(last, day) - first).days + 1 for first, last in self._spans if first <= day)


def days_open(case: Case, day: dt.date) -> int:
    """Days in which the case was open, up to the end of the day."""
    last = day if case.closed_on is None else min(day, case.closed_on - dt.timedelta(days=1))
    return max((last - case.opens_on).days + 1, 0)


def days_ahead(case: Case, day: dt.date) -> int:
    """Planned days of the case after the day; none of a case that is closed."""
    if case.is_closed(day):
        return 0
    return max((case.closes_on - max(case.opens_on, day + dt.timedelta(days=1))).days + 1, 0)


def exposure(cases: list[Case], day: dt.date) -> Exposure:
    """The time of the cases, as known on the day."""
    still = tuple(case for case in cases if days_ahead(case, day))
    return Exposure(
        sum(days_open(case, day) for case in cases),
        sum(days_ahead(case, day) for case in still),
        max((case.closes_on for case in still), default=None),
        still,
        day,
    )


@dataclass(frozen=True)
class Pace:
    """People so far, over the days in which cases were open: of all cases of the reader together."""

    people: int
    days: int

    @property
    def a_week(self) -> Fraction | None:
        """People a week in which one case is open; None before any case was open."""
        return Fraction(self.people * WEEK, self.days) if self.days else None

    def ahead(self, days: float) -> Chances:
        """The chances of people in so many days ahead. Raises ValueError before any case was open."""
        return to_come(self.people, self.days, days)


@dataclass(frozen=True)
class Forecast:
    """Where one measure may end on the last planned day, by the pace so far.

    target   what the plan asks for in the cases that are set up
    chances  of people still to come; None, with the reason in why_not, when nothing can be said
    """

    measure: Measure
    done: int
    target: int | None
    time: Exposure
    pace: Pace
    chances: Chances | None
    why_not: Why | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether the reader may not see how many are done."""
        return self.why_not == Why.HIDDEN

    @property
    def likely(self) -> int | None:
        """As likely to end below as above it."""
        return self.done + self.chances.quantile(0.5) if self.chances else None

    def band(self, share: float) -> tuple[int, int] | None:
        """(lowest, highest) end with so large a chance."""
        if self.chances is None:
            return None
        low, high = self.chances.band(share)
        return self.done + low, self.done + high

    @property
    def chance(self) -> float | None:
        """Of reaching the target; None without either."""
        if self.chances is None or self.target is None:
            return None
        return self.chances.at_least(self.target - self.done)

    @property
    def pace_needed(self) -> Fraction | None:
        """People a week in which one case is open, from now on, to reach the target; None where nothing
        is lacking or no time is left."""
        if self.target is None or self.target <= self.done or not self.time.ahead:
            return None
        return Fraction((self.target - self.done) * WEEK, self.time.ahead)


def pace_of(figures: Recruitment, measure: Measure) -> Pace:
    """The pace of the figures' cases together."""
    days = sum(days_open(case, figures.day) for case in figures.cases)
    return Pace(figures.total(measure).done or 0, days)


def forecast(
    figures: Recruitment, measure: Measure = Measure.PATIENT, pace: Pace | None = None
) -> Forecast:
    """Where the measure may end, of the figures' cases together; by another pace than their own where
    they are too few to have one."""
    done, time = figures.total(measure).done, exposure(figures.cases, figures.day)
    pace = pace or pace_of(figures, measure)
    why = _why_not(done, measure, time, pace)
    chances = None if why else pace.ahead(time.ahead)
    return Forecast(measure, done or 0, _target(figures, measure), time, pace, chances, why)


def _target(figures: Recruitment, measure: Measure) -> int | None:
    """What the plan asks for in the cases that are set up: no others have time ahead."""
    cells = [row.cell(measure) for row in figures.rows if row.case]
    targets = [cell.target for cell in cells if cell.target is not None]
    return sum(targets) if targets else None


def _why_not(done: int | None, measure: Measure, time: Exposure, pace: Pace) -> Why | None:
    if done is None:
        return Why.HIDDEN
    if measure in SINGLE:
        return Why.SINGLE
    if not time.ahead and time.so_far:
        return Why.OVER
    if pace.people < LEAST_EVENTS or pace.days < LEAST_WEEKS * WEEK or not time.ahead:
        return Why.EARLY
    return None


@dataclass(frozen=True)
class Choice:
    """Something the team can do, and where patients may end then."""

    words: str
    likely: int
    low: int
    high: int


MORE_WEEKS, NEW_CASE_WEEKS, FASTER = 6, 12, 1.5


def choices(found: Forecast) -> list[Choice]:
    """What would change the forecast, from doing nothing to doing all of it; none without a forecast."""
    time = found.time
    longer = MORE_WEEKS * WEEK * len(time.still)
    new = NEW_CASE_WEEKS * WEEK
    made = [
        ("carry on as now", time.ahead),
        (f"keep {_named(time.still)} open {MORE_WEEKS} more weeks", time.ahead + longer),
        (f"add a case for {NEW_CASE_WEEKS} weeks", time.ahead + new),
        ("ask everyone again who did not reply, and the pace rises by half", time.ahead * FASTER),
        ("do all three", (time.ahead + longer + new) * FASTER),
    ]
    return [_choice(found, words, days) for words, days in made if found.chances]


def _named(cases: tuple[Case, ...]) -> str:
    """Case 5; Cases 5 and 6; the 7 cases with time left"""
    match cases:
        case [one]:
            return f"Case {one.number}"
        case [one, other]:
            return f"Cases {one.number} and {other.number}"
    return f"the {len(cases):,} cases with time left"


def _choice(found: Forecast, words: str, days: float) -> Choice:
    chances = found.pace.ahead(days)
    low, high = chances.band(LIKELY)
    return Choice(words, found.done + chances.quantile(0.5), found.done + low, found.done + high)
