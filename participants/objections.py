"""What people's records say against changing the set-up that they stand on.

Design: `cases/objections.py`.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from cases.days_of_use import Uses, after, before
from cases.models import (
    Case,
    DocumentVersion,
    Instrument,
    InvitationBatch,
    Organisation,
    ProgrammeTheory,
    Site,
    Study,
    Topic,
)
from cases.objections import Objection, counted, taken
from cases.thought_of import ticked_for
from linkstudy.words import day_words
from participants.letters import replies_to
from participants.models import (
    Benchmark,
    Consent,
    Interview,
    InterviewReflection,
    Participant,
    Questionnaire,
    SamplingCell,
)
from participants.vocabulary import Wave

TO_CLOSE = "Say what happened, or take the booking back first"
THERE = "participant__case__site"


def people_in(case: Case) -> Iterator[Objection]:
    yield from counted(
        case.participants.all(),
        "1 person is in this case",
        "{} people are in this case",
        "A case with people in it is closed, not voided",
    )


def people_of(organisation: Organisation) -> Iterator[Objection]:
    yield from counted(
        Participant.objects.filter(organisation=organisation),
        "1 person belongs to it",
        "{} people belong to it",
        "Change their organisation first",
    )


def signed(document: DocumentVersion) -> Iterator[Objection]:
    signers = Consent.objects.standing().filter(document=document).values("participant")
    yield from counted(
        Participant.objects.filter(pk__in=signers),
        "1 person has signed this version",
        "{} people have signed this version",
        "A version that was signed is replaced, not voided",
    )


def spoken_of(topic: Topic) -> Iterator[Objection]:
    yield from counted(
        Interview.objects.standing().filter(topics=topic).select_related("participant"),
        "1 interview names this topic",
        "{} interviews name this topic",
        "Correct its words instead",
    )


thought_of = ticked_for(InterviewReflection, "interview__participant", "interview")


def handed_out(instrument: Instrument) -> Iterator[Objection]:
    given = Questionnaire.objects.standing().filter(instrument=instrument).values("participant")
    yield from counted(
        Participant.objects.filter(pk__in=given),
        "1 person was given this instrument",
        "{} people were given this instrument",
        "Correct for whom it is from now on instead",
    )


def booked_at(site: Site, **more: Any) -> Iterator[Objection]:
    yield from counted(
        _open().filter(participant__case__site=site),
        "1 interview is booked at this site",
        "{} interviews are booked at this site",
        TO_CLOSE,
    )


def booked_in(case: Case, **more: Any) -> Iterator[Objection]:
    """Follow-up interviews come after a case has closed, first interviews do not."""
    yield from counted(
        _open().filter(participant__case=case, wave=Wave.FIRST),
        "1 interview is booked in this case",
        "{} interviews are booked in this case",
        TO_CLOSE,
    )


def interviewed_after(closing: Case | Site, on: date) -> Iterator[Objection]:
    """First interviews come before their case has closed, every interview before its site has."""
    there = {"participant__case": closing, "wave": Wave.FIRST}
    if isinstance(closing, Site):
        there = {"participant__case__site": closing}
    later = Interview.objects.done().filter(held_on__gt=on, **there)
    for last in later.select_related("participant").order_by("-held_on", "-pk")[:1]:
        words = f"{last.participant} was interviewed on {day_words(last.held_on)}"
        what = "case" if isinstance(closing, Case) else "site"
        yield Objection(f"{words}. The {what} cannot close before it", (last,), "on")


def _open():
    return Interview.objects.open().select_related("participant").order_by("booked_on", "pk")


def signatures(document: DocumentVersion):
    """Standing consents on the version, latest last."""
    held = Consent.objects.standing().filter(document=document)
    return held.select_related("participant__case__site").order_by("given_on", "pk")


def signed_already(
    document: DocumentVersion, in_force_from: date, **more: Any
) -> Iterator[Objection]:
    first = signatures(document).first()
    if first and document.in_force_from and in_force_from != document.in_force_from:
        words = f"{first.participant} signed this version, so its first day stays"
        start = day_words(document.in_force_from)
        yield Objection(f"{words}: {start}", (first.participant,), "in_force_from")


def signed_as_it_asks(
    document: DocumentVersion, asks: str | None = None, **more: Any
) -> Iterator[Objection]:
    first = signatures(document).first() if asks is not None else None
    if first:
        words = f"{first.participant} signed this version, so what it asks stays"
        yield Objection(f"{words}. Add a new version", (first.participant,), "clauses")


def signed_before(
    document: DocumentVersion, uses: Uses, in_force_from: date | None = None, **more: Any
) -> Iterator[Objection]:
    """A signature of a day before the first at its site, where the version's own first day stays."""
    if in_force_from not in (None, document.in_force_from):
        return
    for one in signatures(document).filter(before(uses, THERE, "given_on"))[:1]:
        person, site = one.participant, one.participant.case.site
        words = f"{person} signed it at {site} on {day_words(one.given_on)}"
        field = uses[site.pk].asks_first
        yield Objection(f"{words}. It cannot begin there later", (person,), field)


