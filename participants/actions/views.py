"""Views of the list of people that somebody keeps under a name."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add, amend
from participants.models import SavedView


@action
def save_view(*, name: str, query: str, is_shared: bool, by: User) -> SavedView:
    """Keep filters and order under a name, for oneself or for everybody who sees people."""
    view = SavedView(owner=by, name=name, slug=_slug(name), query=query, is_shared=is_shared)
    return add(view, "view.saved", by=by)


@action
def change_view(
    *, view: SavedView, version: int, name: str, is_shared: bool, by: User
) -> SavedView:
    """Another name, and so another address, or shared from now on or no more."""
    _demand_there(view)
    facts: dict[str, Any] = {"name": name, "slug": _slug(name), "is_shared": is_shared}
    return amend(view, "view.changed", by=by, version=version, **facts)


@action
def remove_view(*, view: SavedView, version: int, by: User) -> SavedView:
    """It stands in nobody's list any more."""
    _demand_there(view)
    return amend(view, "view.removed", by=by, version=version, removed_at=clock.study_now())


def _demand_there(view: SavedView) -> None:
    if not SavedView.objects.standing().filter(pk=view.pk).exists():
        raise ValidationError("This view was removed. Save it again from the list")


def _slug(name: str) -> str:
    return slugify(name)[:60]
