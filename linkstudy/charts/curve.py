"""The running total of a study: planned, done, and where it may end.

Drawn in two widths. Lines carry their names at their ends, so that there is no legend to look up.
"""

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from linkstudy.charts.shapes import Area, Box, Dot, Drawing, Line, Point, Shape, Words
from linkstudy.words import day_words

STEPS = (1, 2, 5)  # times a power of ten: what the lines across stand apart
MOST_STEPS = 6
STRIP, BETWEEN = 16, 19  # height of a case's strip; from one row of them to the next
APART = 34  # between names at the right edge


Ends = tuple[int, int, int, int, int]  # quantiles, lowest first


@dataclass(frozen=True)
class Fan:
    """Where the total may be at the end of a day."""

    day: dt.date
    ends: Ends


@dataclass(frozen=True)
class Strip:
    """The days in which a case is open; is_ahead if some are still to come."""

    name: str
    first: dt.date
    last: dt.date
    is_ahead: bool


@dataclass(frozen=True)
class Curve:
    """What the picture shows.

    day      of the figures: what is done stops there, and what may come begins
    planned  (day, total by its end), straight between them; none without a plan
    done     (day, total by its end), a step at each; none where the reader may not see them
    total    done by the day, or None where the reader may not see it
    fan      from the day on; empty without a forecast
    lacking  fewer than planned by the day; 0 for none
    """

    name: str
    title: str
    description: str
    first: dt.date
    last: dt.date
    day: dt.date
    planned: tuple[tuple[dt.date, float], ...]
    done: tuple[tuple[dt.date, int], ...]
    total: int | None
    fan: tuple[Fan, ...]
    lacking: int
    strips: tuple[Strip, ...]

    @property
    def highest(self) -> float:
        tops = [value for _, value in (*self.planned, *self.done)]
        return max([1, self.total or 0, *tops, *(one.ends[-1] for one in self.fan)])


@dataclass(frozen=True)
class Size:
    """A width, with room at the left for numbers and at the right for names; 0: names above lines."""

    name: str
    width: int
    height: int
    left: int
    right: int
    months: int  # between names of months

    @property
    def is_wide(self) -> bool:
        return self.right > 0


SIZES = [Size("large", 800, 320, 40, 132, 1), Size("narrow", 360, 260, 34, 0, 3)]
TOP, EDGE, UNDER = 28, 12, 26  # above the highest line; at the right; for names of months


