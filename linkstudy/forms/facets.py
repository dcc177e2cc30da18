"""Filters of a list: answers with counts, and a page's state in its address."""

from dataclasses import dataclass

from django.http import QueryDict


@dataclass(frozen=True)
class Tick:
    """An answer of a filter with the number of rows it would show."""

    key: str
    label: str
    count: int
    is_chosen: bool


def with_answers(query: QueryDict, **changes: list[str]) -> str:
    """A page's query string with some answers changed, such as "?case=5&sort=id".

    The page number goes unless it is what changes.
    """
    asked = query.copy()
    changed: dict[str, list[str]] = {"page": []} | changes
    for name, answers in changed.items():
        asked.setlist(name, answers)
    return "?" + asked.urlencode()
