"""Who sits at the table of a meeting, and so can own what is to be done there."""

import datetime as dt
from collections.abc import Iterable, Sequence

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach, Role, reach
from meetings.minutes import Person, Task, task
from meetings.models import Group, MeetingAction, Member

EVERYWHERE = [role for role in Role if reach(role, May.SEE_MEETINGS) == Reach.ALL]


class Table:
    """The members of a group on a day, and whoever of the team sees all of its meetings."""

    def __init__(self, group: Group, on: dt.date):
        rows = Member.objects.at_table(on).filter(group=group).select_related("user")
        self.members = list(rows.order_by("number"))
        self.team = list(User.objects.current().order_by("number"))
        everywhere = [one for one in self.team if one.role in EVERYWHERE]
        accounts = [*(one.user for one in self.members if one.user), *everywhere]
        self.owners: dict[str, User | Member] = {f"account {one.pk}": one for one in accounts}
        self.owners |= {f"member {one.pk}": one for one in self.members if not one.user}

    @property
    def people(self) -> list[Person]:
        """Those who can be named as owners, and the rest of the team, who first become members."""
        rest = {f"account {one.pk}": one for one in self.team}
        known = rest | self.owners
        return [Person(key, str(one), key in self.owners) for key, one in known.items()]

    def links(self, people: Iterable[Person]) -> dict[str, list]:
        """The rows of owners, by the column that holds them."""
        return linked([self.owners[person.key] for person in people])


def linked(owners: Sequence[User | Member]) -> dict[str, list]:
    """Owners by the column that holds them."""
    return {
        "accounts": [one for one in owners if isinstance(one, User)],
        "members": [one for one in owners if isinstance(one, Member)],
    }


def read_of(row: MeetingAction) -> Task:
    """What is understood of the line of an action."""
    meeting = row.meeting
    return task(row.line, Table(meeting.group, meeting.held_on).people, meeting.held_on)


def problems_of(row: MeetingAction) -> str:
    """What is not understood of the line of an action, in one sentence after the other."""
    return ". ".join(read_of(row).problems)
