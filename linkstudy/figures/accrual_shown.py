"""The running total as rows and as a picture, with the words of both."""

import calendar
import datetime as dt
from collections.abc import Iterator

from cases.vocabulary import Group
from linkstudy.charts.curve import Curve, Fan, Strip, draw
from linkstudy.figures.accrual import Accrual, accrual
from linkstudy.figures.figure import Asked, Figure, Table
from linkstudy.figures.forecast import LIKELY, MIDDLE
from linkstudy.figures.schedule import due_on
from linkstudy.words import day_words, many, uncapped

MOST_STRIPS = 12  # cases whose time in the field a picture can show
MOST_BENDS = 60  # days on which the line of the plan may change its slope
MOST_MONTHS = 36  # rows by month; a longer study has them by quarter or year
FANS = 12  # days on which the range of the forecast is reckoned
HEADS = (
    *("By the end of", "Planned", "Done", "Forecast"),
    *("8 in 10: from", "8 in 10: to", "5 in 10: from", "5 in 10: to"),
)


def figure(asked: Asked) -> Figure:
    """The same as rows and as a picture."""
    return shown(accrual(asked))


def shown(found: Accrual) -> Figure:
    return Figure(table(found), draw(curve(found)))


# As rows


def table(found: Accrual) -> Table:
    """A row for the end of each month, for the day itself, and for the last planned one."""
    rows = tuple(_row(found, day) for day in _ends_of_months(found))
    return Table(_name(found), title(found), about(found), HEADS, rows)


def _row(found: Accrual, day: dt.date) -> tuple[dt.date | int | None, ...]:
    ends = found.ends(day)
    low, lower, likely, higher, high = ends or (None,) * 5
    done = found.done_by(day)
    return day, found.planned_by(day), done, likely, low, high, lower, higher


def _ends_of_months(found: Accrual) -> list[dt.date]:
    """The last days of months between the first and last, those two and the day of the figures."""
    months = list(_last_days(found.first, found.last))
    every = next(step for step in (1, 3, 12, 120, 1200) if len(months) / step <= MOST_MONTHS)
    return sorted({*months[every - 1 :: every], found.figures.day, found.last})


def _last_days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    day = first
    while True:
        day = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        if day >= last:
            return
        yield day
        day += dt.timedelta(days=1)


# In words


def title(found: Accrual) -> str:
    """Patient interviews: 18 behind plan."""
    label = _label(found)
    planned_now, done = found.planned_by(found.figures.day), found.done_by(found.figures.day)
    if planned_now is None or done is None:
        return f"{label}, running total"
    if planned_now == done:
        return f"{label}: as many as planned"
    if done > planned_now:
        return f"{label}: {done - planned_now:,} more than planned"
    return f"{label}: {planned_now - done:,} behind plan"


def about(found: Accrual) -> str:
    """Running total of people interviewed ..., as at 14 June 2022, against Plan 1."""
    place = f"Case {found.asked.case.number}" if found.asked.case else _whose(found)
    plan = found.figures.plan
    against = f" against {plan}" if plan else ""
    group = Group(found.asked.group).plural
    return (
        f"Running total of {uncapped(group)} with a first interview, {place}, as at"
        f" {day_words(found.figures.day)}{against}. By the day of the interview, as known on that day."
    )


def _whose(found: Accrual) -> str:
    return many(len(found.figures.cases), "case")


def _label(found: Accrual) -> str:
    one = {
        Group.PATIENT: "Patient",
        Group.HEALTH: "Health professional",
        Group.VOLUNTARY: "Voluntary sector",
        Group.LINK_WORKER: "Link worker",
        Group.MANAGER: "Manager",
    }
    return f"{one[Group(found.asked.group)]} interviews"


def _name(found: Accrual) -> str:
    case = f"-case-{found.asked.case.number}" if found.asked.case else ""
    return f"{_label(found).lower().replace(' ', '-')}{case}"


# As a picture


def curve(found: Accrual) -> Curve:
    day = found.figures.day
    total = found.done_by(day)
    planned_now = found.planned_by(day)
    lacking = max(planned_now - total, 0) if planned_now is not None and total is not None else 0
    return Curve(
        _name(found),
        f"{_label(found)}: planned, done and forecast",
        _described(found, total, planned_now),
        found.first,
        found.last,
        day,
        tuple(_planned_line(found)),
        found.done,
        total,
        tuple(_fan(found)),
        lacking,
        tuple(_strips(found)),
    )


def _planned_line(found: Accrual) -> Iterator[tuple[dt.date, float]]:
    """Where the plan's slope changes; week by week where that is too often."""
    if found.forecast.target is None:
        return
    a_day = dt.timedelta(days=1)
    bends = {found.first, found.last}
    for case in found.figures.cases:
        last = due_on(case)
        bends |= {case.opens_on - a_day, last - a_day, last}
    if len(bends) > MOST_BENDS:
        step = -(-(found.last - found.first).days // MOST_BENDS)
        whole = range(0, (found.last - found.first).days, step)
        bends = {found.last, *(found.first + dt.timedelta(days=one) for one in whole)}
    for day in sorted(bends):
        yield day, float(found.schedule.by(day))


def _fan(found: Accrual) -> Iterator[Fan]:
    """The range on so many days from the day of the figures to the last."""
    if found.forecast.chances is None:
        return
    day, done = found.figures.day, found.forecast.done
    yield Fan(day, (done,) * 5)
    left = (found.last - day).days
    later = {round(left * place / FANS) for place in range(1, FANS + 1)} - {0}
    for days in sorted(later):
        on = day + dt.timedelta(days=days)
        yield Fan(on, found.ends(on) or (done,) * 5)


def _strips(found: Accrual) -> Iterator[Strip]:
    cases = found.figures.cases
    if len(cases) > MOST_STRIPS:
        return
    still = {case.pk for case in found.forecast.time.still}
    for case in cases:
        last = case.closed_on or case.closes_on
        yield Strip(f"Case {case.number}", case.opens_on, last, case.pk in still)


def _described(found: Accrual, total: int | None, planned_now: int | None) -> str:
    """What kind of picture it is, its main numbers, and where the table is."""
    day, said = day_words(found.figures.day), ["Line chart."]
    if total is not None:
        plan = f" against {planned_now:,} planned" if planned_now is not None else ""
        said.append(f"{total:,} done by {day}{plan}.")
    band, middle = found.forecast.band(LIKELY), found.forecast.band(MIDDLE)
    if band and middle:
        said.append(
            f"Forecast for {day_words(found.last)}: {found.forecast.likely:,}, with an 8 in 10 chance"
            f" of {band[0]:,} to {band[1]:,} and a 5 in 10 chance of {middle[0]:,} to {middle[1]:,}."
        )
    if found.forecast.target is not None:
        said.append(f"The plan asks for {found.forecast.target:,}.")
    return " ".join([*said, "The table has the numbers."])
