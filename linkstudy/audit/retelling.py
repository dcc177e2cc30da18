"""Do the rows still hold what the history says of them?

The chain shows that nobody changed the history. Whoever can lift the guards could change a row
without telling it anything; so each row is told again from its entries, and compared.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction

from linkstudy.audit.models import Entry, Head
from linkstudy.audit.reading import names_of, snapshot

Row = dict[str, Any]
FRAMEWORKS = {"last_login"}  # written by the framework at each sign-in
CHUNK = 500  # rows at a time
# Checks of what the history holds of other storeys' values; each gives a sentence per trouble.
FURTHER: list[Callable[[], Iterator[str]]] = []


def differing() -> Iterator[str]:
    """A sentence for every row that is not what its history says, also while people work."""
    for model in told_models():
        suspects = list(_suspects(model))
        yield from filter(None, (_trouble(model, key) for key in suspects))
    for check in FURTHER:
        yield from check()


def told_models() -> list[Any]:
    """Every model of the project whose rows the history tells."""
    return [
        model
        for model in apps.get_models()
        if hasattr(model, "privacy") and model._meta.app_label != "audit"
    ]


def retold(model: Any, entries: Any) -> dict[str, Row]:
    """{key: row} as the entries of a model's rows, in their order, add up to it."""
    told: dict[str, Row] = defaultdict(dict)
    links = {field.name for field in model._meta.many_to_many}
    names = {*_columns(model), *links}
    for entry in entries.order_by("seq").iterator():
        changes = entry.changes
        if "version" in changes or "version" not in names:  # else it is about something else
            now = {name: changes[name][1] for name in names & set(changes)}
            told[entry.key] |= now | {name: sorted(now[name]) for name in links & set(now)}
    return told


def as_it_stands(row: Any) -> Row:
    """What the history should say of a row: its values, without those that are not there."""
    stored = {name: value for name, value in snapshot(row).items() if name not in FRAMEWORKS}
    for field in row._meta.many_to_many:
        stored[field.name] = names_of(getattr(row, field.name).all())
    return {name: value for name, value in stored.items() if value not in (None, [])}


def _columns(model: Any) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _entries(model: Any) -> Any:
    return Entry.objects.filter(kind=model._meta.label_lower)


def _rows(model: Any) -> Any:
    return model._base_manager.prefetch_related(*(one.name for one in model._meta.many_to_many))


def _suspects(model: Any) -> Iterator[str]:
    """Keys of rows that differ; of some, because somebody wrote in between."""
    told = retold(model, _entries(model))
    for row in _rows(model).iterator(CHUNK):
        if _differences(told.pop(str(row.pk), {}), row):
            yield str(row.pk)
    yield from (key for key, values in told.items() if values)


@transaction.atomic
def _trouble(model: Any, key: str) -> str:
    """What is wrong with a row, looked at while nobody writes; or nothing."""
    Head.objects.select_for_update().filter(pk=1).first()
    told = retold(model, _entries(model).filter(key=key)).get(key, {})
    row = _rows(model).filter(pk=key).first()
    name = f"{model._meta.label_lower} {key}"
    if row is None:
        return f"{name} is gone."
    if about := getattr(row, "about", ""):
        name += f" of {about}"
    if not told:
        return f"{name} is not in the history."
    found = ", ".join(_differences(told, row))
    return f"{name} is not what the history says: {found}." if found else ""


def _differences(told: Row, row: Any) -> list[str]:
    """Names of the columns whose values are not those that were told."""
    held = as_it_stands(row)
    told = {name: value for name, value in told.items() if value not in (None, [])}
    found = {name for name in {*held, *told} if held.get(name) != told.get(name)}
    return sorted(name for name in found if not _renamed(row, name, told.get(name)))


def _renamed(row: Any, name: str, told: Any) -> bool:
    """Whether links are told by names that the linked rows have had until they were changed."""
    field: Any = row._meta.get_field(name) if name not in _columns(type(row)) else None
    if not isinstance(field, models.ManyToManyField):
        return False
    linked = list(getattr(row, name).all())
    return len(linked) == len(told or []) and any(one.version > 1 for one in linked)
