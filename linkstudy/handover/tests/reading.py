"""What tests of reports read from them."""

import datetime as dt

from linkstudy.handover.checklists.filled import filled
from linkstudy.handover.checklists.lists import CHECKLISTS
from linkstudy.testing.factories import ago


def report(reader, name: str = "coreq", day: dt.date | None = None):
    return filled(CHECKLISTS[name], reader, day or ago(0))


def items(made) -> dict[int, tuple]:
    """{number: (state, what the data say)}"""
    rows = made.parts[0].table.rows
    return {int(row[0].split(".")[0]): row[1:] for row in rows}


def table(made, name: str) -> tuple:
    return made.figure(name).table.rows
