"""Days spent with a link worker."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from cases.models import Case, Membership, ObservationDay
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add
from linkstudy.moments import demand_past
from linkstudy.rows import next_number
from linkstudy.words import clock_words, day_words


@action
def log_observation(*, case: Case, by: User, **facts: Any) -> ObservationDay:
    """A day with the link worker. Raises ValidationError for a day outside the case's time."""
    check_day(case, facts["day"])
    demand_past(facts["day"], starts=facts["starts"], ends=facts["ends"])
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.voided_at:
        raise ValidationError(f"Case {case.number} is void. Nothing can be logged in it")
    number = next_number(case.observation_days)
    day = ObservationDay(case=case, number=number, observer=by, **facts)
    _demand_free(day, by)
    return add(day, "observation.logged", by=by)


@action
def correct_observation(
    *, observation: ObservationDay, version: int, why: str, by: User, **facts: Any
) -> ObservationDay:
    """Put right what was recorded of a day. Raises ValidationError beside the question, and Stale."""
    case = observation.case
    day, starts = facts.get("day", observation.day), facts.get("starts", observation.starts)
    check_day(case, day)
    demand_past(day, starts=starts, ends=facts.get("ends", observation.ends))
    observer = facts.get("observer", observation.observer)
    if observer != observation.observer and not works_there(observer, case):
        raise ValidationError({"observer": NOT_HERE})
    if words := _another(observation, day, starts):
        raise ValidationError({"starts": words})
    _demand_free(observation, by, **facts)
    return replace(observation, "observation.corrected", by=by, version=version, why=why, **facts)


@action
def void_observation(*, observation: ObservationDay, version: int, reason: str, by: User):
    """Take an observation day back. It stays in the history and in figures of earlier dates."""
    return void(observation, "observation.voided", by=by, version=version, why=reason)


@action
def restore_observation(*, observation: ObservationDay, version: int, reason: str, by: User):
    """A void day counts again. Raises ValidationError when another stands in its place."""
    if words := _another(observation, observation.day, observation.starts):
        raise ValidationError(f"{words}. Void that one first")
    if other := _at_that_time(observation):
        raise ValidationError(f"{_met_words(other, by)}. Void that one first")
    return restore(observation, "observation.restored", by=by, version=version, why=reason)


NOT_HERE = "Choose somebody who works in this case’s part of the country"


def works_there(user: User, case: Case) -> bool:
    """Whether the person observes at the case's site today."""
    members = Membership.objects.in_force().filter(site=case.site_id, user=user)
    return user.may(May.LOG_OBSERVATION) and members.exists()


def check_day(case: Case, day: dt.date, question: str = "day") -> None:
    """Raise ValidationError beside the question for a day to come, or before the case opens."""
    if day > clock.today():
        raise ValidationError({question: "The day must be today or in the past"})
    if day < case.opens_on:
        opened = day_words(case.opens_on)
        raise ValidationError({question: f"Case {case.number} opens on {opened}. Check the date"})


def _at_that_time(row: ObservationDay, **facts: Any) -> ObservationDay | None:
    """Another standing day of the observer, in whatever case, whose hours overlap those of a row with
    these facts."""
    names = ("observer", "day", "starts", "ends")
    observer, day, starts, ends = (facts.get(name, getattr(row, name)) for name in names)
    days = ObservationDay.objects.standing().filter(observer=observer, day=day)
    meeting = days.filter(starts__lt=ends, ends__gt=starts).exclude(pk=row.pk)
    return meeting.select_related("case", "observer").order_by("starts").first()


def _demand_free(row: ObservationDay, by: User, **facts: Any) -> None:
    """Raise ValidationError beside the hours when the observer was elsewhere then; its params say
    where that stands."""
    if other := _at_that_time(row, **facts):
        is_seen = _is_seen(other, by)
        see = ("Open that day", other.get_absolute_url()) if is_seen else None
        words = f"{_met_words(other, by)}. Check the hours"
        raise ValidationError({"starts": ValidationError(words, params={"see": see})})


def _met_words(other: ObservationDay, by: User) -> str:
    """Which other day it is, as far as by sees its case."""
    who = "You" if other.observer == by else other.observer.name
    if not _is_seen(other, by):
        return f"{who} observed at these hours already, in a case that you do not see"
    hours = f"from {clock_words(other.starts)} to {clock_words(other.ends)}"
    return (
        f"{who} observed {hours} that day already: day {other.number} of Case {other.case.number}"
    )


def _is_seen(other: ObservationDay, by: User) -> bool:
    return ObservationDay.objects.visible_to(by).filter(pk=other.pk).exists()


def _another(observation: ObservationDay, day: dt.date, starts: dt.time) -> str:
    """What to say when another day of the case starts at that moment; "" when none does."""
    days = ObservationDay.objects.standing().filter(case=observation.case, day=day, starts=starts)
    other = days.exclude(number=observation.number).first()
    if other is None:
        return ""
    return f"Day {other.number} starts at {clock_words(starts)} on {day_words(day)} already"
