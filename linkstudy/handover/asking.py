"""What the address of a report asks for: a period, or a day."""

import datetime as dt
from typing import Any, cast

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from cases.models import Study
from linkstudy import clock
from linkstudy.forms import Day, LayoutMixin
from linkstudy.words import day_words
from participants.follow_up import months_after

MONTHS = 6  # of a period that nobody chose
PAST = "The date must be today or in the past"
ORDER = "The period must end after it starts. Check both dates"


class PeriodForm(LayoutMixin, forms.Form):
    """From which day to which: the six months until today, when none or no real one is given."""

    layout = Layout("start", "end")

    start = Day(
        "From", called="The first day", hint="For example, 1/12 or 1 December 2021", past_words=PAST
    )
    end = Day("To", called="The last day", hint="Empty means today", past_words=PAST)

    def __init__(self, asked: QueryDict):
        super().__init__(asked)
        for field in self.fields.values():
            cast(Day, field).optional = False  # a usual day stands in for an empty box
        self.period = self.usual()
        if self.is_valid():
            self.period = self._asked()
            self.data = self.shown(asked)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        start, end = found.get("start"), found.get("end")
        if start and start > (end or clock.today()):
            raise ValidationError(ORDER)
        return found

    def usual(self, end: dt.date | None = None) -> tuple[dt.date, dt.date]:
        """The months until the day, the first of them counted from the day after."""
        end = end or clock.today()
        return months_after(end + dt.timedelta(days=1), -MONTHS), end

    @property
    def query(self) -> dict[str, Any]:
        """What an address says to show the same tomorrow."""
        start, end = self.period
        return {"start": start.isoformat(), "end": end.isoformat()}

    def _asked(self) -> tuple[dt.date, dt.date]:
        """The days typed; a usual one for each that was not."""
        end = self.cleaned_data["end"] or clock.today()
        return self.cleaned_data["start"] or self.usual(end)[0], end

    def shown(self, asked: QueryDict) -> QueryDict:
        """What the boxes show: the days in words, however they were asked."""
        shown = asked.copy()
        shown["start"], shown["end"] = map(day_words, self.period)
        return shown


def begun(start: dt.date, end: dt.date, study: Study | None) -> tuple[str, ...]:
    """What a reader has to know of a period that lies before the study, in part or as a whole."""
    first = study.started_on if study else None
    if first is None or start >= first:
        return ()
    when = f"The study started on {day_words(first)}"
    return (f"{when}, after this period." if end < first else f"{when}: nothing is before that.",)
