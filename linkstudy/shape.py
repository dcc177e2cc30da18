"""The tables as the models say: what the database holds, compared with a schema made anew.

A constraint of the right name may allow everything, and a column may have lost its NOT NULL. So
the models' tables are made once more, beside the real ones, and the database is asked to describe
both in its own words. On SQLite they are made in memory; on PostgreSQL as temporary tables, in a
transaction that is rolled back.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection as default_connection
from django.db import transaction
from django.db.utils import ConnectionHandler

Rule = tuple[str, str]  # a table, and a column, key or condition of it in the database's words
Rules = dict[Rule, str]  # with the name by which people know it
HOUSES = {"linkstudy", "cases", "participants", "meetings"}

POSTGRESQL = """
WITH tables AS (
    SELECT oid, relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = ANY (%s)
)
SELECT relname, relname || '.' || attname, attname || ' ' || format_type(atttypid, atttypmod)
    || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
    || CASE WHEN attidentity <> '' THEN ' numbered' ELSE '' END
    FROM pg_attribute JOIN tables ON attrelid = tables.oid WHERE attnum > 0 AND NOT attisdropped
UNION ALL
SELECT relname, conname, pg_get_constraintdef(pg_constraint.oid)
    FROM pg_constraint JOIN tables ON conrelid = tables.oid
UNION ALL
SELECT relname, indexrelid::regclass::text,
    regexp_replace(pg_get_indexdef(indexrelid), '^.*? USING ', 'UNIQUE INDEX ')
    FROM pg_index JOIN tables ON indrelid = tables.oid WHERE indisunique AND indisvalid
"""
OURS = "SELECT array_agg(oid) FROM pg_namespace WHERE nspname IN ('public', 'identities')"
TEMPORARY = "SELECT ARRAY[pg_my_temp_schema()]"


def lost(connection: Any = default_connection) -> list[str]:
    """Names of the models' columns, keys and conditions that the database lacks or holds otherwise."""
    held = described(connection)
    wanted = as_modelled(connection.vendor)
    return sorted({name for rule, name in wanted.items() if rule not in held})


def described(connection: Any) -> Rules:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return _asked(cursor, OURS)
        return {(table, text): name for table, name, text in _in_sqlite(cursor)}


@cache
def as_modelled(vendor: str) -> Rules:
    """The rules of tables that are made from the models as they are now."""
    if vendor == "sqlite":
        beside = ConnectionHandler(
            {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
        )["default"]
        try:
            _make_tables(beside)
            return described(beside)
        finally:
            beside.close()
    with transaction.atomic(), default_connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = pg_temp")
        _make_tables(default_connection)
        made = _asked(cursor, TEMPORARY)
        transaction.set_rollback(True)
    return made


def _make_tables(connection: Any) -> None:
    """The tables of our own models, and those between them."""
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model.__module__.partition(".")[0] in HOUSES:
                editor.create_model(model)


def _asked(cursor: Any, schemas: str) -> Rules:
    cursor.execute(schemas)
    cursor.execute(POSTGRESQL, cursor.fetchone())
    return {(table, text): name for table, name, text in cursor.fetchall()}


def _in_sqlite(cursor: Any) -> Iterator[tuple[str, str, str]]:
    """(table, name, words) of every column, key and condition of an SQLite database."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL")
    for table, sql in cursor.fetchall():
        for name, text in conditions(sql):
            yield table, name or f"{table}: {text}", text
        for _, name, kind, required, _, key in _pragma(cursor, "table_info", table):
            text = f"{name} {kind}{' NOT NULL' * required}{' KEY' * key}"
            yield table, f"{table}.{name}", text
        for _, _, other, name, to, *_ in _pragma(cursor, "foreign_key_list", table):
            yield table, f"{table}.{name}", f"{name} REFERENCES {other} ({to})"
        named = {columns.replace('"', ""): name for name, columns in UNIQUE.findall(sql)}
        for _, index, is_unique, *_ in _pragma(cursor, "index_list", table):
            if is_unique:
                words = _key(cursor, index)
                own = f"{table} {words}" if index.startswith("sqlite_") else index
                yield table, named.get(words[8:-1], own), words


def _key(cursor: Any, index: str) -> str:
    """The words of a unique index: UNIQUE (its columns), or all of it if it has a condition."""
    columns = [name for _, _, name in _pragma(cursor, "index_info", index)]
    cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [index])
    [(sql,)] = cursor.fetchall()
    if sql and (None in columns or " WHERE " in sql):
        return sql.replace("CREATE UNIQUE", "UNIQUE")
    return f"UNIQUE ({', '.join(columns)})"


def _pragma(cursor: Any, name: str, of: str) -> list[tuple]:
    cursor.execute(f'PRAGMA {name}("{of}")')
    return cursor.fetchall()


UNIQUE = re.compile(r'CONSTRAINT "(\w+)" UNIQUE \(([^)]+)\)')
CHECK = re.compile(r"""(?:CONSTRAINT "(\w+)" )?CHECK \(|'(?:[^']|'')*'|[()]""")


def conditions(sql: str) -> Iterator[tuple[str, str]]:
    """(name or "", condition) of every CHECK in a table's own statement."""
    name, start, depth = "", 0, 0
    for found in CHECK.finditer(sql):
        opens = found[0].endswith("(")
        if not depth and opens and "CHECK" in found[0]:
            name, start, depth = found[1] or "", found.end(), 1
        elif depth and (opens or found[0] == ")"):
            depth += 1 if opens else -1
            if not depth:
                yield name, f"CHECK ({sql[start : found.start()]})"
