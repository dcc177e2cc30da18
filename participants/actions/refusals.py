"""Saying no."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add, amend
from linkstudy.identities.service import seal
from participants.actions.whom import cancel_bookings, locked, reopen, resealed
from participants.consents import said
from participants.models import Clause, Participant, Refusal
from participants.vocabulary import MissedWhy, Scope


@action
def record_refusal(
    *, participant: Participant, on: dt.date, by: User, words: str = "", **facts: Any
) -> Refusal:
    """A person says no: facts are reason and may_contact_again.

    Raises ValidationError when they have agreed: then they withdraw.
    """
    _not_to_come(on)
    person = locked(participant)
    _has_not_agreed(person)
    sealed = seal(person.person, "refusal.words", words)
    refusal = Refusal(participant=person, on=on, words=sealed, **facts)
    add(refusal, "refusal.recorded", by=by)
    _follow(refusal, by)
    return refusal


@action
def correct_refusal(
    *,
    refusal: Refusal,
    version: int,
    why: str,
    on: dt.date,
    by: User,
    words: str = "",
    **facts: Any,
) -> Refusal:
    """Put right why and when somebody said no."""
    _not_to_come(on)
    person = locked(refusal.participant)
    return replace(
        refusal,
        "refusal.corrected",
        by=by,
        version=version,
        why=seal(person.person, "refusal.void", why),
        on=on,
        words=resealed(person, "refusal.words", refusal.words, words),
        **facts,
    )


@action
def void_refusal(*, refusal: Refusal, version: int, reason: str, by: User) -> Refusal:
    """They did not say no: they may still take part."""
    person = locked(refusal.participant)
    sealed = seal(person.person, "refusal.void", reason)
    gone = void(refusal, "refusal.voided", by=by, version=version, why=sealed)
    reopen(person, by)
    return gone


@action
def restore_refusal(*, refusal: Refusal, version: int, reason: str, by: User) -> Refusal:
    """They did say no. Raises ValidationError when they have agreed or said no again since."""
    person = locked(refusal.participant)
    _has_not_agreed(person)
    if other := Refusal.objects.standing().filter(participant=person).first():
        raise ValidationError(f"{person} said no on {said(other.on)}. Correct that answer instead")
    sealed = seal(person.person, "refusal.void", reason)
    back = restore(refusal, "refusal.restored", by=by, version=version, why=sealed)
    _follow(back, by)
    return back


def _not_to_come(on: dt.date) -> None:
    if on > clock.today():
        raise ValidationError({"on": "The date must be today or in the past"})


def _has_not_agreed(person: Participant) -> None:
    if Clause.objects.agreed_now(Scope.INTERVIEW, participant=person).exists():
        raise ValidationError(f"{person} has agreed to an interview. Record a withdrawal instead")


def _follow(refusal: Refusal, by: User) -> None:
    """Cancel bookings and forget the next step."""
    cancel_bookings(refusal.participant, MissedWhy.DECLINED, refusal.on, by)
    amend(refusal.participant, "participant.declined", by=by, contact_by=None)
