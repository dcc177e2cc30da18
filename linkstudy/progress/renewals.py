"""Consents to renew, as things to do: each owed by whoever looks after the person."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.todo import Item
from linkstudy.words import listed
from participants.renewals import with_needs
from participants.vocabulary import Need

SAID = {
    Need.SIGN: ("1 person is to sign a new version", "{} people are to sign a new version"),
    Need.TELL: ("1 is to be told of one", "{} are to be told of one"),
}
COUNTS = {need.value: Count("pk", filter=Q(need=need)) for need in SAID}
OWNER = ("owner", "owner__name", "owner__number")


def to_renew(people: Any) -> dict[User, dict[str, int]]:
    """{who looks after them, by key, name and number alone: {what is needed: how many people}}."""
    rows = with_needs(people).order_by().values(*OWNER).annotate(**COUNTS)
    return of_owners(rows.values_list(*OWNER, *COUNTS))


def of_owners(rows: Iterable[Any]) -> dict[User, dict[str, int]]:
    """The same, from rows of an owner and how many of theirs need each thing that is said."""
    found: dict[User, dict[str, int]] = {}
    for key, name, number, *counts in rows:
        needed: dict[str, int] = {
            need: count for need, count in zip(SAID, counts, strict=True) if count
        }
        if needed:
            found[User(pk=key, name=name, number=number)] = needed
    return found


def renewal_items(renewals: dict[User, dict[str, int]]) -> list[Item]:
    """One item for each who looks after some of them, which leads to the work list."""
    return [renewal_item(owner, counts) for owner, counts in renewals.items()]


def renewal_item(owner: User, counts: dict[str, int]) -> Item:
    said = [
        one if counts[need] == 1 else more.format(f"{counts[need]:,}")
        for need, (one, more) in SAID.items()
        if need in counts
    ]
    words = f"Consents to renew: {listed(said)}"
    note = "Who has an interview ahead signs first"
    return Item(words, reverse("participants:renewals"), clock.today(), note, owner)
