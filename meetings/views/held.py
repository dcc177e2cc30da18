"""Meetings and what stands in them, as far as somebody may see them."""

from typing import Any

from django.http import Http404

from cases.converters import Sent
from linkstudy.accounts.models import User
from meetings.models import AgendaItem, Meeting, MeetingAction, MinutesVersion, Paper


def found_or_404(rows: Any) -> Any:
    found = rows.first()
    if found is None:
        raise Http404
    return found


def meeting_or_404(user: User, group: str, held: Sent) -> Meeting:
    """The meeting of an address, with its group and its state."""
    rows = Meeting.objects.visible_to(user).with_state()
    return found_or_404(rows.filter(group__slug=group, held_on=held.day, turn=held.turn))


def item_or_404(user: User, group: str, held: Sent, item: int) -> AgendaItem:
    meeting = meeting_or_404(user, group, held)
    return _of(meeting, meeting.items.filter(number=item))


def action_or_404(user: User, group: str, held: Sent, action: int) -> MeetingAction:
    meeting = meeting_or_404(user, group, held)
    rows = MeetingAction.objects.filter(meeting=meeting, number=action)
    return _of(meeting, rows.with_owners())


def paper_or_404(user: User, group: str, held: Sent, paper: int) -> Paper:
    meeting = meeting_or_404(user, group, held)
    return _of(meeting, meeting.papers.filter(number=paper))


def version_or_404(user: User, group: str, held: Sent, edition: int) -> MinutesVersion:
    meeting = meeting_or_404(user, group, held)
    return _of(meeting, meeting.versions.filter(number=edition))


def _of(meeting: Meeting, rows: Any) -> Any:
    found = found_or_404(rows)
    found.meeting = meeting
    return found
