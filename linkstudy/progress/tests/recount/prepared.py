"""Questions that histories ask again and again: the database is tried, not how they are worded."""

from typing import Any

from django.db import connection


class Prepared:
    """A question to the database, put into its words once and asked again and again."""

    def __init__(self, found: Any, columns: tuple[str, ...]):
        self.columns = columns
        self.compiler = found.values_list(*columns).query.get_compiler(connection=connection)
        self.sql, self.params = self.compiler.as_sql()

    def rows(self) -> list[dict[str, Any]]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            found = self.compiler.results_iter([cursor.fetchall()])
            return [dict(zip(self.columns, row, strict=True)) for row in found]
