"""The order of the list of people: by which columns, and what their heads say."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F, Value
from django.db.models.functions import StrIndex

from participants.vocabulary import Group, Status


def place(name: str, values: Iterable[str]) -> StrIndex:
    """Where a column's value stands among the values, for ordering by them."""
    return StrIndex(Value(" ".join(values)), F(name))


class Order(NamedTuple):
    """A column to sort by: its head, what it sorts by before the ID, and both ways in words."""

    label: str
    columns: list
    up: str
    down: str


BY_ID = [F("case__number"), place("group", Group.values), F("number")]
ORDERS = {
    "id": Order("ID", [], "ID, lowest first", "ID, highest first"),
    "group": Order("Group", [place("group", Group.values)], "group", "group, backwards"),
    "status": Order("Status", [place("status", Status.values)], "status", "status, backwards"),
    "next-step": Order(
        "Next step",
        [F("turn"), F("next_on"), F("booked_time")],
        "next step, soonest first",
        "next step, latest first",
    ),
    "last-contact": Order(
        "Last contact",
        [F("last_on"), F("last_time")],
        "last contact, longest ago first",
        "last contact, latest first",
    ),
    "owner": Order("Owner", [F("owner__name")], "owner, A to Z", "owner, Z to A"),
    "first-interview": Order(
        "First interview",
        [F("first_on")],
        "first interview, earliest first",
        "first interview, latest first",
    ),
}
NOW = ("id", "group", "status", "next-step", "last-contact", "owner")
THEN = ("id", "group", "first-interview", "status", "owner")
OF_TODAY = {"status": "Status today", "owner": "Owner today"}  # heads beside facts of another day


@dataclass(frozen=True)
class Head:
    """The head of a column that can be sorted by; direction is for aria-sort, or ""."""

    label: str
    url: str
    direction: str