def signed_later(document: DocumentVersion, uses: Uses, **more: Any) -> Iterator[Objection]:
    """A signature of the day on which the version is over at the site, or of a later one."""
    late = signatures(document).filter(after(uses, THERE, "given_on"))
    if last := late.last():
        person = last.participant
        words = f"{person} signed it on {day_words(last.given_on)}"
        earliest = day_words(last.given_on + timedelta(days=1))
        field = uses[person.case.site_id].asks_last
        yield Objection(f"{words}. It can be replaced from {earliest}", (person,), field)


def signed_there(document: DocumentVersion, uses: Uses, **more: Any) -> Iterator[Objection]:
    elsewhere = signatures(document).exclude(participant__case__site__in=uses)
    for one in elsewhere[:1]:
        site = one.participant.case.site
        yield Objection(
            f"{one.participant} signed it at {site}. Leave it in use there",
            (one.participant,),
            "sites",
        )


def asked_for_before(study: Study, started_on: date | None, **more: Any) -> Iterator[Objection]:
    for model in (SamplingCell, Benchmark):
        rows = model.objects.standing().order_by("effective_from", "pk")
        first = rows.first() if started_on else None
        if first and started_on and first.effective_from < started_on:
            since = f"“{first}” holds from {day_words(first.effective_from)}"
            yield Objection(f"{since}. The study cannot start after that", (first,), "started_on")


def answered(batch: InvitationBatch) -> Iterator[Objection]:
    yield from counted(
        replies_to(batch),
        "1 person answered these letters",
        "{} people answered these letters",
        "Change which letters they answered first",
    )


def answered_before(batch: InvitationBatch, wanted: InvitationBatch) -> Iterator[Objection]:
    early = replies_to(batch).filter(replied_on__lt=wanted.sent_on).order_by("replied_on", "pk")
    for first in early[:1]:
        words = f"{first} answered these letters on {day_words(first.replied_on)}"
        yield Objection(f"{words}. They cannot have gone after that", (first,), "sent_on")


RULES = {
    (InvitationBatch, "void"): [answered],
    (InvitationBatch, "correct"): [answered_before],
    (Case, "void"): [people_in],
    (Case, "close"): [booked_in, interviewed_after],
    (Site, "close"): [booked_at, interviewed_after],
    (Organisation, "void"): [people_of],
    (DocumentVersion, "void"): [signed],
    (DocumentVersion, "correct"): [
        signed_already,
        signed_as_it_asks,
        signed_before,
        signed_later,
        signed_there,
    ],
    (DocumentVersion, "use"): [signed_before, signed_later],
    (Topic, "void"): [spoken_of, thought_of],
    (ProgrammeTheory, "void"): [thought_of],
    (Instrument, "void"): [handed_out],
    (Study, "correct"): [asked_for_before],
    (SamplingCell, "restore"): [taken],
    (Benchmark, "restore"): [taken],
}
