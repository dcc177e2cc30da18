"""Views of the list of people that somebody keeps under a name."""

from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add, amend
from participants.models import SavedView

MOST = 60  # characters of a name and of an address


@action
def save_view(*, name: str, query: str, is_shared: bool, by: User) -> SavedView:
    """Keep filters and order under a name, for oneself or for those who see one's sites.

    Raises ValidationError for a name of a view that would stand beside it.
    """
    view = SavedView(owner=by, name=name, slug=address_of(name), query=query, is_shared=is_shared)
    _demand_free(view, by)
    return add(view, "view.saved", by=by)


@action
def change_view(
    *, view: SavedView, version: int, name: str, is_shared: bool, is_gone: bool, by: User
) -> SavedView:
    """Another name, shared from now on or no more, or gone.

    The address of one that is shared stays: others have it. That of a private one goes with the name.
    Raises ValidationError as save_view does.
    """
    if not SavedView.objects.standing().filter(pk=view.pk).exists():
        raise ValidationError("This view was removed. Save it again from the list")
    if is_gone:
        gone_at = clock.study_now()
        return amend(view, "view.removed", by=by, version=version, name=name, removed_at=gone_at)
    if not is_shared and view.owner_id != by.pk:
        words = f"{view.owner} made this view. It stays shared, or goes"
        raise ValidationError({"shared": words})
    slug = view.slug if view.is_shared else address_of(name)
    facts: dict[str, Any] = {"name": name, "slug": slug, "is_shared": is_shared}
    _demand_free(SavedView(pk=view.pk, owner=view.owner, **facts), by)
    return amend(view, "view.changed", by=by, version=version, **facts)


def address_of(name: str) -> str:
    return slugify(name)[:MOST].strip("-")


def _demand_free(view: SavedView, by: User) -> None:
    """Raise ValidationError, with a name that is free, for the name or address of another."""
    met = list(SavedView.objects.met_by(view))
    slugs, names = {one.slug for one in met}, {one.name.lower() for one in met}
    same = [one for one in met if view.slug == one.slug or view.name.lower() == one.name.lower()]
    if not same:
        return
    others = (f"{view.name[: MOST - 5].strip()} {number}" for number in count(2))
    free = next(one for one in others if one.lower() not in names and address_of(one) not in slugs)
    whose = "You have a view" if any(one.owner_id == by.pk for one in same) else "A shared view has"
    words = "of this name" if whose.startswith("You") else "this name"
    raise ValidationError({"name": f"{whose} {words}. Choose another name, for example “{free}”"})
