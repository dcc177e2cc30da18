"""What happened in the database: statements that write, rows that changed, entries that tell of it."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from linkstudy.audit.models import Entry

WRITES = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+(\S+)", re.IGNORECASE)
BY_THE_FRAMEWORK = {"accounts.user": {"last_login"}}  # at every sign-in
Rows = dict[tuple[str, str], dict[str, Any]]


class Statements(list[str]):
    """Every statement sent to the database, as an execute wrapper."""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.append(sql)
        return execute(sql, params, many, context)

    @property
    def writes(self) -> list[str]:
        """The statements that write, as verb and table."""
        found = (WRITES.match(sql) for sql in self)
        return [f"{one[1].upper()} {one[2].strip(chr(34))}" for one in found if one]


@contextmanager
def statements() -> Iterator[Statements]:
    seen = Statements()
    with connection.execute_wrapper(seen):
        yield seen


@contextmanager
def undone() -> Iterator[None]:
    """What is written in the block is taken back at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def model_of(kind: str) -> type[Model]:
    return apps.get_model(kind)


def told_models() -> list[type[Model]]:
    """Models whose rows the history tells: the project's, but for those that the history is made of."""
    ours = [model for model in apps.get_models() if hasattr(model, "privacy")]
    return [model for model in ours if model._meta.app_label != "audit"]


def read_models(tables: set[str] | None) -> list[type[Model]]:
    """The models that the history tells; with tables, those of them that keep rows or links there."""
    found = []
    for model in told_models():
        links = {field.remote_field.through._meta.db_table for field in model._meta.many_to_many}
        if tables is None or tables & {model._meta.db_table, *links}:
            found.append(model)
    return found


def rows(tables: set[str] | None = None) -> Rows:
    """{(model, key): {column: value}} of every row that the history tells; see read_models."""
    found: Rows = {}
    for model in read_models(tables):
        kind, key = model._meta.label_lower, model._meta.pk.attname
        for row in model._base_manager.values():
            kept = row.keys() - BY_THE_FRAMEWORK.get(kind, set())
            found[kind, str(row[key])] = {name: row[name] for name in kept}
        for field in model._meta.many_to_many:
            for one in getattr(model, field.attname).through._base_manager.values():
                owner = str(one[f"{model._meta.model_name}_id"])
                found[kind, owner].setdefault(field.name, []).append(one)
    return found


@dataclass(frozen=True)
class Effect:
    """What a request did.

    verbs    of the entries it left, in order
    actors   keys of the people the entries name
    abouts   study IDs and case codes that the entries belong to
    changed  {(model, key): {column: (before, after)}}; before is None for a new row's columns
    untold   rows that changed and of which no entry tells
    """

    verbs: list[str]
    actors: set[int | None]
    abouts: set[str]
    changed: dict[tuple[str, str], dict[str, tuple[Any, Any]]]
    untold: list[tuple[str, str]]


NOTHING = Effect([], set(), set(), {}, [])


def effect(before: Rows, last: int, writes: Iterable[str] | None = None) -> Effect:
    """What happened since the rows were `before` and the history ended at entry `last`.

    writes are all that was written, as Statements has it: other tables are not read again.
    """
    tables = None if writes is None else {write.partition(" ")[2] for write in writes}
    kinds = {model._meta.label_lower for model in read_models(tables)}
    before = {one: row for one, row in before.items() if one[0] in kinds}
    after, entries = rows(tables), list(Entry.objects.filter(seq__gt=last))
    changed = {
        one: difference(before.get(one, {}), after.get(one, {}))
        for one in sorted(before.keys() | after.keys())
        if before.get(one) != after.get(one)
    }
    told = {(entry.kind, entry.key) for entry in entries}
    return Effect(
        [entry.verb for entry in entries],
        {entry.actor for entry in entries},
        {entry.about for entry in entries},
        changed,
        [one for one in changed if one not in told],
    )


def difference(old: dict[str, Any], new: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    names = sorted(old.keys() | new.keys())
    pairs = {name: (old.get(name), new.get(name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def last_entry() -> int:
    return Entry.objects.count()
