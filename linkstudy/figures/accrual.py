"""The running total of people interviewed: planned, done, and where it may end."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from cases.vocabulary import Measure
from linkstudy import clock
from linkstudy.charts.curve import Ends
from linkstudy.figures.figure import Asked
from linkstudy.figures.forecast import LIKELY, MIDDLE, Forecast, Pace, forecast, pace_of
from linkstudy.figures.recruitment import Recruitment, first_days, recruitment, schedule
from linkstudy.figures.schedule import Schedule


@dataclass(frozen=True)
class Accrual:
    """The running total as at a day.

    figures  of the measure's cases, and forecast of where it ends
    done     (day, total by its end), of each day on which somebody had their first interview; none
             for a reader of counts, to whom the days could tell one small count from another
    """

    asked: Asked
    figures: Recruitment
    forecast: Forecast
    done: tuple[tuple[dt.date, int], ...]

    @property
    def measure(self) -> Measure:
        return self.forecast.measure

    @cached_property
    def first(self) -> dt.date:
        """The day before anything could be done."""
        opened = [case.opens_on for case in self.figures.cases]
        days = [*opened, *(day for day, _ in self.done), self.figures.day]
        return min(days) - dt.timedelta(days=1)

    @cached_property
    def last(self) -> dt.date:
        """The last day of fieldwork that is planned, or today."""
        closes = [case.closed_on or case.closes_on for case in self.figures.cases]
        return max([*closes, self.figures.day])

    def planned_by(self, day: dt.date) -> int | None:
        """How many the plan asks for by the end of the day; None without a target."""
        if self.forecast.target is None:
            return None
        return round(self.schedule.by(day))

    @cached_property
    def schedule(self) -> Schedule:
        return schedule(self.figures.rows, self.measure)

    def done_by(self, day: dt.date) -> int | None:
        """How many were done by the end of a day that is over; None where that is not shown."""
        if day == self.figures.day:
            return self.figures.total(self.measure).done
        if day > self.figures.day or self.figures.counts:
            return None
        return max((total for on, total in self.done if on <= day), default=0)

    def ends(self, day: dt.date) -> Ends | None:
        """Where the total may be by the end of a day to come; None without a forecast."""
        if self.forecast.chances is None or day <= self.figures.day:
            return None
        ahead = self.forecast.time.ahead_by(day)
        found, done = self.forecast.pace.ahead(ahead), self.forecast.done
        (low, high), (lower, higher) = found.band(LIKELY), found.band(MIDDLE)
        likely = found.quantile(0.5)
        return done + low, done + lower, done + likely, done + higher, done + high


def accrual(asked: Asked, figures: Recruitment | None = None) -> Accrual:
    """The running total of what was asked for. figures are those of the same, where they are at hand."""
    figures = figures or recruitment(asked.reader, asked.day, asked.case)
    measure = Measure(asked.group)
    done: tuple[tuple[dt.date, int], ...] = ()
    if not figures.counts:
        days = first_days(asked.cases, asked.group, clock.end_of(asked.day))
        ordered = sorted(days)
        done = tuple(zip(ordered, accumulate(days[day] for day in ordered), strict=True))
    return Accrual(asked, figures, forecast(figures, measure, _lent(asked, measure)), done)


def _lent(asked: Asked, measure: Measure) -> Pace | None:
    """One case alone has too few interviews to have a pace: all of the reader's cases lend it theirs."""
    if asked.case is None:
        return None
    return pace_of(recruitment(asked.reader, asked.day), measure)
