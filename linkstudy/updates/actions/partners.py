"""Keeping the list of those who get updates."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max

from cases.actions.rows import put_right
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add, amend
from linkstudy.identities import service
from linkstudy.identities.kinds import Kind
from linkstudy.updates.actions.rows import let_stand, take_back
from linkstudy.updates.models import Partner

NEEDED = {
    Kind.EMAIL: "They get updates by email. Enter the email address",
    Kind.ADDRESS: "They get updates by post. Enter the postal address",
}
ENDED = "{} has unsubscribed already"


@action
def add_partner(*, values: dict[str, str], by: User | None, **facts: Any) -> Partner:
    """Somebody who gets updates, with name and addresses as {kind: text}.

    Raises ValidationError beside the question: one email address gets one copy.
    """
    partner = Partner(**facts)
    _check_since(partner.since)
    _demand(partner, values)
    _demand_own_email(partner, values)
    number = (Partner.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    partner.person = service.new_person(by=by)
    partner.number, partner.slug = number, str(number)
    add(partner, "partner.added", by=by)
    service.keep(person=partner.person, values=values, on=partner, version=None, by=by)
    return partner


def _demand(partner: Partner, held: dict[str, str]) -> None:
    """Raise ValidationError when nothing is kept by which the format reaches them."""
    if not held.get(partner.needs):
        raise ValidationError({partner.needs: NEEDED[partner.needs]})


def _demand_own_email(partner: Partner, values: dict[str, str]) -> None:
    """Raise ValidationError when somebody else of the list has the email address."""
    if not (email := values.get(Kind.EMAIL)):
        return
    alike = Partner.objects.standing().filter(person__in=service.sharing(Kind.EMAIL, email))
    other = alike.exclude(pk=partner.pk).first()
    if other:
        words = f"{other} has this email address. One address gets one copy"
        raise ValidationError({Kind.EMAIL: words})


def _check_since(since: dt.date) -> None:
    if since > clock.today():
        raise ValidationError({"since": "The day must be today or in the past"})


@action
def correct_partner(
    *, partner: Partner, version: int, why: str, by: User | None, **facts: Any
) -> Partner:
    """Put right on what basis and how. Raises ValidationError beside the question, and Stale."""
    wanted = Partner(format=facts.get("format", partner.format))
    if wanted.needs not in service.kinds_kept(partner.person):
        raise ValidationError({"format": f"{NEEDED[wanted.needs]} under Contact details first"})
    _check_since(facts.get("since", partner.since))
    if partner.ended_on and facts.get("since", partner.since) > partner.ended_on:
        raise ValidationError({"since": "They unsubscribed before that. Check the day"})
    return put_right(partner, version=version, reason=why, by=by, **facts)


@action
def void_partner(*, partner: Partner, version: int, reason: str, by: User | None) -> Partner:
    """They never were on the list: entered by mistake."""
    return take_back(partner, version=version, reason=reason, by=by)


@action
def restore_partner(*, partner: Partner, version: int, reason: str, by: User | None) -> Partner:
    """They are on the list after all. Raises ValidationError when another has their address."""
    held = service.details(partner.person)
    try:
        _demand_own_email(partner, held)
    except ValidationError as refusal:
        raise ValidationError(refusal.messages) from refusal
    return let_stand(partner, version=version, reason=reason, by=by)


@action
def unsubscribe(*, partner: Partner, version: int, on: dt.date, by: User | None) -> Partner:
    """They want no more updates from a day on. Raises ValidationError, and Stale."""
    if partner.voided_at or partner.ended_on:
        raise ValidationError(ENDED.format(partner))
    if on > clock.today():
        raise ValidationError({"on": "The day must be today or in the past"})
    if on < partner.since:
        raise ValidationError({"on": "They were not on the list then. Check the day"})
    return amend(partner, "partner.unsubscribed", by=by, version=version, ended_on=on)


@action
def stop_updates(*, partner: Partner, by: User | None) -> Partner:
    """They want no more updates from today on, by a link of their own; done already, it stays so."""
    held = Partner.objects.get(pk=partner.pk)
    today = clock.today()
    if not held.gets_on(today):
        return held
    return amend(held, "partner.unsubscribed", by=by, ended_on=today)


@action
def subscribe_again(
    *, partner: Partner, version: int, basis: str, since: dt.date, by: User | None
) -> Partner:
    """They want updates again, on a basis of its own day. Raises ValidationError, and Stale."""
    if partner.voided_at or not partner.ended_on:
        raise ValidationError(f"{partner} has not unsubscribed")
    _check_since(since)
    if since < partner.ended_on:
        raise ValidationError({"since": "They unsubscribed after that. Check the day"})
    facts: dict[str, Any] = {"basis": basis, "since": since, "ended_on": None}
    return amend(partner, "partner.subscribed", by=by, version=version, **facts)


@action
def keep_partner_contact(
    *, partner: Partner, values: dict[str, str], version: int, by: User | None
) -> Partner:
    """Change name or addresses. Raises ValidationError beside the question, and Stale."""
    _demand(partner, service.details(partner.person) | values)
    _demand_own_email(partner, values)
    service.keep(person=partner.person, values=values, on=partner, version=version, by=by)
    return partner


@action
def look_at_partner(*, partner: Partner, reason: str, by: User) -> Partner:
    """Record why somebody opens how a partner is reached."""
    service.reveal(person=partner.person, on=partner, reason=reason, by=by)
    return partner
