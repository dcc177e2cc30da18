"""Booking an interview, and saying what happened."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.writing import Links, action, add, amend
from linkstudy.identities.service import seal
from linkstudy.moments import demand_over, demand_past
from linkstudy.rows import next_number
from participants.actions.deviations import explain
from participants.actions.whom import locked
from participants.consents import missing, said
from participants.models import Interview, Participant, Withdrawal
from participants.places import demand_bookable, demand_open, demand_topics, keep_to_site
from participants.protocol import BOOKED, HELD, out_of_window
from participants.vocabulary import Wave


def check_takes_part(person: Participant) -> None:
    """Raise ValidationError for somebody who withdrew and has not agreed again."""
    left = Withdrawal.objects.standing().filter(participant=person).last()
    if left and not person.consents.not_withdrawn().exists():
        raise ValidationError(
            {"booked_on": f"{person} withdrew on {said(left.on)}. Nothing more can be booked"}
        )


def _booked(person: Participant, wave: str) -> QuerySet[Interview]:
    """The open booking of a person for a wave: one row or none."""
    return Interview.objects.open().filter(participant=person, wave=wave)


@action
def book(
    *,
    participant: Participant,
    booked_on: dt.date,
    wave: str,
    by: User,
    deviation: str = "",
    **facts: Any,
) -> Interview:
    """A day and time for an interview, by somebody who works at the site, by when not said.

    Consent may still be given until then. A follow-up out of its window needs a deviation.
    """
    if booked_on < clock.today():
        raise ValidationError({"booked_on": "The day must be today or later"})
    person = locked(participant)
    check_takes_part(person)
    demand_bookable(person.case, booked_on, wave)
    if _booked(person, wave).exists():
        raise ValidationError(
            {"booked_on": f"{person} already has a booking. Open it to change the day"}
        )
    facts.setdefault("interviewer", by)
    keep_to_site(person.case, facts)
    booking = Interview(
        participant=person,
        number=next_number(person.interviews),
        wave=wave,
        booked_on=booked_on,
        **facts,
    )
    add(booking, "interview.booked", by=by)
    explain(person, out_of_window(person, wave, booked_on, BOOKED), deviation, by)
    return booking


@action
def change_booking(
    *, booking: Interview, version: int, by: User, deviation: str = "", **facts: Any
) -> Interview:
    """Another day, time, way or interviewer. Raises Stale when somebody else changed it meanwhile.

    A follow-up moved out of its window needs a deviation.
    """
    if facts["booked_on"] < clock.today():
        raise ValidationError({"booked_on": "The day must be today or later"})
    person = locked(booking.participant)
    if booking.state != "booked":
        raise ValidationError("This interview is not booked any more. Open it to see what happened")
    keep_to_site(person.case, facts, booking)
    demand_bookable(person.case, facts["booked_on"], booking.wave)
    day, was = facts["booked_on"], booking.booked_on
    changed = amend(booking, "booking.changed", by=by, version=version, **facts)
    breach = out_of_window(person, booking.wave, day, BOOKED) if day != was else None
    explain(person, breach, deviation, by)
    return changed


@action
def log_interview(
    *,
    participant: Participant,
    held_on: dt.date,
    recording: str,
    by: User,
    wave: str = Wave.FIRST,
    second: bool = False,
    note: str = "",
    topics: list | None = None,
    booking_version: int | None = None,
    deviation: str = "",
    **facts: Any,
) -> Interview:
    """Write down an interview that took place, if consent covered it; its booking becomes it.

    second says that this is one more sitting in the same wave; deviation, why a follow-up is out
    of its window. Raises ValidationError in the words of the question, Stale when the booking was
    changed meanwhile.
    """
    if held_on > clock.today():
        raise ValidationError({"when": "The interview date must be today or in the past"})
    person = locked(participant)
    _check_could_be(person, wave, recording, held_on, facts.get("started"))
    demand_over(held_on, facts.get("started"), facts.get("minutes"))
    facts |= {
        "held_on": held_on,
        "recording": recording,
        "part": _part(person, wave, held_on, second),
        "note": seal(person.person, "interview.note", note),
        "consent_checked": True,
        "logged_at": clock.study_now(),
    }
    facts.setdefault("interviewer", by)
    keep_to_site(person.case, facts)
    demand_topics(topics or [])
    links = {"topics": topics} if topics else {}
    done = _logged(person, wave, booking_version, by=by, links=links, facts=facts)
    amend(person, "participant.interviewed", by=by, contact_by=None)
    explain(person, out_of_window(person, wave, held_on, HELD), deviation, by)
    return done


def _check_could_be(
    person: Participant, wave: str, recording: str, on: dt.date, started: dt.time | None
) -> None:
    """Raise ValidationError for a closed case, a time to come, and what no consent covers."""
    demand_open(person.case, "when", on, wave)
    demand_past(on, started=started)
    if lacking := missing(person, wave=wave, recording=recording, on=on, started=started):
        raise ValidationError({lacking[0]: lacking[1]})


def _logged(
    person: Participant, wave: str, version: int | None, *, by: User, links: Links, facts: dict
) -> Interview:
    """The booking of a wave, which becomes the interview, or a new row where none was seen."""
    if booking := _booked(person, wave).first():
        return amend(booking, "interview.logged", by=by, version=version, links=links, **facts)
    if version is not None:
        words = f"The booking of {person} is no longer open. Check what happened to it"
        raise ValidationError({"who": words})
    number = next_number(person.interviews)
    done = Interview(participant=person, number=number, wave=wave, **facts)
    return add(done, "interview.logged", by=by, links=links)


def _part(person: Participant, wave: str, held_on: dt.date, second: bool) -> int:
    """The sitting's number. Raises ValidationError when there is one and this is not said to be more."""
    held = list(person.interviews.done().filter(wave=wave).order_by("part"))
    if held and not second:
        day = said(held[-1].held_on)
        raise ValidationError(
            {
                "second": f"{person} already has an interview on {day}. Open it, or say this is a second one"
            }
        )
    return held[-1].part + 1 if held else 1


@action
def log_missed(
    *,
    participant: Participant,
    missed_on: dt.date,
    missed_why: str,
    by: User,
    wave: str = Wave.FIRST,
    booking_version: int | None = None,
) -> Interview:
    """A booked interview did not take place, on its day or later.

    Raises ValidationError beside the question, Stale when the booking was changed meanwhile.
    """
    if missed_on > clock.today():
        raise ValidationError({"when": "The interview date must be today or in the past"})
    person = locked(participant)
    booking = _booked(person, wave).first()
    if booking is None:
        raise ValidationError({"who": f"{person} has no booking. Book an interview first"})
    missed = amend(
        booking,
        "interview.missed",
        by=by,
        version=booking_version,
        missed_on=missed_on,
        missed_why=missed_why,
        missed_at=clock.study_now(),
    )
    if missed.booked_on and missed_on < missed.booked_on:
        day = said(missed.booked_on)
        words = f"The interview is booked for {day}. Until then, change the booking instead"
        raise ValidationError({"when": words})
    amend(person, "participant.missed", by=by, contact_by=clock.today() + dt.timedelta(days=2))
    return missed
