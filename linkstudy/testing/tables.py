"""Groups and their members for tests: as in factories, through the actions."""

from typing import Any

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.testing.factories import a_user, ago
from meetings import actions
from meetings.models import Group, Member, Naming


def a_group(name: str = "PPI group", kind: str = "ppi", **facts: Any) -> Group:
    return actions.add_group(name=name, kind=kind, by=None, **facts)


def a_member(group: Group | None = None, by: User | None = None, **facts: Any) -> Member:
    """A public contributor who joined a hundred days ago."""
    given = {"seat": "public", "joined_on": ago(100)} | facts
    return actions.add_member(group=group or Group.objects.first() or a_group(), by=by, **given)


def a_naming(member: Member | None = None, by: User | None = None, **facts: Any) -> Naming:
    """Agreed ten days ago to be named in minutes and updates, as Pat Example."""
    given = {"on": ago(10), "places": ["minutes", "updates"], "known_as": "Pat Example"} | facts
    return actions.agree_naming(member=member or a_member(), by=by, **given)


def a_ppi_lead() -> User:
    return User.objects.filter(role=Role.PPI_LEAD).first() or a_user(Role.PPI_LEAD)
