"""Moments that people tell of afterwards: a London day, and a time of that day, that lie behind us."""

import datetime as dt

from django.core.exceptions import ValidationError

from linkstudy import clock

TO_COME = "The time must be now or in the past"


def is_to_come(day: dt.date | None, time: dt.time | None) -> bool:
    """Whether the moment is later today. Of a day to come the day's own question speaks."""
    now = clock.study_now().astimezone(clock.LONDON)
    return time is not None and day == now.date() and time > now.time()


def demand_past(day: dt.date, **times: dt.time | None) -> None:
    """Raise ValidationError beside each time, {question: time or None}, that is later today."""
    if found := {name: TO_COME for name, time in times.items() if is_to_come(day, time)}:
        raise ValidationError(found)
