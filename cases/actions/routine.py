"""Routine data: asked for, received, looked at for small numbers."""

import datetime as dt
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.fieldwork import open_for_writing
from cases.models import Case, RoutineData
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add, amend
from linkstudy.rows import next_number
from linkstudy.words import day_words

TO_COME = "The day must be today or in the past"
PERIOD = ("ends_on", "requested_on")
ORDER = ("requested_on", "received_on", "checked_on")


@action
def request_routine_data(*, case: Case, by: User, **facts: Any) -> RoutineData:
    """The study asked for data of a period. Raises ValidationError beside the question."""
    case = open_for_writing(case)
    _check(facts)
    row = RoutineData(case=case, number=next_number(case.routine_data), **facts)
    return add(row, "routine.requested", by=by)


@action
def receive_routine_data(
    *, data: RoutineData, version: int, received_on: dt.date, by: User
) -> RoutineData:
    """They came. Raises ValidationError when that is known already, and Stale."""
    if data.voided_at or data.received_on:
        raise ValidationError("Nobody waits for these data any more")
    _check({name: getattr(data, name) for name in PERIOD} | {"received_on": received_on})
    return amend(data, "routine.received", by=by, version=version, received_on=received_on)


@action
def check_routine_data(
    *, data: RoutineData, version: int, checked_on: dt.date, by: User
) -> RoutineData:
    """Small numbers were looked at. Raises ValidationError when there is nothing to check, and Stale."""
    if data.voided_at or data.state != "received":
        raise ValidationError("There is nothing to check in these data")
    _check({"received_on": data.received_on, "checked_on": checked_on})
    return amend(data, "routine.checked", by=by, version=version, checked_on=checked_on)


@action
def correct_routine_data(
    *, data: RoutineData, version: int, why: str, by: User, **facts: Any
) -> RoutineData:
    """Put right what was recorded. Raises ValidationError beside the question, and Stale."""
    _check(facts)
    open_for_writing(data.case)
    return replace(data, "routine.corrected", by=by, version=version, why=why, **facts)


@action
def void_routine_data(*, data: RoutineData, version: int, reason: str, by: User) -> RoutineData:
    """Take a request back. It stays in the history and in lists of earlier dates."""
    return void(data, "routine.voided", by=by, version=version, why=reason)


@action
def restore_routine_data(*, data: RoutineData, version: int, reason: str, by: User) -> RoutineData:
    """A void request counts again."""
    open_for_writing(data.case)
    return restore(data, "routine.restored", by=by, version=version, why=reason)


SAID = {"requested_on": "They were requested on", "received_on": "They came on"}


def _check(facts: dict[str, Any]) -> None:
    """Raise ValidationError beside a day to come, or one that is before what it follows."""
    days = [(name, facts[name]) for name in ORDER if facts.get(name)]
    for name, day in days:
        if day > clock.today():
            raise ValidationError({name: TO_COME})
    for (before, first), (name, day) in pairwise(days):
        if day < first:
            words = f"{SAID[before]} {day_words(first)}. Enter that day or a later one"
            raise ValidationError({name: words})
    last, came = facts.get("ends_on"), facts.get("received_on")
    if last and came and last > came:
        words = f"They are of days until {day_words(last)}, so they cannot have come before then"
        raise ValidationError({"received_on": f"{words}. Check both dates"})
