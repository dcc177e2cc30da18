"""Letters that practices send, and reminders of them: counts of patients, never a name."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.rows import demand_standing, demand_within_study
from cases.models import Case, DocumentVersion, InvitationBatch
from cases.objections import refuse
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add
from linkstudy.rows import next_number
from linkstudy.twins import ask_whether_another
from linkstudy.words import day_words

NOT_HERE = "Choose an organisation of this case’s part of the country"
TO_COME = "The date must be today or in the past"
KNOWN_BY = ("practice", "route", "sent_on")  # by which a batch is told from others of its case
CHECK = "Check that it is not the same one. Tick below when it is another batch"
NEWS = "More came back"
TOO_MANY = {
    "excluded": "More were left out than the search found. Check both numbers",
    "sent_out": "Only {left:,} were left of the search. Check the numbers",
    "undelivered": "Only {sent:,} were sent. Check both numbers",
    "remind_on": "The letters went on {day}. The reminder must come after them",
}


@action
def record_letters(
    *,
    case: Case,
    by: User | None,
    documents: Sequence[DocumentVersion] = (),
    apart_from: Sequence[str] = (),
    **facts: Any,
) -> InvitationBatch:
    """What a practice sent out on a day. Raises ValidationError beside what cannot be, and for what
    is like a batch of which nobody said that this is another: apart_from has their numbers."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.voided_at:
        raise ValidationError(f"Case {case.number} is void. Nothing can be recorded in it")
    batch = InvitationBatch(case=case, number=next_number(case.letters), **facts)
    batch.turn = free_turn(case, batch.sent_on)
    demand_possible(batch, documents)
    demand_new(batch, apart_from)
    links = {"documents": list(documents)} if documents else {}
    return add(batch, "letters.sent", by=by, links=links)


@action
def correct_letters(
    *,
    batch: InvitationBatch,
    version: int,
    why: str,
    by: User | None,
    documents: Sequence[DocumentVersion] | None = None,
    apart_from: Sequence[str] = (),
    **facts: Any,
) -> InvitationBatch:
    """Put right what was recorded of a batch. Raises ValidationError beside the question, as
    record_letters does for a batch that it becomes like, and Stale."""
    packed = list(batch.documents.all()) if documents is None else list(documents)
    wanted = as_if(batch, facts)
    if wanted.sent_on != batch.sent_on:
        facts["turn"] = free_turn(batch.case, wanted.sent_on)
    demand_possible(wanted, packed, batch)
    if any(getattr(wanted, name) != getattr(batch, name) for name in KNOWN_BY):
        demand_new(wanted, apart_from)
    refuse(batch, "correct", wanted=wanted)
    facts["links"] = {"documents": packed}
    return replace(batch, "letters.corrected", by=by, version=version, why=why, **facts)


@action
def count_returned(
    *, batch: InvitationBatch, version: int, undelivered: int, by: User | None
) -> InvitationBatch:
    """How many have come back by now: news, no correction. Raises as correct_letters does."""
    wanted = as_if(batch, {"undelivered": undelivered})
    demand_counts(wanted)
    refuse(batch, "correct", wanted=wanted)
    facts: dict[str, Any] = {"undelivered": undelivered}
    return replace(batch, "letters.returned", by=by, version=version, why=NEWS, **facts)


@action
def void_letters(
    *, batch: InvitationBatch, version: int, reason: str, by: User | None
) -> InvitationBatch:
    """Take a batch back. Raises ValidationError while reminders or replies of it stand."""
    if not batch.voided_at:
        refuse(batch, "void")
    return void(batch, "letters.voided", by=by, version=version, why=reason)


@action
def restore_letters(
    *,
    batch: InvitationBatch,
    version: int,
    reason: str,
    by: User | None,
    apart_from: Sequence[str] = (),
) -> InvitationBatch:
    """A void batch counts again. Raises ValidationError when it could not be recorded today."""
    demand_possible(batch, list(batch.documents.all()))
    demand_new(batch, apart_from)
    return restore(batch, "letters.restored", by=by, version=version, why=reason)


