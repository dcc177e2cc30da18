"""Filters of a list: answers with counts, and a page's state in its address."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from linkstudy.forms.questions import Choices

LEFT_OUT = "We do not know one of these. It is left out"


@dataclass(frozen=True)
class Tick:
    """An answer of a filter with the number of rows it would show; None where nobody counts."""

    key: str
    label: str
    count: int | str | None
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


def facet(label: str, choices: Iterable[tuple[str, str]] = ()) -> Choices:
    """A filter of which any answers can be asked for."""
    return Choices(label, choices, unknown=LEFT_OUT)


class Facets(forms.Form):
    """What an address asks for of a list: any answers to each of its filters.

    What it does not understand is said beside the question and left out.
    """

    use_required_attribute = False

    def __init__(self, query: QueryDict):
        super().__init__(query)
        self.query = query

    def offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """The answers of a filter that only the rows can tell."""
        field: Any = self.fields[name]
        field.choices = list(choices)

    def offered(self, name: str) -> list[tuple[str, str]]:
        """(answer, its words) of a filter."""
        field: Any = self.fields[name]
        return [(str(key), str(label)) for key, label in field.choices]

    @cached_property
    def wanted(self) -> dict[str, list[str]]:
        """{filter: its answers that we know}."""
        return {
            name: [key for key, _ in self.offered(name) if key in self.query.getlist(name)]
            for name in self.fields
        }

    def counts(self, name: str) -> Mapping[str, int | str] | None:
        """{answer: how many rows it would show}, heeding all the other filters; None where nobody
        counts."""
        return None

    def facets(self) -> Iterator[tuple[forms.BoundField, list[Tick]]]:
        """Each filter that has answers, with them."""
        for name in self.fields:
            counts, chosen = self.counts(name), self.wanted[name]
            ticks = [
                Tick(key, label, None if counts is None else counts.get(key, 0), key in chosen)
                for key, label in self.offered(name)
            ]
            if ticks:
                yield self[name], ticks

    @property
    def chips(self) -> list[tuple[str, str]]:
        """(words, the address without it) of each answer asked for, as ui/chips.html takes them."""
        found = []
        for name, chosen in self.wanted.items():
            labels = dict(self.offered(name))
            for key in chosen:
                rest = [other for other in chosen if other != key]
                found.append((labels[key], with_answers(self.query, **{name: rest})))
        return found
