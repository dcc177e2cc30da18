"""How far recruitment is, where it may end and what to do about it, on one page."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.charts.svg import on_pages
from linkstudy.figures.accrual import Accrual, accrual
from linkstudy.figures.accrual_shown import shown
from linkstudy.figures.changes import Changes, changes
from linkstudy.figures.figure import Asked, Figure
from linkstudy.figures.forecast import Choice, Forecast, choices
from linkstudy.figures.recruitment import Recruitment, recruitment
from linkstudy.progress import attention, board, words
from linkstudy.progress.asking import address, files
from linkstudy.progress.forecast_words import finish, how_sure
from linkstudy.progress.scope import Scope
from linkstudy.todo import Item
from linkstudy.words import day_words
from participants.waves import settings_of

ROWS = 25
PRESSING = 6  # things that need attention, beside the figures


@dataclass
class ProgressPage:
    """The page as at a day. since is when the reader last looked on an earlier day, or None."""

    asked: Asked
    number: Any
    since: dt.datetime | None

    @property
    def reader(self) -> User:
        return self.asked.reader

    @property
    def day(self) -> dt.date:
        return self.asked.day

    @property
    def is_today(self) -> bool:
        return self.day == clock.today()

    @property
    def at(self) -> str:
        """What addresses of other pages say of another day; "" for today."""
        return "" if self.is_today else address(self.asked)

    @property
    def is_own(self) -> bool:
        """Whether these are the reader's own cases alone."""
        return self.reader.reach(May.SEE_PROGRESS) == Reach.OWN

    @cached_property
    def figures(self) -> Recruitment:
        return recruitment(self.reader, self.day)

    @cached_property
    def accrual(self) -> Accrual:
        return accrual(self.asked, self.figures)

    @property
    def forecast(self) -> Forecast:
        return self.accrual.forecast

    @cached_property
    def figure(self) -> Figure:
        """The running total as rows and as a picture."""
        return shown(self.accrual)

    @property
    def picture(self) -> str:
        return on_pages(self.figure.drawings)

    @property
    def files(self) -> list[tuple[str, str]]:
        return files("interviews", self.asked, self.figure)

    # In words

    @property
    def lead(self) -> str:
        """All cases: 4 closed, 1 open."""
        return words.whose_cases(self.figures, is_own=self.is_own)

    @cached_property
    def verdict(self) -> str:
        said = words.verdict(self.figures, is_own=self.is_own)
        return f"{said} {finish(self.forecast)}".rstrip()

    @property
    def how_sure(self) -> str:
        return how_sure(self.forecast, self.figures)

    @property
    def about_plan(self) -> str:
        return words.about_plan(self.figures, is_own=self.is_own)

    @property
    def summary(self) -> str:
        """The state of recruitment in five lines of plain text, for a letter or an agenda."""
        plan = f", against {self.figures.plan}" if self.figures.plan else ""
        lines = [
            f"Recruitment as at {day_words(self.day)}{plan}",
            self.verdict,
            self.how_sure,
            words.other_totals(self.figures),
            self.lead,
        ]
        return "\n".join(lines)

    @cached_property
    def changes(self) -> Changes | None:
        """What changed since the reader last looked; of today alone, and not for a reader of counts, who
        could tell a small one by it."""
        if self.since is None or self.figures.counts or not self.is_today:
            return None
        return changes(self.asked, self.figures, self.since)

    # In numbers

    @cached_property
    def keys(self) -> list[board.Key]:
        return board.keys(self.figures, self.forecast)

    @property
    def professionals(self) -> board.Subtotal | None:
        return board.professionals(self.figures)

    @cached_property
    def page(self) -> Page:
        return Paginator(self.figures.rows, ROWS).get_page(self.number)

    @cached_property
    def lines(self) -> list[board.Line]:
        return [board.line(self.figures, row) for row in self.page]

    @property
    def totals(self) -> board.Line:
        return board.totals(self.figures, "Your cases" if self.is_own else "All cases")

    @cached_property
    def choices(self) -> list[Choice]:
        """What would change the forecast: of today, as nobody changes another day."""
        return choices(self.forecast) if self.is_today else []

    @cached_property
    def items(self) -> list[Item]:
        """What needs attention today; nothing on a page about another day."""
        if not self.is_today or not self.reader.may(May.SEE_PEOPLE):
            return []
        return attention.pressing(Scope(self.reader), PRESSING, settings_of())

    @property
    def has_day(self) -> bool:
        """Whether they have a page of their own day."""
        return self.reader.may(May.WITHDRAW)