class Scale:
    """Where a day and a total lie."""

    def __init__(self, curve: Curve, size: Size):
        self.curve, self.size = curve, size
        self.step = step_for(curve.highest)
        self.top = -(-curve.highest // self.step) * self.step
        self.days = max((curve.last - curve.first).days, 1)
        self.end = size.width - (size.right or EDGE)

    def x(self, day: dt.date) -> float:
        room = self.end - self.size.left
        return self.size.left + room * (day - self.curve.first).days / self.days

    def y(self, total: float) -> float:
        return TOP + (self.size.height - TOP) * (1 - total / self.top)

    def at(self, day: dt.date, total: float) -> Point:
        return self.x(day), self.y(total)


def step_for(highest: float) -> int:
    """What stands between two lines across: 1, 2, 5, 10, 20 and so on."""
    power = 1
    while True:
        for step in STEPS:
            if highest <= step * power * MOST_STEPS:
                return step * power
        power *= 10


def draw(curve: Curve) -> tuple[Drawing, ...]:
    """The picture in both widths."""
    return tuple(_drawn(curve, size) for size in SIZES)


def _drawn(curve: Curve, size: Size) -> Drawing:
    scale = Scale(curve, size)
    rows = 2 if len(curve.strips) > 1 else len(curve.strips)
    height = size.height + UNDER + rows * BETWEEN + 4
    shapes = (
        *_across(scale),
        *_months(scale),
        *_fan(scale),
        *_lines(scale),
        *_strips(scale),
        *_day(scale),
        *_names(scale),
    )
    return Drawing(
        curve.name, size.name, size.width, height, curve.title, curve.description, shapes
    )


def _across(scale: Scale) -> Iterator[Shape]:
    for total in range(0, int(scale.top) + 1, scale.step):
        y = scale.y(total)
        yield Line("grid" if total else "base", ((scale.size.left, y), (scale.end, y)))
        yield Words("ax", scale.size.left - 8, y + 4.5, f"{total:,}", "end")


def _months(scale: Scale) -> Iterator[Shape]:
    """The names of months where they start, with the year on the first of each year."""
    firsts = list(_firsts(scale.curve.first, scale.curve.last))
    every = max(scale.size.months, -(-len(firsts) // (10 if scale.size.is_wide else 4)))
    year = None
    free = 0.0
    for day in firsts[::every]:
        name = calendar.month_abbr[day.month]
        said = name if day.year == year else f"{name} {day.year}"
        x = scale.x(day)
        if x >= free and x + 7 * len(said) <= scale.size.width:
            yield Words("ax", x, scale.size.height + 19, said)
            free, year = x + 7 * len(said) + 8, day.year


def _firsts(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    day = first.replace(day=1)
    while day <= last:
        if day >= first:
            yield day
        day = (day + dt.timedelta(days=32)).replace(day=1)


def _fan(scale: Scale) -> Iterator[Shape]:
    fan = scale.curve.fan
    if not fan:
        return
    for kind, low, high in (("band80", 0, 4), ("band50", 1, 3)):
        up = [scale.at(one.day, one.ends[high]) for one in fan]
        down = [scale.at(one.day, one.ends[low]) for one in reversed(fan)]
        yield Area(kind, (*up, *down))


def _lines(scale: Scale) -> Iterator[Shape]:
    curve = scale.curve
    if curve.planned:
        yield Line("planned", tuple(scale.at(*one) for one in curve.planned))
    if curve.fan:
        yield Line("middle", tuple(scale.at(one.day, one.ends[2]) for one in curve.fan))
    if curve.done:
        yield Line("actual", tuple(_stairs(scale)))


def _stairs(scale: Scale) -> Iterator[Point]:
    """A step up at each day, and on to the day."""
    before = 0
    yield scale.at(scale.curve.first, before)
    for day, total in scale.curve.done:
        yield scale.at(day, before)
        yield scale.at(day, total)
        before = total
    yield scale.at(scale.curve.day, before)


def _strips(scale: Scale) -> Iterator[Shape]:
    """When each case is open, in two rows; the names where they fit."""
    top = scale.size.height + UNDER
    for place, strip in enumerate(scale.curve.strips):
        x, y = scale.x(strip.first), top + BETWEEN * (place % 2)
        width = max(scale.x(strip.last) - x, 2)
        yield Box("ahead" if strip.is_ahead else "lane", x, y, width, STRIP)
        name = strip.name if width > 7.5 * len(strip.name) else strip.name.rpartition(" ")[2]
        yield Words("lb", x + width / 2, y + 12.5, name, "middle")


def _day(scale: Scale) -> Iterator[Shape]:
    curve, size = scale.curve, scale.size
    x = scale.x(curve.day)
    yield Line("now", ((x, TOP - 4), (x, size.height)))
    label = day_words(curve.day) if size.is_wide else day_words(curve.day, "short")
    is_late = x > size.width / 2
    yield Words("nowt", x - 8 if is_late else x + 8, TOP + 6, label, _side(is_late), True)
    if curve.total is None:
        return
    y = scale.y(curve.total)
    if curve.lacking:
        yield Line("lacking", ((x, scale.y(curve.total + curve.lacking)), (x, y)))
        middle = scale.y(curve.total + curve.lacking / 2)
        yield Words("lackt", x + 9, middle + 5, f"{curve.lacking:,} behind", "start", True)
    yield Dot("d1", x, y, 6)
    yield Words(
        "strong",
        x - 12 if is_late else x + 12,
        y - 14 if is_late else y + 20,
        f"{curve.total:,} done",
        _side(is_late),
        True,
    )


def _side(is_late: bool) -> str:
    return "end" if is_late else "start"


@dataclass(frozen=True)
class _End:
    """What a line is called, where it ends; more stands below it where there is room."""

    y: float
    kind: str
    words: str
    more: str = ""


def _names(scale: Scale) -> Iterator[Shape]:
    """What the lines are, at their right ends; on a narrow picture above them."""
    lowest = 0.0
    for end in sorted(_ends(scale), key=lambda one: one.y):
        y = max(end.y, lowest)
        lowest = y + APART
        if scale.size.is_wide:
            yield Words(end.kind, scale.end + 10, y + 4, end.words)
            if end.more:
                yield Words("ax", scale.end + 10, y + 21, end.more)
        else:
            yield Words(end.kind, scale.end, y - 7, end.words, "end", True)


def _ends(scale: Scale) -> Iterator[_End]:
    curve = scale.curve
    if curve.planned:
        total = curve.planned[-1][1]
        yield _End(scale.y(total), "ax", f"Planned: {round(total):,}")
    if curve.fan:
        low, _, likely, _, high = curve.fan[-1].ends
        likely_words = f"likely {low:,} to {high:,}"
        yield _End(scale.y(likely), "strong", f"Forecast: {likely:,}", likely_words)
