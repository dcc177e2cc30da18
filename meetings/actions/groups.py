"""Making groups, and what becomes of them."""

import datetime as dt
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import NOTHING_NEW, void
from linkstudy.audit.writing import action, add, amend, lock
from meetings.models import Group

# Addresses below /meetings/ that are pages of their own.
KEPT = {
    "actions",
    "add",
    "calendar",
    "events",
    "feed",
    "gripp2",
    "involvement",
    "payments",
    "rates",
}


@action
def add_group(*, kind: str, name: str, by: User | None, purpose: str = "") -> Group:
    """A group at an address made of its name. Raises ValidationError when the name is taken."""
    _demand_free(name)
    row = Group(kind=kind, name=name, purpose=purpose, slug=_free_slug(name))
    return add(row, "group.added", by=by)


@action
def correct_group(*, group: Group, version: int, why: str, by: User, **facts: Any) -> Group:
    """Put its kind, its name or what it is for right. The address stays."""
    held = _standing(group)
    is_same = all(getattr(held, name) == value for name, value in facts.items())
    if held.version == version and is_same:
        raise ValidationError(NOTHING_NEW)
    _demand_free(facts.get("name", held.name), held)
    return amend(group, "group.corrected", by=by, version=version, reason=why, **facts)


@action
def close_group(*, group: Group, version: int, on: dt.date, by: User) -> Group:
    """It meets no more after a day."""
    if on > clock.today():
        raise ValidationError({"on": "The day must be today or in the past"})
    if _standing(group).closed_on:
        raise ValidationError("This group is closed already")
    return amend(group, "group.closed", by=by, version=version, closed_on=on)


@action
def reopen_group(*, group: Group, version: int, reason: str, by: User) -> Group:
    """It was closed too early, or meets again."""
    if not _standing(group).closed_on:
        raise ValidationError("This group is not closed")
    return amend(group, "group.reopened", by=by, version=version, reason=reason, closed_on=None)


@action
def void_group(*, group: Group, version: int, reason: str, by: User) -> Group:
    """Take back a group entered by mistake. Raises ValidationError while it has members."""
    if group.members.standing().exists():
        raise ValidationError(
            "This group has members. Void those who never sat in it, or close the group instead"
        )
    return void(group, "group.voided", by=by, version=version, why=reason)


@action
def restore_group(*, group: Group, version: int, reason: str, by: User) -> Group:
    """A group was no mistake. Raises ValidationError when another has taken its name."""
    held = lock(group)
    if not held.voided_at:
        raise ValidationError("This group is not void any more")
    if Group.objects.standing().filter(name=held.name).exists():
        raise ValidationError("Another group has this name now. Rename that one first")
    facts: dict[str, Any] = {"voided_at": None, "void_reason": ""}
    return amend(group, "group.restored", by=by, version=version, reason=reason, **facts)


def _standing(group: Group) -> Group:
    """The group as it is now, locked. Raises ValidationError when it is void."""
    held: Group = lock(group)
    if held.voided_at:
        raise ValidationError("This group is void. Restore it first")
    return held


def _demand_free(name: str, of: Group | None = None) -> None:
    """Raise ValidationError when another group has the name."""
    others = Group.objects.standing().filter(name=name).exclude(pk=of.pk if of else None)
    if others.exists():
        raise ValidationError({"name": "There is a group of this name. Choose another name"})


def _free_slug(name: str) -> str:
    """The address that the name makes; when it is taken, also by a void group, the next free one."""
    base = slugify(name)[:24].strip("-") or "group"
    taken = {*Group.objects.filter(slug__startswith=base).values_list("slug", flat=True), *KEPT}
    tries = (base if turn == 1 else f"{base}-{turn}" for turn in count(1))
    return next(slug for slug in tries if slug not in taken)
