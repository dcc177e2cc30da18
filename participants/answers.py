"""What the answers to the filters of today mean: as the database is asked, and as a row says it.

The two halves of each stand side by side; a test holds them to each other.
"""

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Case as SqlCase
from django.db.models import IntegerField, Q, Value, When

from linkstudy import clock
from participants.renewals import with_needs
from participants.vocabulary import Need

STEPS = {
    "decide": "Decide: no answer",
    "plan": "Decide what to do next",
    "late": "Late",
    "today": "Due today",
    "later": "Due later",
    "none": "Nothing to do",
}
MINE, QUIET, OLD = "me", "none", "old"


class Tuple(NamedTuple):
    """People as the counts see them, who cannot tell them apart: how many there are alike."""

    case: str
    group: str
    status: str
    step: str
    reply: str
    owner: str
    form: str
    is_found: bool
    people: int


def of_step(step: str) -> Q:
    """That the next step with people with_waits() is one of STEPS."""
    today = clock.today()
    return {
        "decide": Q(waits=True),
        "plan": Q(waits=False, unplanned=True),
        "late": Q(waits=False, next_on__lt=today),
        "today": Q(waits=False, next_on=today),
        "later": Q(waits=False, next_on__gt=today),
        "none": Q(waits=False, unplanned=False, next_on=None),
    }[step]


def step_of(next_on: dt.date | None, waits: bool, unplanned: bool) -> str:
    """The key of STEPS for a row of theirs."""
    if waits:
        return "decide"
    if next_on is None:
        return "plan" if unplanned else "none"
    today = clock.today()
    return "late" if next_on < today else "later" if next_on > today else "today"


def signing(people: Any) -> set[int]:
    """Keys of those of the people who are to sign again, as the work list of renewals says: asked once,
    and quicker than within another question."""
    rows = with_needs(people.standing()).values_list("pk", "need")
    return {key for key, need in rows if need == Need.SIGN}


def turn() -> SqlCase:
    """Whose turn it is, for the order: first those about whom somebody has to decide, then those who
    have no day, for whom one is to be set; whoever has a day by their days; and None for nothing to do."""
    turns = Q(waits=True), Q(unplanned=True), Q(next_on__isnull=False)
    found = [When(turn, then=Value(place)) for place, turn in enumerate(turns)]
    return SqlCase(*found, default=None, output_field=IntegerField())
