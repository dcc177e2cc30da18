"""The rows of one fact: the first that stated it, and those that took its place when it was corrected."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Min, Model, QuerySet, Value

from cases.models import Case
from linkstudy.audit.models import Entry
from linkstudy.telling import address, row_address, wording
from participants.models import Participant

Lineage = list[str]  # keys of rows, the oldest first
Kept = dict[tuple[str, str], list[Lineage]]


def recorded(kinds: Iterable[str], abouts: Iterable[str]) -> Kept:
    """{(kind, about): lineages} of all rows of the kinds about these people and cases.

    In the order in which they were first recorded. Two queries.
    """
    entries = Entry.objects.filter(kind__in=kinds, about__in=abouts)
    rows = entries.values_list("kind", "about", "key").annotate(first=Min("seq")).order_by("first")
    keys: dict[tuple[str, str], list[str]] = {}
    of_kind: dict[str, list[str]] = {}
    for kind, about, key, _ in rows:
        keys.setdefault((kind, about), []).append(key)
        of_kind.setdefault(kind, []).append(key)
    before = replaced(of_kind)
    return {place: chained(some, before[place[0]]) for place, some in keys.items()}


def replaced(keys: dict[str, list[str]]) -> dict[str, dict[str, str]]:
    """{kind: {key: key of the row whose place it took}}, of the rows {kind: keys}."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in keys}
    asked = [corrections(kind, some) for kind, some in keys.items() if is_corrected(kind)]
    rows = asked[0].union(*asked[1:], all=True) if asked else ()
    for kind, key, old in rows:
        found[kind][str(key)] = str(old)
    return found


def is_corrected(kind: str) -> bool:
    """Whether rows of the kind are corrected by rows that take their place."""
    return "replaces" in {field.name for field in apps.get_model(kind)._meta.concrete_fields}


def corrections(kind: str, keys: list[str]) -> QuerySet[Any]:
    """(kind, key, key of the row whose place it took) of those that took one."""
    rows = apps.get_model(kind)._base_manager.filter(pk__in=keys).exclude(replaces=None)
    return rows.order_by().annotate(of_kind=Value(kind)).values_list("of_kind", "pk", "replaces_id")


def chained(keys: Iterable[str], before: dict[str, str]) -> list[Lineage]:
    """Keys in the order of their recording, each in one list with the one whose place it took."""
    found: list[Lineage] = []
    at: dict[str, Lineage] = {}
    for key in keys:
        if before.get(key) not in at:
            found.append([])
            at[key] = found[-1]
        else:
            at[key] = at[before[key]]
        at[key].append(key)
    return found


class Way(NamedTuple):
    """Where the history of a row is, and the row's name there; "" for what has none."""

    url: str
    name: str = ""


def ways(entries: Sequence[Entry]) -> dict[int, Way]:
    """{number of an entry: the way to the history of its row}."""
    of_rows = [entry for entry in entries if is_code(entry.about)]
    kept = recorded({entry.kind for entry in of_rows}, {entry.about for entry in of_rows})
    numbers = {
        (kind, key): number
        for (kind, _), lineages in kept.items()
        for number, keys in enumerate(lineages, 1)
        for key in keys
    }
    found = {entry.seq: Way(address(entry.about)) for entry in entries}
    for entry in of_rows:
        model, number = apps.get_model(entry.kind), numbers[entry.kind, entry.key]
        url = row_address(entry.about, model, number)
        found[entry.seq] = Way(url, row_name(entry.about, model, number))
    return found


def is_code(about: str) -> bool:
    """Whether entries are about a person or a case: C5-PT-03, C5; not "study", "site 2"."""
    return about.startswith("C")


def row_name(about: str, model: type[Model], number: int) -> str:
    """C5-PT-03, interview 2: a row about a person or case; for the person's own, the study ID."""
    owner = f"Case {about[1:]}" if about[1:].isdecimal() else about
    return owner if model in {Case, Participant} else f"{owner}, {wording().kind(model)} {number}"
