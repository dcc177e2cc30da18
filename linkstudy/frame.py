"""What surrounds every page: the way around, by what the person may see, and the clock."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from linkstudy import clock
from linkstudy.accounts.access import is_about_somebody
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May

MAIN = [
    ("Today", "progress:today", May.SEE_TODAY),
    ("Progress", "progress:recruitment", May.SEE_PROGRESS),
    ("Cases", "progress:cases", May.SEE_CASES),
    ("Participants", "participants:people", May.SEE_PEOPLE),
    ("Meetings", "meetings:groups", May.SEE_MEETINGS),
    ("Updates", "updates:updates", May.SEE_UPDATES),
]
MORE = [
    ("Tasks", "progress:tasks", May.SEE_TODAY),
    ("Reports", "handover:home", May.SEE_REPORTS),
    ("Recordings", "participants:recordings", May.SEE_RECORDINGS),
    ("Safety notes", "safety:notes", May.RAISE_SAFETY),
    ("Thanks", "participants:thanks", May.SEE_THANKS),
    ("Questionnaires", "participants:questionnaires", May.SEE_PEOPLE),
    ("Publications", "updates:outputs", May.SEE_OUTPUTS),
    ("Meet the team", "updates:profiles", May.SEE_OUTPUTS),
    ("News for updates", "updates:news", May.SEE_OUTPUTS),
    ("Who gets updates", "updates:partners", May.SEE_PARTNERS),
    ("Set up", "set_up:first", May.SEE_SET_UP),
    ("After a withdrawal", "participants:withdrawals", May.SEE_PEOPLE),
    ("Deviations", "participants:deviations", May.SEE_DEVIATIONS),
    ("History", "history:everything", May.SEE_HISTORY),
    ("People and roles", "team:people", May.MANAGE_TEAM),
    ("Who may do what", "accounts:policy", May.SEE_POLICY),
    ("Components", "components:components", May.SEE_COMPONENTS),
]


where = cache(reverse)  # the same few addresses around every page


@dataclass(frozen=True)
class Entry:
    """A link of the navigation. current is "page" on it, "true" below it, or ""."""

    label: str
    url: str
    current: str


def entries(user: User, path: str, links: list[tuple[str, str, May]]) -> list[Entry]:
    """The links this person may follow."""
    found = []
    for label, name, capability in links:
        if user.may(capability):
            url = where(name)
            below = "true" if url != "/" and path.startswith(url) else ""
            found.append(Entry(label, url, "page" if path == url else below))
    return found


def frame(request: HttpRequest) -> dict[str, Any]:
    """What base.html shows around a page; for nobody signed in, no navigation. Of what is typed about
    who somebody is, forms let browsers keep nothing."""
    match = request.resolver_match
    words = around(getattr(request, "user", None), request.path)
    return words | {"is_about_somebody": match is not None and is_about_somebody(match.func)}


def known(request: HttpRequest) -> dict[str, Any]:
    """The same around an error page, for a person whom this request has already met: it asks the
    database nothing. No link is marked, so that all that is not found looks alike."""
    user = getattr(request, "_cached_user", None)  # where Django's middleware keeps whom it found
    return around(user, "") | {"user": user}


def around(user: object, path: str) -> dict[str, Any]:
    """The clock for everybody, the way around for somebody signed in."""
    words: dict[str, Any] = {"is_demo": settings.IS_DEMO, "study_now": clock.study_now()}
    if not isinstance(user, User):
        return words
    return words | {
        "nav": entries(user, path, MAIN),
        "more": entries(user, path, MORE),
        "may_search": user.may(May.SEARCH),
        "may_log": user.may(May.LOG_INTERVIEW),
    }
