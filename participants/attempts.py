"""How often we tried to reach somebody since they last answered, and who waits for a decision.

Nobody is closed in silence: after the most attempts that the protocol allows, somebody decides
whether to try once more, which is a deviation, or to record that there was no reply. So it is before
the first interview, and again once the follow-up is to be booked. Whoever is still asked and has no
day to be in touch by, for whatever reason, comes up so that one is set.
"""

import datetime as dt
from collections.abc import Iterable
from functools import cache, lru_cache

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models import Case as SqlCase

from cases.models import Case, Protocol
from linkstudy import clock
from linkstudy.once import Once, alone
from participants.models import Consent, ContactAttempt, Interview, Participant
from participants.models.contacts import START
from participants.models.people import is_still_asked
from participants.vocabulary import UNANSWERED, Status
from participants.waves import to_be_booked

STILL_ASKED = (Status.INVITED, Status.DECIDING, Status.CONSENTED)


def tried(
    person: Participant,
    on: dt.date,
    time: dt.time | None,
    among: Iterable[ContactAttempt] | None = None,
) -> int:
    """Attempts without an answer by a moment, since the last answer before it: among all that stand,
    when not said."""
    moment = (on, time or START)
    contacts = person.attempts.standing() if among is None else among
    rows = [(one.on, one.time or START, one.outcome) for one in contacts]
    past = [row for row in rows if row[:2] <= moment]
    answered = max((row[:2] for row in past if row[2] not in UNANSWERED), default=None)
    settled = max((day for day in _settling(person) if day <= on), default=None)
    return sum(
        1
        for row in past
        if row[2] in UNANSWERED
        and (answered is None or row[:2] > answered)
        and (settled is None or row[0] > settled)
    )


def _settling(person: Participant) -> list[dt.date]:
    """Days on which the person replied, agreed or was interviewed: all tried by then is settled."""
    replied = [person.replied_on] if person.replied_on else []
    agreed = person.consents.standing().values_list("given_on", flat=True)
    held = person.interviews.done().values_list("held_on", flat=True)
    return [*replied, *agreed, *(day for day in held if day)]


def exhausted(one: OuterRef | None = None, day: dt.date | None = None) -> QuerySet:
    """Keys of people whose attempts without an answer are as many as the protocol of a day, today's
    when not said, allows, or of one person, whom an outer query names.

    Asked from the attempts' side, which are few, and first how many there were at all.
    """
    day = day or clock.today()
    if one:
        return _as_many(ContactAttempt.objects.unanswered().filter(participant=one), day)
    often = _as_many(ContactAttempt.objects.standing().filter(outcome__in=UNANSWERED), day)
    return _as_many(ContactAttempt.objects.unanswered().filter(participant__in=often), day)


def _as_many(tries: QuerySet, day: dt.date) -> QuerySet:
    """Keys of those with as many of the tries as the protocol of the day allows."""
    begun = Protocol.objects.standing().filter(effective_from__lte=day)
    most = begun.order_by("-effective_from").values("most_contact_attempts")[:1]
    counted = tries.order_by().values("participant").annotate(times=Count("*"))
    return counted.filter(times__gte=Subquery(most)).values("participant")


def unanswered() -> Q:
    """That whoever is still asked did not answer as often as the protocol allows."""
    return no_answer() & is_asked_in()


def no_answer() -> Q:
    """That somebody did not answer as often as the protocol allows.

    Most have not been heard of at all: all attempts count that were made to reach them.
    """
    day = clock.today()
    often = _as_many(ContactAttempt.objects.standing().filter(outcome__in=UNANSWERED), day)
    return Q(pk__in=often) & (~_was_heard_of() | no_answer_of_few())


def no_answer_of_few() -> Q:
    """The same, asked person by person: of a few."""
    return Q(_is_exhausted(clock.today()))


def waits() -> Q:
    """What unanswered() says, asked person by person: of a few."""
    return is_asked_in() & no_answer_of_few()


def dayless() -> Q:
    """That whoever is still asked has no day to be in touch by."""
    return Q(contact_by=None) & is_asked_in()


def is_asked_in() -> Q:
    """In a case that has closed nobody is asked any more."""
    return Q(case__in=Case.objects.filter(Q(closed_on=None) | Q(closed_on__gt=clock.today())))


@lru_cache(maxsize=2)
def _is_exhausted(day: dt.date) -> Once:
    return Once(Exists(exhausted(OuterRef("pk"), day)), "participants.Participant")


@cache
def _was_heard_of() -> Q:
    """That somebody once answered, replied, agreed or was interviewed."""
    mine = {"participant": OuterRef("pk")}
    answers = ContactAttempt.objects.standing().exclude(outcome__in=UNANSWERED)
    found = Q(replied_on__isnull=False)
    for rows in (answers, Consent.objects.standing(), Interview.objects.done()):
        found |= Q(alone(rows.filter(**mine), "participants.Participant"))
    return found


def with_waits(people: QuerySet, protocol: Protocol | None, *, few: bool = False) -> QuerySet:
    """Annotate of people with_status(): waits, when whoever is still asked, or whose follow-up is to
    be booked, did not answer as often as the protocol allows and somebody has to decide, which of a
    few is asked person by person; and unplanned, when nobody has said by when to be in touch with
    whoever is still asked."""
    wanted = is_still_asked() & is_asked_in()
    if protocol:
        wanted |= Q(pk__in=to_be_booked(people.model.objects.all(), protocol).values("pk"))
    return people.annotate(
        waits=_whether((no_answer_of_few() if few else no_answer()) & wanted),
        unplanned=of_those_asked(dayless()),
    )


def with_last_contact(people: QuerySet) -> QuerySet:
    """Annotate last_on, last_time, last_channel and last_outcome of the contact made last, or None."""
    return people.annotate(**_last_contact())


@cache
def _last_contact() -> dict[str, Once]:
    mine = ContactAttempt.objects.standing().filter(participant=OuterRef("pk")).latest_first()
    return {
        f"last_{name}": Once(Subquery(mine.values(name)[:1]), "participants.Participant")
        for name in ("on", "time", "channel", "outcome")
    }


def of_those_asked(condition: Q) -> SqlCase:
    return _whether(is_still_asked() & condition)


def _whether(condition: Q) -> SqlCase:
    # A CASE, as SQLite answers all parts of a value, where it stops at the first no of a condition.
    return SqlCase(When(condition, then=True), default=False, output_field=BooleanField())
