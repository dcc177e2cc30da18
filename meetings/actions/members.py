"""Who sits in a group: joining, changing, leaving, and who they are."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import NOTHING_NEW, void
from linkstudy.audit.writing import action, add, amend, lock
from linkstudy.identities import service
from linkstudy.rows import next_number
from linkstudy.several import joined
from linkstudy.words import day_words
from meetings.models import Group, Member
from meetings.vocabulary import Need

TO_COME = "The day must be today or in the past"


@action
def add_member(
    *,
    group: Group,
    seat: str,
    joined_on: dt.date,
    by: User | None,
    user: User | None = None,
    chairs: bool = False,
    needs: Iterable[str] = (),
) -> Member:
    """Somebody joins a group, with the next number there and a key of their own.

    Raises ValidationError when the group is void or was closed by then, and when the account has a
    seat there.
    """
    group = lock(group)
    _check_open(group, joined_on)
    _check_seat(group, user)
    number = next_number(group.members)
    row = Member(
        group=group,
        number=number,
        slug=f"{group.slug}-{number}",
        seat=seat,
        user=user,
        chairs=chairs,
        needs=joined(Need, needs),
        joined_on=joined_on,
        person=service.new_person(by=by),
    )
    return add(row, "member.added", by=by)


@action
def change_member(
    *, member: Member, version: int, needs: Iterable[str], chairs: bool, by: User
) -> Member:
    """What they need to take part, and whether they chair: both change with time.

    Raises Stale when somebody else did meanwhile, ValidationError when nothing is different.
    """
    held = _standing(member)
    facts: dict[str, Any] = {"needs": joined(Need, needs), "chairs": chairs}
    _check_different(held, version, facts)
    return amend(member, "member.changed", by=by, version=version, **facts)


@action
def correct_member(*, member: Member, version: int, why: str, by: User, **facts: Any) -> Member:
    """Put their seat, their account or their first day right. Raises as change_member does."""
    held = _standing(member)
    _check_different(held, version, facts)
    _check_first_day(held, facts.get("joined_on", held.joined_on))
    _check_seat(held.group, facts.get("user", held.user), held)
    sealed = service.seal(held.person, "member.correct", why)
    return amend(member, "member.corrected", by=by, version=version, reason=sealed, **facts)


@action
def leave_group(*, member: Member, version: int, left_on: dt.date, by: User) -> Member:
    """Their last day in the group. What they said and did there stays theirs."""
    held = _standing(member)
    if left_on > clock.today():
        raise ValidationError({"left_on": TO_COME})
    if held.left_on:
        raise ValidationError("They have left this group already")
    if left_on < held.joined_on:
        words = f"They joined on {day_words(held.joined_on)}. Enter that day or a later one"
        raise ValidationError({"left_on": words})
    return amend(member, "member.left", by=by, version=version, left_on=left_on)


@action
def rejoin_group(*, member: Member, version: int, reason: str, by: User) -> Member:
    """They have not left, or are back."""
    held = _standing(member)
    if not held.left_on:
        raise ValidationError("They have not left this group")
    sealed = service.seal(held.person, "member.reason", reason)
    return amend(member, "member.rejoined", by=by, version=version, reason=sealed, left_on=None)


@action
def void_member(*, member: Member, version: int, reason: str, by: User) -> Member:
    """Take back somebody who never sat in the group."""
    sealed = service.seal(member.person, "member.void", reason)
    return void(member, "member.voided", by=by, version=version, why=sealed)


@action
def restore_member(*, member: Member, version: int, reason: str, by: User) -> Member:
    """They were no mistake: their number is theirs as before."""
    held = lock(member)
    if not held.voided_at:
        raise ValidationError("This member is not void any more")
    if lock(held.group).voided_at:
        raise ValidationError("Their group is void. Restore that first")
    if _seats(held.group, held.user).exists():
        raise ValidationError(f"{held.user} has another seat in this group. Void that one first")
    sealed = service.seal(held.person, "member.restore", reason)
    facts: dict[str, Any] = {"voided_at": None, "void_reason": ""}
    return amend(member, "member.restored", by=by, version=version, reason=sealed, **facts)


@action
def keep_member_contact(
    *, member: Member, values: dict[str, str], version: int, by: User
) -> Member:
    """Write a member's contact details: {kind: text}; empty text clears one. Raises Stale."""
    service.keep(person=member.person, values=values, on=member, version=version, by=by)
    return member


@action
def look_up_member(*, member: Member, reason: str, by: User) -> Member:
    """Record why somebody opens a member's contact details."""
    service.reveal(person=member.person, on=member, reason=reason, by=by)
    return member


def _standing(member: Member) -> Member:
    """The member as they are now, locked. Raises ValidationError when they are void."""
    held: Member = lock(member)
    if held.voided_at:
        raise ValidationError("This member is void. Restore them first")
    return held


def _check_different(held: Member, version: int, facts: dict[str, Any]) -> None:
    is_same = all(getattr(held, name) == value for name, value in facts.items())
    if held.version == version and is_same:
        raise ValidationError(NOTHING_NEW)


def _check_first_day(held: Member, day: dt.date) -> None:
    _check_open(held.group, day)
    if held.left_on and held.left_on < day:
        raise ValidationError(
            {"joined_on": f"They left on {day_words(held.left_on)}. Check the day"}
        )


def _seats(group: Group, user: User | None) -> Any:
    """Where an account sits in a group; nowhere for those who have none."""
    return group.members.standing().filter(user=user, user__isnull=False)


def _check_seat(group: Group, user: User | None, of: Member | None = None) -> None:
    if _seats(group, user).exclude(pk=of.pk if of else None).exists():
        raise ValidationError({"user": f"{user} is in this group already"})


def _check_open(group: Group, day: dt.date) -> None:
    if day > clock.today():
        raise ValidationError({"joined_on": TO_COME})
    if group.voided_at:
        raise ValidationError("This group is void. Restore it first")
    if group.closed_on and group.is_closed(day):
        words = f"The group met for the last time on {day_words(group.closed_on)}. Check the day"
        raise ValidationError({"joined_on": words})
