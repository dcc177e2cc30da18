"""How often strangers may ask for a new link: decision 0008.

Counted in the database, for an address and for all together, known or not, before anything
else is done.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from linkstudy import clock
from linkstudy.accounts.addresses import trace
from linkstudy.accounts.models import LinkRequest, User

# So many, in so long.
AN_ADDRESS = (3, dt.timedelta(hours=1))
ALL_TOGETHER = (30, dt.timedelta(minutes=10))
WORDS = "Many links were asked for in a short time. Wait an hour, then ask again"


def reached(email: str) -> bool:
    """Whether no more may be asked for now, with this address or at all."""
    now = clock.real_now()
    most, span = ALL_TOGETHER
    if LinkRequest.objects.filter(at__gt=now - span).count() >= most:
        return True
    most, span = AN_ADDRESS
    return LinkRequest.objects.filter(at__gt=now - span, trace=trace(email)).count() >= most


def asked_at(users: Iterable[User]) -> dict[int, dt.datetime]:
    """{key: when they last asked} of the people who ever asked for a new link."""
    traces = {trace(user.email): user.pk for user in users}
    found = LinkRequest.objects.filter(trace__in=traces).values_list("trace").annotate(Max("at"))
    return {traces[one]: at for one, at in found}


def waits(user: Any, asked: dt.datetime | None) -> bool:
    """Whether somebody, fetched with links, asked for one, and got none and did not sign in since."""
    since = (user.link_made_at, user.last_login)
    return asked is not None and not any(one and one > asked for one in since)


def waiting() -> list[User]:
    """Who has access and waits for a link that they asked for."""
    people = User.objects.current().with_links().in_order()
    asked = asked_at(people)
    return [one for one in people if waits(one, asked.get(one.pk))]
