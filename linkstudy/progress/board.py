"""The figures as a table of cases by groups: what each cell says and where it leads."""

from dataclasses import dataclass

from cases.models import Case, PlanVersion
from cases.vocabulary import Measure
from linkstudy.figures.recruitment import PROFESSIONALS, Cell, Recruitment, Row
from linkstudy.progress import links
from linkstudy.progress.words import State, outlook, stages
from linkstudy.words import many

NOT_SET_UP = "not set up"


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
        counted = "" if self.cell.measure == Measure.OBSERVATION else "interviewed, "
        return f"{counted}{self.label.lower()}, {self.where}"


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
    where = f"Case {row.case.number}" if row.case else NOT_SET_UP
    cells = [shown(figures, cell, row.case, where) for cell in row.cells]
    state = outlook(row, figures.day)
    if row.case is None:
        return Line(many(row.not_set_up, "more case"), "in the plan", "", cells, state)
    url = "" if figures.counts else row.case.get_absolute_url()
    return Line(where, row.case.site.name, url, cells, state)


def totals(figures: Recruitment, name: str = "All cases") -> Line:
    """The last row: the sum of the others, of all cases or of the reader's own."""
    cells = [shown(figures, cell, None, name.lower()) for cell in figures.totals]
    not_set_up = sum(row.not_set_up for row in figures.rows)
    state = State(stages(figures.cases, figures.day, not_set_up), "")
    return Line(name, "", "", cells, state)


def shown(figures: Recruitment, cell: Cell, case: Case | None, where: str) -> Shown:
    """A cell, with its link unless the reader sees counts alone or there are no rows to see."""
    leads = not figures.counts and where != NOT_SET_UP
    url = links.rows_of(case, figures.day, cell.measure) if leads else ""
    return Shown(cell, cell.measure.label, url, where)


@dataclass(frozen=True)
class Key:
    """A figure beside the verdict: people or days of the plan, with the way to their rows."""

    label: str
    cell: Cell
    plan: PlanVersion | None
    url: str

    @property
    def note(self) -> str:
        """40% of Plan 1; "" without a plan, and where a percentage would say too much."""
        return f"{self.cell.percent}% of {self.plan}" if self.cell.percent is not None else ""


def keys(figures: Recruitment) -> list[Key]:
    """Patients, all other people, and observation days. A reader of counts sees no subtotal."""
    others = figures.professionals
    made = [
        (Measure.PATIENT.label, figures.patients, [Measure.PATIENT]),
        *([("Professionals", others, PROFESSIONALS)] if others else []),
        (Measure.OBSERVATION.label, figures.total(Measure.OBSERVATION), [Measure.OBSERVATION]),
    ]
    return [
        Key(
            label,
            cell,
            figures.plan,
            "" if figures.counts else links.rows_of(None, figures.day, *measures),
        )
        for label, cell, measures in made
    ]
