"""Debriefs with the link worker, and documents that the study was given."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.observation import NOT_HERE, check_day, works_there
from cases.models import Case, CollectedDocument, Debrief
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add, amend
from linkstudy.rows import next_number
from linkstudy.words import day_words


@action
def log_debrief(*, case: Case, by: User, **facts: Any) -> Debrief:
    """A talk with the link worker about a day. Raises ValidationError beside the question."""
    check_day(case, facts["day"])
    case = open_for_writing(case)
    if words := _debriefed(case, facts["day"], by):
        raise ValidationError({"day": words})
    number = next_number(case.debriefs)
    debrief = Debrief(case=case, number=number, researcher=by, **facts)
    return add(debrief, "debrief.logged", by=by)


@action
def correct_debrief(*, debrief: Debrief, version: int, why: str, by: User, **facts: Any) -> Debrief:
    """Put a debrief right. Raises ValidationError beside the question, and Stale."""
    day = facts.get("day", debrief.day)
    researcher = facts.get("researcher", debrief.researcher)
    check_day(debrief.case, day)
    _check_person(debrief.case, "researcher", researcher, debrief.researcher)
    if words := _debriefed(debrief.case, day, researcher, but=debrief.number):
        raise ValidationError({"day": words})
    return replace(debrief, "debrief.corrected", by=by, version=version, why=why, **facts)


@action
def void_debrief(*, debrief: Debrief, version: int, reason: str, by: User) -> Debrief:
    """Take a debrief back. It stays in the history and in lists of earlier dates."""
    return void(debrief, "debrief.voided", by=by, version=version, why=reason)


@action
def restore_debrief(*, debrief: Debrief, version: int, reason: str, by: User) -> Debrief:
    """A void debrief counts again. Raises ValidationError when another stands in its place."""
    if words := _debriefed(debrief.case, debrief.day, debrief.researcher, but=debrief.number):
        raise ValidationError(f"{words}. Void that one first")
    open_for_writing(debrief.case)
    return restore(debrief, "debrief.restored", by=by, version=version, why=reason)


@action
def collect_document(*, case: Case, by: User, **facts: Any) -> CollectedDocument:
    """The study was given a paper or file. Raises ValidationError beside the question."""
    check_day(case, facts["received_on"], "received_on")
    case = open_for_writing(case)
    number = next_number(case.collected_documents)
    document = CollectedDocument(case=case, number=number, collector=by, **facts)
    return add(document, "collected.logged", by=by)


@action
def redact_document(
    *, document: CollectedDocument, version: int, redacted_on: dt.date, by: User
) -> CollectedDocument:
    """What is confidential in it was made unreadable. Raises ValidationError, and Stale."""
    if document.voided_at or not document.is_to_redact:
        raise ValidationError("There is nothing to redact in this document")
    if redacted_on < document.received_on:
        raise ValidationError({"redacted_on": _too_early(document.received_on)})
    return amend(document, "collected.redacted", by=by, version=version, redacted_on=redacted_on)


@action
def correct_collected(
    *, document: CollectedDocument, version: int, why: str, by: User, **facts: Any
) -> CollectedDocument:
    """Put right what was recorded. Raises ValidationError beside the question, and Stale."""
    received = facts.get("received_on", document.received_on)
    redacted = facts.get("redacted_on", document.redacted_on)
    collector = facts.get("collector", document.collector)
    check_day(document.case, received, "received_on")
    _check_person(document.case, "collector", collector, document.collector)
    if redacted and redacted < received:
        raise ValidationError({"redacted_on": _too_early(received)})
    return replace(document, "collected.corrected", by=by, version=version, why=why, **facts)


@action
def void_collected(
    *, document: CollectedDocument, version: int, reason: str, by: User
) -> CollectedDocument:
    """Take a document back. It stays in the history and in lists of earlier dates."""
    return void(document, "collected.voided", by=by, version=version, why=reason)


@action
def restore_collected(
    *, document: CollectedDocument, version: int, reason: str, by: User
) -> CollectedDocument:
    """A void document counts again. Raises ValidationError when its case is void."""
    open_for_writing(document.case)
    return restore(document, "collected.restored", by=by, version=version, why=reason)


def open_for_writing(case: Case) -> Case:
    """The case, locked. Raises ValidationError when it is void."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.voided_at:
        raise ValidationError(f"Case {case.number} is void. Nothing can be logged in it")
    return case


def _check_person(case: Case, question: str, person: User, before: User) -> None:
    if person != before and not works_there(person, case):
        raise ValidationError({question: NOT_HERE})


def _debriefed(case: Case, day: dt.date, researcher: User, but: int = 0) -> str:
    """What to say when the person has another debrief of the day; "" when they have none."""
    others = case.debriefs.standing().filter(day=day, researcher=researcher).exclude(number=but)
    other = others.first()
    if other is None:
        return ""
    return f"Debrief {other.number} with {researcher} is of {day_words(day)} already"


def _too_early(received: dt.date) -> str:
    return f"It was received on {day_words(received)}. Check the date"