def as_if(batch: InvitationBatch, facts: dict[str, Any]) -> InvitationBatch:
    """The batch, in memory, with some facts changed."""
    columns = [one.attname for one in batch._meta.concrete_fields]
    wanted = InvitationBatch(**{name: getattr(batch, name) for name in columns})
    for name, value in ({"case": batch.case, "practice": batch.practice} | facts).items():
        setattr(wanted, name, value)
    return wanted


def free_turn(case: Case, day: dt.date) -> int:
    """The next place among the batches of a case's day, void ones too: it is in the address."""
    turns = InvitationBatch.objects.filter(case=case, sent_on=day).values_list("turn", flat=True)
    return max(turns, default=0) + 1


def demand_possible(
    batch: InvitationBatch,
    documents: Sequence[DocumentVersion],
    held: InvitationBatch | None = None,
) -> None:
    """Raise ValidationError, a sentence beside each question, for what cannot be.

    held is the batch as it stands: whom it names may stay, also when they are void by now.
    """
    demand_day(batch.case, batch.sent_on)
    demand_counts(batch)
    if batch.practice.site_id != batch.case.site_id:
        raise ValidationError({"practice": NOT_HERE})
    if held is None or batch.practice != held.practice:
        demand_standing({"practice": batch.practice})
    demand_in_force(batch, documents)


def demand_new(batch: InvitationBatch, apart_from: Sequence[str]) -> None:
    """Raise ValidationError beside "another" for each batch of that practice, way and day that stands
    and is not among those it is known to be none of. Its params name their numbers."""
    same = {name: getattr(batch, name) for name in KNOWN_BY}
    rows = batch.case.letters.standing().filter(**same).exclude(number=batch.number)
    if there := [one for one in rows if str(one.number) not in apart_from]:
        number = f"{there[-1].sent_out:,}"
        words = f"There is a batch of that practice, way and day already, {number} sent. {CHECK}"
        ask_whether_another(words, [one.number for one in there])


def demand_day(case: Case, day: dt.date) -> None:
    """Raise ValidationError for a day on which no letters of the case can have gone."""
    site = case.site
    if day > clock.today():
        raise ValidationError({"sent_on": TO_COME})
    demand_within_study("sent_on", day, "No letters can have gone")
    if day < site.opened_on:
        words = f"{site} opened on {day_words(site.opened_on)}. No letters can have gone before that day"
        raise ValidationError({"sent_on": words})
    for name, closed in ((f"Case {case.number}", case.closed_on), (str(site), site.closed_on)):
        if closed and day > closed:
            words = f"{name} closed on {day_words(closed)}. Ask an administrator to open it again"
            raise ValidationError({"sent_on": words})


def demand_counts(batch: InvitationBatch) -> None:
    """Raise ValidationError beside each number, or the reminder's day, that cannot be."""
    words = {"left": batch.left, "sent": batch.sent_out, "day": day_words(batch.sent_on)}
    if said := {name: TOO_MANY[name].format(**words) for name in _too_many(batch)}:
        raise ValidationError(said)


def _too_many(batch: InvitationBatch) -> list[str]:
    """Names of what is more, or earlier, than it can be."""
    wrong = {
        "excluded": batch.excluded > batch.searched,
        "sent_out": batch.excluded <= batch.searched and batch.sent_out > batch.left,
        "undelivered": batch.undelivered > batch.sent_out,
        "remind_on": batch.remind_on is not None and batch.remind_on <= batch.sent_on,
    }
    return [name for name, is_wrong in wrong.items() if is_wrong]


def demand_in_force(batch: InvitationBatch, documents: Sequence[DocumentVersion]) -> None:
    """Raise ValidationError for a version that was not in use at the site on the day."""
    day, site = batch.sent_on, batch.case.site
    said = []
    for one in documents:
        if not is_in_force(one, day, site.pk):
            said.append(f"{one} was not in use at {site} on {day_words(day)}. Take it out")
    if said:
        raise ValidationError({"documents": said})


def is_in_force(document: DocumentVersion, day: dt.date, site: int) -> bool:
    versions = DocumentVersion.objects.in_force(document.kind, day, site)
    return versions.filter(pk=document.pk).exists()
