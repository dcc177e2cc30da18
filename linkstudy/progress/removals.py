"""What people who withdrew asked to be taken out, and nobody has looked at yet."""

import datetime as dt

from django.urls import reverse

from linkstudy import clock
from linkstudy.progress.scope import Scope
from linkstudy.todo import Item
from linkstudy.words import many
from participants.briefs import short
from participants.removals import Due, waiting

SOON = dt.timedelta(days=7)


def removal_items(scope: Scope) -> list[Item]:
    """The people whose first day comes within a week."""
    lists = waiting(scope.people)
    return [removal_item(each) for each in lists if _first(each) <= clock.today() + SOON]


def removal_item(dues: list[Due]) -> Item:
    """A person whose places wait to be looked at."""
    person, by = dues[0].person, _first(dues)
    is_late = by < clock.today()
    when = f"was due {short(by)}" if is_late else f"by {short(by)}"
    note = f"{many(len(dues), 'place')} to look at, {when}"
    words = f"Take out what {person} asked for"
    url = reverse("participants:withdrawals")
    return Item(words, url, by, note, person.owner, is_late=is_late)


def _first(dues: list[Due]) -> dt.date:
    return min(one.by for one in dues)
