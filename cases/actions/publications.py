"""Where, and between which days, versions are used: taking them up at sites, and ending them there."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.amendments import demand_approved
from cases.actions.rows import publish
from cases.days_of_use import Used, Uses, not_from
from cases.models import DocumentVersion, Publication, Site
from cases.objections import refuse
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import void
from linkstudy.audit.writing import action, amend
from linkstudy.words import day_words

NOWHERE = "Select at least one site where it is to be used"
STILL_A_DRAFT = "This version is a draft. Approve it first"
OVER = "This version is not in use. Open its page to see what happened"
Own = tuple[Site, dt.date | None, dt.date | None]  # from which day, and until which


@action
def use_document(
    *,
    document: DocumentVersion,
    version: int | None = None,
    sites: Sequence[Site],
    since: dt.date,
    by: User | None,
    replaces: DocumentVersion | None = None,
) -> DocumentVersion:
    """From the day on an approved version is used at more sites, there in the place of replaces.

    Raises ValidationError beside the question: for a day before its approval or before a site
    opened, and for a site that has it already.
    """
    if not sites:
        raise ValidationError({"sites": NOWHERE})
    if document.is_draft:
        raise ValidationError(STILL_A_DRAFT)
    if document.voided_at:
        raise ValidationError("This document is void. Restore it first")
    wrong = list(not_from(document, sites, since))
    if document.replaced_on and since >= document.replaced_on:
        wrong.append(f"{document} was replaced on {day_words(document.replaced_on)}")
    if wrong:
        raise ValidationError({"since": wrong})
    demand_approved(document.amendment, since, field="since")
    demand_unused(document, sites)
    used = amend(document, "document.published", by=by, version=version)
    publish(used, sites, by, since=since)
    if replaces:
        replace_at(replaces, used, sites, since, by)
    return used


def demand_unused(document: DocumentVersion, sites: Sequence[Site]) -> None:
    """Raise ValidationError for a site that uses the version, or did: its days are corrected."""
    there = document.publications.standing().filter(site__in=sites).select_related("site")
    if held := there.order_by("site__number").first():
        since = f"{held.site} uses it from {day_words(held.begins)}"
        until = f" until {day_words(held.ends)}" if held.ends else ""
        todo = "Correct its days there" if held.ends else "Leave that site out"
        raise ValidationError({"sites": f"{since}{until}. {todo}"})


def replace_at(
    old: DocumentVersion,
    new: DocumentVersion,
    sites: Sequence[Site],
    on: dt.date,
    by: User | None,
) -> None:
    """End the old version at the sites on the day on which the new one begins there."""
    if (old.kind, old.audience) != (new.kind, new.audience):
        raise ValidationError({"replaces": f"{old} is for something else. Choose another version"})
    rows = going(old, on)
    here = [one for one in rows if one.site in sites]
    if not here:
        words = f"{old} is used at none of these sites by then. Choose another version, or none"
        raise ValidationError({"replaces": words})
    end(old, here, on, by, is_last=len(here) == len(rows), field="replaces")


@action
def replace_document(
    *,
    document: DocumentVersion,
    on: dt.date,
    sites: Sequence[Site] | None = None,
    version: int | None = None,
    by: User | None,
) -> DocumentVersion:
    """From the day on, nobody is given this version: at some sites, or anywhere."""
    if document.voided_at or document.replaced_on or document.is_draft:
        raise ValidationError(OVER)
    rows = going(document, on)
    here = [one for one in rows if sites is None or one.site in sites]
    if not here:
        raise ValidationError(OVER)
    return end(document, here, on, by, is_last=len(here) == len(rows), version=version)


def going(document: DocumentVersion, on: dt.date) -> list[Publication]:
    """Where the version is used on the day, or from a later one."""
    uses = document.publications.in_use().select_related("site").order_by("site__number")
    return [one for one in uses if one.ends is None or one.ends > on]


def end(
    document: DocumentVersion,
    here: Sequence[Publication],
    on: dt.date,
    by: User | None,
    *,
    is_last: bool,
    version: int | None = None,
    field: str = "on",
) -> DocumentVersion:
    """End it at these sites; where they are the last ones, end the version itself."""
    first = max(here, key=lambda one: one.begins)
    if on < first.begins:
        words = f"{document} is used at {first.site} from {day_words(first.begins)}"
        raise ValidationError({field: f"{words}. Check both dates"})
    uses = {one.site_id: Used(one.begins, on, asks_last=field) for one in here}
    refuse(document, "use", uses=uses)
    has_begun = document.in_force_from is not None and document.in_force_from <= on
    if is_last and has_begun:
        return amend(document, "document.replaced", by=by, version=version, replaced_on=on)
    ended = amend(document, "document.ended", by=by, version=version)
    for one in here:
        amend(one, "publication.ended", by=by, ended_on=on)
    return ended


class Places:
    """The sites of a version, as they are and as they should have been.

    wanted gives the days of each site's own, by its key: from which, and until which.
    """

    def __init__(self, document: DocumentVersion, sites: Sequence[Site], own: Iterable[Own] | None):
        self.document, self.sites = document, sites
        rows = document.publications.in_use().select_related("site")
        self.held = {one.site_id: one for one in rows}
        if own is None:
            own = [(one.site, one.since, one.ended_on) for one in self.held.values()]
        days = {site.pk: (since, ended_on) for site, since, ended_on in own}
        self.wanted = {site.pk: days.get(site.pk, (None, None)) for site in sites}

    @property
    def moved(self) -> list[Publication]:
        """Those of which the days were wrong."""
        here = {key: (one.since, one.ended_on) for key, one in self.held.items()}
        return [self.held[key] for key in here if self.wanted.get(key, here[key]) != here[key]]

    @property
    def are_different(self) -> bool:
        return bool(self.moved) or self.held.keys() != self.wanted.keys()

    def uses(self, in_force_from: dt.date, replaced_on: dt.date | None) -> Uses:
        """Between which days it would have been used at each site, with such days of its own.

        Raises ValidationError for days of a site that cannot be.
        """
        found: dict[int, Used] = {}
        wrong: list[str] = []
        for site in self.sites:
            since, ended_on = self.wanted[site.pk]
            begins = since or in_force_from
            ends = min(filter(None, (ended_on, replaced_on)), default=None)
            if since:
                wrong += not_from(self.document, [site], since)
            if (since or ended_on) and ends and ends < begins:
                wrong.append(f"It would end at {site} before it begins there. Check the dates")
            last = "own" if ends and ends == ended_on else "replaced_on"
            found[site.pk] = Used(begins, ends, "own" if since else "in_force_from", last)
        if wrong:
            raise ValidationError({"own": wrong})
        return found

    def put_right(self, document: DocumentVersion, reason: str, by: User | None) -> None:
        for site in self.sites:
            if site.pk not in self.held:
                since, ended_on = self.wanted[site.pk]
                publish(document, [site], by, since=since, ended_on=ended_on)
        for key in self.held.keys() - self.wanted.keys():
            void(self.held[key], "publication.voided", by=by, why=reason)
        for one in self.moved:
            since, ended_on = self.wanted[one.site_id]
            days: dict[str, Any] = {"since": since, "ended_on": ended_on}
            amend(one, "publication.corrected", by=by, reason=reason, **days)
