"""Raising safety notes, and what becomes of them."""

import datetime as dt

from django.core.exceptions import ValidationError

from cases.models import Case
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add, amend
from linkstudy.identities.service import new_person, seal, unseal
from linkstudy.safety.models import SafetyNote
from linkstudy.words import day_words
from participants.models import Participant

WHAT, DONE = "safetynote.what", "safetynote.done"


@action
def raise_note(
    *,
    case: Case,
    participant: Participant | None = None,
    concern: str,
    happened_on: dt.date,
    what: str,
    done: str,
    reported_to: str,
    by: User,
) -> SafetyNote:
    """Write down what happened, about a participant of the case or else about a visit there."""
    _check_day(happened_on)
    key = participant.person if participant else new_person(by=by)
    note = SafetyNote(
        case=case,
        participant=participant,
        writer=by,
        key=key,
        concern=concern,
        happened_on=happened_on,
        what=seal(key, "safetynote.what", what),
        done=seal(key, "safetynote.done", done),
        reported_to=reported_to,
    )
    return add(note, "safety.raised", by=by)


@action
def close_note(*, note: SafetyNote, version: int, closed_on: dt.date, by: User) -> SafetyNote:
    """Nothing is left to do. Raises ValidationError beside the question, and Stale."""
    if note.voided_at or note.closed_on:
        raise ValidationError("This note is not open any more")
    if closed_on < note.happened_on:
        words = f"It happened on {day_words(note.happened_on)}. Check the date"
        raise ValidationError({"closed_on": words})
    return amend(note, "safety.closed", by=by, version=version, closed_on=closed_on)


@action
def correct_note(
    *, note: SafetyNote, version: int, why: str, what: str, done: str, by: User, **facts
) -> SafetyNote:
    """Put a note right or add to it. Raises ValidationError beside the question, and Stale.

    facts are concern, happened_on, reported_to.
    """
    happened = facts.get("happened_on", note.happened_on)
    _check_day(happened)
    if note.closed_on and note.closed_on < happened:
        words = f"The note was closed on {day_words(note.closed_on)}. Check the date"
        raise ValidationError({"happened_on": words})
    return replace(
        note,
        "safety.corrected",
        by=by,
        version=version,
        why=seal(note.key, "safety.void", why),
        what=_resealed(note, WHAT, note.what, what),
        done=_resealed(note, DONE, note.done, done),
        **facts,
    )


@action
def void_note(*, note: SafetyNote, version: int, reason: str, by: User) -> SafetyNote:
    """Take a note back. It stays, for those who may read it."""
    sealed = seal(note.key, "safety.void", reason)
    return void(note, "safety.voided", by=by, version=version, why=sealed)


@action
def restore_note(*, note: SafetyNote, version: int, reason: str, by: User) -> SafetyNote:
    """A void note stands again."""
    sealed = seal(note.key, "safety.void", reason)
    return restore(note, "safety.restored", by=by, version=version, why=sealed)


def _check_day(day: dt.date) -> None:
    if day > clock.today():
        raise ValidationError({"happened_on": "The day must be today or in the past"})


def _resealed(note: SafetyNote, place: str, old: str, text: str) -> str:
    """The text sealed; the old seal where the text is the same."""
    return old if text == unseal(note.key, place, old) else seal(note.key, place, text)
