"""What has ended or ends soon at a site, for those who see to it."""

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
from linkstudy.todo import Item

MOST = 10  # on one page; the lists have the rest


def ending_items(user: User, most: int = MOST) -> list[Item]:
    """Letters of access and delegations that end within 30 days, or have ended and are not renewed.

    One query.
    """
    if not user.may(May.SEE_SET_UP):
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
    return [ending_item(*row) for row in found[:most]]


def ending_item(place: str, what: str, who: str, site: int, ends: date, slug: str) -> Item:
    """Letter of access of Asha Patel, Site 1."""
    to = "to" if place == Delegation.place else "of"
    url = reverse(f"set_up:{place}:row", args=[slug])
    words = f"{what} {to} {who}, Site {site}"
    return Item(words, url, ends, end_words(ends), is_late=ends < clock.today())
