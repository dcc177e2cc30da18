"""Saying no."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add, amend
from linkstudy.identities.service import seal
from participants.actions.deviations import explained
from participants.actions.questionnaires import give_up_open
from participants.actions.whom import (
    cancel_bookings,
    demand_known,
    locked,
    no_stays_last,
    reopen,
    resealed,
)
from participants.afterwards import NotComing
from participants.consents import said
from participants.models import Clause, Interview, Participant, Refusal
from participants.vocabulary import MissedWhy, Scope, Wave


@action
def record_refusal(
    *, participant: Participant, on: dt.date, by: User, words: str = "", **facts: Any
) -> Refusal:
    """A person says no, or does not reply: facts are reason and may_contact_again.

    Who has agreed to an interview withdraws instead, and ValidationError says so. Once interviewed,
    a person is asked again for a follow-up: no to that leaves what they agreed to before.
    """
    _not_to_come(on)
    person = locked(participant)
    demand_known(person, on)
    _may_say_no(person, on)
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
    deviation: str = "",
    **facts: Any,
) -> Refusal:
    """Put right why and when somebody said no. Nobody waits for a questionnaire of whom it now says not
    to contact them again. A contact or consent that is newly against it needs a deviation. Raises
    ValidationError for a no for good that then comes after they agreed."""
    _not_to_come(on)
    person = locked(refusal.participant)
    if on != refusal.on:
        demand_known(person, on)
    with no_stays_last(person, "on"), explained(person, deviation, by):
        right = replace(
            refusal,
            "refusal.corrected",
            by=by,
            version=version,
            why=seal(person.person, "refusal.void", why),
            on=on,
            words=resealed(person, "refusal.words", refusal.words, words),
            **facts,
        )
    if refusal.may_contact_again:
        _leave_alone(right, by)
    return right


@action
def void_refusal(*, refusal: Refusal, version: int, reason: str, by: User) -> Refusal:
    """They did not say no: they may still take part."""
    person = locked(refusal.participant)
    sealed = seal(person.person, "refusal.void", reason)
    gone = void(refusal, "refusal.voided", by=by, version=version, why=sealed)
    reopen(person, by)
    return gone


@action
def restore_refusal(
    *, refusal: Refusal, version: int, reason: str, by: User, deviation: str = ""
) -> Refusal:
    """They did say no. Raises ValidationError when they have agreed or said no again since, and when a
    contact is newly against it and deviation does not say why."""
    person = locked(refusal.participant)
    demand_known(person, refusal.on)
    _may_say_no(person, refusal.on)
    if other := Refusal.objects.standing().filter(participant=person).first():
        raise ValidationError(f"{person} said no on {said(other.on)}. Correct that answer instead")
    sealed = seal(person.person, "refusal.void", reason)
    with explained(person, deviation, by):
        back = restore(refusal, "refusal.restored", by=by, version=version, why=sealed)
    _follow(back, by)
    return back


def _not_to_come(on: dt.date) -> None:
    if on > clock.today():
        raise ValidationError({"on": "The date must be today or in the past"})


def _may_say_no(person: Participant, on: dt.date) -> None:
    """Raise ValidationError when the interview that they would say no to is agreed, or over."""
    held = Interview.objects.done().filter(participant=person).order_by("held_on")
    first, again = held.first_wave().first(), held.filter(wave=Wave.FOLLOW_UP)
    asked_again = Clause.objects.agreed_now(Scope.FOLLOW_UP, participant=person)
    if first and asked_again.exists() and not again.exists():
        if on < first.held_on:
            day = said(first.held_on)
            words = f"Their first interview was on {day}. A no to the follow-up comes after it"
            raise ValidationError({"on": words})
        return
    if Clause.objects.agreed_now(Scope.INTERVIEW, participant=person).exists():
        raise ValidationError(f"{person} has agreed to an interview. Record a withdrawal instead")


def _follow(refusal: Refusal, by: User) -> None:
    """Cancel bookings and forget the next step; who is not to be contacted again is asked for no
    questionnaire either."""
    cancel_bookings(refusal.participant, MissedWhy.DECLINED, refusal.on, by)
    _leave_alone(refusal, by)
    amend(refusal.participant, "participant.declined", by=by, contact_by=None)


def _leave_alone(refusal: Refusal, by: User) -> None:
    if not refusal.may_contact_again:
        give_up_open(refusal.participant, NotComing.UNWILLING, refusal.on, by)
