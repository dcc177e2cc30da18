"""When somebody last looked at recruitment, on this device: a signed cookie that holds two days.

It is no fact of the study, so it stands in no table and no history. It is signed for one account: what
another one on the same device left is none.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from linkstudy.accounts.models import User

COOKIE = "looked"
KEPT = dt.timedelta(days=400)  # the longest that browsers keep one


@dataclass(frozen=True)
class Looked:
    """The last day on which somebody looked, and the last one before it; None for the first time."""

    last: dt.date | None = None
    before: dt.date | None = None

    def since(self, today: dt.date) -> dt.date | None:
        """The last day before today on which they looked."""
        return self.before if self.last == today else self.last

    def now(self, today: dt.date) -> "Looked":
        return Looked(today, self.since(today))


def looked(request: HttpRequest, user: User) -> Looked:
    """What the cookie says, if it is of this account and whole."""
    said = request.get_signed_cookie(COOKIE, "", salt=str(user.pk))
    days = [dt.date.fromisoformat(one) for one in said.split()] if said else []
    return Looked(*days)


def remember(response: HttpResponse, user: User, found: Looked) -> None:
    """Keep the days on this device."""
    days = [one.isoformat() for one in (found.last, found.before) if one]
    response.set_signed_cookie(
        COOKIE,
        " ".join(days),
        salt=str(user.pk),
        max_age=KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
