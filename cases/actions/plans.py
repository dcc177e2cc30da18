"""Adopting a plan."""

from typing import Any

from cases.models import Case, PlanVersion, Target
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add


@action
def adopt_plan(
    *, targets: list[tuple[Case | None, str, int]], by: User | None, **facts: Any
) -> PlanVersion:
    """A plan version with its targets (case or None for each case, measure, number)."""
    plan = add(PlanVersion(**facts), "plan.adopted", by=by)
    for case, measure, number in targets:
        add(Target(plan=plan, case=case, measure=measure, number=number), "target.set", by=by)
    return plan
