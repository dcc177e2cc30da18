"""What was changed or extended in a period: versions of the plan, and the day on which the study ends."""

import datetime as dt
from collections.abc import Iterable
from copy import copy
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from cases.models import PlanVersion, Study, Target
from cases.vocabulary import Measure
from linkstudy import clock
from linkstudy.audit.past import undo
from linkstudy.figures.figure import Figure, Table, Value, words
from linkstudy.handover.report import Part
from linkstudy.words import day_words, in_london

TITLE = "Changes and extensions"


def asked() -> QuerySet[PlanVersion]:
    """Every plan, with the patients that it asks for in each case."""
    each = Target.objects.filter(plan=OuterRef("pk"), case=None, measure=Measure.PATIENT)
    patients = Subquery(each.values("number")[:1])
    return PlanVersion.objects.select_related("amendment").annotate(patients=patients)


def changes(
    start: dt.date, end: dt.date, study: Study | None, every: Iterable[PlanVersion]
) -> Part:
    """Which of the plans came into force, or were entered, in the period."""
    plans = [one for one in every if _is_of(one, start, end)]
    told = (
        *_extended(start, study),
        *([] if plans else ["The plan was not changed in the period."]),
    )
    if not plans:
        return Part(TITLE, told)
    table = Table(
        "plan-changes",
        "Versions of the plan",
        f"Plans that came into force or were entered from {day_words(start)} to {day_words(end)}.",
        ("Plan", "In force from", "Cases", "Patients in each", "Amendment", "Entered on"),
        tuple(_row(one) for one in plans),
    )
    return Part(TITLE, told, Figure(table), told=tuple(_line(*_row(one)) for one in plans))


def _is_of(plan: PlanVersion, start: dt.date, end: dt.date) -> bool:
    entered = in_london(plan.recorded_at).date()
    return start <= plan.effective_from <= end or start <= entered <= end


def _row(plan: Any) -> tuple[Value, ...]:
    amendment = str(plan.amendment) if plan.amendment else None
    entered = in_london(plan.recorded_at).date()
    asks = (plan.effective_from, plan.cases_planned, plan.patients)
    return str(plan), *asks, amendment, entered


def _line(plan: Value, since: Value, cases: Value, each: Value, why: Value, entered: Value) -> str:
    """Plan 2, in force from 1 June 2022, asks for 10 patients in each of 6 cases. It was entered …"""
    asks = f" and {words(each)} patients in each" if each is not None else ""
    by = f", by {why}" if why else ""
    return (
        f"{plan}, in force from {words(since)}, asks for {words(cases)} cases{asks}. It was entered on"
        f" {words(entered)}{by}."
    )


def _extended(start: dt.date, study: Study | None) -> list[str]:
    """Whether the day on which the study is to end moved in the period."""
    now = study.planned_end_on if study else None
    was = _before(study, start) if study and now else None
    if now is None:
        return ["Nobody has entered when the study is to end."]
    if was is None or was == now:
        return [f"The study is to end on {day_words(now)}."]
    way = "later" if now > was else "earlier"
    return [f"The study is to end {way} than it was: on {day_words(now)}, not {day_words(was)}."]


def _before(study: Study, start: dt.date) -> dt.date | None:
    """When the study was to end, as known before the period."""
    eve, then = clock.end_of(start - dt.timedelta(days=1)), copy(study)
    undo([then], eve)
    return then.planned_end_on
