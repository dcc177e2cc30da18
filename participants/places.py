"""Who may look after or interview somebody, and where they may belong: all of their case's site.

Also until when: nobody is added, booked or interviewed once the case or its site has closed.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from cases.models import Case, Membership, Site, Topic
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, reach
from linkstudy.words import day_words
from participants.vocabulary import Wave

WHO = "Choose somebody who works in this case’s part of the country"
WHERE = "Choose an organisation of this case’s part of the country"
DUTIES = {
    "owner": May.RECORD,
    "interviewer": May.LOG_INTERVIEW,
    "taken_by": May.RECORD,
}
DAYS = {"interviewer": "held_on", "taken_by": "given_on"}  # on which they did it


def last_there(user: User, untils: Sequence[dt.date | None]) -> dt.date | None:
    """Somebody's last day at a site where their stays end on these days; None where no end is known."""
    ends = [day for day in untils if day]
    known = [user.last_day, max(ends) if ends and None not in untils else None]
    return min(filter(None, known), default=None)


def left_before(user: User, case: Case, on: dt.date) -> str:
    """What to do when somebody of a case's site had left by a day; "" when not."""
    stays = Membership.objects.filter(site=case.site_id, user=user)
    last = last_there(user, list(stays.values_list("until", flat=True)))
    if last is None or on <= last:
        return ""
    return f"{user} worked there until {day_words(last)}. Check the date, or choose somebody else"


def not_there(user: User, case: Case, duty: May, on: dt.date | None) -> str:
    """What to do when somebody has no role, at the case's site, that holds the capability: today, or by
    the day of what whoever stayed tells of them; "" when they have."""
    stays = Membership.objects.filter(site=case.site_id, user=user)
    if user.may(duty) and stays.in_force().exists():
        return ""
    if on is None or reach(user.role, duty) is None or not stays.exists():
        return WHO
    return left_before(user, case, on)


def elsewhere(
    case: Case,
    facts: dict[str, Any],
    held: models.Model | None = None,
    on: dt.date | None = None,
) -> dict[str, str]:
    """{field: what to do} for an organisation, or somebody with a duty, that is not of the case's site.

    held is the row as it stands: whom and what it names already may stay, as people move on. on is the
    day of what is told, where that is past: whoever has left since may be named, of a day before.
    """
    found = {}
    organisation = facts.get("organisation")
    if organisation and organisation != getattr(held, "organisation", None):
        is_ours = organisation.site_id == case.site_id and not organisation.voided_at
        found["organisation"] = "" if is_ours else WHERE
    for name, duty in DUTIES.items():
        user = facts.get(name)
        if user and user != getattr(held, name, None):
            found[name] = not_there(user, case, duty, on)
        elif user and on and on != getattr(held, DAYS[name]):
            found[name] = left_before(user, case, on)
    return {name: words for name, words in found.items() if words}


def demand_open(case: Case, field: str, day: dt.date, wave: str = Wave.FIRST) -> None:
    """Raise ValidationError, beside the field, for a day after the case or its site has closed.

    Follow-up interviews come after a case has closed, but not at a site that has.
    """
    for row, last in _closed(case, wave):
        if day > last:
            raise ValidationError({field: _closed_words(row, last)})


def demand_bookable(case: Case, booked_on: dt.date, wave: str) -> None:
    """Raise ValidationError for a booking on a day on which the case or its site is closed.

    That is the closing day too: bookings stand in the way of closing, so none comes after it.
    """
    closed = [(row, last) for row, last in _closed(case, wave) if row.is_closed(booked_on)]
    for row, last in closed[:1]:
        raise ValidationError({"booked_on": _closed_words(row, last)})


def _closed(case: Case, wave: str) -> list[tuple[Case | Site, dt.date]]:
    """(what has closed, on which day), as it stands: the case, for a first interview, and its site."""
    now = Case.objects.select_related("site").get(pk=case.pk)
    rows: list[Case | Site] = [now, now.site] if wave == Wave.FIRST else [now.site]
    return [(row, row.closed_on) for row in rows if row.closed_on]


def _closed_words(row: Case | Site, last: dt.date) -> str:
    what = f"Case {row.number}" if isinstance(row, Case) else row
    return f"{what} closed on {day_words(last)}. Ask an administrator to open it again"


def demand_topics(topics: Iterable[Topic]) -> None:
    """Raise ValidationError when somebody took back one of the topics meanwhile."""
    void = Topic.objects.filter(pk__in=[topic.pk for topic in topics]).exclude(voided_at=None)
    for topic in void[:1]:
        raise ValidationError({"topics": f"“{topic}” is void. Choose other topics"})


def keep_to_site(
    case: Case,
    facts: dict[str, Any],
    held: models.Model | None = None,
    on: dt.date | None = None,
) -> None:
    """Raise ValidationError, a sentence beside each field, when `elsewhere` finds any."""
    if found := elsewhere(case, facts, held, on):
        raise ValidationError(found)
