"""Recording amendments, and from when each is in use at which cases."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.rows import enter, in_turn_of, put_right
from cases.actions.sites import not_to_come
from cases.in_use import not_then
from cases.models import Amendment, AmendmentUse, Case
from cases.objections import refuse
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action
from linkstudy.words import day_words


@action
def record_amendment(*, by: User | None, **facts: Any) -> Amendment:
    row = Amendment(**facts)
    return enter(row, "amendment.recorded", address=in_turn_of(Amendment), by=by)


@action
def correct_amendment(
    *, amendment: Amendment, version: int, reason: str, by: User | None, **facts: Any
) -> Amendment:
    refuse(amendment, "correct", **facts)
    return put_right(amendment, version=version, reason=reason, by=by, **facts)


def demand_approved(
    amendment: Amendment | None, effective_from: dt.date, field: str = "amendment"
) -> None:
    """Raise ValidationError when something is to hold before its amendment was approved."""
    approved = amendment.approved_on if amendment else None
    if approved and effective_from < approved:
        words = (
            f"{amendment} was approved on {day_words(approved)}. Nothing can come from it earlier"
        )
        raise ValidationError({field: words})


@action
def use_amendment(
    *, amendment: Amendment, cases: Sequence[Case], since: dt.date, by: User | None
) -> AmendmentUse:
    """From the day on, it is in use at each of the cases: at all of them, or nothing is written.

    Gives the first of the rows. Raises ValidationError beside the question.
    """
    if not cases:
        raise ValidationError({"cases": "Select at least one case"})
    _check_uses(amendment, cases, since)
    held = AmendmentUse.objects.standing().filter(amendment=amendment, case__in=cases)
    if taken := held.select_related("case").first():
        words = f"It is in use at Case {taken.case.number} since {day_words(taken.since)} already"
        raise ValidationError({"cases": f"{words}. Leave that case out"})
    uses = [_put_to_use(amendment, case, since, by) for case in cases]
    return uses[0]


def _put_to_use(amendment: Amendment, case: Case, since: dt.date, by: User | None) -> AmendmentUse:
    row = AmendmentUse(amendment=amendment, case=case, since=since)
    return enter(row, "use.recorded", address=in_turn_of(AmendmentUse), by=by)


@action
def correct_use(
    *, use: AmendmentUse, version: int, reason: str, since: dt.date, by: User | None
) -> AmendmentUse:
    """The day as it should have been. Raises ValidationError beside the question, and Stale."""
    _check_uses(use.amendment, [use.case], since)
    return put_right(use, version=version, reason=reason, by=by, since=since)


def _check_uses(amendment: Amendment, cases: Sequence[Case], since: dt.date) -> None:
    """Raise ValidationError, a sentence for each thing that is amiss, beside its question."""
    not_to_come("since", since)
    said: dict[str, dict[str, None]] = {}
    for case in cases:
        for one in not_then(amendment, case, since):
            said.setdefault(one.field, {})[one.words] = None
    if said:
        raise ValidationError({field: list(words) for field, words in said.items()})
