"""What tests of reports read from them."""

import datetime as dt
import re

from linkstudy.figures.small import LEAST
from linkstudy.handover.checklists.filled import filled
from linkstudy.handover.checklists.lists import CHECKLISTS
from linkstudy.testing.factories import ago

NO_PEOPLE = ["topic-guides"]
AVERAGES = re.compile(r"mean [^:]*? to [\d.]+ (months|minutes)")
SMALL = re.compile(
    r"(?<![\w.,])[1-4](?=[;)]|\.(?!\d)| in all| of \d| people| person| interview| to \d)"
)


def report(reader, name: str = "coreq", day: dt.date | None = None):
    return filled(CHECKLISTS[name], reader, day or ago(0))


def items(made) -> dict[int, tuple]:
    """{number: (state, what the data say)}"""
    rows = made.parts[0].table.rows
    return {int(row[0].split(".")[0]): row[1:] for row in rows}


def table(made, name: str) -> tuple:
    return made.figure(name).table.rows


def small_counts(made) -> list:
    """Each count of people or interviews from 1 to 4 in a checklist, with where it stands."""
    cells = [
        (part.title, row)
        for part in made.parts
        if part.table and part.table.name not in NO_PEOPLE
        for row in part.table.rows
        if any(isinstance(cell, int) and 0 < cell < LEAST for cell in row)
    ]
    told = [AVERAGES.sub("", str(words)) for _, words in items(made).values()]
    return cells + [words for words in told if SMALL.search(words)]
