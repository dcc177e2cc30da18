"""How often we tried to reach somebody since they last answered, and who waits for a decision.

Nobody is closed in silence: after the most attempts that the protocol allows, somebody decides
whether to try once more, which is a deviation, or to record that there was no reply.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from cases.models import Protocol
from linkstudy import clock
from participants.models import Consent, ContactAttempt, Interview, Participant
from participants.models.contacts import START
from participants.vocabulary import UNANSWERED, Status

STILL_ASKED = (Status.INVITED, Status.DECIDING, Status.CONSENTED)


def tried(person: Participant, on: dt.date, time: dt.time | None) -> int:
    """Attempts without an answer by a moment, since the last answer before it."""
    days = settling(person, person.consents.standing(), person.interviews.done())
    return unanswered(person.attempts.standing(), days, (on, time or START))


def unanswered(
    attempts: Iterable[ContactAttempt], days: Iterable[dt.date], moment: tuple[dt.date, dt.time]
) -> int:
    """The same of rows that are there; what the person did on a day settles all until its end."""
    rows = [(one.on, one.time or START, one.outcome) for one in attempts]
    past = [row for row in rows if row[:2] <= moment]
    answered = max((row[:2] for row in past if row[2] not in UNANSWERED), default=None)
    settled = max((day for day in days if day <= moment[0]), default=None)
    return sum(
        1
        for row in past
        if row[2] in UNANSWERED
        and (answered is None or row[:2] > answered)
        and (settled is None or row[0] > settled)
    )


def settling(
    person: Participant, consents: Iterable[Consent], interviews: Iterable[Interview]
) -> list[dt.date]:
    """Days on which the person replied, agreed or was interviewed, by rows that stand."""
    held = [one.held_on for one in interviews if one.held_on]
    replied = [person.replied_on] if person.replied_on else []
    return [*replied, *(one.given_on for one in consents), *held]


def exhausted() -> QuerySet:
    """Keys of people whose attempts without an answer are as many as today's protocol allows.

    Asked from the attempts' side, which are few: one query, beside the one for the protocol.
    """
    protocol = Protocol.objects.in_force(clock.today())
    tries = ContactAttempt.objects.unanswered().order_by().values("participant")
    if protocol is None:
        return tries.none().values("participant")
    counted = tries.annotate(times=Count("pk")).filter(times__gte=protocol.most_contact_attempts)
    return counted.values("participant")


def waiting(people: QuerySet) -> QuerySet:
    """Those of people with_status() on whom somebody has to decide.

    In a case that has closed nobody is asked any more.
    """
    is_open = Q(case__closed_on=None) | Q(case__closed_on__gt=clock.today())
    return people.filter(is_open, status__in=STILL_ASKED, pk__in=exhausted())


def waits_for_decision(person: Any, protocol: Protocol | None, tries: int) -> bool:
    """Whether that is so of somebody fetched with_status(), after so many tries without an answer."""
    closed = person.case.closed_on
    is_open = closed is None or closed > clock.today()
    is_asked = is_open and person.status in STILL_ASKED
    return is_asked and protocol is not None and tries >= protocol.most_contact_attempts
