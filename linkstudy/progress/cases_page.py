"""The list of cases: each with its stage, its patients against the plan and the next thing."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Q

from cases.models import Case
from cases.vocabulary import Measure
from linkstudy import clock
from linkstudy.figures.recruitment import Recruitment, Row
from linkstudy.progress.board import Shown, shown
from linkstudy.progress.words import State, stage
from linkstudy.words import many
from participants.briefs import short
from participants.models import Interview


@dataclass(frozen=True)
class CaseLine:
    """A case as a row of the list."""

    case: Case
    state: State
    patients: Shown
    next_words: str
    waits: bool


def case_lines(figures: Recruitment, rows: list[Row]) -> list[CaseLine]:
    """The rows of one page of the list."""
    bookings = next_bookings([row.case for row in rows])
    return [_line(figures, row, *bookings.get(row.case.pk, (None, 0))) for row in rows]


def next_bookings(cases: list[Case]) -> dict[int, tuple[dt.date | None, int]]:
    """{case's key: (day of the next booking or None, how many in the past wait)}."""
    today = clock.today()
    open_ones = Interview.objects.open().filter(participant__case__in=cases).order_by()
    counted = open_ones.values_list("participant__case").annotate(
        soonest=Min("booked_on", filter=Q(booked_on__gte=today)),
        waiting=Count("pk", filter=Q(booked_on__lt=today)),
    )
    return {case: (soonest, waiting) for case, soonest, waiting in counted}


def _line(figures: Recruitment, row: Row, soonest: dt.date | None, waiting: int) -> CaseLine:
    case, today = row.case, figures.day
    patients = shown(figures, row.cell(Measure.PATIENT), case, f"Case {case.number}")
    words = _next(case, soonest, waiting, today)
    return CaseLine(case, stage(case, today), patients, words, bool(waiting))


def _next(case: Case, soonest: dt.date | None, waiting: int, today: dt.date) -> str:
    if waiting:
        return f"Say what happened with {many(waiting, 'booking')}"
    if soonest:
        return "Interview today" if soonest == today else f"Interview {short(soonest)}"
    return {
        "To come": f"Opens {short(case.opens_on)}",
        "Open": "Nothing booked",
        "Closed": "Nothing to do",
    }[case.stage(today)]
