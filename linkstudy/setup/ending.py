"""What has ended or ends soon at a site, for those who see to it."""

from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from django.db.models import Value
from django.urls import reverse

from cases.models import Approval, Delegation
from cases.models.governance import end_words
from cases.vocabulary import ApprovalKind
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May


@dataclass(frozen=True)
class Item:
    """Something that ends, or has ended, as pages list it."""

    words: str
    url: str
    note: str
    is_late: bool
    more: str = ""
    who: str = ""

    @property
    def tone(self) -> str:
        return "bad" if self.is_late else "warn"

    @property
    def icon(self) -> str:
        return "warning" if self.is_late else "clock"


MOST = 10  # on one page; the lists have the rest


def ending_items(user: User) -> list[Item]:
    """Letters of access and delegations that end within 30 days, or have ended and are not renewed.

    One query.
    """
    if not user.may(May.SET_UP):
        return []
    rows = [
        model.objects.ending(clock.today())
        .order_by()
        .values_list(
            Value(model.place), Value(what), "person__name", "site__number", "ends_on", "slug"
        )
        for model, what in ((Approval, ApprovalKind.LETTER.label), (Delegation, "Delegation"))
    ]
    found = sorted(rows[0].union(rows[1], all=True), key=itemgetter(4, 5, 0))
    return [ending_item(*row) for row in found[:MOST]]


def ending_item(place: str, what: str, who: str, site: int, ends: date, slug: str) -> Item:
    """Letter of access of Asha Patel, Site 1."""
    to = "to" if place == Delegation.place else "of"
    url = reverse(f"set_up:{place}:row", args=[slug])
    words = f"{what} {to} {who}, Site {site}"
    return Item(words, url, end_words(ends), is_late=ends < clock.today())
