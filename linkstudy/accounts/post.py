"""Letters with one-time links, and work that waits until the answer has gone out."""

import logging
import secrets
import smtplib
import threading
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import DatabaseError, connection

from linkstudy.accounts.links import moment
from linkstudy.accounts.models import Link, Purpose, User

SUBJECT = "Choose your password for linkstudy"
OPENINGS = {
    Purpose.INVITATION: "you are invited to linkstudy, where the study team keeps its records.",
    Purpose.RESET: "somebody asked for a new password for you on linkstudy.",
}
LETTER = """Hello {name},

{opening}

Open this link to choose your password:

{address}

It works once, until {until}.

If you did not expect this letter, do nothing: without the link nobody can change your password.
Nobody from the study will ever ask you for it.
"""
log = logging.getLogger(__name__)
random = secrets.SystemRandom()


def deliver(link: Link, page: str) -> bool:
    """Send the link to its person; whether the mail server took it. page is where links open."""
    letter = LETTER.format(
        name=link.user.name,
        opening=OPENINGS[Purpose(link.purpose)],
        address=f"{page}#{link.secret}",
        until=moment(link.expires_at),
    )
    return post(SUBJECT, letter, link.user)


def post(subject: str, letter: str, user: User) -> bool:
    """Send somebody a letter; whether the mail server took it."""
    try:
        send_mail(subject, letter, None, [user.email])
    except (OSError, smtplib.SMTPException) as trouble:
        log.warning("A letter did not go out: %s", type(trouble).__name__)  # no address, no link
        return False
    return True


def later(job: Callable[[], object]) -> None:
    """Do the job some seconds after the answer, on a thread of its own.

    How long it takes would tell a stranger whose an address is: by the answer, and by the next one,
    which a busy process gives more slowly. When a process stops, it does what it still has to do.
    """
    most = settings.MAIL_WITHIN
    if most:
        threading.Timer(random.uniform(most / 10, most), alone, [job]).start()
    else:
        job()


def alone(job: Callable[[], object]) -> None:
    """Do the job on a connection of its own; what goes wrong is logged by its kind."""
    try:
        job()
    except (DatabaseError, ValidationError) as trouble:  # nobody waits for it any more
        log.warning("A job beside the answer failed: %s", type(trouble).__name__)
    finally:
        connection.close()
