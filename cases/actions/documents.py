"""Drafting, approving, publishing and replacing documents."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.amendments import demand_approved
from cases.actions.rows import demand_standing, enter, publish, put_right
from cases.models import DocumentVersion, Site
from cases.objections import refuse
from cases.vocabulary import DocumentKind, Scope
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import void
from linkstudy.audit.writing import action, amend
from linkstudy.words import day_words

NOWHERE = "Select at least one site where it is to be used"
NOT_A_DRAFT = "It is approved by now. Open its page to see how it stands"
STILL_A_DRAFT = "This version is a draft. Approve it first"
NOT_YET = "A draft is used nowhere. Say this when it is approved"
ASKS_NOTHING = "Tick what the form asks"


@action
def draft_document(
    *, by: User | None, clauses: Iterable[str] | None = None, **facts: Any
) -> DocumentVersion:
    """A version that is not approved yet, and so in force nowhere.

    clauses are those of a consent form, every one unless said otherwise.
    """
    row = DocumentVersion(asks=asked(facts["kind"], clauses), **facts)
    return enter(row, "document.drafted", address=address(row), by=by)


@action
def change_draft(
    *,
    document: DocumentVersion,
    version: int,
    by: User | None,
    kind: str,
    audience: str,
    number: str,
    clauses: Iterable[str] | None = None,
    **more: Any,
) -> DocumentVersion:
    """What a draft is, for whom, its number, its clauses and, in more, its amendment.

    Its address stays.
    """
    demand_draft(document)
    facts: dict[str, Any] = more | {
        "kind": kind,
        "audience": audience,
        "number": number,
        "asks": asked(kind, clauses),
    }
    different = [name for name, value in facts.items() if getattr(document, name) != value]
    if not different and document.version == version:
        raise ValidationError("Nothing is different. Change an answer, or cancel")
    demand_standing({name: facts[name] for name in different})
    return amend(document, "document.changed", by=by, version=version, **facts)


@action
def approve_draft(
    *,
    document: DocumentVersion,
    version: int,
    sites: list[Site],
    approved_on: dt.date,
    by: User | None,
    in_force_from: dt.date | None = None,
    replaces: DocumentVersion | None = None,
) -> DocumentVersion:
    """As approve_document does, of a version that was written down as a draft."""
    if not sites:
        raise ValidationError({"sites": NOWHERE})
    demand_draft(document)
    days: dict[str, Any] = {
        "approved_on": approved_on,
        "in_force_from": in_force_from or approved_on,
    }
    demand_approved(document.amendment, days["in_force_from"])
    approved = amend(document, "document.draft_approved", by=by, version=version, **days)
    publish(approved, sites, by)
    if replaces:
        _replace(replaces, approved, sites, by)
    return approved


@action
def record_document(
    *,
    by: User | None,
    sites: list[Site],
    approved_on: dt.date | None = None,
    in_force_from: dt.date | None = None,
    replaces: DocumentVersion | None = None,
    **facts: Any,
) -> DocumentVersion:
    """A version as it stands: a draft without a day of approval, else as approve_document does.

    Raises ValidationError for a draft that is to be used somewhere already.
    """
    if approved_on:
        days = {"approved_on": approved_on, "in_force_from": in_force_from}
        return approve_document(sites=sites, replaces=replaces, by=by, **days, **facts)
    early = {"sites": sites, "in_force_from": in_force_from, "replaces": replaces}
    if wrong := {name: NOT_YET for name, value in early.items() if value}:
        raise ValidationError(wrong)
    return draft_document(by=by, **facts)


def demand_draft(document: DocumentVersion) -> None:
    """Raise ValidationError for a version that is void, or approved by now."""
    held = DocumentVersion.objects.get(pk=document.pk)
    if held.voided_at:
        raise ValidationError("This document is void. Restore it first")
    if not held.is_draft:
        raise ValidationError(NOT_A_DRAFT)


def asked(kind: str, clauses: Iterable[str] | None) -> str | None:
    """How a version stores its clauses, in the order of the form; None where nobody says them.

    Raises ValidationError for a consent form that asks nothing.
    """
    if kind != DocumentKind.CONSENT or clauses is None:
        return None
    told = set(clauses)
    if not told:
        raise ValidationError({"clauses": ASKS_NOTHING})
    return "".join(f"{scope} " for scope in Scope if scope in told)


def address(row: DocumentVersion) -> str:
    """What a version is, for its address."""
    return "-".join(part for part in (row.kind, row.audience, row.number) if part)


@action
def approve_document(
    *,
    sites: list[Site],
    approved_on: dt.date,
    by: User | None,
    in_force_from: dt.date | None = None,
    replaces: DocumentVersion | None = None,
    clauses: Iterable[str] | None = None,
    **facts: Any,
) -> DocumentVersion:
    """A version, in force from the day of its approval or a later one, published for the sites.

    replaces names the version that ends on the day on which this one begins; clauses are those of
    a consent form, every one unless said otherwise. Raises ValidationError when it is published for no site, or not for all where that one is in use.
    """
    if not sites:
        raise ValidationError({"sites": NOWHERE})
    start = in_force_from or approved_on
    asks = asked(facts["kind"], clauses)
    demand_approved(facts.get("amendment"), start)
    row = DocumentVersion(approved_on=approved_on, in_force_from=start, asks=asks, **facts)
    document = enter(row, "document.approved", address=address(row), by=by)
    publish(document, sites, by)
    if replaces:
        _replace(replaces, document, sites, by)
    return document


def _replace(
    old: DocumentVersion, new: DocumentVersion, sites: list[Site], by: User | None
) -> None:
    """End the old version on the day on which the new one begins, everywhere where it is in use."""
    if (old.kind, old.audience) != (new.kind, new.audience):
        raise ValidationError({"replaces": f"{old} is for something else. Choose another version"})
    left = old.publications.in_use().exclude(site__in=sites).select_related("site").first()
    if left:
        words = f"{old} is in use at {left.site} too. Publish the new version there, or keep both"
        raise ValidationError({"sites": words})
    refuse(old, "replace", replaced_on=new.in_force_from)
    amend(old, "document.replaced", by=by, replaced_on=new.in_force_from)


@action
def replace_document(
    *, document: DocumentVersion, on: dt.date, version: int | None = None, by: User | None
) -> DocumentVersion:
    """From the day on, nobody is given this version."""
    if document.voided_at or document.replaced_on or not document.in_force_from:
        raise ValidationError("This version is not in use. Open its page to see what happened")
    if on < document.in_force_from:
        start = day_words(document.in_force_from)
        raise ValidationError({"on": f"It was in force from {start}. Check both dates"})
    refuse_at(document, on)
    return amend(document, "document.replaced", by=by, version=version, replaced_on=on)


def refuse_at(document: DocumentVersion, on: dt.date) -> None:
    """As refuse(), for a form that calls the day "on"."""
    try:
        refuse(document, "replace", replaced_on=on)
    except ValidationError as refusal:
        raise ValidationError({"on": refusal.messages}) from None


@action
def correct_document(
    *,
    document: DocumentVersion,
    version: int,
    reason: str,
    by: User | None,
    sites: list[Site],
    in_force_from: dt.date,
    replaced_on: dt.date | None,
    clauses: Iterable[str] | None = None,
    **more: Any,
) -> DocumentVersion:
    """When it is in force, and where; what it asks and, in more, from which amendment it comes. Kind,
    audience, number and approval are fixed.

    Raises ValidationError when somebody signed it where or when it would not have been in use, or
    with other clauses.
    """
    if not sites:
        raise ValidationError({"sites": NOWHERE})
    if document.is_draft:
        raise ValidationError(STILL_A_DRAFT)
    facts: dict[str, Any] = more | {"in_force_from": in_force_from, "replaced_on": replaced_on}
    if clauses is not None and set(clauses) != set(document.clauses):
        facts["asks"] = asked(document.kind, clauses)
    refuse(document, "correct", sites=sites, **facts)
    demand_approved(more.get("amendment", document.amendment), in_force_from)
    held = {one.site_id: one for one in document.publications.in_use()}
    wanted = {site.pk: site for site in sites}
    moved = held.keys() != wanted.keys()
    corrected = put_right(document, version=version, reason=reason, by=by, also=moved, **facts)
    publish(corrected, [site for key, site in wanted.items() if key not in held], by)
    for key in held.keys() - wanted.keys():
        void(held[key], "publication.voided", by=by, why=reason)
    return corrected
