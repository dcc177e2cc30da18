"""Consents to renew, as things to do: each owed by whoever looks after the person."""

from collections import Counter
from typing import Any

from django.urls import reverse

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.todo import Item
from linkstudy.words import listed
from participants.renewals import outdated
from participants.vocabulary import Need

SAID = {
    Need.SIGN: ("1 person is to sign a new version", "{} people are to sign a new version"),
    Need.TELL: ("1 is to be told of one", "{} are to be told of one"),
}


def to_renew(people: Any) -> dict[User, dict[str, int]]:
    """{who looks after them, by key, name and number alone: {what is needed: how many people}}."""
    rows = outdated(people).order_by().values_list("owner", "owner__name", "owner__number", "need")
    found: dict[User, dict[str, int]] = {}
    for (key, name, number, need), count in Counter(rows).items():
        if need in SAID:
            found.setdefault(User(pk=key, name=name, number=number), {})[need] = count
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
