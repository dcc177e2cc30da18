"""How what stands against a change is asked of every app, said by a page and refused by an action."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, QuerySet

SHOWN = 10  # rows that a page links to


@dataclass(frozen=True)
class Objection:
    """One thing in the way.

    words  a sentence that says what it is and what to do, without a full stop
    rows   the first rows that are in the way, each with a page of its own
    field  the question it concerns, "" for the change as a whole
    """

    words: str
    rows: Sequence[Any] = ()
    field: str = ""


Rule = Callable[..., Iterator[Objection]]


def objections(row: Model, change: str, **values: Any) -> list[Objection]:
    """What stands against a change of the row, as every app sees it."""
    found: list[Objection] = []
    for config in apps.get_app_configs():
        module = f"{config.name}.objections"
        if find_spec(module):
            for rule in import_module(module).RULES.get((type(row), change), ()):
                found += rule(row, **values)
    return found


def refuse(row: Model, change: str, **values: Any) -> None:
    """Raise ValidationError in the words of whatever stands against the change."""
    said: dict[str, list[str]] = {}
    for one in objections(row, change, **values):
        said.setdefault(one.field or NON_FIELD_ERRORS, []).append(one.words)
    if said:
        raise ValidationError(said)


def counted(rows: QuerySet, one: str, more: str, todo: str) -> Iterator[Objection]:
    """An objection that counts rows: "1 person is" or "{} people are", then what to do with {them}."""
    count = rows.count()
    if count:
        words = one if count == 1 else more.format(f"{count:,}")
        advice = todo.format(them="it" if count == 1 else "them")
        yield Objection(f"{words}. {advice}", tuple(rows[:SHOWN]))
