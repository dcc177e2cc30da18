"""Meetings for tests, with what stands in them: as in factories, through the actions."""

import datetime as dt
from typing import Any

from linkstudy.accounts.models import User
from linkstudy.testing.factories import ago
from linkstudy.testing.tables import a_group
from meetings import actions
from meetings.models import AgendaItem, Group, Meeting, MeetingAction, Paper


def a_meeting(group: Group | None = None, by: User | None = None, **facts: Any) -> Meeting:
    """Ten days ago, from 10:30am to midday, online and in person."""
    given = {"held_on": ago(10), "starts": dt.time(10, 30), "ends": dt.time(12), "how": "both"}
    found = group or Group.objects.first() or a_group()
    return actions.plan_meeting(group=found, by=by, **given | facts)


def an_item(
    meeting: Meeting | None = None, notes: str = "", by: User | None = None, **facts: Any
) -> AgendaItem:
    """A blog by members, for half an hour, with notes."""
    given = {"heading": "A blog by members", "minutes": 30} | facts
    made = actions.add_item(meeting=meeting or a_meeting(), by=by, **given)
    if not notes:
        return made
    return actions.take_notes(item=made, version=made.version, notes=notes, by=by)


def an_action(
    meeting: Meeting | None = None, line: str = "Book a room", by: User | None = None
) -> MeetingAction:
    return actions.add_action(meeting=meeting or a_meeting(), line=line, by=by)


def a_paper(meeting: Meeting | None = None, by: User | None = None, **facts: Any) -> Paper:
    given = {"title": "Easy read summary", "where": "Shared drive, PPI folder"} | facts
    return actions.add_paper(meeting=meeting or a_meeting(), by=by, **given)


def agreed(meeting: Meeting, by: User | None = None) -> Meeting:
    """Its minutes are sent a day after it, and agreed two days later."""
    meeting.refresh_from_db()
    sent = meeting.held_on + dt.timedelta(days=1)
    held = actions.send_minutes(meeting=meeting, version=meeting.version, sent_on=sent, by=by)
    on = sent + dt.timedelta(days=2)
    return actions.agree_minutes(meeting=held, version=held.version, agreed_on=on, by=by).meeting
