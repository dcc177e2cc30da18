"""Approving, publishing and replacing documents."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.rows import enter, publish, put_right
from cases.models import DocumentVersion, Site
from cases.objections import refuse
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import void
from linkstudy.audit.writing import action, amend
from linkstudy.words import day_words

NOWHERE = "Select at least one site where it is to be used"


@action
def approve_document(
    *,
    sites: list[Site],
    approved_on: dt.date,
    by: User | None,
    in_force_from: dt.date | None = None,
    replaces: DocumentVersion | None = None,
    **facts: Any,
) -> DocumentVersion:
    """A version, in force from the day of its approval or a later one, published for the sites.

    replaces names the version that ends on the day on which this one begins. Raises
    ValidationError when it is published for no site, or not for all where that one is in use.
    """
    if not sites:
        raise ValidationError({"sites": NOWHERE})
    start = in_force_from or approved_on
    row = DocumentVersion(approved_on=approved_on, in_force_from=start, **facts)
    words = "-".join(part for part in (row.kind, row.audience, row.number) if part)
    document = enter(row, "document.approved", address=words, by=by)
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
    if document.voided_at or document.replaced_on:
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
) -> DocumentVersion:
    """When it is in force, and where. Kind, audience, number and approval are fixed.

    Raises ValidationError when somebody signed it where or when it would not have been in use.
    """
    if not sites:
        raise ValidationError({"sites": NOWHERE})
    facts: dict[str, Any] = {"in_force_from": in_force_from, "replaced_on": replaced_on}
    refuse(document, "correct", sites=sites, **facts)
    held = {one.site_id: one for one in document.publications.in_use()}
    wanted = {site.pk: site for site in sites}
    moved = held.keys() != wanted.keys()
    corrected = put_right(document, version=version, reason=reason, by=by, also=moved, **facts)
    publish(corrected, [site for key, site in wanted.items() if key not in held], by)
    for key in held.keys() - wanted.keys():
        void(held[key], "publication.voided", by=by, why=reason)
    return corrected
