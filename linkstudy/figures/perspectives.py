"""The board of cases: from whom each case has been seen, and which cannot be seen from all sides.

A case is looked at from the perspectives that its plan asks for; from all five of the study where
there is no plan. What one perspective says is held against the others (triangulation), so a case with
nothing from one of them cannot be compared with the rest, and once it is closed never will be.
"""

from collections import Counter
from dataclasses import dataclass

from cases.models import Case
from cases.vocabulary import Measure
from linkstudy.figures.figure import Asked, Figure, Table, Value
from linkstudy.figures.reached import NOT_HEARD, Asking, Place
from linkstudy.figures.recruitment import Cell, Recruitment, Row, recruitment
from linkstudy.words import day_words, listed, many, uncapped
from participants.vocabulary import Wave

HEADS = ("Case", "Perspective", "Done", "Target", "Booked", "Missing", "Said no or withdrew")
WITHOUT_PLAN = tuple(one for one in Measure if one != Measure.MANAGER)
UNHEARD = {f"no:{reason.value}" for reason in NOT_HEARD}
MOST_NAMED = 6  # cases that one sentence names


@dataclass(frozen=True)
class Side:
    """A case, or all of them, from one perspective.

    booked   people for whom a first interview is booked; refused, who said no or withdrew before one
    missing  how many the plan asks for beyond those done and booked, and of all cases the sum: what one
             case has too many of does not make up for another. None without a target
    """

    measure: Measure
    done: int
    target: int | None
    booked: int
    missing: int | None
    refused: int


@dataclass(frozen=True)
class CaseRow:
    """A case from every perspective; lacking are those asked for from which nothing has come. Without a
    case, what the plan asks for in as many cases as nobody has set up."""

    case: Case | None
    sides: tuple[Side, ...]
    lacking: tuple[Measure, ...]
    is_closed: bool
    not_set_up: int = 0

    @property
    def words(self) -> str:
        """Seen from all sides; Nothing yet: manager; Cannot be triangulated: no manager."""
        if self.case is None:
            return "Not set up yet"
        if not self.lacking:
            return "Seen from all sides"
        sides = listed([uncapped(one.label) for one in self.lacking])
        return f"Cannot be triangulated: no {sides}" if self.is_closed else f"Nothing yet: {sides}"


@dataclass(frozen=True)
class Board:
    """All cases of the reader, by number, as at the day of the figures; totals are their sums."""

    asked: Asked
    figures: Recruitment
    rows: tuple[CaseRow, ...]
    totals: tuple[Side, ...]

    @property
    def lost(self) -> list[CaseRow]:
        """Closed cases that cannot be triangulated."""
        return [row for row in self.rows if row.is_closed and row.lacking]

    @property
    def finding(self) -> str:
        """1 of 4 closed cases cannot be triangulated: Case 2."""
        cases = [row for row in self.rows if row.case]
        if not cases:
            return f"No cases by {day_words(self.asked.day)}"
        if not self.lost:
            whole = sum(1 for row in cases if not row.lacking)
            return f"{whole:,} of {many(len(cases), 'case')} seen from all sides so far"
        closed = sum(1 for row in self.rows if row.is_closed)
        named = [row.case.number for row in self.lost[:MOST_NAMED] if row.case]
        names = listed([str(number) for number in named])
        more = len(self.lost) - MOST_NAMED
        rest = f" and {more:,} more" if more > 0 else ""
        one = "Case" if len(self.lost) == 1 else "Cases"
        lost = f"{len(self.lost):,} of {many(closed, 'closed case')} cannot be triangulated"
        return f"{lost}: {one} {names}{rest}"

    @property
    def about(self) -> str:
        plan = f" against {self.figures.plan}" if self.figures.plan else ""
        return (
            f"Each case from each perspective{plan}, as at {day_words(self.asked.day)}, as known that"
            f" day. People count by their first interview."
        )


def board(asked: Asked) -> Board:
    """The board of the cases that the reader may see, or of one of them, for who may see small counts.
    At most four queries beside those of `recruitment`."""
    figures = recruitment(asked.reader, asked.day, asked.case)
    places = Asking(asked.cases, "", Wave.FIRST, asked.day).counted_by_case()
    rows = tuple(_row(row, places, figures) for row in figures.rows)
    totals = tuple(
        _total(measure, [row.sides[place] for row in rows]) for place, measure in enumerate(Measure)
    )
    return Board(asked, figures, rows, totals)


def _row(row: Row, places: dict[tuple[int, str], Counter[Place]], figures: Recruitment) -> CaseRow:
    case = row.case
    if case is None:
        sides = tuple(_side(cell, Counter()) for cell in row.cells)
        return CaseRow(None, sides, (), is_closed=False, not_set_up=row.not_set_up)
    sides = tuple(_side(cell, places.get((case.pk, cell.measure), Counter())) for cell in row.cells)
    lacking = tuple(one.measure for one in sides if not one.done and _is_asked_for(one, figures))
    return CaseRow(case, sides, lacking, case.is_closed(figures.day))


def _is_asked_for(side: Side, figures: Recruitment) -> bool:
    return bool(side.target) if figures.plan else side.measure in WITHOUT_PLAN


def _side(cell: Cell, places: Counter[Place]) -> Side:
    ahead = [place.why in {"wait:booked", "wait:to_agree"} for place in places]
    gone = [_is_gone(place) for place in places]
    counts = places.values()
    booked = sum(count for count, is_so in zip(counts, ahead, strict=True) if is_so)
    refused = sum(count for count, is_so in zip(counts, gone, strict=True) if is_so)
    done = cell.done or 0
    missing = None if cell.target is None else max(cell.target - done - booked, 0)
    return Side(cell.measure, done, cell.target, booked, missing, refused)


def _is_gone(place: Place) -> bool:
    """Whether people there said no or withdrew before an interview; who was not heard of did neither."""
    is_no = place.why.startswith(("no:", "left:")) and place.why not in UNHEARD
    return is_no and place.step != "interviewed"


def _total(measure: Measure, sides: list[Side]) -> Side:
    targets = [one.target for one in sides if one.target is not None]
    missing = [one.missing for one in sides if one.missing is not None]
    return Side(
        measure,
        sum(one.done for one in sides),
        sum(targets) if targets else None,
        sum(one.booked for one in sides),
        sum(missing) if missing else None,
        sum(one.refused for one in sides),
    )


def figure(asked: Asked) -> Figure:
    """The same as rows: one for each case and perspective, and those of all cases."""
    return shown(board(asked))


def shown(found: Board) -> Figure:
    rows = [
        _values(row.case.number if row.case else "not set up", side)
        for row in found.rows
        for side in row.sides
    ]
    every = [_values("all", side) for side in found.totals]
    return Figure(Table("case-board", found.finding, found.about, HEADS, (*rows, *every)))


def _values(case: Value, side: Side) -> tuple[Value, ...]:
    refused = None if side.measure == Measure.OBSERVATION else side.refused
    label = str(side.measure.label)
    return case, label, side.done, side.target, side.booked, side.missing, refused
