"""Why a consent does not cover an interview, in the words of the question.

The database's gate says yes or no; this says what to do. A test holds the two against each
other over every relation of days.
"""

import datetime as dt

from participants.models import Clause, Consent, Interview, Participant
from participants.vocabulary import Recording, Scope, Wave


def said(day: dt.date) -> str:
    """9 June 2022."""
    return f"{day.day} {day:%B %Y}"


def needed(wave: str, recording: str) -> list[Scope]:
    """The scopes that an interview of this wave, recorded in this way, must be covered for."""
    scopes = [Wave(wave).scope]
    return [*scopes, Scope.AUDIO] if recording == Recording.AUDIO else scopes


def answers(person: Participant, scope: str, on: dt.date) -> list[Clause]:
    """Standing answers to a clause given by the day, latest first, with consent and form."""
    found = Clause.objects.filter(
        consent__participant=person,
        consent__voided_at=None,
        consent__given_on__lte=on,
        scope=scope,
    )
    return list(
        found.select_related("consent__document").order_by(
            "-consent__given_on", "-consent__given_time", "-consent"
        )
    )


def holds(consent: Consent, on: dt.date, started: dt.time | None) -> bool:
    """Whether the consent was not yet withdrawn when the interview started.

    Without a starting time, an interview on the day of the withdrawal counts as after it.
    """
    if consent.withdrawn_on is None or consent.withdrawn_on > on:
        return True
    if consent.withdrawn_on < on or started is None or consent.withdrawn_time is None:
        return False
    return started < consent.withdrawn_time


def covers(person: Participant, scope: str, on: dt.date, started: dt.time | None) -> bool:
    """Whether the latest answers to the clause, up to the first no, hold a consent in force."""
    for answer in answers(person, scope, on):
        if not answer.agreed:
            return False
        form = answer.consent.document
        if form.approved_on <= answer.consent.given_on and holds(answer.consent, on, started):
            return True
    return False


def missing(
    person: Participant, *, wave: str, recording: str, on: dt.date, started: dt.time | None
) -> tuple[str, str] | None:
    """None when consent covers the interview, else (the question it concerns, the sentence)."""
    lacking = [scope for scope in needed(wave, recording) if not covers(person, scope, on, started)]
    if not lacking:
        return None
    if lacking == [Scope.AUDIO]:
        return "recording", f"{person} did not agree to audio recording. Choose notes only"
    return _why(person, lacking[0], on)


def _why(person: Participant, scope: Scope, on: dt.date) -> tuple[str, str]:
    held = answers(person, scope, on)
    if held and held[0].consent.withdrawn_on:
        day = said(held[0].consent.withdrawn_on)
        return "when", f"{person} withdrew on {day}. Nothing after that can be logged"
    if held and scope == Scope.FOLLOW_UP:
        return "who", f"{person} did not agree to a follow-up interview"
    if held:
        return "who", f"{person} did not agree to an interview"
    later = (
        Consent.objects.standing()
        .filter(participant=person, given_on__gt=on, clauses__scope=scope, clauses__agreed=True)
        .first()
    )
    if later:
        given = said(later.given_on)
        return "when", f"The interview was before consent was given on {given}. Check both dates"
    if scope == Scope.FOLLOW_UP:
        return "who", f"{person} has not agreed to a follow-up interview. Record consent first"
    return "who", f"There is no consent from {person} yet. Record consent first"


def after_withdrawal(interviews: list[Interview], consents: list[Consent]) -> list[Interview]:
    """Standing interviews done on or after the moment a person withdrew: a PI decides on them."""
    ended = [consent for consent in consents if consent.withdrawn_on and not consent.voided_at]
    done = [one for one in interviews if one.state == "done"]
    return [
        one
        for one in done
        if ended
        and one.held_on
        and not any(holds(consent, one.held_on, one.started) for consent in consents)
    ]
