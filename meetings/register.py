"""What the pages say about advice and what changed because of it."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from linkstudy.accounts.models import User
from linkstudy.corrections import put_right
from linkstudy.rows import STANDING_FIRST
from linkstudy.telling import Event
from meetings.models import Contribution, Group

ROWS = 25


@dataclass(frozen=True)
class Register:
    """The record of involvement for a reader: advice, newest first, void advice last."""

    page: Page
    count: int
    used: int
    groups: list[Group]

    @property
    def sentence(self) -> str:
        """5 pieces of advice are written down. 3 of them changed something."""
        if not self.count:
            return "No advice is written down yet."
        pieces = "piece of advice is" if self.count == 1 else "pieces of advice are"
        changed = "it" if self.count == 1 else "them"
        some = f"{self.used:,} of {changed}" if self.used else f"None of {changed}"
        return f"{self.count:,} {pieces} written down. {some} changed something so far."


def register(user: User, number: Any) -> Register:
    standing = Contribution.objects.visible_to(user).standing()
    rows = Contribution.objects.visible_to(user).current().select_related("group", "member__user")
    rows = rows.order_by(STANDING_FIRST, "-on", "-number")
    return Register(
        page=Paginator(rows, ROWS).get_page(number),
        count=standing.count(),
        used=standing.exclude(changed_on=None).count(),
        groups=list(Group.objects.standing().order_by("name")),
    )


@dataclass(frozen=True)
class Advice:
    """A piece of advice, with how it came to say what it says."""

    row: Contribution
    put_right: list[Event]


def advice_of(row: Contribution, reader: User) -> Advice:
    return Advice(row, put_right(row, reader))
