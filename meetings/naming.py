"""What members may be called where: by the name they agreed to, and else by their label."""

import datetime as dt
from collections.abc import Iterable

from linkstudy import clock
from linkstudy.identities.service import GONE, unseal
from meetings.models import Member, Naming
from meetings.models.naming import NAME
from meetings.vocabulary import Place


def names(members: Iterable[Member], place: Place, on: dt.date | None = None) -> dict[int, str]:
    """{key of a member: the name they want to be printed} of those who agree to it by a day.

    One query. Ask anew at the moment of sending: a withdrawal takes the name away.
    """
    by_key = {one.pk: one for one in members}
    said = Naming.objects.filter(member__in=by_key).in_force(on)
    agreed = [row for row in said.select_related("member__person") if place in row.places]
    opened = {row.member_id: unseal(row.member.person, NAME, row.known_as) for row in agreed}
    return {key: name for key, name in opened.items() if name != GONE}


def no_longer_named(place: Place) -> list[str]:
    """Names of members who agreed to stand there once, and whose last word is no."""
    said = Naming.objects.standing().filter(on__lte=clock.today()).order_by("on", "number")
    rows = list(said.select_related("member__person"))
    last = {row.member_id: row.pk for row in rows}
    keep: set[str] = set()
    gone: set[str] = set()
    for row in rows:
        if row.known_as:
            name = unseal(row.member.person, NAME, row.known_as)
            (keep if row.pk == last[row.member_id] and place in row.places else gone).add(name)
    return sorted(gone - keep - {GONE})


def called(members: Iterable[Member], place: Place, on: dt.date | None = None) -> dict[int, str]:
    """{key of a member: what they are called in a place}."""
    rows = list(members)
    agreed = names(rows, place, on)
    return {one.pk: agreed.get(one.pk, one.label) for one in rows}
