"""Tables that people sit at, who sits there, what they advise and are paid."""

from meetings.models.agenda import AgendaItem, MeetingAction, MinutesVersion
from meetings.models.events import Event
from meetings.models.feeds import Feed
from meetings.models.gripp2 import ReportText
from meetings.models.groups import Group, Member
from meetings.models.involvement import Contribution
from meetings.models.meetings import Attendance, Meeting, Paper, State
from meetings.models.naming import Naming
from meetings.models.payments import Payment, Rate
from meetings.models.thinking import MeetingReflection

__all__ = [
    "AgendaItem",
    "Attendance",
    "Contribution",
    "Event",
    "Feed",
    "Group",
    "Meeting",
    "MeetingAction",
    "MeetingReflection",
    "Member",
    "MinutesVersion",
    "Naming",
    "Paper",
    "Payment",
    "Rate",
    "ReportText",
    "State",
]
