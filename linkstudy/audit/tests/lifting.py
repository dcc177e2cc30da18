"""What somebody with the database in their hands could do: lift the guards and write."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from linkstudy import guards


def lift_guards() -> None:
    """Drop every guard; the test's own transaction brings them back."""
    for guard in guards.expected(connection.vendor):
        sql(guard.drop(connection.vendor))


def sql(statement: str, *values: Any) -> Iterable[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []
