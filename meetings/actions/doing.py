"""What becomes of actions: done, dropped, taken up again, put off or given to somebody else."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.audit.correcting import NOTHING_NEW, void
from linkstudy.audit.writing import action, amend, lock
from linkstudy.words import day_words
from meetings.actions.agenda import changed, saying
from meetings.actions.meetings import BACK, standing
from meetings.minutes import task
from meetings.models import MeetingAction, Member
from meetings.seated import Table, linked

NOT_YOURS = "Only its owners and the PPI lead can say what became of this action"
OVER = "This action is not open any more"
IN_NOTES = "This action stands in the notes. Change it there"
AGREED = "These minutes are agreed, so the words stay. Change who does it, or by when"
NOT_AGREED = "These minutes are not agreed yet. Change the action itself"


@action
def finish_action(*, row: MeetingAction, version: int, done_on: dt.date, by: User) -> MeetingAction:
    """It is done. Raises ValidationError beside the question, and Stale."""
    _check_open(row, by)
    if done_on > clock.today():
        raise ValidationError({"done_on": "The day must be today or in the past"})
    if done_on < (met := row.meeting.held_on):
        words = f"The meeting was on {day_words(met)}. Enter that day or a later one"
        raise ValidationError({"done_on": words})
    return amend(row, "action.done", by=by, version=version, done_on=done_on)


@action
def drop_action(*, row: MeetingAction, version: int, reason: str, by: User) -> MeetingAction:
    """Nobody will do it, and why."""
    _check_open(row, by)
    facts: dict[str, Any] = {"dropped_on": clock.today(), "dropped_why": reason}
    return amend(row, "action.dropped", by=by, version=version, **facts)


@action
def reopen_action(*, row: MeetingAction, version: int, reason: str, by: User) -> MeetingAction:
    """It is not done, or somebody will do it after all."""
    held = _own(row, by)
    if held.voided_at or held.is_open:
        raise ValidationError("This action is open already" if held.is_open else OVER)
    facts: dict[str, Any] = {"done_on": None, "dropped_on": None, "dropped_why": ""}
    return amend(row, "action.reopened", by=by, version=version, reason=reason, **facts)


@action
def change_action(
    *, row: MeetingAction, version: int, line: str, why: str, by: User
) -> MeetingAction:
    """Another owner, another day or other words, in one line, until the minutes are agreed.

    What stands in notes is changed there. Raises ValidationError, and Stale.
    """
    held: MeetingAction = lock(row)
    if held.voided_at:
        raise ValidationError(OVER)
    meeting = standing(held.meeting)
    if meeting.agreed_on:
        raise ValidationError(AGREED)
    if held.item_id:
        raise ValidationError(IN_NOTES)
    if held.version == version and held.line == line:
        raise ValidationError(NOTHING_NEW)
    table = Table(meeting.group, meeting.held_on)
    read = task(line, table.people, meeting.held_on)
    facts = saying(held, line, read, table)
    return amend(row, "action.changed", by=by, version=version, reason=why, **facts)


@action
def assign_action(
    *,
    row: MeetingAction,
    version: int,
    owners: Sequence[User | Member],
    due: dt.date | None,
    why: str,
    by: User,
) -> MeetingAction:
    """Another owner or day for what agreed minutes gave to do: its words stay as they were agreed.

    Raises ValidationError beside the question, and Stale.
    """
    held: MeetingAction = lock(row)
    if not held.is_open:
        raise ValidationError(OVER)
    meeting = standing(held.meeting)
    if not meeting.agreed_on:
        raise ValidationError(NOT_AGREED)
    if due and due < (met := meeting.held_on):
        words = f"The meeting was on {day_words(met)}. Enter that day or a later one"
        raise ValidationError({"due": words})
    links = changed(held, linked(owners))
    if held.version == version and held.due == due and not links:
        raise ValidationError(NOTHING_NEW)
    return amend(row, "action.assigned", by=by, version=version, reason=why, links=links, due=due)


@action
def void_action(*, row: MeetingAction, version: int, reason: str, by: User) -> MeetingAction:
    """It was written down by mistake."""
    if row.item_id:
        raise ValidationError(IN_NOTES)
    return void(row, "action.voided", by=by, version=version, why=reason)


@action
def restore_action(*, row: MeetingAction, version: int, reason: str, by: User) -> MeetingAction:
    """It was no mistake."""
    if row.item_id:
        raise ValidationError(IN_NOTES)
    if not lock(row).voided_at:
        raise ValidationError("This action is not void any more")
    return amend(row, "action.restored", by=by, version=version, reason=reason, **BACK)


def _own(row: MeetingAction, by: User) -> MeetingAction:
    held: MeetingAction = lock(row)
    if not (by.may(May.KEEP_MEETINGS) or held.is_of(by)):
        raise ValidationError(NOT_YOURS)
    return held


def _check_open(row: MeetingAction, by: User) -> None:
    if not _own(row, by).is_open:
        raise ValidationError(OVER)
