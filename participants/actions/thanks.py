"""Buying vouchers and thanking people with them."""

import datetime as dt

from django.core.exceptions import ValidationError

from cases.models import Site
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import void
from linkstudy.audit.writing import action, add, amend
from linkstudy.identities.service import seal
from linkstudy.money import pounds
from linkstudy.rows import next_number
from linkstudy.words import day_words
from participants.actions.whom import locked
from participants.models import Interview, Purchase, Thanks
from participants.models.thanks import left_at

TO_COME = "The day must be today or in the past"


@action
def buy_vouchers(*, site: Site, on: dt.date, each: int, count: int, by: User) -> Purchase:
    """Vouchers were bought for a site; each is their amount in pence."""
    _check_past("on", on)
    number = next_number(Purchase.objects)
    row = Purchase(number=number, site=site, on=on, each=each, count=count)
    return add(row, "vouchers.bought", by=by)


@action
def void_purchase(*, purchase: Purchase, version: int, reason: str, by: User) -> Purchase:
    """Take a purchase back. Raises ValidationError once its vouchers are given."""
    left = left_at(purchase.site)
    if not purchase.voided_at and purchase.each * purchase.count > left:
        raise ValidationError(
            f"Only {pounds(left)} is left at {purchase.site}: some of it was given. Take that back"
            " first"
        )
    return void(purchase, "vouchers.voided", by=by, version=version, why=reason)


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
    if on < interview.held_on:
        day = day_words(interview.held_on)
        words = f"The interview was on {day}. Enter that day or a later one"
        raise ValidationError({"on": words})
    given = person.thanks.standing().filter(interview=interview.number).first()
    if given and not extra:
        words = f"They were thanked for it on {day_words(given.on)}. Say why they get one more"
        raise ValidationError({"extra": words})
    site = person.case.site
    if pence > (left := left_at(site)):
        raise ValidationError({"pence": f"{_left_words(left)} at {site}. Buy more first"})
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
    _check_past("receipt_on", receipt_on)
    locked(thanks.participant)
    if thanks.voided_at or thanks.receipt_on:
        raise ValidationError("No receipt is outstanding for this voucher any more")
    if receipt_on < thanks.on:
        day = day_words(thanks.on)
        words = f"The voucher was given on {day}. Enter that day or a later one"
        raise ValidationError({"receipt_on": words})
    return amend(thanks, "thanks.confirmed", by=by, version=version, receipt_on=receipt_on)


@action
def void_thanks(*, thanks: Thanks, version: int, reason: str, by: User) -> Thanks:
    """Take a voucher back: it was not given, or not so. It is left at the site again."""
    person = locked(thanks.participant)
    sealed = seal(person.person, "thanks.void", reason)
    return void(thanks, "thanks.voided", by=by, version=version, why=sealed)


def _left_words(left: int) -> str:
    return f"Only {pounds(left)} is left" if left else "No voucher is left"


def _check_past(question: str, day: dt.date) -> None:
    if day > clock.today():
        raise ValidationError({question: TO_COME})
