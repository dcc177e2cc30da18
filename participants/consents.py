"""Why a consent does not cover an interview, in the words of the question.

The database's gate says yes or no; this says what to do. A test holds the two against each
other over every relation of days.
"""

import datetime as dt
from typing import cast

from django.db.models import Q

from cases.vocabulary import DocumentKind
from linkstudy.audit.reading import lineage
from linkstudy.words import clock_words
from participants.models import Clause, Consent, Participant, Withdrawal
from participants.vocabulary import Recording, Scope, Wave

UNKNOWN = dt.time(0, 0)  # of day: a consent without a time counts from the start of its day on

Moment = tuple[dt.date, dt.time]


def said(day: dt.date) -> str:
    """9 June 2022."""
    return f"{day.day} {day:%B %Y}"


def needed(wave: str, recording: str) -> list[Scope]:
    """The scopes that an interview of this wave, recorded in this way, must be covered for."""
    scopes = [Wave(wave).scope]
    return [*scopes, Scope.AUDIO] if recording == Recording.AUDIO else scopes


def answers(person: Participant, scope: str, on: dt.date, started: dt.time | None) -> list[Clause]:
    """Standing answers to a clause given by the moment, latest first, with consent and form."""
    by_then = Q(consent__given_on__lt=on) | Q(
        consent__given_on=on, consent__given_time__lte=_start(started)
    )
    found = Clause.objects.filter(
        by_then, consent__participant=person, consent__voided_at=None, scope=scope
    )
    return list(
        found.select_related("consent__document").order_by(
            "-consent__given_on", "-consent__given_time", "-consent"
        )
    )


def _start(started: dt.time | None) -> dt.time:
    """When an interview started; one of which nobody knows it counts as at the day's end."""
    return dt.time.max if started is None else started


def holds(consent: Consent, on: dt.date, started: dt.time | None) -> bool:
    """Whether the consent was not yet withdrawn when the interview started.

    Without a starting time, an interview on the day of the withdrawal counts as after it.
    """
    if consent.withdrawn_on is None or consent.withdrawn_on > on:
        return True
    if consent.withdrawn_on < on or started is None or consent.withdrawn_time is None:
        return False
    return started < consent.withdrawn_time


def end_of(
    consent: Consent, withdrawals: list[Withdrawal]
) -> tuple[dt.date, dt.time] | tuple[None, None]:
    """From which moment the consent holds no longer; (None, None) when nobody withdrew from it.

    A withdrawal ends what was agreed to by its moment, and what stood when it was recorded, the
    rows whose place the consent took among them. withdrawals are the person's standing ones.
    """
    given, rows = (consent.given_on, consent.given_time), {one.pk for one in lineage(consent)}
    ends = [
        (one.on, one.time) for one in withdrawals if given <= (one.on, one.time) or knew(one, rows)
    ]
    return min(ends, default=(None, None))


def knew(withdrawal: Withdrawal, rows: set[int]) -> bool:
    """Whether one of the consents, by key, stood when the withdrawal was recorded."""
    return not rows.isdisjoint(one.pk for one in withdrawal.consents.all())


def same_day(
    consent: Consent, before: list[Consent], withdrawals: list[Withdrawal]
) -> Withdrawal | None:
    """A withdrawal on the day of a consent that did not stand by then: which one came first?

    before are the rows whose place the consent takes.
    """
    rows = {row.pk for one in before for row in lineage(one)}
    unclear = [one for one in withdrawals if one.on == consent.given_on and not knew(one, rows)]
    return unclear[0] if unclear else None


def covers(person: Participant, scope: str, on: dt.date, started: dt.time | None) -> bool:
    """Whether consent to the clause was in force on the day: the latest answer governs."""
    gone = _gone_by(person, on, started)
    for answer in answers(person, scope, on, started):
        consent = answer.consent
        if not answer.agreed:
            return False
        ended = gone is not None and (consent.given_on, consent.given_time) <= gone
        if not ended and _signed(person, consent) and holds(consent, on, started):
            return True
    return False


