"""What is to be done, as rows of a table: where each action stands, and what may be said of it."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.words import day_words, uncapped
from meetings.models import MeetingAction


@dataclass(frozen=True)
class Doing:
    """An action as a row of the table. moved_on is the day since which another owner or day holds than
    was agreed."""

    action: MeetingAction
    state: str
    icon: str
    tone: str
    acts: list[tuple[str, str]]
    is_from_here: bool = True
    moved_on: dt.date | None = None

    @property
    def words(self) -> str:
        """Book a room; of an earlier meeting: From 9 May: book a room."""
        return words_of(self.action, is_from_here=self.is_from_here)


def words_of(row: MeetingAction, *, is_from_here: bool) -> str:
    if is_from_here:
        return row.words[:1].upper() + row.words[1:]
    return f"From {day_words(row.meeting.held_on, 'short')}: {uncapped(row.words)}"


def acts_on(user: User, row: MeetingAction) -> list[tuple[str, str]]:
    """(words, address) of what somebody may do about an action."""
    if row.meeting.voided_at:
        return []
    keeps = user.may(May.KEEP_MEETINGS)
    found = []
    if keeps or row.is_of(user):
        closing = [("Done", "finish_action"), ("Drop", "drop_action")]
        found = closing if row.is_open else [("Open again", "reopen_action")]
    if keeps and row.is_open and row.meeting.agreed_on:
        found = [*found, ("Change", "assign_action")]
    elif keeps and row.is_open and row.item_id is None:
        found = [*found, ("Change", "change_action")]
    where = (row.meeting.group.slug, row.meeting.day, row.number)
    return [(words, reverse(f"meetings:{name}", args=where)) for words, name in found]


def state_of(row: MeetingAction) -> tuple[str, str, str]:
    """(words, icon, tone) of where an action stands."""
    if row.done_on:
        return f"Done {day_words(row.done_on, 'short')}", "done", "good"
    if row.dropped_on:
        return f"Dropped {day_words(row.dropped_on, 'short')}", "ended", "mute"
    if row.late:
        return f"{row.late} day{'' if row.late == 1 else 's'} late", "warning", "bad"
    if row.due == clock.today():
        return "Due today", "clock", "warn"
    return "To do", "ring", "mute"
