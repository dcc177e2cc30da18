"""Let a test that commits be cleaned up after.

Django empties every table after such a test, and the guards refuse exactly that. So the one
statement list with which it does so first drops the guards and at its end makes them anew:
all in the flush's own transaction, and in no other place. It names the tables alone that hold
rows: most tests fill few, and there are more than a hundred.
"""

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql.operations import DatabaseOperations as PostgreSQLOperations

# base comes first: the two modules import each other, and only this order works everywhere.
from django.db.backends.sqlite3 import base  # noqa: F401 - first, else its operations import in a circle
from django.db.backends.sqlite3.operations import DatabaseOperations as SQLiteOperations

from linkstudy import guards

# Filled by migrating alone, and again after each flush.
LASTING = {"django_content_type", "auth_permission"}


def filled(connection: Any, tables: Iterable[str]) -> list[str]:
    """Those of the tables that hold a row."""
    each = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables)  # noqa: S608 - our own tables
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return [name for (name,) in cursor.fetchall()]


def unguarded(vendor: str, tables: Iterable[str]) -> tuple[list[str], list[str]]:
    """Statements that take the guards from tables, and that put them there again."""
    theirs = [guard for guard in guards.expected(vendor) if guard.table in set(tables)]
    return [one.drop(vendor) for one in theirs], [one.create(vendor) for one in theirs]


def sql_flush(self: Any, style: Any, tables: Iterable[str], **how: Any) -> list[str]:
    """Statements that empty the tables, without their guards meanwhile. Keys count on."""
    full = filled(self.connection, {*tables} - LASTING)
    before, after = unguarded(self.connection.vendor, full)
    return [*before, *(f"DELETE FROM {table}" for table in full), *after]  # noqa: S608 - our own tables


def install() -> None:
    """Once, when the shared fixtures are imported."""
    for operations in (SQLiteOperations, PostgreSQLOperations):
        operations.sql_flush = sql_flush  # type: ignore[method-assign]
