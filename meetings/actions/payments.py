"""Rates, and what members are offered, accept, decline and are paid."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add, amend, lock
from linkstudy.identities.service import seal
from linkstudy.money import pounds
from linkstudy.rows import next_number
from linkstudy.twins import ask_whether_another
from linkstudy.words import day_words
from meetings.models import Member, Payment, Rate
from meetings.vocabulary import Answer

TO_COME = "The day must be today or in the past"
CHECK = "Check that nobody is paid twice. Tick below when it is another payment"
NO_RATE = "No rate holds on that day. The administrator sets one first"


@action
def set_rate(*, starts_on: dt.date, hourly: int, by: User | None) -> Rate:
    """What an hour is worth from a day on. Payments offered before keep theirs."""
    if Rate.objects.standing().filter(starts_on=starts_on).exists():
        words = f"A rate starts on {day_words(starts_on)} already. Take that back first"
        raise ValidationError({"starts_on": words})
    row = Rate(number=next_number(Rate.objects), starts_on=starts_on, hourly=hourly)
    return add(row, "rate.set", by=by)


@action
def void_rate(*, rate: Rate, version: int, reason: str, by: User) -> Rate:
    """Take a rate back. Raises ValidationError while a payment rests on it."""
    if rate.payments.standing().exists():
        raise ValidationError("Payments rest on this rate. Take them back first")
    return void(rate, "rate.voided", by=by, version=version, why=reason)


@action
def offer_payment(
    *,
    member: Member,
    on: dt.date,
    work: str,
    minutes: int | None,
    expenses: int | None,
    offered_on: dt.date,
    by: User | None,
    apart_from: Sequence[str] = (),
) -> Payment:
    """Offer a member money for work on a day: hours at the rate of that day, expenses, or both.

    Raises ValidationError beside the question, for somebody of the study team, and for what is like a
    payment of which nobody said that this is another: apart_from has their numbers.
    """
    held = lock(member)
    if held.voided_at:
        raise ValidationError("This member is void. Restore them first")
    if held.user_id:
        raise ValidationError("They are of the study team, which is not paid here")
    facts = _facts(held, on, minutes, expenses, offered_on)
    row = Payment(member=held, number=next_number(held.payments), work=work, **facts)
    demand_new(row, apart_from)
    return add(row, "payment.offered", by=by)


@action
def answer_payment(
    *, payment: Payment, version: int, answer: str, answered_on: dt.date, by: User | None
) -> Payment:
    """They accept or decline. Nobody is asked why."""
    if payment.voided_at or payment.answer:
        raise ValidationError("No answer to this offer is outstanding any more")
    _check_answered(payment.offered_on, answered_on)
    facts: dict[str, Any] = {"answer": answer, "answered_on": answered_on}
    return amend(payment, "payment.answered", by=by, version=version, **facts)


@action
def pay(*, payment: Payment, version: int, paid_on: dt.date, by: User | None) -> Payment:
    """The money went out."""
    if payment.voided_at or payment.paid_on or payment.answer != Answer.ACCEPTED:
        raise ValidationError("This payment is not waiting to be paid")
    _check_paid(payment.answered_on, paid_on)
    return amend(payment, "payment.paid", by=by, version=version, paid_on=paid_on)


@action
def correct_payment(
    *,
    payment: Payment,
    version: int,
    why: str,
    on: dt.date,
    work: str,
    minutes: int | None,
    expenses: int | None,
    offered_on: dt.date,
    by: User,
    answer: str = "",
    answered_on: dt.date | None = None,
) -> Payment:
    """Put an offer and its answer right, while it is not paid."""
    if payment.paid_on:
        raise ValidationError("This is paid. Whoever paid it says first that it is not")
    facts = _facts(payment.member, on, minutes, expenses, offered_on)
    if answered_on:
        _check_answered(offered_on, answered_on)
    facts |= {"work": work, "answer": answer, "answered_on": answered_on}
    sealed = seal(payment.member.person, "payment.void", why)
    return replace(payment, "payment.corrected", by=by, version=version, why=sealed, **facts)


@action
def correct_paid(
    *, payment: Payment, version: int, why: str, by: User, paid_on: dt.date | None = None
) -> Payment:
    """Put right on which day it was paid; without one, it was not."""
    if not payment.paid_on or payment.voided_at:
        raise ValidationError("This payment is not paid")
    if paid_on:
        _check_paid(payment.answered_on, paid_on)
    sealed = seal(payment.member.person, "payment.void", why)
    return replace(
        payment, "payment.corrected", by=by, version=version, why=sealed, paid_on=paid_on
    )


@action
def void_payment(*, payment: Payment, version: int, reason: str, by: User) -> Payment:
    """Take an offer back, while it is not paid."""
    if payment.paid_on and not payment.voided_at:
        raise ValidationError("This is paid. Whoever paid it says first that it is not")
    sealed = seal(payment.member.person, "payment.void", reason)
    return void(payment, "payment.voided", by=by, version=version, why=sealed)


@action
def restore_payment(*, payment: Payment, version: int, reason: str, by: User) -> Payment:
    """An offer was no mistake: it stands as it did. Its rate may not be void by now."""
    if Rate.objects.filter(payments=payment.pk).exclude(voided_at=None).exists():
        raise ValidationError("Its rate is void by now. Offer a new payment instead")
    sealed = seal(payment.member.person, "payment.void", reason)
    return restore(payment, "payment.restored", by=by, version=version, why=sealed)


def demand_new(row: Payment, apart_from: Sequence[str]) -> None:
    """Raise ValidationError beside "another" for each payment that stands and says the same, and is not
    among those it is known to be none of. Its params name their numbers."""
    same = {name: getattr(row, name) for name in ("on", "work", "minutes", "expenses")}
    rows = row.member.payments.standing().filter(**same).select_related("rate").order_by("number")
    if there := [one for one in rows if str(one.number) not in apart_from]:
        what = f"{pounds(there[-1].amount)} for {day_words(row.on)}"
        words = f"{row.member.label} was offered {what} already, for the same work. {CHECK}"
        ask_whether_another(words, [one.number for one in there])


def _facts(
    member: Member,
    on: dt.date,
    minutes: int | None,
    expenses: int | None,
    offered_on: dt.date,
) -> dict[str, Any]:
    """The columns of an offer. Raises ValidationError beside the question."""
    for name, day in (("on", on), ("offered_on", offered_on)):
        if day > clock.today():
            raise ValidationError({name: TO_COME})
    if on < member.joined_on:
        words = f"{member.label} joined on {day_words(member.joined_on)}. Check the day"
        raise ValidationError({"on": words})
    if not (minutes or expenses):
        raise ValidationError({"minutes": "Enter how long it took, or what it cost them"})
    rate = Rate.objects.in_force(on) if minutes else None
    if minutes and rate is None:
        raise ValidationError({"on": NO_RATE})
    return {
        "on": on,
        "minutes": minutes or 0,
        "rate": rate,
        "expenses": expenses or 0,
        "offered_on": offered_on,
    }


def _check_answered(offered_on: dt.date, answered_on: dt.date) -> None:
    if answered_on > clock.today():
        raise ValidationError({"answered_on": TO_COME})
    if answered_on < offered_on:
        words = f"It was offered on {day_words(offered_on)}. Enter that day or a later one"
        raise ValidationError({"answered_on": words})


def _check_paid(answered_on: dt.date | None, paid_on: dt.date) -> None:
    if paid_on > clock.today():
        raise ValidationError({"paid_on": TO_COME})
    if answered_on and paid_on < answered_on:
        words = f"They accepted on {day_words(answered_on)}. Enter that day or a later one"
        raise ValidationError({"paid_on": words})
