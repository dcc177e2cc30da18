"""Who may look after or interview somebody, and where they may belong: all of their case's site."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from cases.models import Case, Membership, Site, Topic
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.words import day_words

WHO = "Choose somebody who works in this case’s part of the country"
WHERE = "Choose an organisation of this case’s part of the country"
DUTIES = {"owner": May.RECORD, "interviewer": May.LOG_INTERVIEW}


def works_there(user: User, case: Case, duty: May) -> bool:
    """Whether today the person is a member of the case's site whose role holds the capability."""
    at_site = Membership.objects.in_force().filter(site=case.site_id, user=user)
    return user.may(duty) and at_site.exists()


def elsewhere(
    case: Case, facts: dict[str, Any], held: models.Model | None = None
) -> dict[str, str]:
    """{field: what to do} for an organisation, owner or interviewer that is not of the case's site.

    held is the row as it stands: whom and what it names already may stay, as people move on.
    """
    new = {name: row for name, row in facts.items() if row and row != getattr(held, name, None)}
    found = {}
    organisation = new.get("organisation")
    if organisation and (organisation.site_id != case.site_id or organisation.voided_at):
        found["organisation"] = WHERE
    for name, duty in DUTIES.items():
        if name in new and not works_there(new[name], case, duty):
            found[name] = WHO
    return found


def demand_open_site(case: Case, booked_on: dt.date) -> None:
    """Raise ValidationError for a booking on a day on which the case's site is closed."""
    site = Site.objects.get(pk=case.site_id)
    if site.closed_on and site.is_closed(booked_on):
        words = f"{site} closed on {day_words(site.closed_on)}. Nothing can be booked there"
        raise ValidationError({"booked_on": words})


def demand_topics(topics: Iterable[Topic]) -> None:
    """Raise ValidationError when somebody took back one of the topics meanwhile."""
    void = Topic.objects.filter(pk__in=[topic.pk for topic in topics]).exclude(voided_at=None)
    for topic in void[:1]:
        raise ValidationError({"topics": f"“{topic}” is void. Choose other topics"})


def keep_to_site(case: Case, facts: dict[str, Any], held: models.Model | None = None) -> None:
    """Raise ValidationError, a sentence beside each field, when `elsewhere` finds any."""
    if found := elsewhere(case, facts, held):
        raise ValidationError(found)
