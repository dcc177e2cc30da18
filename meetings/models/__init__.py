"""Tables that people sit at, who sits there, what they advise and are paid."""

from meetings.models.events import Event
from meetings.models.gripp2 import ReportText
from meetings.models.groups import Group, Member
from meetings.models.involvement import Contribution
from meetings.models.naming import Naming
from meetings.models.payments import Payment, Rate

__all__ = ["Contribution", "Event", "Group", "Member", "Naming", "Payment", "Rate", "ReportText"]
