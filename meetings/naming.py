"""What members may be called where: by the name they agreed to, and else by their label."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from linkstudy import clock
from linkstudy.identities.kinds import Kind
from linkstudy.identities.service import GONE, held_by, unseal
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


@dataclass(frozen=True)
class Names:
    """Names that members gave: those that may be printed in a place, and those that may not."""

    agreed: frozenset[str]
    refused: frozenset[str]


def given(place: Place) -> Names:
    """What became of every name that a member ever gave. A yes that was taken back as mistaken is none,
    and of a void member nothing holds.
    """
    rows = list(Naming.objects.select_related("member__person").order_by("on", "number", "pk"))
    today = clock.today()
    last = {row.member_id: row.pk for row in rows if not row.voided_at and row.on <= today}
    agreed: set[str] = set()
    found: set[str] = set()
    for row in (one for one in rows if one.known_as):
        name = unseal(row.member.person, NAME, row.known_as)
        holds = row.pk == last.get(row.member_id) and not row.member.voided_at
        (agreed if holds and place in row.places else found).add(name)
    return Names(frozenset(agreed - {GONE}), frozenset(found - agreed - {GONE}))


def of_members(names: Iterable[str]) -> set[str]:
    """Which of these are the name of a member without an account. Nobody's name is opened for it."""
    people = Member.objects.filter(user=None).order_by().values("person")
    return held_by(Kind.NAME, names, people)


def called(members: Iterable[Member], place: Place, on: dt.date | None = None) -> dict[int, str]:
    """{key of a member: what they are called in a place}."""
    rows = list(members)
    agreed = names(rows, place, on)
    return {one.pk: agreed.get(one.pk, one.label) for one in rows}
