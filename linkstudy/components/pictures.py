"""The pictures of the product, of made-up numbers."""

import datetime as dt

from django.utils.safestring import SafeString

from linkstudy.charts.curve import Curve, Fan, Strip, draw
from linkstudy.charts.flow import Block, Line, pictures
from linkstudy.charts.svg import on_pages

TODAY = dt.date(2022, 6, 14)
FIRST, LAST = dt.date(2021, 10, 31), dt.date(2022, 9, 23)


def curve() -> SafeString:
    """Planned, done and where it may end, as the page of progress draws it."""
    title, name = "An example running total", "example-curve"
    done = tuple((FIRST + dt.timedelta(days=10 * step), step) for step in range(1, 23))
    drawn = Curve(
        name=name,
        title=title,
        description="Line chart of made-up numbers. 22 done of 60.",
        first=FIRST,
        last=LAST,
        day=TODAY,
        planned=((FIRST, 0.0), (TODAY, 41.8), (LAST, 60.0)),
        done=done,
        total=22,
        fan=(Fan(TODAY, (22,) * 5), Fan(LAST, (28, 31, 33, 36, 40))),
        lacking=20,
        strips=(
            Strip("Case 1", dt.date(2021, 11, 1), dt.date(2022, 3, 1), False),
            Strip("Case 2", dt.date(2022, 3, 1), LAST, True),
        ),
    )
    return on_pages(draw(drawn))


def flow() -> SafeString:
    """Where people drop out, as its own page draws it."""
    steps = (
        Line("40 On our list", (("18", "Too busy or caring"), ("2", "Still deciding"))),
        Line("20 Consented", (("8", "To be booked"),)),
        Line("12 Interviewed", ()),
    )
    block = Block("People", steps, (("40", "Answered letters"),))
    title = "An example flow"
    return on_pages(pictures("example-flow", title, "40 people, 12 of them interviewed.", [block]))
