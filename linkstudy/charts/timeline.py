"""The one picture of this issue: a case's timeline, drawn by the server.

The same dataclass feeds the drawings, their description and the list below them, so that they
cannot differ. Geometry stands in attributes, colour in classes. Drawn in three widths; the
stylesheet shows the one that fits, so that text is never small.
"""

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from linkstudy.words import day_words

TOP, EDGE = 34, 8  # units above the lanes; units at the edges


@dataclass(frozen=True)
class Mark:
    """Something on a day: done, or booked or planned. words say it in the list."""

    day: dt.date
    done: bool
    words: str

    @property
    def label(self) -> str:
        return self.words[:1].upper() + self.words[1:]

    @property
    def listed(self) -> str:
        """30 May 2022: observation day 1 (done)."""
        return f"{day_words(self.day)}: {self.words}"


@dataclass(frozen=True)
class Lane:
    """A row of marks. A milestone lane has diamonds with labels."""

    name: str
    marks: tuple[Mark, ...]
    milestones: bool = False


@dataclass(frozen=True)
class Timeline:
    """A case's days, from the first to the last that anything falls on."""

    title: str
    summary: str
    today: dt.date
    lanes: tuple[Lane, ...]

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        every = [mark.day for lane in self.lanes for mark in lane.marks] + [self.today]
        return min(every), max(every)

    @property
    def listed(self) -> list[Mark]:
        """Every mark, by day: the picture as a list."""
        return sorted((mark for lane in self.lanes for mark in lane.marks), key=lambda m: m.day)

    @property
    def drawings(self) -> SafeString:
        """The picture in every width."""
        return format_html_join("", "{}", ((draw(self, size),) for size in SIZES))


@dataclass(frozen=True)
class Size:
    """A width of the picture, in units of the drawing: one is about a pixel.

    labels  units at the left for the names of lanes; 0 puts each name above its lane
    """

    name: str
    width: int
    labels: int
    lane: int
    gap: int
    radius: float

    @property
    def left(self) -> int:
        return self.labels or EDGE

    def top(self, place: int) -> int:
        """The upper edge of the lane at a place."""
        return TOP + self.gap + place * (self.lane + self.gap)

    def height(self, lanes: int) -> int:
        return self.top(lanes) - self.gap + EDGE


SIZES = [
    Size("wide", 1120, 165, 36, 8, 6.5),
    Size("mid", 720, 165, 34, 8, 6),
    Size("narrow", 360, 0, 30, 24, 5.5),
]


class Scale:
    """Where a day lies between the left and right of the lanes."""

    def __init__(self, first: dt.date, last: dt.date, size: Size):
        self.first, self.last, self.size = first, last, size
        self.inset = 3 * size.radius
        self.span = max((last - first).days, 1)

    def x(self, day: dt.date) -> float:
        inner = self.size.width - EDGE - self.size.left - 2 * self.inset
        place = (day - self.first).days / self.span
        return round(self.size.left + self.inset + place * inner, 1)

    def months(self) -> Iterator[tuple[float, str]]:
        """(x, name) of each first of a month, with the year on January."""
        year, month = self.first.year, self.first.month
        while (start := dt.date(year, month, 1)) <= self.last:
            if start >= self.first:
                name = calendar.month_name[month]
                yield self.x(start), f"{name} {year}" if month == 1 else name
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def draw(timeline: Timeline, size: Size) -> SafeString:
    """The picture at one width, as an <svg> with a title and a description."""
    scale = Scale(*timeline.days, size)
    height = size.height(len(timeline.lanes))
    parts = [
        *_months(scale, height),
        *(_lane(place, size) for place in range(len(timeline.lanes))),
        _today(scale.x(timeline.today), height),
        *(_name(lane, place, size) for place, lane in enumerate(timeline.lanes)),
        *(_marks(lane, place, scale) for place, lane in enumerate(timeline.lanes)),
        _today_label(scale.x(timeline.today), size),
    ]
    return format_html(
        '<svg class="plot {name}" viewBox="0 0 {width} {height}" role="img"'
        ' aria-labelledby="timeline-{name}-t timeline-{name}-d">'
        '<title id="timeline-{name}-t">{title}</title>'
        '<desc id="timeline-{name}-d">{summary} The list below has every date.</desc>{parts}</svg>',
        name=size.name,
        width=size.width,
        height=height,
        title=timeline.title,
        summary=timeline.summary,
        parts=format_html_join("", "{}", ((part,) for part in parts)),
    )


def _months(scale: Scale, height: int) -> Iterator[SafeString]:
    """Lines at the firsts of months; names where there is room for them."""
    room, edge = 7.5, scale.size.width - EDGE
    free = 0.0
    for x, name in scale.months():
        yield format_html('<path class="grid" d="M{} 24V{}"/>', x, height)
        if x >= free and x + 5 + room * len(name) <= edge:
            yield format_html('<text class="ax" x="{}" y="20">{}</text>', x + 5, name)
            free = x + 5 + room * len(name) + 8


def _lane(place: int, size: Size) -> SafeString:
    return format_html(
        '<rect class="lane" x="{}" y="{}" width="{}" height="{}" rx="4"/>',
        size.left,
        size.top(place),
        size.width - EDGE - size.left,
        size.lane,
    )


def _name(lane: Lane, place: int, size: Size) -> SafeString:
    """The lane's name: before it, or above it where there is no room."""
    if size.labels:
        x, y, kind, anchor = size.left - 10, size.top(place) + size.lane / 2 + 5, "", "end"
    else:
        x, y, kind, anchor = EDGE, size.top(place) - 5, "ax halo", "start"
    return format_html(
        '<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>', kind, x, y, anchor, lane.name
    )


def _marks(lane: Lane, place: int, scale: Scale) -> SafeString:
    y = scale.size.top(place) + scale.size.lane / 2
    shape = _diamond if lane.milestones else _dot
    return format_html_join("", "{}", ((shape(mark, y, scale),) for mark in lane.marks))


def _dot(mark: Mark, y: float, scale: Scale) -> SafeString:
    kind = "d1" if mark.done else "o1"
    x, radius = scale.x(mark.day), scale.size.radius
    return format_html('<circle class="{}" cx="{}" cy="{}" r="{}"/>', kind, x, y, radius)


def _diamond(mark: Mark, y: float, scale: Scale) -> SafeString:
    x, kind = scale.x(mark.day), "d1" if mark.done else "o1"
    shape = format_html('<path class="{}" d="M{} {}l8 8-8 8-8-8z"/>', kind, x, y - 8)
    if not scale.size.labels:
        return shape
    late = x > scale.size.width * 0.7
    return format_html(
        '{}<text class="lb" x="{}" y="{}" text-anchor="{}">{}</text>',
        shape,
        x - 12 if late else x + 12,
        y + 5,
        "end" if late else "start",
        mark.label,
    )


def _today(x: float, height: int) -> SafeString:
    return format_html('<path class="now" d="M{} 24V{}"/>', x, height)


def _today_label(x: float, size: Size) -> SafeString:
    late = x > size.width - 60
    return format_html(
        '<text class="nowt halo" x="{}" y="{}" text-anchor="{}">Today</text>',
        x - 5 if late else x + 5,
        TOP + 2,
        "end" if late else "start",
    )
