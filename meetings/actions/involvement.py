"""Writing down what was advised, what changed because of it, and putting that right.

The report on involvement takes these words out of the team, so none may hold a study ID.
"""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from cases.study_ids import demand_no_study_ids
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add, amend, lock
from linkstudy.rows import next_number
from linkstudy.words import day_words
from meetings.models import Contribution, Group, Member

WORDS = ("advised", "changed", "evidence")
TO_COME = "The day must be today or in the past"


@action
def record_advice(
    *,
    group: Group,
    on: dt.date,
    stage: str,
    advised: str,
    by: User | None,
    member: Member | None = None,
) -> Contribution:
    """What a group, or one of its members, advised on a day."""
    demand_no_study_ids(advised=advised)
    _check_given(lock(group), member, on)
    number = next_number(Contribution.objects)
    facts = {"on": on, "stage": stage, "advised": advised}
    row = Contribution(number=number, group=group, member=member, **facts)
    return add(row, "contribution.given", by=by)


@action
def record_change(
    *,
    contribution: Contribution,
    version: int,
    changed_on: dt.date,
    changed: str,
    by: User | None,
    evidence: str = "",
) -> Contribution:
    """What changed because of it, and where that can be seen. Said once; then it is corrected."""
    if contribution.voided_at:
        raise ValidationError("This advice is void. Restore it first")
    if contribution.changed_on:
        raise ValidationError("What changed is written down already. Correct it instead")
    demand_no_study_ids(changed=changed, evidence=evidence)
    _check_change(contribution.on, changed_on)
    facts: dict[str, Any] = {
        "changed_on": changed_on,
        "changed": changed,
        "evidence": evidence,
    }
    return amend(contribution, "contribution.used", by=by, version=version, **facts)


@action
def correct_contribution(
    *, contribution: Contribution, version: int, why: str, by: User, **facts: Any
) -> Contribution:
    """Put advice, or what changed, right. Without a day of the change, nothing changed."""
    demand_no_study_ids(**{name: facts[name] for name in WORDS if name in facts})
    on = facts.get("on", contribution.on)
    _check_given(contribution.group, facts.get("member", contribution.member), on)
    if facts.get("changed_on"):
        _check_change(on, facts["changed_on"])
    return replace(contribution, "contribution.corrected", by=by, version=version, why=why, **facts)


@action
def void_contribution(
    *, contribution: Contribution, version: int, reason: str, by: User
) -> Contribution:
    return void(contribution, "contribution.voided", by=by, version=version, why=reason)


@action
def restore_contribution(
    *, contribution: Contribution, version: int, reason: str, by: User
) -> Contribution:
    return restore(contribution, "contribution.restored", by=by, version=version, why=reason)


def _check_given(group: Group, member: Member | None, on: dt.date) -> None:
    if group.voided_at:
        raise ValidationError({"group": "This group is void. Restore it first"})
    if on > clock.today():
        raise ValidationError({"on": TO_COME})
    if member and member.joined_on > on:
        words = f"{member.label} joined on {day_words(member.joined_on)}. Check the day"
        raise ValidationError({"on": words})


def _check_change(advised_on: dt.date, changed_on: dt.date) -> None:
    if changed_on > clock.today():
        raise ValidationError({"changed_on": TO_COME})
    if changed_on < advised_on:
        words = f"It was advised on {day_words(advised_on)}. Enter that day or a later one"
        raise ValidationError({"changed_on": words})
