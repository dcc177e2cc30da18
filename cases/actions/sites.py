"""Opening and closing sites, the organisations there and who works there."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.rows import demand_within_study, enter, in_turn_of, publish, put_right
from cases.days_of_use import Used
from cases.models import DocumentVersion, Membership, Organisation, Publication, Site
from cases.objections import refuse
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add, amend


def not_to_come(field: str, on: dt.date) -> None:
    """Raise ValidationError for a day after today."""
    if on > clock.today():
        raise ValidationError({field: "The date must be today or in the past"})


@action
def open_site(
    *,
    number: int,
    name: str,
    by: User | None,
    opened_on: dt.date | None = None,
    documents: Iterable[DocumentVersion] = (),
) -> Site:
    """A site, open from today or from the day said, where these documents are in use."""
    if Site.objects.standing().filter(number=number).exists():
        raise ValidationError({"number": f"Site {number} is already there. Choose another number"})
    row = Site(number=number, name=name, opened_on=opened_on or clock.today())
    demand_within_study("opened_on", row.opened_on, "A site cannot open")
    site = enter(row, "site.opened", address=str(number), by=by)
    for document in documents:
        publish(document, [site], by, since=from_opening(document, site.opened_on))
    return site


def from_opening(document: DocumentVersion, opened_on: dt.date) -> dt.date | None:
    """From which day a site uses a version when it opens; None for the version's own first day."""
    first = document.in_force_from
    return opened_on if first and first < opened_on else None


@action
def correct_site(*, site: Site, version: int, reason: str, by: User | None, **facts: Any) -> Site:
    """Its name or first day, which lies in the study and not after its first case.

    The documents that it took up on opening move with that day.
    """
    opened_on = facts.get("opened_on", site.opened_on)
    refuse(site, "correct", opened_on=opened_on)
    moved = taken_up_on_opening(site, opened_on) if opened_on != site.opened_on else []
    corrected = put_right(site, version=version, reason=reason, by=by, **facts)
    for one, since in moved:
        amend(one, "publication.corrected", by=by, reason=reason, since=since)
    return corrected


def taken_up_on_opening(site: Site, opened_on: dt.date) -> list[tuple[Publication, dt.date | None]]:
    """What the site took up when it opened, with its first day there if the site opened on another.

    Raises ValidationError when somebody signed it there before that day.
    """
    found = []
    rows = site.publications.standing().filter(since=site.opened_on).select_related("document")
    for one in rows.order_by("pk"):
        since = from_opening(one.document, opened_on)
        used = Used(since or one.begins, one.ends, asks_first="opened_on")
        refuse(one.document, "use", uses={site.pk: used})
        found.append((one, since))
    return found


@action
def close_site(*, site: Site, on: dt.date, version: int | None = None, by: User | None) -> Site:
    """The site takes part no longer. Raises ValidationError while a case or a booking is open."""
    not_to_come("on", on)
    if site.closed_on or site.voided_at:
        raise ValidationError("This site is not open. Open its page to see what happened")
    refuse(site, "close", on=on)
    return amend(site, "site.closed", by=by, version=version, closed_on=on)


@action
def reopen_site(*, site: Site, version: int, reason: str, by: User | None) -> Site:
    """A site was closed too early, or takes part again."""
    if site.voided_at or not site.closed_on:
        raise ValidationError("This site is not closed. Open its page to see what happened")
    return amend(site, "site.reopened", by=by, version=version, reason=reason, closed_on=None)


@action
def join_site(*, user: User, site: Site, since: dt.date, by: User | None) -> Membership:
    """From that day the person sees and writes the site's people."""
    return add(Membership(user=user, site=site, since=since), "membership.began", by=by)


@action
def add_organisation(*, by: User | None, **facts: Any) -> Organisation:
    """Raises ValidationError when it is to belong to an organisation of another site."""
    row = Organisation(**facts)
    demand_same_site(row, row.parent)
    return enter(row, "organisation.added", address=in_turn_of(Organisation), by=by)


@action
def correct_organisation(
    *, organisation: Organisation, version: int, reason: str, by: User | None, **facts: Any
) -> Organisation:
    parent = facts.get("parent", organisation.parent)
    demand_same_site(organisation, parent)
    demand_no_circle(organisation, parent)
    return put_right(organisation, version=version, reason=reason, by=by, **facts)


def demand_same_site(row: Organisation, parent: Organisation | None) -> None:
    if parent and parent.site_id != row.site_id:
        words = f"{parent} is at another site. Choose an organisation of {row.site}"
        raise ValidationError({"parent": words})


def demand_no_circle(row: Organisation, parent: Organisation | None) -> None:
    """Raise ValidationError when the parent is the row itself or belongs to it, however far down."""
    above = parent
    while above:
        if above.pk == row.pk:
            words = "cannot belong to itself" if parent == row else f"belongs to {row} already"
            raise ValidationError({"parent": f"{parent} {words}. Choose another"})
        above = above.parent
