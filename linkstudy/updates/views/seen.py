"""Fetching what an address names, void rows too."""

from typing import Any

from django.http import Http404

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.rows import STANDING_FIRST
from linkstudy.updates.models import (
    Contributor,
    Delivery,
    News,
    Output,
    OutputStep,
    Partner,
    Picture,
    Profile,
    Section,
    Update,
)


def found_or_404(rows: Any) -> Any:
    found = rows.first()
    if found is None:
        raise Http404
    return found


def output_or_404(user: User, output: str) -> Output:
    rows = Output.objects.with_stage(clock.today()).select_related("parent")
    return found_or_404(rows.filter(slug=output))


def step_or_404(user: User, output: str, step: int) -> OutputStep:
    """A step by its number: the row that stands, else the last."""
    rows = OutputStep.objects.current().filter(output__slug=output, number=step)
    return found_or_404(rows.select_related("output").order_by("-pk"))


def contributor_or_404(user: User, output: str, maker: int) -> Contributor:
    """Somebody who made a publication, by their number: the row that stands, else the last."""
    rows = Contributor.objects.current().filter(output__slug=output, number=maker)
    return found_or_404(rows.select_related("output", "user").order_by("-pk"))


def news_or_404(user: User, news: str) -> News:
    return found_or_404(News.objects.filter(slug=news))


def partner_or_404(user: User, partner: str) -> Partner:
    return found_or_404(Partner.objects.filter(slug=partner).select_related("person"))


def profile_or_404(user: User, person: str) -> Profile:
    return found_or_404(Profile.objects.filter(slug=person).select_related("user"))


def picture_or_404(user: User, person: str) -> Picture:
    """Somebody's picture: the one that stands, else the last."""
    rows = Picture.objects.filter(profile__slug=person).select_related("profile")
    return found_or_404(rows.defer("content").order_by(STANDING_FIRST, "-pk"))


def update_or_404(user: User, update: str) -> Update:
    return found_or_404(Update.objects.filter(slug=update))


def delivery_or_404(user: User, update: str, partner: str) -> Delivery:
    """An update on its way to somebody, by their number."""
    rows = Delivery.objects.filter(update__slug=update, partner__slug=partner)
    return found_or_404(rows.select_related("update", "partner"))


def sections_or_404(user: User, update: str) -> list[Section]:
    """The sections of an update, with it at hand."""
    if rows := list(Section.objects.select_related("update").filter(update__slug=update)):
        return rows
    raise Http404


def section_or_404(user: User, update: str, part: str) -> Section:
    rows = Section.objects.filter(update__slug=update, part=part)
    return found_or_404(rows.select_related("update"))
