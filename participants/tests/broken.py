"""What was kept of rules that were broken, and putting right or restoring what may break them."""

import datetime as dt
from typing import Any

from linkstudy.accounts.models import User
from linkstudy.identities.service import unseal
from participants import actions
from participants.models import Consent, Deviation, Participant

STANDS = {
    "interview": ["held_on", "wave", "recording"],
    "consent": ["document", "given_on", "given_time", "how"],
    "attempt": ["on", "time", "channel", "outcome", "incoming"],
}


def kept() -> list[tuple[str, dt.date, str, str]]:
    """(rule, day, what, why) of each deviation that stands."""
    return [
        (one.rule, one.on, one.what, unseal(one.participant.person, "deviation.reason", one.reason))
        for one in Deviation.objects.standing().select_related("participant__person")
    ]


def kept_of() -> list[tuple[str, dt.date]]:
    """(rule, day) of each deviation that stands."""
    return [(rule, on) for rule, on, *_ in kept()]


def take_back_deviations() -> None:
    for one in Deviation.objects.standing():
        actions.void_deviation(**back(one))


def right(row: Any, **facts: Any) -> dict[str, Any]:
    """What an action that puts a row right is given: what stands, but for the facts said here."""
    stands = {name: getattr(row, name) for name in STANDS.get(noun_of(row), [])}
    if isinstance(row, Consent):
        stands["scopes"] = list(row.agreed)
    return _given(row) | {"why": "Misread it"} | stands | facts


def back(row: Any) -> dict[str, Any]:
    """What an action that takes a row back, or restores it, is given."""
    return _given(row) | {"reason": "The wrong one"}


def _given(row: Any) -> dict[str, Any]:
    return {noun_of(row): row, "version": row.version, "by": owner_of(row)}


def noun_of(row: Any) -> str:
    """What actions call it."""
    return row._meta.model_name.replace("contactattempt", "attempt")


def owner_of(row: Any) -> User:
    return (row if isinstance(row, Participant) else row.participant).owner
