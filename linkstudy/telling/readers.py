"""Whose eyes the history of a row is for."""

from django.apps import apps
from django.db.models import Model

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach


def is_told(user: User, model: type[Model]) -> bool:
    """Whether somebody reads the history of such rows, who reads any: some models, or all of an app,
    say in told_to which capability that takes besides, over all of them."""
    app = apps.get_app_config(model._meta.app_label)
    needed = getattr(model, "told_to", getattr(app, "told_to", None))
    return user.may(May.SEE_HISTORY) and (needed is None or user.reach(needed) == Reach.ALL)
