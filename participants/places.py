"""Who may look after or interview somebody, and where they may belong: all of their case's site."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from cases.models import Case, Membership
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May

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
    if (organisation := new.get("organisation")) and organisation.site_id != case.site_id:
        found["organisation"] = WHERE
    for name, duty in DUTIES.items():
        if name in new and not works_there(new[name], case, duty):
            found[name] = WHO
    return found


def keep_to_site(case: Case, facts: dict[str, Any], held: models.Model | None = None) -> None:
    """Raise ValidationError, a sentence beside each field, when `elsewhere` finds any."""
    if found := elsewhere(case, facts, held):
        raise ValidationError(found)
