"""Rules that live in the database as triggers, on SQLite and on PostgreSQL.

An app lists its guards in `<app>/guards.py` as GUARDS. What is lacking is made after every migrate,
and all are compared with the database's own catalogue when the server starts. On SQLite they are
lifted while migrations run: one that rebuilds a table drops the table's triggers in silence, and
fails where another table's name it. A breach raises IntegrityError.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection as default_connection
from django.db import models

from linkstudy import durable, shape

# pg_temp last: else a temporary table of the same name would be read in place of the real one.
SEARCH_PATH = "public, identities, pg_temp"
MANY = 12  # names in one sentence
COLUMN, NEW = r'"(\w+)"', r'NEW."\1"'


@dataclass(frozen=True)
class Guard:
    """One trigger, said once for each database.

    event is such as "BEFORE UPDATE". sqlite is the whole body between BEGIN and END; when is
    SQLite's WHEN condition. postgresql is the function's body between BEGIN and END.
    per is ROW or STATEMENT and holds for PostgreSQL alone.
    """

    name: str
    table: str
    event: str
    sqlite: str = ""
    when: str = ""
    postgresql: str = ""
    per: str = "ROW"

    def create(self, vendor: str) -> str:
        if vendor == "sqlite":
            when = f" WHEN {self.when}" if self.when else ""
            return f"CREATE TRIGGER {self.name} {self.event} ON {self.table}{when} BEGIN {self.sqlite} END"
        return (
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql"
            f" SET search_path = {SEARCH_PATH} AS $guard${self.function}$guard$;"
            f" CREATE TRIGGER {self.name} {self.event} ON {self.table}"
            f" FOR EACH {self.per} EXECUTE FUNCTION {self.name}()"
        )

    def drop(self, vendor: str) -> str:
        if vendor == "sqlite":
            return f"DROP TRIGGER IF EXISTS {self.name}"
        return f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}"

    @property
    def function(self) -> str:
        return f" BEGIN {self.postgresql} END "

    def held(self, vendor: str) -> tuple:
        """The trigger as the database describes it, on PostgreSQL with its function."""
        if vendor == "sqlite":
            return self.name, self.create(vendor)
        trigger = (
            f"CREATE TRIGGER {self.name} {self.event} ON {self.table}"
            f" FOR EACH {self.per} EXECUTE FUNCTION {self.name}()"
        )
        return trigger, self.function, "plpgsql", False, f"search_path={SEARCH_PATH}"


TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT pg_get_triggerdef(t.oid, true), p.prosrc, l.lanname, p.prosecdef,"
    " array_to_string(p.proconfig, ';') FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
    " JOIN pg_language l ON l.oid = p.prolang WHERE NOT t.tgisinternal AND t.tgenabled = 'O'",
}
# Triggers that somebody made, foreign keys that are not looked at, rules, rows that are hidden.
STRANGE = """
WITH tables AS (
    SELECT oid, relname, relrowsecurity FROM pg_class WHERE relkind IN ('r', 'p')
    AND relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'identities'))
)
SELECT tgname FROM pg_trigger JOIN tables ON tgrelid = tables.oid WHERE NOT tgisinternal
UNION SELECT 'foreign keys of ' || relname FROM pg_trigger JOIN tables ON tgrelid = tables.oid
    WHERE tgisinternal AND tgenabled <> 'O'
UNION SELECT rulename FROM pg_rewrite JOIN tables ON ev_class = tables.oid
UNION SELECT 'row security of ' || relname FROM tables WHERE relrowsecurity
"""


def refusal(message: str, vendor: str) -> str:
    """The statement that stops a write with IntegrityError."""
    if vendor == "sqlite":
        return f"SELECT RAISE(ABORT, '{message}');"
    return f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"


def refuse(name: str, table: str, event: str, message: str, when: str = "") -> Guard:
    """A guard that refuses the event, under a condition that both databases understand."""
    stop = refusal(message, "postgresql")
    return Guard(
        name,
        table,
        event,
        sqlite=refusal(message, "sqlite"),
        when=when,
        postgresql=f"IF {when} THEN {stop} END IF; RETURN NEW;" if when else stop,
    )


SNAPSHOT = "What other rows rest on is written at the isolation level read committed alone"


def refuse_alone(
    name: str, table: str, event: str, message: str, when: str, wrong: str, held: Sequence[str] = ()
) -> Guard:
    """As refuse, where both conditions hold, of which wrong reads other rows: on PostgreSQL these are
    held meanwhile, so that whoever writes them comes before or after, and sees what was written.

    held are their tables with a condition. A transaction that reads from a snapshot would not see it,
    and is refused.
    """
    locks = " ".join(f"PERFORM 1 FROM {rows} FOR UPDATE;" for rows in held)
    return Guard(
        name,
        table,
        event,
        sqlite=refusal(message, "sqlite"),
        when=f"({when}) AND {wrong}".replace("IS DISTINCT FROM", "IS NOT"),
        postgresql=f"IF {when} THEN {read_committed(SNAPSHOT)} {locks} IF {wrong} THEN"
        f" {refusal(message, 'postgresql')} END IF; END IF; RETURN NEW;",
    )


def read_committed(message: str) -> str:
    """PostgreSQL's statement that refuses a transaction that reads from a snapshot."""
    stop = refusal(message, "postgresql")
    return f"IF current_setting('transaction_isolation') <> 'read committed' THEN {stop} END IF;"


