"""Handing an update to the mail server, one letter after the other.

That a letter is begun is written before the server hears of it, and that it is done once it took
the letter: whatever breaks in between, nobody gets it twice, and it is known who may have got it.
"""

import datetime as dt
import logging
import smtplib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.db import DatabaseError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.writing import Stale
from linkstudy.identities.kinds import Kind
from linkstudy.identities.service import details
from linkstudy.updates import actions
from linkstudy.updates.copies import Copy, newest
from linkstudy.updates.letters import letter
from linkstudy.updates.models import Delivery, Partner, Update
from linkstudy.updates.vocabulary import Trouble

WITHIN = dt.timedelta(seconds=20)  # of a page's time
NOT_SET_UP = "Email is not set up here. Ask whoever runs the server to set EMAIL_URL"
NO_SERVER = "The mail server cannot be reached now. Nobody is left out: send the rest later"
BROKE_OFF = (
    "Sending stopped in the middle. One letter may have arrived: it is marked. Send the rest later"
)
NOT_NOW = "The mail server takes no more letters now. Nobody is left out: send the rest later"
TIME_IS_UP = "There are more to send. Go on"
LATER = range(400, 500)  # what a mail server answers that would take the letter another time
log = logging.getLogger(__name__)
Address = Callable[[Partner], str]


def go_on(
    update: Update, *, by: User, read_at: str, leave_at: Address, only: Delivery | None = None
) -> str:
    """Send to those who wait, in turn, or to the one alone; why it ended before all had it, or ""."""
    if settings.IS_LIVE and not settings.CAN_MAIL:
        return NOT_SET_UP
    line, copy = get_connection(), newest(update)
    try:
        line.open()
    except (OSError, smtplib.SMTPException) as trouble:
        log.warning("The mail server was not reached: %s", type(trouble).__name__)
        return NO_SERVER
    end = clock.real_now() + WITHIN
    try:
        for delivery in list(_waiting(update, only)):
            if clock.real_now() > end:
                return TIME_IS_UP
            if begun := _begun(delivery, by):
                made = _written(copy, begun, read_at, leave_at)
                if why := _hand_over(line, made, begun, by):
                    return why
    except (DatabaseError, ValidationError) as trouble:
        log.warning("What was sent was not written down: %s", type(trouble).__name__)
        return BROKE_OFF
    finally:
        line.close()
    return ""


def _written(copy: Copy, delivery: Delivery, read_at: str, leave_at: Address) -> EmailMessage:
    """The letter to somebody, whose address is opened for it alone."""
    partner = delivery.partner
    return letter(
        copy,
        to=details(partner.person)[Kind.EMAIL],
        basis=partner.basis,
        format=delivery.format,
        read_at=read_at,
        leave_at=leave_at(partner),
    )


def _waiting(update: Update, only: Delivery | None) -> Any:
    rows = update.deliveries.to_mail().select_related("partner__person", "update")
    return rows.filter(pk=only.pk) if only else rows


def _begun(delivery: Delivery, by: User) -> Delivery | None:
    """The delivery, written down as begun; None when another window has it, or nobody is to get it."""
    try:
        row = actions.begin_delivery(delivery=delivery, by=by)
    except Stale:
        return None
    return None if row.trouble else row


def _hand_over(line: Any, made: EmailMessage, delivery: Delivery, by: User) -> str:
    """Give a letter to the server, and write down what it said; why to go no further, or ""."""
    try:
        line.send_messages([made])
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        return _refused(delivery, by, is_later=any(code in LATER for code in codes))
    except smtplib.SMTPSenderRefused:
        return _refused(delivery, by, is_later=True)
    except smtplib.SMTPResponseException as answer:
        return _refused(delivery, by, is_later=answer.smtp_code in LATER)
    except ValueError:  # an address that no server could be told
        return _refused(delivery, by, is_later=False)
    except (OSError, smtplib.SMTPException) as trouble:
        log.warning("The mail server went away: %s", type(trouble).__name__)  # no address
        return BROKE_OFF
    actions.end_delivery(delivery=delivery, by=by)
    return ""


def _refused(delivery: Delivery, by: User, *, is_later: bool) -> str:
    """The server took nothing: of this letter now, or of this address ever."""
    if is_later:
        actions.put_back_delivery(delivery=delivery, by=by)
        return NOT_NOW
    actions.settle_delivery(delivery=delivery, trouble=Trouble.REFUSED, by=by)
    return ""
