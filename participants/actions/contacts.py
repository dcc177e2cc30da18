"""Getting in touch with somebody, or trying to."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add, amend
from linkstudy.identities.service import seal
from linkstudy.moments import demand_past
from linkstudy.rows import numbered
from linkstudy.twins import ask_whether_another
from linkstudy.words import day_words, uncapped
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

TELLING = ("on", "channel", "outcome", "incoming")
MOMENT = dt.timedelta(minutes=10)  # so near, one contact is easily told twice
CHECK = "Check that it is not the same one. Tick below when it is another contact"


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
    apart_from: Iterable[str] = (),
    **facts: Any,
) -> ContactAttempt:
    """A contact that was made or tried by somebody, or that the person made when incoming.

    deviation is why it was made although the protocol allows no more attempts, or they wanted none;
    apart_from has the numbers of contacts that are like it, and others. Raises ValidationError for a moment
    that cannot be, after somebody asked for no more contact, and without either.
    """
    person = locked(participant)
    told = ContactAttempt(on=on, time=time, outcome=outcome, incoming=incoming, **facts)
    _demand_new(person, told, apart_from)
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
    apart_from: Iterable[str] = (),
    **facts: Any,
) -> ContactAttempt:
    """Put a contact right. The next step with the person stays as it is; somebody who waits for no
    decision any more, and has none, comes up soon. Raises as record_attempt does, without deviation
    where a rule is newly broken, and without apart_from where it becomes like another."""
    person = locked(attempt.participant)
    _check_moment(person, on, time)
    if (on, time, incoming) != (attempt.on, attempt.time, attempt.incoming):
        _check_open(person, on, time, incoming)
    told = ContactAttempt(pk=attempt.pk, on=on, time=time, incoming=incoming, **facts)
    before = [number for number, _ in twins(person, attempt)]
    _demand_new(person, told, [*map(str, before), *apart_from])
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
    *,
    attempt: ContactAttempt,
    version: int,
    reason: str,
    by: User,
    deviation: str = "",
    apart_from: Iterable[str] = (),
) -> ContactAttempt:
    """A void contact was made after all. One that newly breaks a rule needs a deviation, and one that
    is like another that it is said to be apart from it."""
    person = locked(attempt.participant)
    demand_known(person, attempt.on)
    _demand_new(person, attempt, apart_from)
    sealed = seal(person.person, "attempt.void", reason)
    with explained(person, deviation, by):
        return restore(attempt, "attempt.restored", by=by, version=version, why=sealed)


def twins(person: Participant, told: ContactAttempt) -> list[tuple[int, ContactAttempt]]:
    """(number, contact) of others that stand and may be the one that is told, told before."""
    return [
        (number, one)
        for number, one in numbered(person.attempts.all())
        if one.voided_at is None and one.pk != told.pk and _is_like(one, told)
    ]


def _is_like(one: ContactAttempt, other: ContactAttempt) -> bool:
    """Whether two contacts of a person say the same of about the same time, or of a day alone."""
    if any(getattr(one, name) != getattr(other, name) for name in TELLING):
        return False
    if one.time is None or other.time is None:
        return True
    apart = dt.datetime.combine(one.on, one.time) - dt.datetime.combine(other.on, other.time)
    return abs(apart) < MOMENT


def _demand_new(person: Participant, told: ContactAttempt, apart_from: Iterable[str]) -> None:
    """Ask of contacts that are like the one that is told, and of which nobody said that it is another."""
    known = set(apart_from)
    there = [(number, one) for number, one in twins(person, told) if str(number) not in known]
    if there:
        _, latest = there[-1]
        ask_whether_another(f"{twin_words(latest)}. {CHECK}", [number for number, _ in there])


def twin_words(twin: ContactAttempt) -> str:
    """C5-PT-03 has a contact of 9 June 2022 already: phone, no answer."""
    what = f"{uncapped(twin.get_channel_display())}, {uncapped(twin.get_outcome_display())}"
    return f"{twin.participant} has a contact of {day_words(twin.on)} already: {what}"


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
