"""Who sits at the table of a meeting, and so can own what is to be done there."""

import datetime as dt
from collections.abc import Iterable, Sequence

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach, Role, reach
from meetings.minutes import Person
from meetings.models import Group, Member

EVERYWHERE = [role for role in Role if reach(role, May.SEE_MEETINGS) == Reach.ALL]


class Table:
    """The members of a group on a day, and whoever of the team sees all of its meetings."""

    def __init__(self, group: Group, on: dt.date):
        rows = Member.objects.at_table(on).filter(group=group).select_related("user")
        self.members = list(rows.order_by("number"))
        team = User.objects.current().filter(role__in=EVERYWHERE).order_by("number")
        accounts = [*(one.user for one in self.members if one.user), *team]
        self.owners: dict[str, User | Member] = {f"account {one.pk}": one for one in accounts}
        self.owners |= {f"member {one.pk}": one for one in self.members if not one.user}

    @property
    def people(self) -> list[Person]:
        """Those who can be named as owners."""
        return [Person(key, str(one)) for key, one in self.owners.items()]

    def links(self, people: Iterable[Person]) -> dict[str, list]:
        """The rows of owners, by the column that holds them."""
        return linked([self.owners[person.key] for person in people])


def linked(owners: Sequence[User | Member]) -> dict[str, list]:
    """Owners by the column that holds them."""
    return {
        "accounts": [one for one in owners if isinstance(one, User)],
        "members": [one for one in owners if isinstance(one, Member)],
    }
