"""What was changed or extended in a period: versions of the plan, and the day on which the study ends."""

import datetime as dt

from cases.models import PlanVersion, Study, Target
from cases.vocabulary import Measure
from linkstudy import clock
from linkstudy.audit.past import known_at
from linkstudy.figures.figure import Figure, Table, Value
from linkstudy.handover.report import Part
from linkstudy.words import day_words, in_london

TITLE = "Changes and extensions"


def changes(start: dt.date, end: dt.date, study: Study | None) -> Part:
    """The versions of the plan that came into force, or were entered, in the period."""
    at = clock.end_of(end)
    every = known_at(PlanVersion.objects.select_related("amendment"), at, "amendment")
    plans = [one for one in every if _is_of(one, start, end)]
    told = (
        *_extended(start, study),
        *([] if plans else ["The plan was not changed in the period."]),
    )
    if not plans:
        return Part(TITLE, told)
    numbers = _targets(plans)
    table = Table(
        "plan-changes",
        "Versions of the plan",
        f"Plans that came into force or were entered from {day_words(start)} to {day_words(end)}.",
        ("Plan", "In force from", "Cases", "Patients in each", "Amendment", "Entered on"),
        tuple(_row(one, numbers) for one in plans),
    )
    return Part(TITLE, told, Figure(table))


def _is_of(plan: PlanVersion, start: dt.date, end: dt.date) -> bool:
    entered = in_london(plan.recorded_at).date()
    return start <= plan.effective_from <= end or start <= entered <= end


def _targets(plans: list[PlanVersion]) -> dict[int, int]:
    """{plan's key: patients that it asks for in each case}."""
    found = Target.objects.filter(plan__in=plans, case=None, measure=Measure.PATIENT)
    return dict(found.values_list("plan", "number"))


def _row(plan: PlanVersion, numbers: dict[int, int]) -> tuple[Value, ...]:
    amendment = str(plan.amendment) if plan.amendment else None
    entered = in_london(plan.recorded_at).date()
    patients = numbers.get(plan.pk)
    return str(plan), plan.effective_from, plan.cases_planned, patients, amendment, entered


def _extended(start: dt.date, study: Study | None) -> list[str]:
    """Whether the day on which the study is to end moved in the period."""
    eve = clock.end_of(start - dt.timedelta(days=1))
    before = next(iter(known_at(Study.objects.all(), eve)), None)
    was, now = (one.planned_end_on if one else None for one in (before, study))
    if now is None:
        return ["Nobody has entered when the study is to end."]
    if was is None or was == now:
        return [f"The study is to end on {day_words(now)}."]
    way = "later" if now > was else "earlier"
    return [f"The study is to end {way} than it was: on {day_words(now)}, not {day_words(was)}."]
