"""What has ended or ends soon at a site, for those who see to it."""

from datetime import date
from itertools import chain
from typing import cast

from cases.models import Approval, Delegation
from cases.models.governance import end_words
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.progress.items import Item

MOST = 10  # of a kind on one page; their lists have the rest


def ending_items(user: User) -> list[Item]:
    """Letters of access and delegations that end within 30 days, or have ended and are not renewed."""
    if not user.may(May.SET_UP):
        return []
    today = clock.today()
    letters = Approval.objects.ending(today).select_related("site", "person")[:MOST]
    tasks = Delegation.objects.ending(today).select_related("site", "person")[:MOST]
    return [ending_item(one) for one in chain(letters, tasks)]


def ending_item(row: Approval | Delegation) -> Item:
    ends = cast(date, row.ends_on)  # only rows that end are looked for
    is_late = ends < clock.today()
    return Item(str(row), row.get_absolute_url(), ends, end_words(ends), is_late=is_late)
