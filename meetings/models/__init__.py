"""Tables that people sit at, and who sits there."""

from meetings.models.groups import Group, Member
from meetings.models.naming import Naming

__all__ = ["Group", "Member", "Naming"]
