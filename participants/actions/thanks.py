"""Buying vouchers and thanking people with them; putting both right."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from cases.models import Site
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add, amend
from linkstudy.identities.service import seal
from linkstudy.money import pounds
from linkstudy.rows import next_number
from linkstudy.words import day_words
from participants.actions.whom import locked, resealed
from participants.models import Interview, Participant, Purchase, Thanks
from participants.vouchers import (
    against_return,
    against_taking_back,
    day_of,
    lacking,
    no_interview,
    only_one,
    too_much,
    why_more,
)

TO_COME = "The day must be today or in the past"


@action
def buy_vouchers(*, site: Site, on: dt.date, each: int, count: int, by: User) -> Purchase:
    """Vouchers were bought for a site; each is their amount in pence."""
    _check_past("on", on)
    number = next_number(Purchase.objects)
    row = Purchase(number=number, site=site, on=on, each=each, count=count)
    return add(row, "vouchers.bought", by=by)


@action
def correct_purchase(
    *,
    purchase: Purchase,
    version: int,
    why: str,
    site: Site,
    on: dt.date,
    each: int,
    count: int,
    by: User,
) -> Purchase:
    """Put right what was bought. Raises ValidationError for less than was given of it."""
    _check_past("on", on)
    stays = each * count if site == purchase.site else 0
    if not purchase.voided_at and (gap := lacking(purchase.site, purchase.worth - stays)):
        words = f"{pounds(gap)} more was given at {purchase.site} than would be bought then."
        place = "count" if site == purchase.site else "site"
        raise ValidationError({place: f"{words} Take vouchers back first, or buy more"})
    facts: dict[str, Any] = {"site": site, "on": on, "each": each, "count": count}
    return replace(
        purchase, "vouchers.corrected", by=by, version=version, why=why, ahead=True, **facts
    )


@action
def void_purchase(*, purchase: Purchase, version: int, reason: str, by: User) -> Purchase:
    """Take a purchase back. Raises ValidationError once its vouchers are given."""
    if not purchase.voided_at and (words := against_taking_back(purchase)):
        raise ValidationError(words)
    return void(purchase, "vouchers.voided", by=by, version=version, why=reason)


@action
def restore_purchase(*, purchase: Purchase, version: int, reason: str, by: User) -> Purchase:
    """It was bought after all: its vouchers are left at the site again."""
    return restore(purchase, "vouchers.restored", by=by, version=version, why=reason)


@action
def thank(
    *,
    interview: Interview,
    on: dt.date,
    pence: int,
    how: str,
    by: User,
    serial: str = "",
    extra: str = "",
) -> Thanks:
    """Give somebody a voucher for an interview; extra says why one more.

    Raises ValidationError for what is not left at the site, and for a second one without a reason.
    """
    _check_past("on", on)
    person = locked(interview.participant)
    if interview.state != "done" or interview.held_on is None:
        raise ValidationError(
            "This interview has not taken place, so there is nothing to thank for"
        )
    _check_after(interview.held_on, on)
    given = person.thanks.standing().filter(interview=interview.number).first()
    if given and not extra:
        raise ValidationError({"extra": why_more(given)})
    if words := too_much(person.case.site, pence):
        raise ValidationError({"pence": words})
    row = Thanks(
        participant=person,
        number=next_number(person.thanks),
        interview=interview.number,
        on=on,
        pence=pence,
        how=how,
        serial=seal(person.person, "thanks.serial", serial),
        extra=seal(person.person, "thanks.extra", extra) if given else "",
    )
    return add(row, "thanks.given", by=by)


@action
def confirm_receipt(*, thanks: Thanks, receipt_on: dt.date, version: int, by: User) -> Thanks:
    """They say that they have it. Raises ValidationError when that is known already."""
    locked(thanks.participant)
    if thanks.voided_at or thanks.receipt_on:
        raise ValidationError("No receipt is outstanding for this voucher any more")
    _check_receipt(thanks.on, receipt_on)
    return amend(thanks, "thanks.confirmed", by=by, version=version, receipt_on=receipt_on)


@action
def correct_thanks(
    *,
    thanks: Thanks,
    version: int,
    why: str,
    on: dt.date,
    pence: int,
    by: User,
    serial: str = "",
    extra: str = "",
    receipt_on: dt.date | None = None,
    **facts: Any,
) -> Thanks:
    """Put a voucher right, and the day of its receipt; without one the receipt is outstanding again.

    Raises ValidationError as thank does, and when the interview that it is for is void.
    """
    _check_past("on", on)
    person = locked(thanks.participant)
    held_on = day_of(thanks)
    if held_on is None:
        raise ValidationError(no_interview(thanks))
    _check_after(held_on, on)
    if receipt_on:
        _check_receipt(on, receipt_on)
    if not extra:
        _check_only(thanks)
    if words := too_much(person.case.site, pence, 0 if thanks.voided_at else thanks.pence):
        raise ValidationError({"pence": words})
    return replace(
        thanks,
        "thanks.corrected",
        by=by,
        version=version,
        why=seal(person.person, "thanks.void", why),
        on=on,
        pence=pence,
        serial=resealed(person, "thanks.serial", thanks.serial, serial),
        extra=resealed(person, "thanks.extra", thanks.extra, extra),
        receipt_on=receipt_on,
        **facts,
    )


@action
def void_thanks(*, thanks: Thanks, version: int, reason: str, by: User) -> Thanks:
    """Take a voucher back: it was not given, or not so. It is left at the site again."""
    person = locked(thanks.participant)
    sealed = seal(person.person, "thanks.void", reason)
    return void(thanks, "thanks.voided", by=by, version=version, why=sealed)


@action
def restore_thanks(
    *, thanks: Thanks, version: int, reason: str, by: User, extra: str = ""
) -> Thanks:
    """It was given after all; extra says why, where they have another for the interview since.

    Raises ValidationError that says what stands against it.
    """
    person = locked(thanks.participant)
    if thanks.voided_at and (words := against_return(thanks)):
        raise ValidationError(words)
    more = _why_more_now(person, thanks, extra)
    sealed = seal(person.person, "thanks.void", reason)
    return restore(thanks, "thanks.restored", by=by, version=version, why=sealed, extra=more)


def _why_more_now(person: Participant, thanks: Thanks, extra: str) -> str:
    """Why it is one more, sealed: as it was, or as somebody says now."""
    if extra:
        return seal(person.person, "thanks.extra", extra)
    if not thanks.extra:
        _check_only(thanks)
    return thanks.extra


def _check_only(thanks: Thanks) -> None:
    """Raise ValidationError for a second voucher of an interview without a reason."""
    if other := only_one(thanks):
        raise ValidationError({"extra": why_more(other)})


def _check_after(held_on: dt.date, on: dt.date) -> None:
    """Raise ValidationError for a voucher before the interview that it is for."""
    if on < held_on:
        words = f"The interview was on {day_words(held_on)}. Enter that day or a later one"
        raise ValidationError({"on": words})


def _check_receipt(on: dt.date, receipt_on: dt.date) -> None:
    _check_past("receipt_on", receipt_on)
    if receipt_on < on:
        words = f"The voucher was given on {day_words(on)}. Enter that day or a later one"
        raise ValidationError({"receipt_on": words})


def _check_past(question: str, day: dt.date) -> None:
    if day > clock.today():
        raise ValidationError({question: TO_COME})
