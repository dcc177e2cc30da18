"""Conditions that are written out once, however many questions ask for them.

Django puts every question together anew, node by node, and a page asks a dozen that are made of the
same long conditions: that took longer than the database takes to answer. `Once` keeps the words of
a condition. Only the outer row's columns that it names differ from one question to the next.
"""

import re
from itertools import count
from typing import Any

from django.apps import apps
from django.db import connection as default
from django.db import models
from django.db.models import F, Subquery
from django.db.models.expressions import Expression
from django.db.models.lookups import IsNull
from django.db.models.sql import Query

ALIAS = re.compile(r"\b[A-Z]\d+\b")  # what Django calls a table within a subquery
numbers = count(1)


class Once(Expression):
    """Exists(...) or Subquery(...) about rows of the model of a name, for any query about such rows.

    It may ask for columns of the outer row, and for nothing that differs from day to day or from
    reader to reader: it is written when it is made.
    """

    def __init__(self, asked: Any, name: str):
        super().__init__(asked.output_field)
        model = apps.get_model(name)
        outer = Query(model)
        compiler = outer.get_compiler(connection=default)
        whole, values = compiler.compile(asked.resolve_expression(outer, allow_joins=False))
        number, table = next(numbers), re.escape(default.ops.quote_name(model._meta.db_table))
        own = ALIAS.sub(
            lambda found: f"q{number}_{found[0]}", whole
        )  # else it may hide the outer's
        texts = re.split(rf'{table}\."(\w+)"', own)
        left = list(values)
        self.words = [(text, _taken(left, text)) for text in texts[::2]]
        self.columns: list[Any] = [F(_field(model, column)) for column in texts[1::2]]

    def get_source_expressions(self) -> list[Any]:
        return self.columns

    def set_source_expressions(self, exprs: Any) -> None:
        self.columns = list(exprs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        sql, values = self.words[0][0], list(self.words[0][1])
        for column, (text, more) in zip(self.columns, self.words[1:], strict=True):
            name, named = compiler.compile(column)
            sql += name + text
            values += [*named, *more]
        return sql, tuple(values)


def alone(rows: models.QuerySet, name: str) -> IsNull:
    """As Once(Exists(...)), for a condition that few rows reach: PostgreSQL looks for each of them
    alone, where it would first gather what there is of everybody."""
    return IsNull(Once(Subquery(rows.order_by().values("pk")[:1]), name), False)


def _taken(values: list[Any], text: str) -> list[Any]:
    """The first of the values, as many as the text has places for."""
    places = text.count("%s")
    taken, values[:] = values[:places], values[places:]
    return taken


def _field(model: type[models.Model], column: str) -> str:
    return next(one.attname for one in model._meta.concrete_fields if one.column == column)
