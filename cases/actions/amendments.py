"""Recording amendments."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.rows import enter, in_turn_of, put_right
from cases.models import Amendment
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
    return put_right(amendment, version=version, reason=reason, by=by, **facts)


def demand_approved(amendment: Amendment | None, effective_from: dt.date) -> None:
    """Raise ValidationError when something is to hold before its amendment was approved."""
    approved = amendment.approved_on if amendment else None
    if approved and effective_from < approved:
        words = (
            f"{amendment} was approved on {day_words(approved)}. Nothing can come from it earlier"
        )
        raise ValidationError({"amendment": words})
