"""Let a test that commits be cleaned up after.

Django empties every table after such a test, and the guards refuse exactly that. So the one
statement list with which it does so first drops the guards and at its end makes them anew:
all in the flush's own transaction, and in no other place.
"""

from collections.abc import Callable
from typing import Any

from django.db.backends.postgresql.operations import DatabaseOperations as PostgreSQLOperations

# base comes first: the two modules import each other, and only this order works everywhere.
from django.db.backends.sqlite3 import base  # noqa: F401 - first, else its operations import in a circle
from django.db.backends.sqlite3.operations import DatabaseOperations as SQLiteOperations

from linkstudy import guards

Flush = Callable[..., list[str]]


def lifting(flush: Flush) -> Flush:
    """The database's own `sql_flush` between dropping and making the guards."""

    def sql_flush(self: Any, style: Any, tables: Any, **how: Any) -> list[str]:
        vendor = self.connection.vendor
        drop = [guard.drop(vendor) for guard in guards.expected(vendor)]
        create = [guard.create(vendor) for guard in guards.expected(vendor)]
        return [*drop, *flush(self, style, tables, **how), *create]

    return sql_flush


def install() -> None:
    """Once, when the shared fixtures are imported."""
    for operations in (SQLiteOperations, PostgreSQLOperations):
        operations.sql_flush = lifting(operations.sql_flush)  # type: ignore[method-assign]
