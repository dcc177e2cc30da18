"""Planning, closing and correcting a case."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.rows import enter, put_right
from cases.actions.sites import not_to_come
from cases.models import Case
from cases.objections import refuse
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, amend
from linkstudy.words import day_words


@action
def plan_case(*, by: User | None, **facts: Any) -> Case:
    """A case. Raises ValidationError when its number is taken, its site has closed, or opened
    after the case is to open."""
    number, site = facts["number"], facts["site"]
    if Case.objects.standing().filter(number=number).exists():
        raise ValidationError({"number": f"Case {number} is already there. Choose another number"})
    if site.closed_on and not facts.get("closed_on"):
        words = f"{site} closed on {day_words(site.closed_on)}. Reopen it, or choose another"
        raise ValidationError({"site": words})
    if facts["opens_on"] < site.opened_on:
        words = f"{site} opened on {day_words(site.opened_on)}. A case cannot open before its site"
        raise ValidationError({"opens_on": words})
    return enter(Case(**facts), "case.planned", address=str(number), by=by)


@action
def correct_case(*, case: Case, version: int, reason: str, by: User | None, **facts: Any) -> Case:
    refuse(case, "correct", **{"opens_on": case.opens_on} | facts)
    return put_right(case, version=version, reason=reason, by=by, **facts)


@action
def close_case(*, case: Case, on: dt.date, version: int | None = None, by: User | None) -> Case:
    """Data collection around the link worker is complete. Raises ValidationError while a first
    interview is booked."""
    not_to_come("on", on)
    if case.closed_on or case.voided_at:
        raise ValidationError("This case is not open. Open its page to see what happened")
    refuse(case, "close", on=on)
    return amend(case, "case.closed", by=by, version=version, closed_on=on)


@action
def reopen_case(*, case: Case, version: int, reason: str, by: User | None) -> Case:
    """Data collection goes on after all."""
    if case.voided_at or not case.closed_on:
        raise ValidationError("This case is not closed. Open its page to see what happened")
    refuse(case, "reopen")
    return amend(case, "case.reopened", by=by, version=version, reason=reason, closed_on=None)
