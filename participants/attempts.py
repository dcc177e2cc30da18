"""How often we tried to reach somebody since they last answered, and who waits for a decision.

Nobody is closed in silence: after the most attempts that the protocol allows, somebody decides
whether to try once more, which is a deviation, or to record that there was no reply.
"""

import datetime as dt

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet, Subquery

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


def exhausted() -> QuerySet:
    """Keys of people whose attempts without an answer are as many as today's protocol allows.

    Asked from the attempts' side, which are few.
    """
    begun = Protocol.objects.standing().filter(effective_from__lte=clock.today())
    most = begun.order_by("-effective_from").values("most_contact_attempts")[:1]
    tries = ContactAttempt.objects.unanswered().order_by().values("participant")
    counted = tries.annotate(times=Count("pk")).filter(times__gte=Subquery(most))
    return counted.values("participant")


def with_waits(people: QuerySet) -> QuerySet:
    """Annotate waits of people with_status(): they are still asked, did not answer as often as the
    protocol allows, and somebody has to decide. In a case that has closed nobody is asked any more."""
    is_open = Q(case__closed_on=None) | Q(case__closed_on__gt=clock.today())
    waits = is_open & Q(status__in=STILL_ASKED, pk__in=exhausted())
    return people.annotate(waits=ExpressionWrapper(waits, BooleanField()))
