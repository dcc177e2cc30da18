"""How often strangers may ask for a new link: decision 0008.

Counted in the database, for an address and for all together, known or not, before anything
else is done.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import DateTimeField, Max, Value

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


def waits(asked: dt.datetime | None, *since: dt.datetime | None) -> bool:
    """Whether somebody asked for a link, and since then neither got one nor signed in."""
    return asked is not None and not any(one and one > asked for one in since)


def waiting() -> list[tuple[int, str]]:
    """(number, name) of who has access and waits for a link that they asked for, by name.

    One query, as it stands on a page that has many.
    """
    never = Value(None, DateTimeField())
    asked = LinkRequest.objects.values("trace").annotate(last=Max("at")).order_by()
    people = User.objects.current().with_links().order_by()
    found = people.values_list("number", "name", "email", "link_made_at", "last_login").union(
        asked.values_list(Value(0), Value(""), "trace", "last", never), all=True
    )
    rows = list(found)
    last = {mark: at for number, _, mark, at, _ in rows if not number}
    wait = [
        (number, name)
        for number, name, email, *since in rows
        if number and waits(last.get(trace(email)), *since)
    ]
    return sorted(wait, key=lambda one: (one[1].casefold(), one[0]))