def kept(table: str, key: str = "id") -> list[Guard]:
    message = f"Rows of {table} are never deleted"
    return [
        refuse(f"{table}_no_delete", table, "BEFORE DELETE", message),
        Guard(
            f"{table}_no_replace",
            table,
            "BEFORE INSERT",
            sqlite=refusal(message, "sqlite"),
            when=f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})",
        ),
        Guard(
            f"{table}_no_truncate",
            table,
            "BEFORE TRUNCATE",
            postgresql=refusal(message, "postgresql"),
            per="STATEMENT",
        ),
    ]


def never_deleted(table: str, key: str = "id") -> list[Guard]:
    """Rows of the table can be voided, never deleted, replaced, renamed or truncated.

    What else is unique of a row is kept from being replaced, too: see `unreplaced`.
    """
    renamed = f'NEW."{key}" <> OLD."{key}"'
    message = f"Keys of {table} are never changed"
    return [
        *kept(table, key),
        refuse(f"{table}_same_key", table, "BEFORE UPDATE", message, renamed),
    ]


def append_only(table: str, key: str = "id") -> list[Guard]:
    """Rows of the table are written once."""
    message = f"Rows of {table} are never changed"
    return [*kept(table, key), refuse(f"{table}_no_update", table, "BEFORE UPDATE", message)]


UNIQUE = re.compile(r'^CREATE UNIQUE INDEX "(\w+)" ON "\w+" \((.+?)\)(?: WHERE (.+))?$')


def unique(model: Any, connection) -> Iterator[tuple[str, str, str]]:
    """(name, columns, condition) of what is unique of the model's rows, but for the primary key."""
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key:
            yield field.column, f'"{field.column}"', ""
    for names in model._meta.unique_together:
        columns = [model._meta.get_field(name).column for name in names]
        yield "_".join(columns), ", ".join(f'"{column}"' for column in columns), ""
    editor = connection.SchemaEditorClass(connection, collect_sql=True)
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint):
            [(name, columns, condition)] = UNIQUE.findall(str(rule.create_sql(model, editor)))
            yield name, columns, condition


def unreplaced(model: Any, connection) -> Iterator[Guard]:
    """SQLite's OR REPLACE deletes the row that has the same unique values, seen by no trigger.

    So that row is looked for before any insert and update.
    """
    table, key = model._meta.db_table, model._meta.pk.column
    stop = refusal(f"Rows of {table} are never replaced", "sqlite")
    for name, columns, condition in unique(model, connection):
        same = f"({columns}) = ({re.sub(COLUMN, NEW, columns)})"
        if condition:
            same += f" AND {condition}"
        found = f'EXISTS (SELECT 1 FROM {table} WHERE {same} AND "{key}" {{}})'
        when = f"{re.sub(COLUMN, NEW, condition)} AND {found}" if condition else found
        for event, another in [("insert", "IS NOT NULL"), ("update", f'<> OLD."{key}"')]:
            rule = f"{table}_unreplaced_{name}_{event}"
            yield Guard(rule, table, f"BEFORE {event.upper()}", stop, when.format(another))


def fixed(table: str, columns: Sequence[str], *, name: str = "fixed", once: str = "") -> Guard:
    """These columns of a row keep the value they were written with.

    once is a condition on OLD, in SQL that both databases understand: they are fixed as soon as
    it holds of the row.
    """
    distinct = " OR ".join(f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in columns)
    when = f"({once}) AND ({distinct})" if once else distinct
    message = f"{', '.join(columns)} of {table} are fixed: void the row and write a new one"
    stop = refusal(message, "postgresql")
    return Guard(
        f"{table}_{name}",
        table,
        "BEFORE UPDATE",
        sqlite=refusal(message, "sqlite"),
        when=when.replace("IS DISTINCT FROM", "IS NOT"),
        postgresql=f"IF {when} THEN {stop} END IF; RETURN NEW;",
    )


def keeps(table: str, columns: Sequence[str]) -> Guard:
    """A row that takes the place of another has the same values as it in these columns."""
    same = " AND ".join(f'o."{column}" = NEW."{column}"' for column in columns)
    return refuse(
        f"{table}_keeps",
        table,
        "BEFORE INSERT",
        f"What takes the place of a row of {table} keeps its {', '.join(columns)}",
        f"NEW.replaces_id IS NOT NULL AND NOT EXISTS"
        f" (SELECT 1 FROM {table} o WHERE o.id = NEW.replaces_id AND {same})",
    )


def void_stays(table: str) -> Guard:
    """A void row is never changed again, so it never stands again either: a new one does."""
    message = f"Void rows of {table} are never changed"
    when = 'OLD."voided_at" IS NOT NULL'
    return refuse(f"{table}_void_stays", table, "BEFORE UPDATE", message, when)


