"""Rules that live in the database as triggers, on SQLite and on PostgreSQL.

An app lists its guards in `<app>/guards.py` as GUARDS. They are made anew after every migrate
(SQLite silently drops a table's triggers when a migration rebuilds it) and compared with the
database's own catalogue when the server starts. A breach raises IntegrityError.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection as default_connection

SEARCH_PATH = "public, identities"


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


def never_deleted(table: str, key: str = "id") -> list[Guard]:
    """Rows of the table can be voided, never deleted, replaced or truncated."""
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


def append_only(table: str, key: str = "id") -> list[Guard]:
    """Rows of the table are written once."""
    message = f"Rows of {table} are never changed"
    return [
        *never_deleted(table, key),
        refuse(f"{table}_no_update", table, "BEFORE UPDATE", message),
    ]


def fixed(table: str, columns: Sequence[str]) -> Guard:
    """These columns of a row keep the value they were written with."""
    distinct = [f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in columns]
    sqlite = " OR ".join(distinct).replace("IS DISTINCT FROM", "IS NOT")
    message = f"{', '.join(columns)} of {table} are fixed: void the row and write a new one"
    stop = refusal(message, "postgresql")
    return Guard(
        f"{table}_fixed",
        table,
        "BEFORE UPDATE",
        sqlite=refusal(message, "sqlite"),
        when=sqlite,
        postgresql=f"IF {' OR '.join(distinct)} THEN {stop} END IF; RETURN NEW;",
    )


def expected(vendor: str) -> Iterator[Guard]:
    """Every app's guards that this database needs."""
    for config in apps.get_app_configs():
        module = f"{config.name}.guards"
        if config.name != "linkstudy" and find_spec(module):
            for guard in import_module(module).GUARDS:
                if guard.sqlite if vendor == "sqlite" else guard.postgresql:
                    yield guard


def drop_statements(connection=default_connection) -> list[str]:
    return [guard.drop(connection.vendor) for guard in expected(connection.vendor)]


def create_statements(connection=default_connection) -> list[str]:
    return [guard.create(connection.vendor) for guard in expected(connection.vendor)]


def install(connection=default_connection) -> None:
    """Make every guard anew, on the tables that stand."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for guard in expected(connection.vendor):
            if guard.table in tables:
                cursor.execute(guard.drop(connection.vendor))
                cursor.execute(guard.create(connection.vendor))


def missing(connection=default_connection) -> list[str]:
    """Names of guards and constraints that the database lacks or holds in another wording."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            held = dict(cursor.fetchall())
            wanted = {guard.name: guard.create("sqlite") for guard in expected("sqlite")}
        else:
            cursor.execute(
                "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
                " WHERE NOT t.tgisinternal AND t.tgenabled = 'O'"
            )
            held = dict(cursor.fetchall())
            wanted = {guard.name: guard.function for guard in expected("postgresql")}
        lost = [name for name, text in wanted.items() if held.get(name) != text]
        return lost + [name for model in apps.get_models() for name in _lost(model, cursor)]


def _lost(model, cursor) -> list[str]:
    if not model._meta.managed or model._meta.proxy or not model._meta.constraints:
        return []
    held = default_connection.introspection.get_constraints(cursor, model._meta.db_table)
    return [rule.name for rule in model._meta.constraints if rule.name not in held]


def demand(connection=default_connection) -> None:
    """Raise ImproperlyConfigured unless the database holds every guard and constraint."""
    lost = missing(connection)
    if lost:
        raise ImproperlyConfigured(
            f"The database lacks {', '.join(sorted(lost))}. Run `manage.py migrate` to restore them."
        )
