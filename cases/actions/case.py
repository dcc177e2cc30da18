"""Planning and closing a case."""

import datetime as dt
from typing import Any

from cases.models import Case
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add, amend


@action
def plan_case(*, by: User | None, **facts: Any) -> Case:
    return add(Case(**facts), "case.planned", by=by)


@action
def close_case(*, case: Case, on: dt.date, version: int | None = None, by: User | None) -> Case:
    """Data collection around the link worker is complete."""
    return amend(case, "case.closed", by=by, version=version, closed_on=on)
