"""One person as the list and their own page show them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from linkstudy import clock
from linkstudy.accounts.limits import asked_at, waits
from linkstudy.accounts.links import moment
from linkstudy.accounts.models import State
from linkstudy.accounts.policy import May, Reach, is_at_sites, reach
from linkstudy.team.work import stranded

# The state's shape and tone.
SHAPES = {
    State.ACTIVE: ("done", "good"),
    State.INVITED: ("half", "brand"),
    State.SUSPENDED: ("left", "warn"),
    State.ENDED: ("ended", "mute"),
}


def lines(users: Sequence[Any]) -> list["Line"]:
    """Their lines: two questions to the database, and those about open work, for all of them."""
    stuck = {user for user, _ in stranded(users)}
    asked = asked_at(users)
    return [Line(user, user.pk in stuck, asked.get(user.pk)) for user in users]


@dataclass(frozen=True)
class Line:
    """A person fetched with links and standing memberships.

    is_stuck  their work waits for others
    asked_at  when they last asked for a new link
    """

    user: Any
    is_stuck: bool = False
    asked_at: dt.datetime | None = None

    @property
    def shape(self) -> str:
        return SHAPES[self.user.state][0]

    @property
    def tone(self) -> str:
        return SHAPES[self.user.state][1]

    @property
    def reach(self) -> Reach | None:
        """Over what the role sees progress, wherever the person's access stands."""
        return reach(self.user.role, May.SEE_PROGRESS)

    @property
    def at_sites(self) -> bool:
        """Whether the role sees the sites alone at which the person works."""
        return is_at_sites(self.user.role)

    @property
    def lacks_site(self) -> bool:
        """Whether they see nothing until somebody adds them to a site."""
        return self.at_sites and self.user.is_current and not self.user.standing

    @property
    def sites(self) -> str:
        """Where they work, or what their role sees everywhere."""
        if self.at_sites:
            now = [one.site.name for one in self.user.standing if one.since <= clock.today()]
            return ", ".join(now) or ("None yet" if self.user.is_current else "")
        return "All" if self.reach == Reach.ALL else "All, as counts"

    @property
    def link(self) -> str:
        """Where their newest link stands, in words; "" when nothing waits."""
        until = self.user.link_until
        if until is None or not self.user.is_current:
            return ""
        if until <= clock.real_now():
            return f"Their link ran out on {moment(until)}"
        return f"Their link works until {moment(until)}"

    @property
    def asked(self) -> str:
        """When they asked for a new link that nobody has made yet, in words, or ""."""
        at = self.asked_at
        return (
            f"Asked for a new link on {moment(at)}"
            if at and waits(at, self.user.link_made_at, self.user.last_login)
            else ""
        )
