"""An update goes out: its words are fixed, and each of those who get it gets it once."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add, add_each, amend
from linkstudy.identities import service
from linkstudy.identities.kinds import Kind
from linkstudy.updates.actions.updates import demand_as_asked
from linkstudy.updates.checks import demand_fit, demand_plain_words
from linkstudy.updates.copies import body_of
from linkstudy.updates.facts import Period
from linkstudy.updates.models import Delivery, Edition, Partner, Section, Update
from linkstudy.updates.models.drafts import State
from linkstudy.updates.vocabulary import BY_POST, Trouble

NOT_APPROVED = "A principal investigator has to approve this update first"
OUT = "This update has gone out already"
BEING_PUT_RIGHT = "Its words are open. Put out the correction first, then send the rest"
NEVER_OUT = "This update has not gone out yet. Send it"


@action
def send_update(*, update: Update, version: int, by: User) -> Update:
    """Fix its words and write down who is to get them: nothing is handed to a mail server here.

    Raises ValidationError when nobody approved it, or its words are not fit to be sent, and Stale.
    """
    _demand_approved(update)
    if update.sent_on:
        raise ValidationError(OUT)
    today = clock.today()
    sent = amend(update, "update.sent", by=by, version=version, edition=1, sent_on=today)
    _fix(sent, 1, "", by)
    partners = Partner.objects.getting().order_by("number")
    rows = [Delivery(update=sent, partner=one, format=one.format) for one in partners]
    add_each(rows, "delivery.planned", by=by)
    return sent


@action
def put_out_correction(*, update: Update, version: int, corrects: str, by: User) -> Update:
    """Fix the words of an update that went out before anew, saying what was put right.

    Raises ValidationError when nobody approved it, or its words are not fit to be read, and Stale.
    """
    _demand_approved(update)
    if not update.sent_on:
        raise ValidationError(NEVER_OUT)
    demand_plain_words(corrects, "corrects")
    number = update.editions.count() + 1
    row = amend(update, "update.put_right", by=by, version=version, edition=number)
    _fix(row, number, corrects, by)
    return row


def _demand_approved(update: Update) -> None:
    if update.voided_at or update.state != State.APPROVED:
        raise ValidationError(OUT if update.edition else NOT_APPROVED)


def _fix(update: Update, number: int, corrects: str, by: User) -> None:
    period = Period(update.first, update.last, by)
    demand_fit(update.sections.all(), period, is_approved=True)
    demand_as_asked(update)
    row = Edition(update=update, number=number, corrects=corrects, went_on=clock.today())
    row.body = body_of(update)
    add(row, "edition.fixed", by=by)


@action
def send_on(*, update: Update, by: User) -> Update:
    """Somebody asks for those to be sent to who wait still: each letter is written down by itself.

    Raises ValidationError for an update that is not out, or whose words must not be read any more.
    """
    _demand_out(update, by)
    return update


def _demand_out(update: Update, by: User) -> None:
    """As it stands by now: somebody who is named may have said no since, or its words are open."""
    now = Update.objects.get(pk=update.pk)
    if not now.sent_on or now.voided_at:
        raise ValidationError(NEVER_OUT)
    if not now.edition:
        raise ValidationError(BEING_PUT_RIGHT)
    edition = now.editions.get(number=now.edition)
    words = [
        Section(part=one["part"], text=text)
        for one in edition.parts
        for text in (one["text"], one["description"])
        if text
    ]
    demand_fit(words, Period(now.first, now.last, by), is_approved=True)


# One delivery


@action
def begin_delivery(*, delivery: Delivery, by: User) -> Delivery:
    """Take a delivery to hand it over: begun, or in trouble when they are not to get it.

    Raises Stale when another window took it.
    """
    if trouble := _hindrance(delivery):
        return settle_delivery(delivery=delivery, trouble=trouble, by=by)
    facts: dict[str, Any] = {"begun_at": clock.study_now(), "mailbox": _mailbox(delivery)}
    version = delivery.version
    return amend(delivery, "delivery.begun", by=by, version=version, **facts)


def _mailbox(delivery: Delivery) -> str:
    """The blind index of the address that gets it."""
    return service.mark(Kind.EMAIL, service.details(delivery.partner.person)[Kind.EMAIL])


def _hindrance(delivery: Delivery) -> str:
    """Why they are not to get it, asked at the last moment; or ""."""
    partner = Partner.objects.select_related("person").get(pk=delivery.partner_id)
    if partner.voided_at:
        return Trouble.OFF
    if not partner.gets_on(clock.today()):
        return Trouble.UNSUBSCRIBED
    if delivery.is_by_post:
        return ""
    address = service.details(partner.person).get(Kind.EMAIL, "")
    if not address:
        return Trouble.UNREACHABLE
    try:
        validate_email(address)
    except ValidationError:
        return Trouble.UNFIT
    others = delivery.update.deliveries.exclude(pk=delivery.pk).filter(begun_at__isnull=False)
    alike = others.filter(mailbox=service.mark(Kind.EMAIL, address))
    return Trouble.TWICE if alike.exists() else ""


@action
def end_delivery(*, delivery: Delivery, by: User) -> Delivery:
    """The mail server took it, whatever somebody wrote down meanwhile."""
    now = clock.study_now()
    facts: dict[str, Any] = {"begun_at": delivery.begun_at or now, "done_at": now, "trouble": ""}
    return amend(delivery, "delivery.sent", by=by, **facts)


@action
def put_back_delivery(*, delivery: Delivery, by: User) -> Delivery:
    """The mail server did not take it now: it waits again."""
    return amend(delivery, "delivery.put_back", by=by, begun_at=None, mailbox="")


@action
def settle_delivery(*, delivery: Delivery, trouble: str, by: User) -> Delivery:
    """They do not get it, and why."""
    facts: dict[str, Any] = {"trouble": trouble, "begun_at": None, "mailbox": ""}
    version = delivery.version
    return amend(delivery, "delivery.settled", by=by, version=version, **facts)


@action
def deliver_again(*, delivery: Delivery, version: int, by: User) -> Delivery:
    """It waits again, by somebody's choice: they know what became of it. Raises ValidationError, and Stale."""
    _demand_out(delivery.update, by)
    if not delivery.may_go_again:
        raise ValidationError("This needs no second sending")
    facts: dict[str, Any] = {"begun_at": None, "trouble": "", "mailbox": ""}
    return amend(delivery, "delivery.retried", by=by, version=version, **facts)


@action
def post_letters(*, update: Update, by: User) -> Update:
    """All that go by post are in the post. Raises ValidationError when none waits."""
    _demand_out(update, by)
    rows = update.deliveries.select_related("partner", "update").waiting()
    waiting = list(rows.filter(format__in=BY_POST))
    if not waiting:
        raise ValidationError("No letter waits to be posted")
    now = clock.study_now()
    for one in waiting:
        if trouble := _hindrance(one):
            settle_delivery(delivery=one, trouble=trouble, by=by)
        else:
            amend(one, "delivery.posted", by=by, begun_at=now, done_at=now)
    return update
