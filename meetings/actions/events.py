"""Writing down training, visits and other events, and what the team took from them."""

import datetime as dt
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from linkstudy.accounts.models import User
from linkstudy.audit.correcting import NOTHING_NEW, void
from linkstudy.audit.writing import action, add, amend, lock
from meetings.models import Event
from meetings.models.events import first_of_month

THERE = "This event is already there"
MOST = 24  # of what an address can hold, so that a number can follow
NOT_YET = "It is to come. Say what we took from it once it has been"


@action
def record_event(
    *, title: str, on: dt.date, by: User | None, is_day_known: bool = True, **facts: Any
) -> Event:
    """An event that was, or is planned. Raises ValidationError beside the question."""
    day = first_of_month(on, is_day_known)
    _demand_free(title, day)
    row = Event(title=title, on=day, is_day_known=is_day_known, slug=_free_slug(title), **facts)
    _demand_been(row)
    return add(row, "event.recorded", by=by)


@action
def write_up_event(*, event: Event, version: int, taken: str, by: User | None) -> Event:
    """What the team took from it. Said once; then it is corrected."""
    held = _standing(event)
    if not held.may_have_been:
        raise ValidationError({"taken": NOT_YET})
    if held.taken and held.version == version:
        raise ValidationError("It is written up already. Correct it instead")
    return amend(event, "event.written_up", by=by, version=version, taken=taken)


@action
def correct_event(*, event: Event, version: int, why: str, by: User, **facts: Any) -> Event:
    """Put right what was written down. Its address stays."""
    held = _standing(event)
    facts["on"] = first_of_month(facts["on"], facts["is_day_known"])
    is_same = all(getattr(held, name) == value for name, value in facts.items())
    if held.version == version and is_same:
        raise ValidationError(NOTHING_NEW)
    _demand_free(facts["title"], facts["on"], held)
    _demand_been(Event(on=facts["on"], taken=facts["taken"]))
    return amend(event, "event.corrected", by=by, version=version, reason=why, **facts)


@action
def void_event(*, event: Event, version: int, reason: str, by: User) -> Event:
    """Take back an event that was entered by mistake."""
    return void(event, "event.voided", by=by, version=version, why=reason)


@action
def restore_event(*, event: Event, version: int, reason: str, by: User) -> Event:
    """An event was no mistake. Raises ValidationError when the same was entered anew."""
    held = lock(event)
    if not held.voided_at:
        raise ValidationError("This event is not void any more")
    if Event.objects.standing().filter(title=held.title, on=held.on).exists():
        raise ValidationError(f"{THERE}. Void that one first")
    facts: dict[str, Any] = {"voided_at": None, "void_reason": ""}
    return amend(event, "event.restored", by=by, version=version, reason=reason, **facts)


def _standing(event: Event) -> Event:
    """The event as it is now, locked. Raises ValidationError when it is void."""
    held: Event = lock(event)
    if held.voided_at:
        raise ValidationError("This event is void. Restore it first")
    return held


def _demand_been(row: Event) -> None:
    """Raise ValidationError when something was taken from what is to come."""
    if row.taken and not row.may_have_been:
        raise ValidationError({"taken": NOT_YET})


def _demand_free(title: str, on: dt.date, of: Event | None = None) -> None:
    """Raise ValidationError when another event of that day has the title."""
    others = Event.objects.standing().filter(title=title, on=on)
    if others.exclude(pk=of.pk if of else None).exists():
        raise ValidationError({"title": THERE})


def _short(slug: str) -> str:
    """No more of its words than an address holds."""
    return slug if len(slug) <= MOST else slug[: MOST + 1].rpartition("-")[0] or slug[:MOST]


def _free_slug(title: str) -> str:
    """The address that the title makes; when it is taken, also by a void event, the next free one."""
    base = _short(slugify(title)) or "event"
    taken = {*Event.objects.filter(slug__startswith=base).values_list("slug", flat=True), "add"}
    tries = (base if turn == 1 else f"{base}-{turn}" for turn in count(1))
    return next(slug for slug in tries if slug not in taken)
