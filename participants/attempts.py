"""How often we tried to reach somebody since they last answered, and who waits for a decision.

Nobody is closed in silence: after the most attempts that the protocol allows, somebody decides
whether to try once more, which is a deviation, or to record that there was no reply.
"""

import datetime as dt

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from cases.models import Protocol
from linkstudy import clock
from participants.models import ContactAttempt, Participant
from participants.models.contacts import START
from participants.vocabulary import UNANSWERED, Status

STILL_ASKED = (Status.INVITED, Status.DECIDING, Status.CONSENTED)


def tried(person: Participant, on: dt.date, time: dt.time | None) -> int:
    """Attempts without an answer by a moment, since the last answer before it."""
    moment = (on, time or START)
    rows = [(one.on, one.time or START, one.outcome) for one in person.attempts.standing()]
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


def exhausted(one: OuterRef | None = None) -> QuerySet:
    """Keys of people whose attempts without an answer are as many as today's protocol allows, or of
    one person, whom an outer query names.

    Asked from the attempts' side, which are few, and first how many there were at all.
    """
    if one:
        return _as_many(ContactAttempt.objects.unanswered().filter(participant=one))
    often = _as_many(ContactAttempt.objects.standing().filter(outcome__in=UNANSWERED))
    return _as_many(ContactAttempt.objects.unanswered().filter(participant__in=often))


def _as_many(tries: QuerySet) -> QuerySet:
    """Keys of those with as many of the tries as today's protocol allows."""
    begun = Protocol.objects.standing().filter(effective_from__lte=clock.today())
    most = begun.order_by("-effective_from").values("most_contact_attempts")[:1]
    counted = tries.order_by().values("participant").annotate(times=Count("pk"))
    return counted.filter(times__gte=Subquery(most)).values("participant")


def unanswered(one: OuterRef | None = None) -> Q:
    """That whoever is still asked did not answer as often as the protocol allows. In a case that has
    closed nobody is asked any more. With one, it is asked person by person: of a few."""
    case = "participant__case__closed_on"
    is_open = Q(**{case: None}) | Q(**{f"{case}__gt": clock.today()})
    return Q(pk__in=exhausted(one).filter(is_open))


def with_waits(people: QuerySet, one: OuterRef | None = None) -> QuerySet:
    """Annotate waits of people with_status(): they are still asked, unanswered, and somebody has to
    decide."""
    waits = Q(status__in=STILL_ASKED) & unanswered(one)
    return people.annotate(waits=ExpressionWrapper(waits, BooleanField()))
