"""A stored value of the history in words: by the column's choices, its kind, or the row it names."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from linkstudy.audit.models import Entry
from linkstudy.audit.reading import plain, privacy_of
from linkstudy.identities.service import PersonKey
from linkstudy.money import Pence, pounds
from linkstudy.several import Several
from linkstudy.words import clock_words, day_words, in_london, listed

SAME_MOMENT = dt.timedelta(minutes=1)
OF_THE_ROW = {"version", "recorded_at", "voided_at", "void_reason", "replaces_id", "slug"}
UNKNOWN = "somebody or something else"
Row = tuple[type[models.Model], Any]
Names = dict[Row, str]


def model_of(entry: Entry) -> type[models.Model]:
    return apps.get_model(entry.kind)


@cache
def columns(model: type[models.Model]) -> dict[str, Any]:
    """{name in an entry: field}, in the order in which the model states them."""
    found: dict[str, Any] = {field.attname: field for field in model._meta.concrete_fields}
    return found | {field.name: field for field in model._meta.many_to_many}


def column(entry: Entry, name: str) -> Any:
    """The column that an entry speaks of; None for what is no column, such as a kind of contact."""
    return columns(model_of(entry)).get(name)


def privacy(entry: Entry, name: str) -> str:
    """The column's class; plain for what is no column."""
    field = column(entry, name)
    return privacy_of(model_of(entry))[field.name] if field is not None else "plain"


def is_told(entry: Entry, name: str, old: Any, new: Any) -> bool:
    """Whether a change says something: not how the row is kept, not the entry's own moment."""
    field = column(entry, name)
    if old == new or name in OF_THE_ROW:
        return False
    if field is None:
        return True
    if field.primary_key or not field.editable or _names_a_key(field):
        return False
    if isinstance(field, models.DateTimeField) and new:
        return not _is_moment_of(entry, field.to_python(new))
    return old is not None or not (new in ("", None, []) or _is_usual(field, new))


def _is_usual(field: Any, value: Any) -> bool:
    """Whether a new row has the value because nobody said another. An answer of yes or no is one."""
    is_answer = isinstance(value, bool)
    return field.has_default() and not is_answer and value == plain(field.get_default())


def _names_a_key(field: Any) -> bool:
    return field.is_relation and field.related_model is PersonKey


def _is_moment_of(entry: Entry, moment: dt.datetime) -> bool:
    return min(abs(moment - entry.study_at), abs(moment - entry.at)) < SAME_MOMENT


def spoken(field: Any, value: Any) -> str:
    """A stored value, as JSON has it, in words."""
    if field is None or field.many_to_many:
        return listed([str(one) for one in value]) if isinstance(value, list) else str(value)
    value = field.to_python(value)
    if field.choices or isinstance(field, Several):
        return _chosen(field, value)
    match value:
        case bool():
            return "Yes" if value else "No"
        case dt.datetime():
            moment = in_london(value)
            return f"{day_words(moment)}, {clock_words(moment.time())}"
        case dt.date():
            return day_words(value)
        case dt.time():
            return clock_words(value)
        case int():
            return pounds(value) if isinstance(field, Pence) else f"{value:,}"
    return str(value)


def _chosen(field: Any, value: str) -> str:
    if isinstance(field, Several):
        return field.words(value)
    return str(dict(field.flatchoices).get(value, value))


def pointed_to(entry: Entry, names: Iterable[str]) -> Iterator[Row]:
    """The rows that these columns of an entry point to, before and after."""
    for name in names:
        field = column(entry, name)
        if field is not None and field.is_relation and not field.many_to_many:
            yield from ((field.related_model, key) for key in entry.changes.get(name, ()))


def row_of(entry: Entry) -> Row:
    """The row that an entry is of."""
    model = model_of(entry)
    return model, model._meta.pk.to_python(entry.key)


def named(rows: Iterable[Row], known: Iterable[models.Model] = ()) -> Names:
    """{row: its name}: at most one query a model. Those at hand, or beside another, ask for none.

    All kinds that are named by one column, which their model gives as named_by, are asked for
    together. What identifies somebody is never fetched.
    """
    names: Names = {(type(one), one.pk): str(one) for one in known}
    wanted: dict[type[models.Model], set] = {}
    for model, key in rows:
        if key is not None and model is not PersonKey:
            wanted.setdefault(model, set()).add(key)
    plain: list[models.QuerySet] = []
    for model in sorted(wanted, key=lambda one: len(_near(one)), reverse=True):
        keys = {key for key in wanted[model] if (model, key) not in names}
        if keys and hasattr(model, "named_by"):
            plain.append(_plainly(model, keys))
        elif keys:
            names |= _names(model, keys)
    found = plain[0].union(*plain[1:], all=True) if plain else ()
    return names | {(apps.get_model(kind), key): name for kind, key, name in found}


def _plainly(model: Any, keys: set) -> models.QuerySet:
    """(kind, key, name) of rows that one column names."""
    rows = model._default_manager.filter(pk__in=keys).order_by()
    return rows.values_list(models.Value(model._meta.label_lower), "pk", model.named_by)


def _names(model: type[models.Model], keys: set) -> Names:
    """The names of rows, and of those beside them whose names are made of nothing else.

    What stands two steps away in a name, its model gives as named_through.
    """
    near = _near(model)
    rows = model._default_manager.select_related(*near, *getattr(model, "named_through", ()))
    found = rows.in_bulk(keys).values()
    beside: list[models.Model | None] = [getattr(row, name) for row in found for name in near]
    alone = [one for one in beside if one is not None and not _near(type(one))]
    return {(type(one), one.pk): str(one) for one in [*alone, *found]}


@cache
def _near(model: type[models.Model]) -> tuple[str, ...]:
    """The relations to other kinds of rows, of which the name of one may be made: not those that its
    model lists as unnamed."""
    relations = [field for field in model._meta.concrete_fields if field.is_relation]
    return tuple(
        field.name
        for field in relations
        if field.related_model is not model
        and not _names_a_key(field)
        and field.name not in getattr(model, "unnamed", ())
    )
