"""What members say about being named: written down on its day, put right, taken back."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add, lock
from linkstudy.identities.service import seal, unseal
from linkstudy.rows import next_number
from meetings.models import Member, Naming
from meetings.models.naming import IN, NAME
from meetings.vocabulary import Place


@action
def agree_naming(
    *, member: Member, on: dt.date, places: Iterable[str], by: User | None, known_as: str = ""
) -> Naming:
    """Where a member agrees to be named, and as what. No place is a no, or a withdrawal."""
    facts = _facts(lock(member), on, places, known_as)
    named = known_as if any(facts[column] for column in IN.values()) else ""
    facts["known_as"] = seal(member.person, "naming.known_as", named)
    row = Naming(member=member, number=next_number(member.namings), **facts)
    return add(row, "naming.answered", by=by)


@action
def correct_naming(
    *,
    naming: Naming,
    version: int,
    why: str,
    on: dt.date,
    places: Iterable[str],
    by: User,
    known_as: str = "",
) -> Naming:
    """Put right what was written down of an answer; without a name, the one that is kept stays.

    Raises ValidationError beside the question, and Stale.
    """
    member = lock(naming.member)
    held = unseal(member.person, NAME, naming.known_as)
    facts = _facts(member, on, places, known_as or held)
    if not any(facts[column] for column in IN.values()):
        facts["known_as"] = ""
    elif known_as in {"", held}:
        facts["known_as"] = naming.known_as
    else:
        facts["known_as"] = seal(member.person, "naming.known_as", known_as)
    sealed = seal(member.person, "naming.void", why)
    return replace(naming, "naming.corrected", by=by, version=version, why=sealed, **facts)


@action
def void_naming(*, naming: Naming, version: int, reason: str, by: User) -> Naming:
    """They said nothing of the kind: what they said before holds again."""
    sealed = seal(naming.member.person, "naming.void", reason)
    return void(naming, "naming.voided", by=by, version=version, why=sealed)


@action
def restore_naming(*, naming: Naming, version: int, reason: str, by: User) -> Naming:
    """They did say it."""
    sealed = seal(naming.member.person, "naming.void", reason)
    return restore(naming, "naming.restored", by=by, version=version, why=sealed)


def _facts(member: Member, on: dt.date, places: Iterable[str], known_as: str) -> dict[str, Any]:
    """{column: value} of an answer. Raises ValidationError beside the question."""
    if member.voided_at:
        raise ValidationError("This member is void. Restore them first")
    if on > clock.today():
        raise ValidationError({"on": "The day must be today or in the past"})
    chosen = {Place(one) for one in places}
    if chosen and not known_as:
        raise ValidationError({"known_as": "Enter the name that they want to be printed"})
    return {"on": on} | {column: place in chosen for place, column in IN.items()}
