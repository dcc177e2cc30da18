"""The past of rows that are amended in place, read back from the history.

Figures as at a day must show a case's days, a site's name or a plan as they were known then,
whatever was corrected, voided or restored since. The row holds today's values; its entries hold
every value it had before.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from linkstudy import clock
from linkstudy.audit.models import Entry

Row = TypeVar("Row", bound=Model)


def known_at(rows: QuerySet[Row], at: datetime, *also: str) -> list[Row]:
    """The rows recorded by the instant and not void then, each with its values of then.

    rows may be narrowed by columns that never change; what else is wanted is asked of the answer.
    also names fetched relations to read back with them, such as "site". Links of many to many
    and direct identifiers stay as they are: the history does not hold them. For a moment in the
    past it takes one query more than the rows, however many they are, and two more when such a
    relation itself has changed; as at now, nothing has to be undone.
    """
    found = list(rows.filter(recorded_at__lte=at))
    if at < clock.study_now():
        undo([*found, *_fetched(found, also)], at)
    for name in also:
        _fetch_again(found, name, at)
    return [row for row in found if not _is_void(row, at)]


def known_together(at: datetime, *asked: QuerySet[Any]) -> list[list[Any]]:
    """For each of the questions what known_at answers, with one look into the history for all.

    Relations that come with the rows by select_related are read back with them.
    """
    found = [(list(rows.filter(recorded_at__lte=at)), _related(rows)) for rows in asked]
    if at < clock.study_now():
        undo([one for rows, also in found for one in (*rows, *_fetched(rows, also))], at)
    for rows, also in found:
        for name in also:
            _fetch_again(rows, name, at)
    return [[row for row in rows if not _is_void(row, at)] for rows, _ in found]


def _related(rows: QuerySet[Any]) -> list[str]:
    wanted: Any = rows.query.select_related
    return list(wanted) if wanted else []


def undo(rows: Iterable[Model], at: datetime) -> None:
    """Give the rows, in memory, the values they had at the instant, newest change first."""
    wanted: dict[str, dict[str, list[Model]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        wanted[row._meta.label_lower][str(row.pk)].append(row)
    if not wanted:
        return
    of_rows = Q(*(Q(kind=kind, key__in=keys) for kind, keys in wanted.items()), _connector=Q.OR)
    for entry in Entry.objects.filter(of_rows, study_at__gt=at).order_by("-seq"):
        for row in wanted[entry.kind][entry.key]:
            _take_back(row, entry.changes)


def _take_back(row: Model, changes: dict[str, list[Any]]) -> None:
    """Set the old values."""
    for name, value in _before(type(row), changes).items():
        setattr(row, name, value)


def _before(model: type[Model], changes: dict[str, list[Any]]) -> dict[str, Any]:
    """{column: old value}. Only an entry that changed the row itself holds an old version."""
    if changes.get("version", [None])[0] is None:
        return {}
    columns = [one for one in model._meta.concrete_fields if one.attname in changes]
    return {one.attname: one.to_python(changes[one.attname][0]) for one in columns}


def held_at(at: datetime, *verbs: str) -> dict[type[Model], dict[int, dict[str, Any]]]:
    """{model: {key: {column: its value at the instant}}} of what changes of these verbs have changed
    since: for counting in the database what rows were like. At most one query."""
    found: dict[type[Model], dict[int, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    if at >= clock.study_now():
        return found
    later = Entry.objects.filter(verb__in=verbs, study_at__gt=at).only("kind", "key", "body")
    # Put in order here: asked to, the database would look through the whole history instead.
    for entry in sorted(later.order_by(), key=lambda one: -one.seq):
        model = apps.get_model(entry.kind)
        found[model][int(entry.key)].update(_before(model, entry.changes))
    return found


def _fetched(rows: list[Any], names: Iterable[str]) -> list[Model]:
    """The related rows that came with the rows."""
    cached = (row._state.fields_cache.get(name) for row in rows for name in names)
    return [related for related in cached if related is not None]


def _fetch_again(rows: list[Any], name: str, at: datetime) -> None:
    """Give rows that point to another row than today that row, as it was known then."""
    moved = [row for row in rows if not row._meta.get_field(name).is_cached(row)]
    keys = {getattr(row, row._meta.get_field(name).attname) for row in moved} - {None}
    if not keys:
        return
    held = moved[0]._meta.get_field(name).related_model._default_manager.in_bulk(keys)
    undo(held.values(), at)
    for row in moved:
        setattr(row, name, held.get(getattr(row, row._meta.get_field(name).attname)))


def _is_void(row: Any, at: datetime) -> bool:
    voided_at = getattr(row, "voided_at", None)
    return voided_at is not None and voided_at <= at
