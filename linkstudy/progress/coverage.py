"""Which topics and programme theories have come up where: how often, when last, and where not yet."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from cases.models import Case, ProgrammeTheory, Topic
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.audit.past import known_at
from linkstudy.figures.figure import counts_only
from linkstudy.figures.small import LEAST, UNDER
from linkstudy.progress.touches import COLUMNS, PEOPLE, Asked, By, Touch, touches
from linkstudy.words import listed, many, uncapped
from participants.briefs import short

MODELS: dict[By, Any] = {"topics": Topic, "theories": ProgrammeTheory}
PAGES = {"topics": "topic", "theories": "theory"}
ONE = {"topics": "topic", "theories": "programme theory"}
MANY = {"topics": "topics", "theories": "programme theories"}
OF_NO_CASE = (0, "MT")
OF_CASES = [key for key in COLUMNS if key != "MT"]
MOST_NAMED = 3  # subjects that one sentence names


@dataclass
class Cell:
    """How often, and when last. where is the cell in words; url leads to the rows that make it.

    is_to_come  it is of a case that has not opened
    """

    where: str
    url: str
    is_to_come: bool = False
    count: int = 0
    last: dt.date | None = None

    def add(self, touch: Touch) -> None:
        self.count += 1
        self.last = max(self.last or touch.day, touch.day)

    @property
    def when(self) -> str:
        """The day of the last, briefly."""
        return short(self.last) if self.last else ""

    @property
    def small(self) -> str:
        """The count for a reader to whom counts under 5 are not shown."""
        return f"{self.count:,}" if self.count >= LEAST else UNDER


@dataclass
class Line:
    """A topic or theory: in each case, in each group, and in all; and where it is lacking, in words."""

    subject: Any
    total: Cell
    cases: dict[int, Cell]
    columns: dict[str, Cell]
    pairs: dict[tuple[int, str], Cell]
    open_cases: list[int]

    def add(self, touch: Touch) -> None:
        cells = (self.total, self.cases.get(touch.case), self.columns[touch.column])
        for cell in (*cells, self.pairs.get((touch.case, touch.column))):
            if cell is not None:
                cell.add(touch)

    @property
    def labelled(self) -> list[tuple[str, Cell]]:
        """Each group's label, with its cell."""
        return [(COLUMNS[key], cell) for key, cell in self.columns.items()]

    @property
    def gaps(self) -> str:
        """Not yet in Cases 2 and 6. Not yet from managers."""
        if not self.total.count:
            return "Not touched on yet"
        cases = [str(number) for number in self.open_cases if not self.cases[number].count]
        groups = [uncapped(COLUMNS[one]) for one in PEOPLE if not self.columns[one].count]
        said = [f"Not yet in Case{'s' if len(cases) > 1 else ''} {listed(cases)}"] if cases else []
        said += [f"Not yet from {listed(groups)}"] if groups else []
        return ". ".join(said) or "No gap"


class Coverage:
    """The map of topics or theories that a reader may see, as at a day."""

    def __init__(self, reader: User, by: By, day: dt.date):
        self.asked, self.by, self.day = Asked(reader, by, day), by, day
        self.is_small = counts_only(reader)
        self.leads = reader.may(May.SEE_PEOPLE)

    @cached_property
    def cases(self) -> list[Case]:
        """The cases known at the day, by number."""
        return known_at(self.asked.cases.select_related("site"), self.asked.at)

    @property
    def open_cases(self) -> list[int]:
        """The numbers of those in which something can have come up by the day."""
        return [case.number for case in self.cases if case.opens_on <= self.day]

    @cached_property
    def lines(self) -> list[Line]:
        """Every topic or theory known at the day, with what touched on it."""
        subjects = known_at(MODELS[self.by].objects.all(), self.asked.at)
        subjects.sort(key=lambda one: str(one).casefold())
        lines = {subject.pk: self._line(subject) for subject in subjects}
        for touch in touches(self.asked):
            if touch.subject in lines:
                lines[touch.subject].add(touch)
        return list(lines.values())

    def _line(self, subject: Any) -> Line:
        numbers = [case.number for case in self.cases]
        return Line(
            subject,
            self._cell(subject),
            {number: self._cell(subject, case=number) for number in numbers},
            {key: self._cell(subject, group=key) for key in COLUMNS},
            {
                **{(one, key): Cell("", "") for one in numbers for key in OF_CASES},
                OF_NO_CASE: Cell("", ""),
            },
            self.open_cases,
        )

    def _cell(self, subject: Any, case: int | None = None, group: str = "") -> Cell:
        where = f"Case {case}" if case else uncapped(COLUMNS.get(group, "all"))
        url = list_url(self.by, subject, case, group, self.at) if self.leads else ""
        return Cell(f"{subject}, {where}", url, case is not None and case not in self.open_cases)

    @property
    def at(self) -> str:
        """The day as an address says it; "" for today."""
        return "" if self.day == clock.today() else self.day.isoformat()

    @property
    def sentence(self) -> str:
        """4 of 6 topics have come up, 1 of them in every case. Not touched on yet: Trust and Time."""
        if not self.lines:
            return f"There are no {MANY[self.by]} yet."
        if self.is_small:
            return f"The team thinks about {many(len(self.lines), ONE[self.by], MANY[self.by])}."
        touched = [line for line in self.lines if line.total.count]
        count, every = len(touched), many(len(self.lines), ONE[self.by], MANY[self.by])
        said = f"{count:,} of {every} {'has' if count == 1 else 'have'} come up"
        if count == len(self.lines) > 1:
            said = f"All {every} have come up"
        return " ".join([f"{said}{self._everywhere(touched)}.", *self._untouched()])

    def _everywhere(self, touched: list[Line]) -> str:
        numbers = self.open_cases
        in_all = [one for one in touched if all(one.cases[number].count for number in numbers)]
        if not (numbers and touched):
            return ""
        some = "each" if len(in_all) == len(touched) > 1 else f"{len(in_all):,} of them"
        return f", {some} in every case that has opened"

    def _untouched(self) -> Iterator[str]:
        names = [str(line.subject) for line in self.lines if not line.total.count]
        more = len(names) - MOST_NAMED
        shown = [*names[:MOST_NAMED], *([f"{more:,} more"] if more > 0 else [])]
        if names:
            yield f"Not touched on yet: {listed(shown)}."

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each topic or theory in each case and group, for a file."""
        for line in self.lines:
            for (number, key), cell in line.pairs.items():
                told = {"subject": str(line.subject), "case": number or "", "group": COLUMNS[key]}
                yield told | {"count": cell.count, "last": cell.last}


def list_url(by: By, subject: Any, case: int | None = None, group: str = "", at: str = "") -> str:
    """The list of what touched on a subject."""
    url = reverse(f"progress:{PAGES[by]}", args=[subject.slug])
    asked = {
        name: value for name, value in {"case": case, "group": group, "at": at}.items() if value
    }
    return f"{url}?{urlencode(asked)}" if asked else url


def narrowed(found: Iterable[Touch], case: str, group: str) -> list[Touch]:
    """What is of a case and a group, where these are named."""
    return [one for one in found if case in ("", str(one.case)) and group in ("", one.column)]
