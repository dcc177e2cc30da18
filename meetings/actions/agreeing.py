"""Minutes on their way: sent for checking, agreed and frozen, opened again as a new version."""

import datetime as dt
import hashlib

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add, amend
from linkstudy.rows import next_number
from linkstudy.words import day_words
from meetings.actions.meetings import standing, unlocked
from meetings.models import Meeting, MinutesVersion
from meetings.written import minutes_text, whole

TO_COME = "The day must be today or in the past"


@action
def send_minutes(*, meeting: Meeting, version: int, sent_on: dt.date, by: User | None) -> Meeting:
    """The minutes went to the members for checking. Raises ValidationError, and Stale."""
    held = unlocked(meeting)
    _check_past("sent_on", sent_on)
    if sent_on < held.held_on:
        words = f"The meeting was on {day_words(held.held_on)}. Enter that day or a later one"
        raise ValidationError({"sent_on": words})
    if not held.items.standing().exclude(notes="").exists():
        raise ValidationError("There are no minutes yet. Write notes of an item first")
    return amend(meeting, "minutes.sent", by=by, version=version, sent_on=sent_on)


@action
def agree_minutes(
    *, meeting: Meeting, version: int, agreed_on: dt.date, by: User | None
) -> MinutesVersion:
    """They are agreed: this text is kept, and nobody changes it. Raises ValidationError, and Stale.

    The version answers for it: the same form sent again is told of the one that it led to.
    """
    held = unlocked(meeting)
    _check_past("agreed_on", agreed_on)
    if held.sent_on is None:
        raise ValidationError("These minutes were not sent for checking yet. Do that first")
    if agreed_on < held.sent_on:
        words = f"They were sent on {day_words(held.sent_on)}. Enter that day or a later one"
        raise ValidationError({"agreed_on": words})
    text = minutes_text(whole(held))
    number = next_number(held.versions)
    digest = hashlib.sha256(text.encode()).hexdigest()
    row = MinutesVersion(meeting=held, number=number, text=text, digest=digest, agreed_on=agreed_on)
    kept = add(row, "version.kept", by=by)
    kept.meeting = amend(meeting, "minutes.agreed", by=by, version=version, agreed_on=agreed_on)
    return kept


@action
def reopen_minutes(*, meeting: Meeting, version: int, reason: str, by: User) -> Meeting:
    """Something in agreed minutes must change: the next version is begun. The one before stays."""
    held = standing(meeting)
    if not held.agreed_on:
        raise ValidationError("These minutes are not agreed, so they can be changed as they are")
    facts = {"agreed_on": None, "sent_on": None}
    return amend(meeting, "minutes.reopened", by=by, version=version, reason=reason, **facts)


def _check_past(question: str, day: dt.date) -> None:
    if day > clock.today():
        raise ValidationError({question: TO_COME})
