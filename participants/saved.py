"""The views of the list of people: those that everybody starts with, and those that people save."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from participants.asked import FACETS, NO_REPLY, meaning_oneself
from participants.filters import PeopleFilter
from participants.models import SavedView
from participants.orders import NOW

# Query strings as `kept` writes them.
STEPS = "step=decide&step=late&step=later&step=plan&step=today&owner=me"
READY = [
    ("Consented, not interviewed", "status=booked&status=consented"),
    (NO_REPLY, "reply=none"),
    ("Needs the new consent form", "form=old"),
    ("Withdrew", "status=withdrew"),
]
OWN = "?own=yes"  # a private view whose name somebody shared another under
Asked = dict[str, list[str]]


@dataclass(frozen=True)
class Tab:
    """A view as a link over the list. count is of people, None on a page about another day.

    saved is the view, or None for one that is ready; which is what its address says besides.
    """

    words: str
    url: str
    count: int | None
    is_current: bool
    saved: SavedView | None = None
    which: str = ""


def kept(filters: PeopleFilter) -> str:
    """The part of a list's query string that a view keeps: the answers we know, and the order."""
    asked = [(name, key) for name in FACETS for key in sorted(filters.chosen(name))]
    sort = filters.data.get("sort", "")
    is_known = sort.removeprefix("-") in NOW and sort != "next-step"
    return urlencode([*asked, *([("sort", sort)] if is_known else [])])


def asked_by(filters: PeopleFilter, query: str) -> Asked:
    """{filter: answers that the reader knows} of a view."""
    found = meaning_oneself(QueryDict(query), filters.user)
    return {name: filters.known(name, found) for name in FACETS}


def tabs(filters: PeopleFilter, opened: SavedView | None = None) -> list[Tab]:
    """Every view that the reader may open, with how many people it shows; opened is the one whose
    address they opened."""
    now = kept(filters) if filters.is_whole else ""
    total = None if filters.at_day else filters.total
    is_all = filters.is_whole and not now and opened is None
    everyone = Tab("Everyone", reverse("participants:people"), total, is_all)
    found = [*_ready(filters, now), *_saved(filters, now), everyone]
    if opened is None:
        return found
    return [replace(tab, is_current=tab.saved == opened) for tab in found]


def _ready(filters: PeopleFilter, now: str) -> Iterator[Tab]:
    mine = [("My next steps", STEPS)] if filters.user.may(May.RECORD) else []
    for words, query in [*mine, *READY]:
        url = f"{reverse('participants:people')}?{query}"
        yield Tab(words, url, count(filters, query), query == now)


def _saved(filters: PeopleFilter, now: str) -> Iterator[Tab]:
    found = SavedView.objects.standing().reached(filters.user).select_related("owner")
    views = list(found.order_by("name", "pk"))
    shared = {view.slug for view in views if view.is_shared}
    for view in views:
        here = bool(now) and view.query == now
        which = OWN if not view.is_shared and view.slug in shared else ""
        url = f"{view.get_absolute_url()}{which}"
        yield Tab(view.name, url, count(filters, view.query), here, view, which)


def count(filters: PeopleFilter, query: str) -> int | None:
    """How many of the reader's people a view shows; None on a page about another day."""
    if filters.at_day:
        return None
    asked = {name: keys for name, keys in asked_by(filters, query).items() if keys}
    return sum(
        row.people
        for row in filters.tuples
        if all(getattr(row, name) in keys for name, keys in asked.items())
    )


def view_called(user: User, slug: str, *, own: bool = False) -> SavedView | None:
    """The view of an address: one that stands before one that is gone, and a shared one, which all
    who have the address mean, before a private one, unless it is one's own that is asked for."""
    found = SavedView.objects.reached(user).filter(slug=slug).order_by("-pk")
    if own:
        found = found.filter(is_shared=False)
    return min(found, key=lambda one: (one.removed_at is not None, not one.is_shared), default=None)
