"""Doing what the protocol is against: never without a reason, which is kept."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError

from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add
from linkstudy.identities.service import seal
from participants.actions.whom import locked, resealed
from participants.breaches import broken, newly_broken
from participants.models import Deviation, Participant
from participants.protocol import Breach


def explain(person: Participant, breach: Breach | None, reason: str, by: User) -> None:
    """Note a deviation, when there is one, beside the fact that the caller has just written.

    Raises ValidationError, beside the question for it, without a reason: then nothing is written.
    """
    explain_each(person, [breach] if breach else [], reason, by)


def explain_each(person: Participant, breaches: list[Breach], reason: str, by: User) -> None:
    """As explain, of several rules that the same fact breaks, for one reason."""
    if breaches and not reason:
        asked = dict.fromkeys(breach.ask for breach in breaches)
        raise ValidationError({"deviation": list(asked)})
    for breach in breaches:
        _note(person, breach, reason, by)


@contextmanager
def explained(person: Participant, reason: str, by: User) -> Iterator[None]:
    """Around what puts right or restores something of a person: as explain_each, of every rule that
    what stands of them newly breaks. What was broken before stays as it is told."""
    before = broken(person)
    yield
    explain_each(person, newly_broken(person, before), reason, by)


def _note(person: Participant, breach: Breach, reason: str, by: User) -> None:
    deviation = Deviation(
        participant=person,
        rule=breach.rule,
        protocol=breach.protocol,
        on=breach.on,
        what=breach.what,
        reason=seal(person.person, "deviation.reason", reason),
        noted_by=by,
    )
    add(deviation, "deviation.noted", by=by)


@action
def correct_deviation(
    *, deviation: Deviation, version: int, why: str, reason: str, by: User
) -> Deviation:
    """Put right why the protocol was not kept."""
    person = locked(deviation.participant)
    return replace(
        deviation,
        "deviation.corrected",
        by=by,
        version=version,
        why=seal(person.person, "deviation.void", why),
        reason=resealed(person, "deviation.reason", deviation.reason, reason),
    )


@action
def void_deviation(*, deviation: Deviation, version: int, reason: str, by: User) -> Deviation:
    """The protocol was kept after all, or what broke it never happened."""
    person = locked(deviation.participant)
    sealed = seal(person.person, "deviation.void", reason)
    return void(deviation, "deviation.voided", by=by, version=version, why=sealed)


@action
def restore_deviation(*, deviation: Deviation, version: int, reason: str, by: User) -> Deviation:
    """The protocol was not kept."""
    person = locked(deviation.participant)
    sealed = seal(person.person, "deviation.void", reason)
    return restore(deviation, "deviation.restored", by=by, version=version, why=sealed)
