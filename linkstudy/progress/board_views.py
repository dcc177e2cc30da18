"""The board of cases: from whom each has been seen, and which cannot be triangulated."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cases.models import Case
from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.figures.figure import Asked
from linkstudy.figures.perspectives import Board, CaseRow, Side, board, shown
from linkstudy.figures.recruitment import Row
from linkstudy.progress import links
from linkstudy.progress.asking import address, as_at, files
from linkstudy.progress.words import State, outlook
from linkstudy.words import many

ROWS = 25


@dataclass(frozen=True)
class Shown:
    """A case from one side, with the ways to its rows."""

    side: Side
    rows: str
    flow: str

    @property
    def where(self) -> str:
        return self.side.measure.label


@dataclass(frozen=True)
class Line:
    name: str
    url: str
    state: State
    sides: list[Shown]
    words: str
    is_lost: bool


@dataclass(frozen=True)
class BoardPage:
    """A page of the board, each number with the way to its rows."""

    board: Board
    number: Any

    @cached_property
    def page(self) -> Page:
        return Paginator(self.board.rows, ROWS).get_page(self.number)

    @cached_property
    def lines(self) -> list[Line]:
        rows = {row.case: row for row in self.board.figures.rows}
        return [self._line(one, rows[one.case]) for one in self.page]

    def _line(self, one: CaseRow, row: Row) -> Line:
        is_lost = one.is_closed and bool(one.lacking)
        state = outlook(row, self.board.asked.day)
        sides = [self.shown(side, one.case, is_set_up=bool(one.case)) for side in one.sides]
        if one.case is None:
            return Line(many(one.not_set_up, "more case"), "", state, sides, one.words, is_lost)
        name, url = f"Case {one.case.number}", one.case.get_absolute_url()
        return Line(name, url, state, sides, one.words, is_lost)

    @property
    def totals(self) -> list[Shown]:
        return [self.shown(side, None) for side in self.board.totals]

    def shown(self, side: Side, case: Case | None, *, is_set_up: bool = True) -> Shown:
        asked = self.board.asked
        if not is_set_up:
            return Shown(side, "", "")
        rows = links.rows_of(case, asked.day, side.measure)
        of = Asked(asked.reader, asked.day, case, side.measure)
        return Shown(side, rows, reverse("progress:flow") + address(of))

    @property
    def files(self) -> list[tuple[str, str]]:
        return files("case-board", self.board.asked, shown(self.board))


@require_GET
@requires(May.SEE_CASES)
def case_board(request: SignedIn) -> HttpResponse:
    """Every case from every perspective: done, booked, missing and refused."""
    form = as_at(request.user, request.GET)
    found = board(Asked(request.user, form.day))
    words = {
        "page": BoardPage(found, request.GET.get("page")),
        "board": found,
        "figures": found.figures,
        "as_at": form,
        "form": form,
        "is_today": form.day == clock.today(),
    }
    return render(request, "progress/case_board.html", words)
