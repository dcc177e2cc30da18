"""Moments that people type: a London day, and a time of that day, which may lie behind us or must.

A model that keeps such a moment names its columns: moments = {time: day}.
"""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.words import clock_words, day_words

TO_COME = "The time must be now or in the past"


def is_to_come(day: dt.date | None, time: dt.time | None) -> bool:
    """Whether the moment is later today. Of a day to come the day's own question speaks."""
    now = clock.study_now().astimezone(clock.LONDON)
    return time is not None and day == now.date() and time > now.time()


def demand_past(day: dt.date, **times: dt.time | None) -> None:
    """Raise ValidationError beside each time, {question: time or None}, that is later today."""
    if found := {name: TO_COME for name, time in times.items() if is_to_come(day, time)}:
        raise ValidationError(found)


def demand_over(day: dt.date, started: dt.time | None, minutes: int | None) -> None:
    """Raise ValidationError beside the minutes when what started then and took so long would end later
    than now."""
    if started is None or minutes is None:
        return
    begun = dt.datetime.combine(day, started, tzinfo=clock.LONDON).astimezone(dt.UTC)
    end = begun + dt.timedelta(minutes=minutes)
    if end > clock.study_now():
        at = clock_words(end.astimezone(clock.LONDON).time())
        words = f"It would end at {at}, which is still to come. Check the start and the minutes"
        raise ValidationError({"minutes": words})


def skipped(day: dt.date | None, time: dt.time | None) -> str:
    """What to say of a time that the clocks left out that day, going forward; "" of any other."""
    if day is None or time is None:
        return ""
    moment = dt.datetime.combine(day, time, tzinfo=clock.LONDON)
    there = moment.astimezone(dt.UTC).astimezone(clock.LONDON)
    if there.replace(tzinfo=None) == moment.replace(tzinfo=None):
        return ""
    went, was = ("go", "is") if moment > clock.study_now() else ("went", "was")
    change = f"The clocks {went} forward at 1am on {day_words(day)}"
    return f"{change}. There {was} no {clock_words(time)}. Enter 2am or later"


def demand_real(day: dt.date | None, **times: dt.time | None) -> None:
    """Raise ValidationError beside each time, {question: time or None}, that the day did not have."""
    said = {name: skipped(day, time) for name, time in times.items()}
    if found := {name: words for name, words in said.items() if words}:
        raise ValidationError(found)


def demand_real_moments(row: Any, written: Collection[str] | None = None) -> None:
    """The same of the moments of a row: of all, or of those with one of the columns about to be
    written."""
    for time, day in getattr(row, "moments", {}).items():
        if written is None or not {time, day}.isdisjoint(written):
            demand_real(getattr(row, day), **{time: getattr(row, time)})
