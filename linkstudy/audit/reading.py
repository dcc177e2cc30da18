"""What the history says of a row, and a row as the history keeps it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models

from linkstudy.audit.models import Entry

# Columns that belong to a row and not to the fact it states: new whenever a fact is written anew.
OF_THE_ROW = {"id", "recorded_at", "version", "voided_at", "void_reason", "replaces_id"}


def privacy_of(model: type[models.Model] | models.Model) -> dict[str, str]:
    """{field name: class} of a model's own statement."""
    stated = getattr(model, "privacy", {})
    return {name: kind for kind, names in stated.items() for name in names.split()}


def plain(value: Any) -> Any:
    """A value as the history keeps it: JSON's own types, instants in UTC."""
    match value:
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat()
        case dt.date() | dt.time():
            return value.isoformat()
        case UUID():
            return str(value)
        case list() | tuple() | set():
            return [plain(item) for item in value]
    return value


def snapshot(row: models.Model) -> dict[str, Any]:
    """Every stored value of the row but direct identifiers, by column."""
    classed = privacy_of(row)
    return {
        field.attname: plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if classed.get(field.name) != "direct"
    }


def since(row: models.Model, version: int) -> tuple[str, dict[str, tuple[Any, Any]]]:
    """Who changed the row last, and {field: (then, now)} since that version, from its history.

    The history of the rows whose place it took counts as its own.
    """
    changed: dict[str, tuple[Any, Any]] = {}
    who = "Somebody"
    keys = [str(one.pk) for one in lineage(row)]
    for entry in Entry.objects.filter(kind=row._meta.label_lower, key__in=keys):
        changes = entry.changes
        _, reached = changes.pop("version", (None, 0))  # every change of the row holds one
        if reached > version:
            who = entry.actor_name
            for name, (old, new) in changes.items():
                changed[name] = (changed.get(name, (old, None))[0], new)
    told = {name: pair for name, pair in changed.items() if name not in OF_THE_ROW}
    return who, {name: (then, now) for name, (then, now) in told.items() if then != now}


def lineage(row: Any) -> list[Any]:
    """The row and those that stood in its place before it, newest first."""
    rows, every = [row], row._meta.model._base_manager
    while earlier := getattr(rows[-1], "replaces_id", None):
        rows += every.filter(pk=earlier)
    return rows


def names_of(linked: Iterable[models.Model]) -> list[str]:
    """Rows that another links to, as the history keeps them: a database gives them in any order."""
    return sorted(str(one) for one in linked)


def linked_to(row: models.Model, name: str) -> list[Any]:
    """The rows of a many-to-many field, with those that their names are made of."""
    rows = getattr(row, name).all()
    columns = rows.model._meta.concrete_fields
    near = [one.name for one in columns if one.is_relation and not one.null]
    return list(rows.select_related(*near) if near else rows)
