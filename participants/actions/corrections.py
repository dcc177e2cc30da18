"""Putting right, taking back and restoring what was written about interviews."""

import datetime as dt
from typing import Any, cast

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, amend
from linkstudy.identities.service import seal
from linkstudy.moments import demand_over, demand_past
from participants.actions.custody import keep_recording
from participants.actions.deviations import explained
from participants.actions.interviews import check_takes_part
from participants.actions.whom import locked, no_stays_last, reopen, resealed
from participants.consents import missing, said
from participants.models import Interview, Participant
from participants.places import demand_bookable, demand_open, demand_topics, keep_to_site
from participants.vocabulary import CANCELLED

BESIDE = {"when": "held_on", "who": "wave"}  # the questions of a correction


@action
def correct_interview(
    *,
    interview: Interview,
    version: int,
    why: str,
    held_on: dt.date,
    wave: str,
    recording: str,
    by: User,
    note: str = "",
    topics: list | None = None,
    deviation: str = "",
    **facts: Any,
) -> Interview:
    """Put the facts of an interview right, if consent covers what they are now.

    Raises ValidationError beside the question that cannot be, and without deviation where a rule is
    newly broken; Stale when somebody was faster.
    """
    _check_over(held_on, facts.get("started"), facts.get("minutes"))
    if interview.held_on is None:
        raise ValidationError("This interview did not take place. Open it to see what happened")
    person = locked(interview.participant)
    keep_to_site(person.case, facts, interview, held_on)
    demand_topics(topics or [])
    if (held_on, wave) != (interview.held_on, interview.wave):
        demand_open(person.case, "held_on", held_on, wave)
    _check_covered(person, wave, recording, held_on, facts.get("started"))
    keep_recording(interview, held_on, recording)
    facts |= {
        "held_on": held_on,
        "wave": wave,
        "part": _part_in(interview, wave),
        "recording": recording,
        "note": resealed(person, "interview.note", interview.note, note),
        "links": {"topics": topics or []},
    }
    sealed = seal(person.person, "interview.void", why)
    with no_stays_last(person, "held_on"), explained(person, deviation, by):
        return replace(
            interview, "interview.corrected", by=by, version=version, why=sealed, **facts
        )


@action
def correct_missed(
    *,
    interview: Interview,
    version: int,
    why: str,
    missed_on: dt.date,
    missed_why: str,
    by: User,
) -> Interview:
    """Put right when and why an interview was missed: not before the day it was booked for.

    What a withdrawal or an answer of no cancelled came earlier, and says so as long as it stands.
    """
    if missed_on > clock.today():
        raise ValidationError({"missed_on": "The date must be today or in the past"})
    if interview.missed_on is None:
        raise ValidationError("This interview was not missed. Open it to see what happened")
    if missed_why in CANCELLED and missed_why != interview.missed_why:
        raise ValidationError({"missed_why": "Select what happened"})
    if interview.booked_on and missed_on < interview.booked_on and missed_why not in CANCELLED:
        words = f"It was booked for {said(interview.booked_on)}. Enter that day or a later one"
        raise ValidationError({"missed_on": words})
    person = locked(interview.participant)
    return replace(
        interview,
        "interview.corrected",
        by=by,
        version=version,
        why=seal(person.person, "interview.void", why),
        missed_on=missed_on,
        missed_why=missed_why,
    )


@action
def void_interview(*, interview: Interview, version: int, reason: str, by: User) -> Interview:
    """Take an interview or a booking back. Figures of earlier dates keep it, today's do not.

    Raises ValidationError when a no that came after the interview was then one for good to all they
    agreed to.
    """
    person = locked(interview.participant)
    sealed = seal(person.person, "interview.void", reason)
    with no_stays_last(person):
        gone = void(interview, "interview.voided", by=by, version=version, why=sealed)
    reopen(person, by)
    return gone


@action
def restore_interview(
    *, interview: Interview, version: int, reason: str, by: User, deviation: str = ""
) -> Interview:
    """A void interview, missed interview or booking counts again, if it still can.

    Raises ValidationError that says what stands against it, and when it newly breaks a rule and
    deviation does not say why.
    """
    person = locked(interview.participant)
    if interview.held_on:
        _check_held(person, interview, interview.held_on)
    elif interview.missed_on is None:
        _check_booking(person, interview)
    sealed = seal(person.person, "interview.void", reason)
    with explained(person, deviation, by):
        back = restore(interview, "interview.restored", by=by, version=version, why=sealed)
    if back.held_on:
        amend(person, "participant.interviewed", by=by, contact_by=None)
    return back


def _check_over(held_on: dt.date, started: dt.time | None, minutes: int | None) -> None:
    """Raise ValidationError for an interview that would begin or end later than now."""
    if held_on > clock.today():
        raise ValidationError({"held_on": "The interview date must be today or in the past"})
    demand_past(held_on, started=started)
    demand_over(held_on, started, minutes)


def _check_covered(
    person: Participant, wave: str, recording: str, on: dt.date, started: dt.time | None
) -> None:
    """Raise ValidationError, beside its question, for what no consent covers."""
    if lacking := missing(person, wave=wave, recording=recording, on=on, started=started):
        raise ValidationError({BESIDE.get(lacking[0], lacking[0]): lacking[1]})


def _part_in(interview: Interview, wave: str) -> int:
    """The sitting's number in a wave: its own, or the first of another one. Raises ValidationError
    when that has taken place too."""
    if wave == interview.wave:
        return interview.part
    if day := _held_on(interview, wave, 1):
        person = interview.participant
        words = f"{person} has this interview already, on {day}. Void one of the two, with a reason"
        raise ValidationError({"wave": words})
    return 1


def _held_on(interview: Interview, wave: str, part: int) -> str:
    """The day, in words, of another standing interview of a wave and sitting; "" if none."""
    done = Interview.objects.done().filter(participant=interview.participant)
    held = done.filter(wave=wave, part=part).exclude(number=interview.number).first()
    return said(held.held_on) if held else ""


def _check_held(person: Participant, interview: Interview, on: dt.date) -> None:
    if day := _held_on(interview, interview.wave, interview.part):
        raise ValidationError(
            f"{person} has this interview already, on {day}. Void that one first, or log this"
            " one anew as a second interview"
        )
    demand_open(person.case, "held_on", on, interview.wave)
    facts = {"wave": interview.wave, "recording": interview.recording}
    if lacking := missing(person, on=on, started=interview.started, **facts):
        fact = lacking[1].partition(". ")[0]
        raise ValidationError(f"{fact}. Put the consent right first, or log the interview anew")


def _check_booking(person: Participant, booking: Interview) -> None:
    check_takes_part(person)
    demand_bookable(person.case, cast(dt.date, booking.booked_on), booking.wave)
    others = person.interviews.open().filter(wave=booking.wave).exclude(number=booking.number)
    if other := others.first():
        day = said(other.booked_on)
        raise ValidationError(f"{person} is booked for {day}. Change or void that booking first")
