"""When somebody last looked at recruitment, on this device: a signed cookie that holds two moments.

It is no fact of the study, so it stands in no table and no history. It is signed for one account: what
another one on the same device left is none.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from linkstudy.accounts.models import User
from linkstudy.words import in_london

COOKIE = "looked"
KEPT = dt.timedelta(days=400)  # the longest that browsers keep one


@dataclass(frozen=True)
class Looked:
    """When somebody last looked, and when last on an earlier day than that; None for the first time."""

    last: dt.datetime | None = None
    before: dt.datetime | None = None

    def since(self, today: dt.date) -> dt.datetime | None:
        """When they last looked before today."""
        is_today = self.last is not None and in_london(self.last).date() == today
        return self.before if is_today else self.last

    def at(self, now: dt.datetime) -> "Looked":
        return Looked(now, self.since(in_london(now).date()))


def looked(request: HttpRequest, user: User) -> Looked:
    """What the cookie says, if it is of this account and whole."""
    said = request.get_signed_cookie(COOKIE, "", salt=str(user.pk))
    moments = [dt.datetime.fromisoformat(one) for one in said.split()] if said else []
    return Looked(*moments)


def remember(response: HttpResponse, user: User, found: Looked) -> None:
    """Keep the moments on this device."""
    moments = [one.isoformat() for one in (found.last, found.before) if one]
    response.set_signed_cookie(
        COOKIE,
        " ".join(moments),
        salt=str(user.pk),
        max_age=KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
