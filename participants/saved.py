"""The views of the list of people: those that everybody starts with, and those that people save."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from participants.filters import FACETS, PeopleFilter
from participants.models import SavedView
from participants.orders import NOW

# Query strings as `kept` writes them.
STEPS = "step=decide&step=late&step=later&step=plan&step=today&owner=me"
READY = [
    ("Consented, not interviewed", "status=booked&status=consented"),
    ("No reply for 14 days", "status=invited&step=late"),
    ("Needs the new consent form", "form=old"),
    ("Withdrew", "status=withdrew"),
]
Asked = dict[str, list[str]]


@dataclass(frozen=True)
class Tab:
    """A view as a link over the list. count is of people, None on a page about another day.

    saved is the view, or None for one that is ready.
    """

    words: str
    url: str
    count: int | None
    is_current: bool
    saved: SavedView | None = None


def kept(filters: PeopleFilter) -> str:
    """The part of a list's query string that a view keeps: the answers we know, and the order."""
    asked = [(name, key) for name in FACETS for key in sorted(filters.chosen(name))]
    sort = filters.data.get("sort", "")
    is_known = sort.removeprefix("-") in NOW and sort != "next-step"
    return urlencode([*asked, *([("sort", sort)] if is_known else [])])


def asked_by(query: str) -> Asked:
    """{filter: answers} of a view."""
    found = QueryDict(query)
    return {name: found.getlist(name) for name in FACETS}


def tabs(filters: PeopleFilter) -> list[Tab]:
    """Every view that the reader may open, with how many people it shows."""
    now = "" if filters.search or filters.at_day else kept(filters)
    is_all = not (now or filters.search or filters.at_day)
    total = None if filters.at_day else filters.total
    everyone = Tab("Everyone", reverse("participants:people"), total, is_all)
    return [*_ready(filters, now), *_saved(filters, now), everyone]


def _ready(filters: PeopleFilter, now: str) -> Iterator[Tab]:
    mine = [("My next steps", STEPS)] if filters.user.may(May.RECORD) else []
    for words, query in [*mine, *READY]:
        url = f"{reverse('participants:people')}?{query}"
        yield Tab(words, url, count(filters, query), query == now)


def _saved(filters: PeopleFilter, now: str) -> Iterator[Tab]:
    views = SavedView.objects.standing().reached(filters.user).select_related("owner")
    for view in views.order_by("name", "pk"):
        here = bool(now) and view.query == now
        yield Tab(view.name, view.get_absolute_url(), count(filters, view.query), here, view)


def count(filters: PeopleFilter, query: str) -> int | None:
    """How many of the reader's people a view shows; None on a page about another day."""
    if filters.at_day:
        return None
    asked = {name: keys for name, keys in asked_by(query).items() if keys}
    return sum(
        row.people
        for row in filters.tuples
        if all(getattr(row, name) in keys for name, keys in asked.items())
    )


def view_called(user: User, slug: str) -> SavedView | None:
    """The view of a name: one that stands before one that is gone, one's own before a shared one."""
    found = SavedView.objects.reached(user).filter(slug=slug).order_by("pk")
    return min(
        found, key=lambda one: (one.removed_at is not None, one.owner_id != user.pk), default=None
    )
