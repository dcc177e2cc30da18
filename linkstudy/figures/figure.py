"""A figure: what was asked, the numbers as rows, and the picture of the same numbers.

A figure is a function of `Asked` that returns frozen dataclasses. Its page, table, picture,
description and files all read what it returned, so that they cannot differ.
"""

import datetime as dt
from dataclasses import dataclass, field

from cases.models import Case
from cases.models.case import CaseQuerySet
from cases.vocabulary import Group
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.charts.shapes import Drawing
from linkstudy.words import day_words

Value = str | int | dt.date | None


def counts_only(reader: User) -> bool:
    """Whether somebody sees how recruitment goes without any count under 5."""
    return reader.reach(May.SEE_PROGRESS) == Reach.COUNTS


@dataclass(frozen=True)
class Asked:
    """Whose figures, and as at which day; of one case and one group alone, where they are named.

    case    a case that the reader may see, or None for all of theirs
    group   a code of cases.vocabulary.Measure; patients, when nothing else was asked
    wave    a code of participants.vocabulary.Wave
    """

    reader: User
    day: dt.date
    case: Case | None = None
    group: str = "PT"
    wave: str = "first"

    @property
    def counts(self) -> bool:
        """Whether the reader may see no count under 5."""
        return counts_only(self.reader)

    @property
    def suffix(self) -> str:
        """-case-5-hp-follow_up: what the name of a file says of all that is not usual."""
        case = f"-case-{self.case.number}" if self.case else ""
        group = f"-{self.group.lower()}" if self.group != "PT" else ""
        return f"{case}{group}{'-follow-up' if self.wave != 'first' else ''}"

    @property
    def cases(self) -> CaseQuerySet:
        """The cases asked about, void ones too: they may have stood on the day."""
        found = Case.objects.ever_reached(self.reader, May.SEE_PROGRESS)
        return found.filter(pk=self.case.pk) if self.case else found


def whose(asked: Asked) -> str:
    """Patients in Case 5, as at 14 June 2022."""
    where = f" in Case {asked.case.number}" if asked.case else ""
    return f"{Group(asked.group).plural}{where}, as at {day_words(asked.day)}"


@dataclass(frozen=True)
class Table:
    """The numbers of a figure as rows under a head.

    name    for names of files: "patient-interviews"
    title   the finding, or what is counted
    about   what is counted, where and as at when, in a sentence
    heads   one a column; the first column names the row
    rows    as many values a row; None is an empty cell
    """

    name: str
    title: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    @property
    def shown(self) -> list[list[str]]:
        """The rows in words, as pages and Word files show them."""
        return [[words(value) for value in row] for row in self.rows]

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """The same, each cell with its head."""
        return [list(zip(self.heads, row, strict=True)) for row in self.shown]


def words(value: Value) -> str:
    """14 June 2022; 1,234; "" for an empty cell."""
    match value:
        case None:
            return ""
        case int():
            return f"{value:,}"
        case dt.date():
            return day_words(value)
    return str(value)


@dataclass(frozen=True)
class Figure:
    """A table, with the pictures of the same numbers in each width; none where a table says all."""

    table: Table
    drawings: tuple[Drawing, ...] = field(default=())

    @property
    def drawing(self) -> Drawing | None:
        """The picture for files: the widest."""
        return max(self.drawings, key=lambda one: one.width, default=None)
