"""The figures as a table of cases by groups: what each cell says and where it leads."""

from dataclasses import dataclass

from cases.models import Case, PlanVersion
from cases.vocabulary import Measure
from linkstudy.figures.forecast import Forecast
from linkstudy.figures.recruitment import PROFESSIONALS, Cell, Recruitment, Row
from linkstudy.progress import links
from linkstudy.progress.forecast_words import pace_words
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
    """A number beside the verdict: what it is, its value, and of what."""

    label: str
    value: str
    unit: str


def keys(figures: Recruitment, found: Forecast) -> list[Key]:
    """How far behind or ahead of the plan, the pace so far, and the pace that would reach the target;
    each where it is known."""
    made = []
    if figures.behind is not None:
        label = "More than planned" if figures.behind < 0 else "Behind plan"
        count = abs(figures.behind)
        made.append(Key(label, f"{count:,}", "interview" if count == 1 else "interviews"))
    if found.pace.a_week is not None and not found.is_hidden:
        made.append(Key("Pace, per open case", pace_words(found.pace.a_week), "a week"))
    if found.pace_needed is not None and not found.is_hidden:
        needed = pace_words(found.pace_needed)
        made.append(Key(f"Pace needed for {found.target:,}", needed, "a week"))
    return made


@dataclass(frozen=True)
class Subtotal:
    """All people but patients together, with the way to their rows."""

    cell: Cell
    plan: PlanVersion | None
    url: str

    @property
    def note(self) -> str:
        """3% of Plan 1; "" without a plan, and where a percentage would say too much."""
        return f"{self.cell.percent}% of {self.plan}" if self.cell.percent is not None else ""


def professionals(figures: Recruitment) -> Subtotal | None:
    """The subtotal; None for a reader of counts, who could reckon a small one from it."""
    cell = figures.professionals
    if cell is None:
        return None
    return Subtotal(cell, figures.plan, links.rows_of(None, figures.day, *PROFESSIONALS))
