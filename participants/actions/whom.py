"""What every write about a person needs: the person, locked, and what follows for them."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.writing import amend, amend_each
from linkstudy.identities.service import seal, unseal
from participants.consents import said
from participants.models import Interview, Participant
from participants.noes import overruled
from participants.vocabulary import Status

SOON = dt.timedelta(days=2)  # to be in touch again
WAITING = {Status.INVITED, Status.DECIDING, Status.CONSENTED}


def locked(participant: Participant) -> Participant:
    """The person, locked until the transaction ends, with key and case.

    Raises ValidationError for somebody added by mistake.
    """
    people = Participant.objects.select_for_update(of=("self",)).select_related("person", "case")
    person = people.get(pk=participant.pk)
    if person.voided_at:
        raise ValidationError(f"{person} was added by mistake and is void. Restore them first")
    return person


def demand_known(person: Participant, on: dt.date, question: str = "on") -> None:
    """Raise ValidationError, beside the question, for a day before the study knew the person."""
    known = person.known_since
    if on < known:
        words = f"We know {person} since {said(known)}. Enter that day or a later one"
        raise ValidationError({question: words})


@contextmanager
def no_stays_last(person: Participant, question: str = "") -> Iterator[None]:
    """Around what makes somebody agree, or moves their no: raise ValidationError, beside the question,
    when they then agree to what they said no to later, and did not before."""
    before = overruled(person)
    yield
    if not before and (words := overruled(person)):
        raise ValidationError({question: words} if question else words)


def reopen(person: Participant, by: User) -> None:
    """Let somebody who waits again, after a record was taken back, come up soon."""
    now = Participant.objects.with_status().get(pk=person.pk)
    if now.contact_by is None and now.status in WAITING:
        amend(person, "participant.reopened", by=by, contact_by=clock.today() + SOON)


def cancel_bookings(person: Participant, why: str, on: dt.date, by: User) -> None:
    """Say that open bookings came to nothing, and why."""
    amend_each(
        list(Interview.objects.open().filter(participant=person)),
        "booking.cancelled",
        by=by,
        related=["participant"],
        missed_on=on,
        missed_why=why,
        missed_at=clock.study_now(),
    )


def resealed(person: Participant, place: str, old: str, text: str) -> str:
    """Text about a person, sealed; the old seal where the text is the same."""
    same = text == unseal(person.person, place, old)
    return old if same else seal(person.person, place, text)
