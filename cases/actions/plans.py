"""Adopting a plan, or the protocol's settings: each holds from a day on, and earlier ones stay."""

from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.amendments import demand_approved
from cases.actions.rows import demand_within_study, enter, put_right
from cases.models import Amendment, Case, PlanVersion, Protocol, Target
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add_each
from linkstudy.rows import next_number


@action
def adopt_plan(
    *, targets: list[tuple[Case | None, str, int]], by: User | None, **facts: Any
) -> PlanVersion:
    """A plan version with its targets (case or None for each case, measure, number)."""
    plan = _numbered(PlanVersion(**facts))
    plan = enter(plan, "plan.adopted", address=str(plan.number), by=by)
    rows = [
        Target(plan=plan, case=one, measure=what, number=number) for one, what, number in targets
    ]
    add_each(rows, "target.set", by=by)
    return plan


@action
def correct_plan(
    *, plan: PlanVersion, version: int, reason: str, by: User | None, amendment: Amendment | None
) -> PlanVersion:
    """The amendment it comes from. Its day and numbers are fixed: void it and adopt another."""
    demand_approved(amendment, plan.effective_from)
    return put_right(plan, version=version, reason=reason, by=by, amendment=amendment)


@action
def adopt_protocol(*, by: User | None, **facts: Any) -> Protocol:
    protocol = _numbered(Protocol(**facts))
    return enter(protocol, "protocol.adopted", address=str(protocol.number), by=by)


@action
def correct_protocol(
    *, protocol: Protocol, version: int, reason: str, by: User | None, amendment: Amendment | None
) -> Protocol:
    """The amendment they come from. Day and numbers are fixed, as with a plan."""
    demand_approved(amendment, protocol.effective_from)
    return put_right(protocol, version=version, reason=reason, by=by, amendment=amendment)


def _numbered(row: Any) -> Any:
    """The version with its number, if its day is within the study and free."""
    standing = type(row).objects.standing()
    demand_within_study("effective_from", row.effective_from, "Nothing can hold")
    same = standing.filter(effective_from=row.effective_from).first()
    if same:
        words = f"{same} holds from this day already. Choose another day, or void {same} first"
        raise ValidationError({"effective_from": words})
    demand_approved(row.amendment, row.effective_from)
    row.number = row.number or next_number(standing)
    return row
