"""Planning meetings, moving them, and taking them back."""

import datetime as dt
import secrets
from typing import Any

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import NOTHING_NEW, void
from linkstudy.audit.writing import action, add, amend, lock
from linkstudy.moments import demand_real
from linkstudy.rows import next_number
from linkstudy.words import day_words
from meetings.models import Group, Meeting, Paper

IS_VOID = "This meeting is void. Restore it first"
FROZEN = "These minutes are agreed. Open a new version to change them"
MOST_PAPERS = 50
BACK: dict[str, Any] = {"voided_at": None, "void_reason": ""}  # what restoring a row takes from it


@action
def plan_meeting(
    *,
    group: Group,
    held_on: dt.date,
    starts: dt.time,
    ends: dt.time,
    how: str,
    by: User | None,
    place: str = "",
) -> Meeting:
    """A group is to meet, or has met. Raises ValidationError beside the question."""
    held: Group = lock(group)
    check_day(held, held_on, starts, ends)
    number = next_number(held.meetings)
    row = Meeting(
        group=held,
        number=number,
        slug=f"{held.slug}-{number}",
        code=secrets.token_hex(16),
        held_on=held_on,
        turn=next_turn(held, held_on),
        starts=starts,
        ends=ends,
        how=how,
        place=place,
    )
    return add(row, "meeting.planned", by=by)


@action
def change_meeting(
    *, meeting: Meeting, version: int, why: str, by: User, held_on: dt.date, **facts: Any
) -> Meeting:
    """Another day, time or place: it was moved, or written down wrongly.

    facts are starts, ends, how, place. Raises ValidationError beside the question, and Stale.
    """
    held = unlocked(meeting)
    check_day(held.group, held_on, facts["starts"], facts["ends"])
    moved = {"held_on": held_on, "turn": next_turn(held.group, held_on)}
    changes = facts | (moved if held_on != held.held_on else {})
    if held.version == version and all(getattr(held, name) == changes[name] for name in changes):
        raise ValidationError(NOTHING_NEW)
    return amend(meeting, "meeting.changed", by=by, version=version, reason=why, **changes)


@action
def void_meeting(*, meeting: Meeting, version: int, reason: str, by: User) -> Meeting:
    """It was written down by mistake, or was called off. What stands in it stays."""
    return void(meeting, "meeting.voided", by=by, version=version, why=reason)


@action
def restore_meeting(*, meeting: Meeting, version: int, reason: str, by: User) -> Meeting:
    """It takes place after all, or was no mistake."""
    held = lock(meeting)
    if not held.voided_at:
        raise ValidationError("This meeting is not void any more")
    return amend(meeting, "meeting.restored", by=by, version=version, reason=reason, **BACK)


@action
def add_paper(*, meeting: Meeting, title: str, where: str, by: User) -> Paper:
    """A paper for the meeting, by where it is kept."""
    held = standing(meeting)
    number = next_number(held.papers)
    if number > MOST_PAPERS:
        raise ValidationError(f"This meeting has {MOST_PAPERS} papers already")
    return add(Paper(meeting=held, number=number, title=title, where=where), "paper.added", by=by)


@action
def correct_paper(
    *, paper: Paper, version: int, why: str, title: str, where: str, by: User
) -> Paper:
    """Its title or its place was wrong. Raises Stale."""
    standing(paper.meeting)
    held = lock(paper)
    if held.voided_at:
        raise ValidationError("This paper is void. Add it again")
    if held.version == version and (held.title, held.where) == (title, where):
        raise ValidationError(NOTHING_NEW)
    facts: dict[str, Any] = {"title": title, "where": where}
    return amend(paper, "paper.corrected", by=by, version=version, reason=why, **facts)


@action
def void_paper(*, paper: Paper, version: int, reason: str, by: User) -> Paper:
    """It is no paper of this meeting."""
    standing(paper.meeting)
    return void(paper, "paper.voided", by=by, version=version, why=reason)


@action
def restore_paper(*, paper: Paper, version: int, reason: str, by: User) -> Paper:
    """It is a paper of this meeting after all."""
    standing(paper.meeting)
    if not lock(paper).voided_at:
        raise ValidationError("This paper is not void any more")
    return amend(paper, "paper.restored", by=by, version=version, reason=reason, **BACK)


def standing(meeting: Meeting) -> Meeting:
    """The meeting as it is now, locked. Raises ValidationError when it is void."""
    held: Meeting = lock(meeting)
    if held.voided_at:
        raise ValidationError(IS_VOID)
    return held


def unlocked(meeting: Meeting) -> Meeting:
    """As standing, of a meeting whose minutes are not agreed yet."""
    held = standing(meeting)
    if held.agreed_on:
        raise ValidationError(FROZEN)
    return held


def check_day(group: Group, held_on: dt.date, starts: dt.time, ends: dt.time) -> None:
    """Raise ValidationError when the group does not meet then."""
    demand_real(held_on, starts=starts, ends=ends)
    if group.voided_at:
        raise ValidationError("This group is void. Restore it first")
    if group.closed_on and group.is_closed(held_on):
        words = f"The group met for the last time by {day_words(group.closed_on)}. Check the day"
        raise ValidationError({"held_on": words})
    if ends <= starts:
        raise ValidationError({"ends": "The end must be later than the start"})
    if held_on > clock.today() + dt.timedelta(days=800):
        raise ValidationError({"held_on": "That is more than two years ahead. Check the year"})


def next_turn(group: Group, held_on: dt.date) -> int:
    """Which of the group's meetings of a day the next one is; void ones keep their place."""
    turns = group.meetings.filter(held_on=held_on).order_by().values_list("turn", flat=True)
    return max(turns, default=0) + 1
