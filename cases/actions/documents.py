"""Drafting, approving, publishing and replacing documents."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.amendments import demand_approved
from cases.actions.publications import NOWHERE, STILL_A_DRAFT, Own, Places, replace_at
from cases.actions.rows import demand_standing, enter, publish, put_right
from cases.models import DocumentVersion, Site
from cases.objections import refuse
from cases.vocabulary import DocumentKind, Scope
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, amend

NOT_A_DRAFT = "It is approved by now. Open its page to see how it stands"
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
        replace_at(replaces, approved, sites, days["in_force_from"], by)
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

    replaces names the version that ends at these sites on the day on which this one begins; clauses
    are those of a consent form, every one unless said otherwise. Raises ValidationError when it is
    published for no site, or when that one is used at none of them.
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
        replace_at(replaces, document, sites, start, by)
    return document


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
    own: Iterable[Own] | None = None,
    clauses: Iterable[str] | None = None,
    **more: Any,
) -> DocumentVersion:
    """When it is in force, and where; what it asks and, in more, from which amendment it comes. Kind,
    audience, number and approval are fixed.

    own holds the days of sites that have days of their own; without it, they keep those they have.
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
    places = Places(document, sites, own)
    refuse(document, "correct", uses=places.uses(in_force_from, replaced_on), **facts)
    demand_approved(more.get("amendment", document.amendment), in_force_from)
    is_moved = places.are_different
    corrected = put_right(document, version=version, reason=reason, by=by, also=is_moved, **facts)
    places.put_right(corrected, reason, by)
    return corrected
