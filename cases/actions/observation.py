"""Days spent with a link worker."""

from typing import Any

from django.core.exceptions import ValidationError

from cases.models import Case, ObservationDay
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add, void
from linkstudy.rows import next_number


@action
def log_observation(*, case: Case, by: User, **facts: Any) -> ObservationDay:
    """A day with the link worker. Raises ValidationError for a day outside the case's time."""
    if facts["day"] > clock.today():
        raise ValidationError({"day": "The day must be today or in the past"})
    if facts["day"] < case.opens_on:
        opened = f"{case.opens_on.day} {case.opens_on:%B %Y}"
        raise ValidationError({"day": f"Case {case.number} opens on {opened}. Check the date"})
    Case.objects.select_for_update().get(pk=case.pk)
    number = next_number(case.observation_days)
    day = ObservationDay(case=case, number=number, observer=by, **facts)
    return add(day, "observation.logged", by=by)


@action
def void_observation(*, observation: ObservationDay, version: int, reason: str, by: User):
    """Take an observation day back. It stays in the history and in figures of earlier dates."""
    return void(observation, "observation.voided", by=by, version=version, reason=reason)