def _gone_by(person: Participant, on: dt.date, started: dt.time | None) -> Moment | None:
    """The moment of the last withdrawal that stands and came before the interview, or None."""
    start = (on, _start(started))
    moments = [
        (one.on, one.time) for one in Withdrawal.objects.standing().filter(participant=person)
    ]
    return max((moment for moment in moments if moment <= start), default=None)


def _signed(person: Participant, consent: Consent) -> bool:
    """Whether it was given on a consent form for the person's group, approved by then."""
    form = consent.document
    is_theirs = form.audience in ("", person.group)
    is_approved = form.approved_on is not None and form.approved_on <= consent.given_on
    return form.kind == DocumentKind.CONSENT and is_theirs and is_approved


def missing(
    person: Participant, *, wave: str, recording: str, on: dt.date, started: dt.time | None
) -> tuple[str, str] | None:
    """None when consent covers the interview, else (the question it concerns, the sentence)."""
    lacking = [scope for scope in needed(wave, recording) if not covers(person, scope, on, started)]
    if not lacking:
        return None
    if started and (words := _agreed_that_day(person, lacking[0], on, started)):
        return "started", words
    if lacking == [Scope.AUDIO]:
        return "recording", f"{person} did not agree to audio recording. Choose notes only"
    return _why(person, lacking[0], on, started)


def _agreed_that_day(person: Participant, scope: str, on: dt.date, started: dt.time) -> str:
    """What to say when they agreed to the clause on the day, after the interview started; "" else."""
    later = Consent.objects.standing().filter(
        participant=person,
        given_on=on,
        given_time__gt=started,
        clauses__scope=scope,
        clauses__agreed=True,
    )
    if (first := later.first()) is None:
        return ""
    at = clock_words(first.given_time)
    return f"They agreed that day at {at}. Check when it started, or correct the consent’s time"


def no_questionnaire(person: Participant, on: dt.date) -> str:
    """Why they can neither be given a questionnaire nor give one back on the day; "" when they can.

    On the day of a withdrawal they cannot, as nobody notes at what time one came back.
    """
    scope = Scope.QUESTIONNAIRE
    if covers(person, scope, on, None):
        return ""
    held = answers(person, scope, on, None)
    if held and held[0].consent.withdrawn_on:
        return f"{person} withdrew on {said(held[0].consent.withdrawn_on)}. Enter a day before it"
    if held:
        return f"{person} did not agree to questionnaires"
    later = _agreed_later(person, scope, on)
    if later:
        return f"{person} agreed on {said(later.given_on)}. Enter that day or a later one"
    return f"{person} has not agreed to questionnaires yet. Record consent first"


def _agreed_later(person: Participant, scope: str, on: dt.date) -> Consent | None:
    """The first standing consent to the clause after a day."""
    later = Consent.objects.standing().filter(
        participant=person, given_on__gt=on, clauses__scope=scope, clauses__agreed=True
    )
    return later.first()


def _why(
    person: Participant, scope: Scope, on: dt.date, started: dt.time | None
) -> tuple[str, str]:
    held = answers(person, scope, on, started)
    if held and held[0].consent.withdrawn_on:
        ended = held[0].consent.withdrawn_on, held[0].consent.withdrawn_time
        return _after_leaving(person, cast(Moment, ended), on, started)
    if held and scope == Scope.FOLLOW_UP:
        return "who", f"{person} did not agree to a follow-up interview"
    if held:
        return "who", f"{person} did not agree to an interview"
    later = _agreed_later(person, scope, on)
    if later:
        given = said(later.given_on)
        return "when", f"The interview was before consent was given on {given}. Check both dates"
    if gone := _gone_by(person, on, None):
        return _after_leaving(person, gone, on, started)
    if scope == Scope.FOLLOW_UP:
        return "who", f"{person} has not agreed to a follow-up interview. Record consent first"
    return "who", f"There is no consent from {person} yet. Record consent first"


def _after_leaving(
    person: Participant, gone: Moment, on: dt.date, started: dt.time | None
) -> tuple[str, str]:
    """On the day itself it hangs on the hour, which is asked for where nobody entered one."""
    day, time = gone
    if day == on and started is None:
        at = clock_words(time)
        return "started", f"{person} withdrew that day at {at}. Enter when the interview started"
    return "when", f"{person} withdrew on {said(day)}. Nothing after that can be logged"