def _malformed(value: str, kind: str) -> str:
    """SQLite's condition that a value is none of its kind: date, time, moment or flag."""
    fraction = "'.[0-9][0-9][0-9][0-9][0-9][0-9]'"
    ends = {"time": 8, "datetime": 19}.get(kind, 0)
    if kind == "date":
        return f"date({value}, '+0 days') IS NOT {value}"  # 31 June becomes 1 July
    if kind == "flag":
        return f"typeof({value}) <> 'integer' OR {value} NOT IN (0, 1)"
    return (
        f"{kind}({value}) IS NOT substr({value}, 1, {ends}) OR typeof({value}) <> 'text'"
        f" OR substr({value}, {ends + 1}) <> '' AND substr({value}, {ends + 1}) NOT GLOB {fraction}"
    )


def well_formed(table: str, **columns: str) -> list[Guard]:
    """SQLite compares days and times as text: these columns hold none in another spelling.

    columns are kinds with names in one string: date="given_on", time=..., datetime=..., flag=...
    """
    named = [(kind, f'NEW."{name}"') for kind, names in columns.items() for name in names.split()]
    when = " OR ".join(
        f"{value} IS NOT NULL AND ({_malformed(value, kind)})" for kind, value in named
    )
    stop = refusal(f"A date or time of {table} is not written in full", "sqlite")
    return [
        Guard(f"{table}_well_formed_{event}", table, f"BEFORE {event.upper()}", stop, when)
        for event in ("insert", "update")
    ]


def declared() -> Iterator[Guard]:
    """Every app's guards."""
    for config in apps.get_app_configs():
        module = f"{config.name}.guards"
        if config.name != "linkstudy" and find_spec(module):
            yield from import_module(module).GUARDS


@cache
def expected(vendor: str) -> tuple[Guard, ...]:
    """Every app's guards that this database needs, and those that follow from the models."""
    guards = [one for one in declared() if (one.sqlite if vendor == "sqlite" else one.postgresql)]
    kept = {one.table for one in guards if one.name == f"{one.table}_no_delete"}
    for model in apps.get_models(include_auto_created=True):
        table, columns = model._meta.db_table, {field.name for field in model._meta.fields}
        if table in kept and "recorded_at" in columns:
            guards.append(fixed(table, ["recorded_at"], name="recorded_once"))
        if table in kept and vendor == default_connection.vendor == "sqlite":
            guards += unreplaced(model, default_connection)
    return tuple(guards)


@cache
def _as_held(vendor: str) -> dict[tuple, Guard]:
    """Those guards by what the database says of each that it holds: see Guard.held."""
    return {guard.held(vendor): guard for guard in expected(vendor)}


def install(connection=default_connection) -> None:
    """Make what the database lacks, or holds in another wording, on the tables that stand."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for guard in lacking(connection):
            if guard.table in tables:
                cursor.execute(guard.drop(connection.vendor))
                cursor.execute(guard.create(connection.vendor))


def lift(connection=default_connection) -> None:
    """Drop SQLite's guards, which name tables that a migration is about to rebuild."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for guard in expected(connection.vendor):
                cursor.execute(guard.drop(connection.vendor))


def lacking(connection=default_connection) -> list[Guard]:
    """Guards that the database lacks or holds in another wording."""
    held = set(_held(connection))
    return [guard for told, guard in _as_held(connection.vendor).items() if told not in held]


def missing(connection=default_connection) -> list[str]:
    """Their names."""
    return [guard.name for guard in lacking(connection)]


def strangers(connection=default_connection) -> list[str]:
    """Names of what acts on rows of our tables and is not ours; it could undo what a guard does."""
    ours = {one.name for one in expected(connection.vendor)}
    if connection.vendor == "sqlite":
        return [name for name, _ in _held(connection) if name not in ours]
    with connection.cursor() as cursor:
        cursor.execute(STRANGE)
        return [name for (name,) in cursor.fetchall() if name not in ours]


def _held(connection) -> list[tuple]:
    """Every trigger as the database describes it: see Guard.held."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        return cursor.fetchall()


def demand(connection=default_connection) -> None:
    """Raise ImproperlyConfigured unless the database holds every guard, constraint and setting."""
    if unset := durable.loose(connection):
        raise ImproperlyConfigured(
            f"SQLite runs without {', '.join(unset)} as linkstudy/settings.py sets them."
        )
    if lost := [*missing(connection), *shape.lost(connection)]:
        raise ImproperlyConfigured(
            f"The database lacks {_few(lost)}. Run `manage.py migrate` to restore them; what is"
            " lacking after that was taken away by hand."
        )
    if strange := strangers(connection):
        raise ImproperlyConfigured(
            f"The database does more than the product knows: {_few(strange)}. Find out who made"
            " that, and drop it."
        )


def _few(names: list[str]) -> str:
    """The first names, in order, and how many more there are."""
    more = len(names) - MANY
    return ", ".join(sorted(names)[:MANY]) + (f" and {more} more" if more > 0 else "")
