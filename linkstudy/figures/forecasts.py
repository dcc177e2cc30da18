"""The forecast of each group, and of each case that has time left.

One case alone has too few interviews to have a pace, so all of the reader's cases lend it theirs.
"""

from dataclasses import dataclass

from cases.models import Case
from cases.vocabulary import Group, Measure
from linkstudy.figures.figure import Asked, Figure, Table
from linkstudy.figures.forecast import LIKELY, Forecast, exposure, forecast, pace_of
from linkstudy.figures.recruitment import Recruitment, Row, recruitment
from linkstudy.words import day_words

HEADS = (
    "Group",
    "Case",
    "Done",
    "Target",
    "Case-weeks left",
    "Forecast",
    "8 in 10: from",
    "8 in 10: to",
)


@dataclass(frozen=True)
class Line:
    """The forecast of a group in a case, or in all of them."""

    group: Group
    case: Case | None
    forecast: Forecast

    @property
    def weeks_left(self) -> int:
        """Weeks in which a case is open, as planned, begun ones too."""
        return -(-self.forecast.time.ahead // 7)

    @property
    def band(self) -> tuple[int | None, int | None]:
        return self.forecast.band(LIKELY) or (None, None)


@dataclass(frozen=True)
class Forecasts:
    """As at the day of the figures: a line for each group, and one for each case with time left."""

    asked: Asked
    figures: Recruitment
    group: Group
    groups: tuple[Line, ...]
    cases: tuple[Line, ...]


def forecasts(asked: Asked, figures: Recruitment | None = None) -> Forecasts:
    """All groups, and the group asked for case by case, or in the case asked for. A reader of counts has
    no lines of cases."""
    figures = figures or recruitment(asked.reader, asked.day)
    group = Group(asked.group)
    groups = tuple(Line(one, None, forecast(figures, Measure(one))) for one in Group)
    cases = () if figures.counts else tuple(_of_cases(figures, group, asked.case))
    return Forecasts(asked, figures, group, groups, cases)


def _of_cases(figures: Recruitment, group: Group, only: Case | None) -> list[Line]:
    measure = Measure(group)
    pace = pace_of(figures, measure)
    lines = []
    for row in figures.rows:
        if row.case is None or only not in (None, row.case):
            continue
        if exposure([row.case], figures.day).ahead:
            lines.append(Line(group, row.case, forecast(_alone(figures, row), measure, pace)))
    return lines


def _alone(figures: Recruitment, row: Row) -> Recruitment:
    """The figures of one case of many."""
    return Recruitment(figures.day, figures.plan, (row,), row.cells, None)


def figure(asked: Asked) -> Figure:
    """The same as rows."""
    return shown(forecasts(asked))


def shown(found: Forecasts) -> Figure:
    rows = tuple(_row(line) for line in (*found.groups, *found.cases))
    about = (
        f"Where interviews may end on the last planned day of fieldwork, as at"
        f" {day_words(found.figures.day)}: by group, and case by case of"
        f" {found.group.plural.lower()}. By the pace so far of all cases together."
    )
    return Figure(
        Table(f"forecast{found.asked.suffix}", "Forecast of interviews", about, HEADS, rows)
    )


def _row(line: Line) -> tuple[str | int | None, ...]:
    found, (low, high) = line.forecast, line.band
    done = None if found.is_hidden else found.done
    case = line.case.number if line.case else "all"
    weeks = line.weeks_left
    return line.group.plural, case, done, found.target, weeks, found.likely, low, high
