"""The figures as a table of cases by groups: what each cell says and where it leads."""

from dataclasses import dataclass

from cases.models import Case
from cases.vocabulary import Measure
from linkstudy.progress import links
from linkstudy.progress.recruitment import Cell, Recruitment, Row
from linkstudy.progress.words import State, many, outlook, stages


@dataclass(frozen=True)
class Shown:
    """A cell on the page. url leads to the rows that make the number; "" when there are none to see."""

    cell: Cell
    label: str
    url: str
    where: str

    @property
    def narrow(self) -> str:
        """The label with a place to break it on a phone."""
        return self.label.replace("professionals", "profes\u00adsionals").replace(
            "Observation", "Observa\u00adtion"
        )

    @property
    def what(self) -> str:
        """Which number this is, for somebody who hears the link alone."""
        counted = "" if self.cell.measure == Measure.OBSERVATION else " interviewed"
        return f"{self.label.lower()}{counted}, {self.where}"


@dataclass(frozen=True)
class Line:
    """A case, or what the plan counts beyond them, as a row of the page."""

    name: str
    place: str
    url: str
    cells: list[Shown]
    state: State


def line(figures: Recruitment, row: Row) -> Line:
    """A row of the figures as a row of the page."""
    where = f"Case {row.case.number}" if row.case else "not set up"
    cells = [shown(figures, cell, row.case, where) for cell in row.cells]
    state = outlook(row, figures.day)
    if row.case is None:
        return Line(many(row.not_set_up, "more case"), "in the plan", "", cells, state)
    url = "" if figures.counts else row.case.get_absolute_url()
    return Line(where, row.case.site.name, url, cells, state)


def totals(figures: Recruitment) -> Line:
    """The last row: the sum of the others."""
    cells = [shown(figures, cell, None, "all") for cell in figures.totals]
    not_set_up = sum(row.not_set_up for row in figures.rows)
    state = State(stages(figures.cases, figures.day, not_set_up), "")
    return Line("All", "", "", cells, state)


def shown(figures: Recruitment, cell: Cell, case: Case | None, where: str) -> Shown:
    """A cell, with its link unless the reader sees counts alone or there are no rows to see."""
    leads = not figures.counts and (case or where == "all")
    url = links.rows_of(cell.measure, case, figures.day) if leads else ""
    return Shown(cell, cell.measure.label, url, where)
