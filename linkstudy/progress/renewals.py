"""Consents to renew, as a thing to do."""

from collections import Counter
from typing import Any

from django.urls import reverse

from linkstudy import clock
from linkstudy.todo import Item
from linkstudy.words import listed
from participants.renewals import outdated
from participants.vocabulary import Need

SAID = {
    Need.SIGN: ("1 person is to sign a new version", "{} people are to sign a new version"),
    Need.TELL: ("1 is to be told of one", "{} are to be told of one"),
}


def to_renew(people: Any) -> dict[str, int]:
    """{what is needed: how many of the people}."""
    return Counter(outdated(people).order_by().values_list("need", flat=True))


def renewal_items(counts: dict[str, int]) -> list[Item]:
    """One item that leads to the work list, or none."""
    said = [
        one if counts[need] == 1 else more.format(f"{counts[need]:,}")
        for need, (one, more) in SAID.items()
        if counts.get(need)
    ]
    if not said:
        return []
    words = f"Consents to renew: {listed(said)}"
    note = "Who has an interview ahead signs first"
    return [Item(words, reverse("participants:renewals"), clock.today(), note)]
