"""Contacts and deviations for tests, made as `factories` makes everything else."""

import datetime as dt
from typing import Any

from cases.models import Protocol
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.testing.factories import a_person, a_protocol, by_for
from participants import actions
from participants.attempts import tried
from participants.models import ContactAttempt, Deviation, Participant


def an_attempt(
    person: Participant | None = None,
    outcome: str = "no_answer",
    on: dt.date | None = None,
    by: User | None = None,
    **facts: Any,
) -> ContactAttempt:
    """A call today at 9 o'clock, or on the day said, without an answer."""
    person = person or a_person()
    others = [str(number) for number in range(1, person.attempts.count() + 1)]
    given = {"time": dt.time(9), "channel": "phone", "apart_from": others}
    return actions.record_attempt(
        participant=person,
        on=on or clock.today(),
        outcome=outcome,
        by=by_for(person.case, by),
        **given | facts,
    )


def a_deviation(
    person: Participant | None = None, reason: str = "They asked us to", by: User | None = None
) -> Deviation:
    """One call more without an answer than the protocol in force allows, all of them today."""
    person = person or a_person()
    protocol = Protocol.objects.in_force(clock.today()) or a_protocol()
    while tried(person, clock.today(), dt.time(9)) < protocol.most_contact_attempts:
        an_attempt(person, by=by)
    an_attempt(person, by=by, deviation=reason)
    return person.deviations.latest("pk")
