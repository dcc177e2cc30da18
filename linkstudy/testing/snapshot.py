"""The rows of the whole database, kept to be put back.

For tests that commit and all begin from one study: building it anew for each takes seconds.
"""

from typing import Any

from django.db import connection, transaction

from linkstudy.testing.guards_flush import LASTING, filled, unguarded

Row = list[Any]  # a value for each column
Snapshot = dict[str, list[Row]]  # {table: its rows}


def holding() -> list[str]:
    """The tables that hold a row now, but for what lasts from test to test."""
    tables = {*connection.introspection.django_table_names(only_existing=True)}
    return filled(connection, tables - LASTING)


def taken() -> Snapshot:
    """What stands in every table now, by the tables' first columns: their keys.

    PostgreSQL has no order of its own: a row that is put back lies wherever there was room.
    """
    with connection.cursor() as cursor:
        return {table: all_rows(cursor, table) for table in holding()}


def all_rows(cursor: Any, table: str) -> list[Row]:
    cursor.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608 - our own tables
    as_sent = connection.ops.adapt_unknown_value
    return [[as_sent(value) for value in row] for row in cursor.fetchall()]


def put_back(snapshot: Snapshot) -> None:
    """Commit these rows in place of whatever stands in the database. Its guards are off meanwhile."""
    found = holding()
    before, after = unguarded(connection.vendor, {*found, *snapshot})
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in [*before, *(f"DELETE FROM {table}" for table in found)]:  # noqa: S608 - our own tables
            cursor.execute(statement)
        for table, rows in snapshot.items():
            marks = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - our own tables
        for statement in after:
            cursor.execute(statement)
