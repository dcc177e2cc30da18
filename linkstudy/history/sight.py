"""What of the history a reader may see: the same rows as on the pages of the records themselves."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import CharField, Model, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from cases.models import Case, Membership, Site
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.telling import is_told, kind_name
from participants.models import Participant

# How the history and the keys are kept, and what few may read: no history of their own.
UNSHOWN = {"audit", "identities", "safety"}
FOR_FEW = (
    "safety."  # kinds of which the history says nothing to anybody, not even that there is one
)


@cache
def kinds() -> dict[str, type[Model]]:
    """{name: model} of every kind of row that an entry may be of, such as observation-day."""
    return {kind_name(model): model for model in apps.get_models() if hasattr(model, "privacy")}


def shown_kind(name: str) -> type[Model] | None:
    """The model of a kind whose rows have a history of their own, by its name in addresses."""
    model = kinds().get(name)
    return model if model and model._meta.app_label not in UNSHOWN else None


def is_of_the_study(model: type[Model]) -> bool:
    """Whether rows of a kind stand for themselves: about no person, case or other row."""
    return bool(getattr(model, "noun", "")) or not hasattr(model, "about")


def seen(user: User, model: type[Model]) -> QuerySet[Any]:
    """Rows of the study that a person may see: of the whole study, their own sites and themselves."""
    rows = model._default_manager.all()
    if not is_told(user, model):
        return rows.none()
    columns = {field.name for field in model._meta.concrete_fields}
    if user.reach(May.SEE_HISTORY) == Reach.ALL:
        return rows
    if model._meta.app_label == "accounts":
        return rows.filter(pk=user.pk) if model is User else rows.none()
    if model is Site:
        return rows.filter(pk__in=own_sites(user))
    if "site" in columns:
        return rows.filter(site__in=own_sites(user))
    if "case" in columns:
        return rows.filter(case__in=Case.objects.visible_to(user))
    return rows


def own_sites(user: User) -> QuerySet[Any]:
    return Membership.objects.in_force().filter(user=user).values("site")


def visible(user: User) -> Q:
    """The condition on entries that a person may see."""
    if user.reach(May.SEE_HISTORY) == Reach.ALL:
        kept = [one._meta.label_lower for one in kinds().values() if not is_told(user, one)]
        return ~Q(kind__startswith=FOR_FEW) & ~Q(kind__in=kept)
    people = Participant.objects.visible_to(user).values("study_id")
    cases = Case.objects.visible_to(user).order_by()
    seen_here = Q(about__in=people) | Q(about__in=texts(cases, "number", before="C"))
    for model in filter(is_of_the_study, filter(None, map(shown_kind, kinds()))):
        rows = seen(user, model).order_by()
        seen_here |= Q(kind=model._meta.label_lower, key__in=texts(rows, "pk"))
        if noun := getattr(model, "noun", ""):
            seen_here |= Q(about=noun)  # the study's own: there is one
        if noun and (column := name_column(model)):
            seen_here |= Q(about__in=texts(rows, column, before=f"{noun} "))
    return seen_here


def texts(rows: QuerySet[Any], column: str, before: str = "") -> QuerySet[Any]:
    """A column of the rows as the history writes it, for the database to compare with."""
    return rows.values_list(Concat(Value(before), Cast(column, CharField())), flat=True)


def name_column(model: type[Model]) -> str:
    """The column that names a row among its kind, if it stands for itself and has one."""
    unique = {field.name for field in model._meta.concrete_fields if field.unique}
    named = [name for name in ("slug", "number") if name in unique and is_of_the_study(model)]
    return named[0] if named else ""
