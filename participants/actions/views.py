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
    """Keep filters and order under a name, for oneself or for those who see one's sites."""
    slug = slugify(name)[:60]
    view = SavedView(owner=by, name=name, slug=slug, query=query, is_shared=is_shared)
    return add(view, "view.saved", by=by)


@action
def change_view(
    *, view: SavedView, version: int, name: str, is_shared: bool, is_gone: bool, by: User
) -> SavedView:
    """Another name, shared from now on or no more, or gone. Its address stays: others have it."""
    if not SavedView.objects.standing().filter(pk=view.pk).exists():
        raise ValidationError("This view was removed. Save it again from the list")
    if is_gone:
        gone_at = clock.study_now()
        return amend(view, "view.removed", by=by, version=version, name=name, removed_at=gone_at)
    if not is_shared and view.owner_id != by.pk:
        words = f"{view.owner} made this view. It stays shared, or goes"
        raise ValidationError({"shared": words})
    facts: dict[str, Any] = {"name": name, "is_shared": is_shared}
    return amend(view, "view.changed", by=by, version=version, **facts)
