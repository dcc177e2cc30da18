"""Between which days a version is used at each site, and what stands against changing that."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from cases.models import DocumentVersion, InvitationBatch, Publication, Site
from cases.objecting import Objection, counted
from linkstudy.words import day_words


@dataclass(frozen=True)
class Used:
    """At a site: from a day until another, on which it is over, or without an end.

    asks_first and asks_last are the questions by which somebody says so.
    """

    begins: dt.date
    ends: dt.date | None
    asks_first: str = "in_force_from"
    asks_last: str = "replaced_on"


Uses = Mapping[int, Used]  # by the site's key


def before(uses: Uses, site: str, on: str) -> Q:
    """The condition on rows, by their columns, that they are of a day before their site's first."""
    wrong = {key: Q(**{f"{on}__lt": used.begins}) for key, used in uses.items()}
    return _any_of(wrong, site)


def after(uses: Uses, site: str, on: str) -> Q:
    """The same, of the day on which it is over there, or a later one."""
    wrong = {key: Q(**{f"{on}__gte": used.ends}) for key, used in uses.items() if used.ends}
    return _any_of(wrong, site)


def _any_of(wrong: Mapping[int, Q], site: str) -> Q:
    """The conditions of the sites, each said once."""
    alike: dict[Q, list[int]] = {}
    for key, condition in wrong.items():
        alike.setdefault(condition, []).append(key)
    found = Q(pk__in=[])
    for condition, keys in alike.items():
        found |= Q(**{f"{site}__in": keys}) & condition
    return found


def batches(**narrowed: Any) -> QuerySet[InvitationBatch]:
    """Standing batches of letters, with their cases."""
    rows = InvitationBatch.objects.standing().filter(**narrowed)
    return rows.select_related("case__site", "practice")


def packed(document: DocumentVersion) -> Iterator[Objection]:
    yield from counted(
        batches(documents=document),
        "1 batch of letters held this version",
        "{} batches of letters held this version",
        "A version that went out is replaced, not voided",
    )


def packed_then(document: DocumentVersion, uses: Uses, **more: Any) -> Iterator[Objection]:
    """Letters that held the version on a day on which it would not have been used there."""
    for one in batches(documents=document, case__site__in=uses).order_by("sent_on"):
        used = uses[one.case.site_id]
        words = f"{_went(one)}. It was in use then"
        if one.sent_on < used.begins:
            yield Objection(words, (one,), used.asks_first)
        if used.ends and one.sent_on >= used.ends:
            yield Objection(words, (one,), used.asks_last)


def packed_there(document: DocumentVersion, uses: Uses, **more: Any) -> Iterator[Objection]:
    """Letters that held the version at a site where it would not have been used."""
    for one in batches(documents=document).exclude(case__site__in=uses).order_by("sent_on"):
        yield Objection(f"{_went(one)}. Leave it in use there", (one,), "sites")


def _went(batch: InvitationBatch) -> str:
    return f"Letters of Case {batch.case.number} that went on {day_words(batch.sent_on)} held it"


def documents_at(site: Site) -> Iterator[Objection]:
    """Documents that would be in use nowhere without the site."""
    elsewhere = Publication.objects.in_use().exclude(site=site).values("document")
    here = DocumentVersion.objects.standing().published_for(site).exclude(pk__in=elsewhere)
    yield from counted(
        here,
        "1 document version is used at this site alone",
        "{} document versions are used at this site alone",
        "Make {them} void too, or use {them} elsewhere, first",
    )


def taken_up_before(site: Site, opened_on: dt.date, **more: Any) -> Iterator[Objection]:
    """Documents that the site took up on a day before it would have opened.

    What it took up on opening moves with that day.
    """
    others = site.publications.standing().exclude(since=site.opened_on)
    early = others.filter(since__lt=opened_on, document__voided_at=None)
    for first in early.select_related("document").order_by("since", "pk")[:1]:
        words = f"{first.document} is used there from {day_words(first.begins)}"
        yield Objection(f"{words}. The site cannot open after that", (first.document,), "opened_on")


def used_at_void(document: DocumentVersion) -> Iterator[Objection]:
    """A document all of whose sites are void by now."""
    if not document.publications.in_use().exists():
        for one in document.publications.standing().select_related("site"):
            yield Objection(f"{one.site} is void. Restore it first", (one.site,))


def not_from(document: DocumentVersion, sites: Iterable[Site], since: dt.date) -> Iterator[str]:
    """Why a version cannot be used at sites from a day on, in sentences."""
    if document.approved_on and since < document.approved_on:
        words = f"{document} was approved on {day_words(document.approved_on)}"
        yield f"{words}. It cannot be used before that day"
    for site in sites:
        if since < site.opened_on:
            words = f"{site} opened on {day_words(site.opened_on)}"
            yield f"{words}. Nothing is used there before that day"
        if site.closed_on and since > site.closed_on:
            words = f"{site} closed on {day_words(site.closed_on)}"
            yield f"{words}. Nothing comes into use there after that day"
