"""A report: what its page shows, what is copied from it as text, and what its files hold.

A report is a function that returns frozen dataclasses. Page, text, Word file and csv all read what it
returned, so that they cannot differ.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from linkstudy.figures.figure import Figure, Table, words
from linkstudy.words import uncapped

MOST_SHOWN = 60  # rows of a table on a page; its files hold all
BROAD = 7  # columns
COUNTED = ("People", "Recruits")  # heads of a last column that counts what the others name


@dataclass(frozen=True)
class Bar:
    """How much of what was planned is done; nothing where nothing was planned."""

    done: int
    of: int


@dataclass(frozen=True)
class Part:
    """A part of a report: sentences, and perhaps numbers.

    bars   one for each row of the table, or none at all
    told   each row as a sentence, for text; without them the values stand under the heads of the table
    named  whether it names colleagues: then it is on the page, to read and print, and in no file
    """

    title: str
    sentences: tuple[str, ...] = ()
    figure: Figure | None = None
    bars: tuple[Bar | None, ...] = ()
    told: tuple[str, ...] = ()
    named: bool = False

    @property
    def taken(self) -> Figure | None:
        """The figure as far as it may be taken along."""
        return None if self.named else self.figure

    @property
    def most(self) -> int | None:
        """How many rows the page shows; None for all."""
        return None if self.named else MOST_SHOWN

    @property
    def table(self) -> Table | None:
        return self.figure.table if self.figure else None

    @property
    def is_wide(self) -> bool:
        """Whether the table has more columns than a usual page has room for."""
        return self.table is not None and len(self.table.heads) > BROAD

    @property
    def left_out(self) -> int:
        """How many rows its files hold beyond those of the page."""
        if self.table is None or self.most is None:
            return 0
        return max(len(self.table.rows) - self.most, 0)

    @property
    def lines(self) -> list[tuple[Bar | None, list[tuple[str, str]]]]:
        """The rows that the page shows: the bar, and each value with its head."""
        if self.table is None:
            return []
        shown = self.table.shown[: self.most]
        bars = self.bars or (None,) * len(shown)
        heads = self.table.heads
        return [
            (bar, list(zip(heads, row, strict=True))) for bar, row in zip(bars, shown, strict=False)
        ]


@dataclass(frozen=True)
class Report:
    """What is handed over to somebody about a period, or as at a day.

    name     for names of files: "nihr-progress"
    about    of what, from when to when and as known when, in sentences
    when     its day, or its first and last, for names of files: "2022-06-01-to-2022-06-14"
    """

    name: str
    title: str
    about: tuple[str, ...]
    when: str
    parts: tuple[Part, ...]

    def figure(self, name: str) -> Figure | None:
        """The part's figure of that name, as far as it may be taken along, or None."""
        figures = (part.taken for part in self.parts if part.taken)
        return next((one for one in figures if one.table.name == name), None)

    @property
    def text(self) -> str:
        """All of it as plain text, to copy into a form."""
        return "\n\n".join("\n".join(lines) for lines in self._paragraphs()) + "\n"

    def _paragraphs(self) -> Iterator[list[str]]:
        yield [self.title, *self.about]
        for part in self.parts:
            yield [part.title, *part.sentences, *as_lines(part)]


def as_lines(part: Part) -> Iterator[str]:
    """A line for each row: as the part tells it; "Age, 60 to 69: 5." of a table of counts; else
    "Patients: planned in all 60; done 24." Empty cells are left out."""
    table = part.taken.table if part.taken else None
    if table is None or part.told:
        yield from part.told
        return
    for row in table.rows:
        *names, last = map(words, row)
        if table.heads[-1] in COUNTED:
            yield f"{', '.join(names)}: {last}."
            continue
        cells = zip(table.heads[1:], [*names[1:], last], strict=True)
        said = [f"{uncapped(head)} {value}" for head, value in cells if value]
        yield f"{words(row[0])}: {'; '.join(said) or 'nothing recorded'}."


def period(start: dt.date, end: dt.date) -> str:
    """2022-06-01-to-2022-06-14"""
    return f"{start.isoformat()}-to-{end.isoformat()}"
