"""A report: what its page shows, what is copied from it as text, and what its files hold.

A report is a function that returns frozen dataclasses. Page, text, Word file and csv all read what it
returned, so that they cannot differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from linkstudy.figures.figure import Figure, Table, words
from linkstudy.words import uncapped

MOST_SHOWN = 60  # rows of a table on a page; its files hold all
BROAD = 7  # columns


@dataclass(frozen=True)
class Bar:
    """How much of what was planned is done; nothing where nothing was planned."""

    done: int
    of: int


@dataclass(frozen=True)
class Part:
    """A part of a report: sentences, and perhaps numbers.

    bars   one for each row of the table, or none at all
    """

    title: str
    sentences: tuple[str, ...] = ()
    figure: Figure | None = None
    bars: tuple[Bar | None, ...] = ()

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
        return max(len(self.table.rows) - MOST_SHOWN, 0) if self.table else 0

    @property
    def lines(self) -> list[tuple[Bar | None, list[tuple[str, str]]]]:
        """The rows that the page shows: the bar, and each value with its head."""
        if self.table is None:
            return []
        shown = self.table.shown[:MOST_SHOWN]
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
    day      its last day, for names of files
    """

    name: str
    title: str
    about: tuple[str, ...]
    day: str
    parts: tuple[Part, ...]

    def figure(self, name: str) -> Figure | None:
        """The part's figure of that name, or None."""
        figures = (part.figure for part in self.parts if part.figure)
        return next((one for one in figures if one.table.name == name), None)

    @property
    def text(self) -> str:
        """All of it as plain text, to copy into a form."""
        return "\n\n".join("\n".join(lines) for lines in self._paragraphs()) + "\n"

    def _paragraphs(self) -> Iterator[list[str]]:
        yield [self.title, *self.about]
        for part in self.parts:
            yield [part.title, *part.sentences, *as_lines(part.table)]


def as_lines(table: Table | None) -> Iterator[str]:
    """Patients: planned in all 60; done 24. A line for each row; empty cells are left out."""
    for row in table.rows if table else ():
        cells = zip(table.heads[1:], row[1:], strict=True) if table else ()
        said = [f"{uncapped(head)} {words(value)}" for head, value in cells if words(value)]
        yield f"{words(row[0])}: {'; '.join(said) or 'nothing recorded'}"
