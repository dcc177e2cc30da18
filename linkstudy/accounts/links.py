"""One-time links: what makes one, and why one does not work.

A link's secret has 256 random bits, so a plain digest of it gives nothing away. It stands behind
the # of the address, which browsers send to no server: no log, proxy or Referer ever holds it.
"""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from linkstudy.accounts.models import Link, State
from linkstudy.words import clock_words, day_words, in_london


@dataclass(frozen=True)
class Trouble:
    """Why a link does not work, and what to do, in words for whoever holds it."""

    heading: str
    words: str


class Unusable(ValidationError):
    """The link does not work, or not any more; trouble says why."""

    def __init__(self, trouble: Trouble):
        super().__init__(f"{trouble.heading}. {trouble.words}")
        self.trouble = trouble


UNKNOWN = Trouble(
    "We do not know this link",
    "Part of it may be missing. Copy the whole link, or ask for a new one.",
)
REPLACED = Trouble(
    "There is a newer link",
    "A newer link was made for you after this one. Use the newest one you have, or ask for another.",
)
CLOSED = Trouble(
    "This link no longer works",
    "Your password was changed after it was made. Sign in with your password, or ask for a new link.",
)
OVER = {
    State.SUSPENDED: Trouble(
        "Your access is suspended", "An administrator of the study can let you back in."
    ),
    State.ENDED: Trouble(
        "Your access has ended",
        "If you still work on the study, ask an administrator to let you back in.",
    ),
}


def new_secret() -> str:
    """43 characters that nobody can guess."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def known(secret: str) -> Link | None:
    """The link that a secret belongs to, with its person, whether or not it still works."""
    return Link.objects.filter(digest=digest(secret)).select_related("user").first()


def usable(secret: str) -> Link:
    """The link that a secret belongs to. Raises Unusable."""
    link = known(secret)
    found = trouble(link)
    if link is None or found:
        raise Unusable(found or UNKNOWN)
    return link


def trouble(link: Link | None) -> Trouble | None:
    """Why a link does not work now; None when it does."""
    if link is None:
        return UNKNOWN
    if not link.user.is_current:
        return OVER[link.user.state]
    if link.used_at:
        return used(link.used_at)
    if link.ended_at:
        return REPLACED if newer(link) else CLOSED
    if link.is_late:
        words = f"It worked until {moment(link.expires_at)}. Ask for a new one."
        return Trouble("This link is too old", words)
    return None


def used(at: dt.datetime) -> Trouble:
    return Trouble(
        "This link was used already",
        f"It was used on {moment(at)}. Sign in with the password chosen then. "
        "If it was not you who chose it, tell an administrator today.",
    )


def newer(link: Link) -> bool:
    return Link.objects.filter(user=link.user_id, pk__gt=link.pk).exists()


def moment(instant: dt.datetime) -> str:
    """An instant in words, by London's time: 14 June 2022, 9:12am."""
    there = in_london(instant)
    return f"{day_words(there)}, {clock_words(there.time())}"
