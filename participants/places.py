"""Who may look after or interview somebody, and where they may belong: all of their case's site.

Also until when: nobody is added, booked or interviewed once the case or its site has closed.
"""

import datetime as dt
from collections.abc import Iterable
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


def works_there(user: User, case: Case, duty: May, on: dt.date | None = None) -> bool:
    """Whether the person is a member of the case's site, in a role that holds the capability: today, or
    was on a day, of which what they did is told by whoever stayed."""
    here = Membership.objects.filter(site=case.site_id, user=user)
    if user.may(duty) and here.in_force().exists():
        return True
    return on is not None and reach(user.role, duty) is not None and here.in_force(on).exists()


def elsewhere(
    case: Case,
    facts: dict[str, Any],
    held: models.Model | None = None,
    on: dt.date | None = None,
) -> dict[str, str]:
    """{field: what to do} for an organisation, or somebody with a duty, that is not of the case's site.

    held is the row as it stands: whom and what it names already may stay, as people move on. on is the
    day of what is told, where that is past: whoever was of the site then may be named.
    """
    new = {name: row for name, row in facts.items() if row and row != getattr(held, name, None)}
    found = {}
    organisation = new.get("organisation")
    if organisation and (organisation.site_id != case.site_id or organisation.voided_at):
        found["organisation"] = WHERE
    for name, duty in DUTIES.items():
        if name in new and not works_there(new[name], case, duty, on):
            found[name] = _not_there(new[name], case, on)
    return found


def _not_there(user: User, case: Case, on: dt.date | None) -> str:
    """What to do when somebody is not of a case's site, or was not on a day."""
    if on and Membership.objects.filter(site=case.site_id, user=user).exists():
        return (
            f"{user} did not work there on {day_words(on)}. Check the date, or choose somebody else"
        )
    return WHO


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
