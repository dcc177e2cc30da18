"""Getting in touch with somebody, or trying to."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add, amend
from linkstudy.identities.service import seal
from linkstudy.moments import demand_past
from participants.actions.deviations import explain_each, explained
from participants.actions.whom import SOON, WAITING, demand_known, locked, reopen, resealed
from participants.attempts import exhausted
from participants.models import ContactAttempt, Participant
from participants.protocol import attempt_breaches
from participants.reach import closed_by

NO_NEXT = (
    "They withdrew and are not to be contacted any more. If they now ask for it, correct the"
    " withdrawal or record a new consent first"
)


@action
def record_attempt(
    *,
    participant: Participant,
    on: dt.date,
    outcome: str,
    by: User,
    time: dt.time | None = None,
    incoming: bool = False,
    next_on: dt.date | None = None,
    note: str = "",
    deviation: str = "",
    **facts: Any,
) -> ContactAttempt:
    """A contact that was made or tried by somebody, or that the person made when incoming.

    deviation is why it was made although the protocol allows no more attempts, or they wanted none. Raises
    ValidationError for a moment that cannot be, after somebody asked for no more contact, and
    without that reason.
    """
    person = locked(participant)
    breaches = [] if incoming else attempt_breaches(person, on, time)
    note = seal(person.person, "contactattempt.note", note)
    given = {"time": time, "outcome": outcome, "incoming": incoming, "note": note} | facts
    attempt = attempted(person, on=on, next_on=next_on, by=by, **given)
    if follows := next_day(attempt):
        amend(person, "participant.contacted", by=by, **follows)
    explain_each(person, breaches, deviation, by)
    return attempt


def attempted(
    person: Participant, *, on: dt.date, next_on: dt.date | None, by: User, **facts: Any
) -> ContactAttempt:
    """Write a contact of a person who is locked down, if its moment can be and they allowed it."""
    attempt = ContactAttempt(participant=person, on=on, next_on=next_on, made_by=by, **facts)
    _check_moment(person, on, attempt.time)
    _check_open(person, on, attempt.time, attempt.incoming)
    _check_next(person, next_on)
    return add(attempt, "attempt.recorded", by=by)


@action
def correct_attempt(
    *,
    attempt: ContactAttempt,
    version: int,
    why: str,
    on: dt.date,
    by: User,
    time: dt.time | None = None,
    incoming: bool = False,
    note: str = "",
    deviation: str = "",
    **facts: Any,
) -> ContactAttempt:
    """Put a contact right. The next step with the person stays as it is; somebody who waits for no
    decision any more, and has none, comes up soon. Raises as record_attempt does, without deviation
    where a rule is newly broken."""
    person = locked(attempt.participant)
    _check_moment(person, on, time)
    if (on, time, incoming) != (attempt.on, attempt.time, attempt.incoming):
        _check_open(person, on, time, incoming)
    with explained(person, deviation, by):
        right = replace(
            attempt,
            "attempt.corrected",
            by=by,
            version=version,
            why=seal(person.person, "attempt.void", why),
            on=on,
            time=time,
            incoming=incoming,
            note=resealed(person, "contactattempt.note", attempt.note, note),
            **facts,
        )
    _come_up(person, by)
    return right


@action
def void_attempt(*, attempt: ContactAttempt, version: int, reason: str, by: User) -> ContactAttempt:
    """Take back a contact that was recorded by mistake."""
    person = locked(attempt.participant)
    sealed = seal(person.person, "attempt.void", reason)
    gone = void(attempt, "attempt.voided", by=by, version=version, why=sealed)
    _come_up(person, by)
    return gone


@action
def restore_attempt(
    *, attempt: ContactAttempt, version: int, reason: str, by: User, deviation: str = ""
) -> ContactAttempt:
    """A void contact was made after all. One that newly breaks a rule needs a deviation."""
    person = locked(attempt.participant)
    demand_known(person, attempt.on)
    sealed = seal(person.person, "attempt.void", reason)
    with explained(person, deviation, by):
        return restore(attempt, "attempt.restored", by=by, version=version, why=sealed)


def _check_moment(person: Participant, on: dt.date, time: dt.time | None) -> None:
    """Raise ValidationError for a moment to come, and for one before the study knew the person."""
    if on > clock.today():
        raise ValidationError({"on": "The date must be today or in the past"})
    demand_past(on, time=time)
    demand_known(person, on)


def _check_open(person: Participant, on: dt.date, time: dt.time | None, incoming: bool) -> None:
    """Raise ValidationError when nobody was to contact the person at that moment any more."""
    if not incoming and (words := closed_by(person, on, time)):
        raise ValidationError({"on": words})


def _check_next(person: Participant, next_on: dt.date | None) -> None:
    """Raise ValidationError for a next contact with somebody who wants none."""
    if next_on and closed_by(person, next_on, None):
        raise ValidationError({"next_on": NO_NEXT})


def next_day(attempt: ContactAttempt) -> dict[str, Any]:
    """{"contact_by": when to be in touch next}, where that changes: on the day said, else soon; for
    nobody who waits for a decision."""
    person = attempt.participant
    now = Participant.objects.with_status().get(pk=person.pk)
    if not attempt.next_on and (now.status not in WAITING or _is_ahead(now, attempt)):
        return {}
    waits = exhausted().filter(participant=person).exists()
    soon = None if waits else clock.today() + SOON
    by_day = attempt.next_on or soon
    return {} if by_day == now.contact_by else {"contact_by": by_day}


def _come_up(person: Participant, by: User) -> None:
    """Let somebody who has no next step come up soon, unless somebody has to decide about them."""
    if not exhausted().filter(participant=person).exists():
        reopen(person, by)


def _is_ahead(person: Participant, attempt: ContactAttempt) -> bool:
    """Whether a later day is agreed on already."""
    return person.contact_by is not None and person.contact_by > max(attempt.on, clock.today())
