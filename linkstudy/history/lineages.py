"""The rows of one fact: the first that stated it, and those that took its place when it was corrected."""

from collections.abc import Iterable, Sequence

from django.apps import apps
from django.db.models import Min

from linkstudy.audit.models import Entry
from linkstudy.telling import address, row_address

Lineage = list[str]  # keys of rows, the oldest first
Kept = dict[tuple[str, str], list[Lineage]]


def recorded(kinds: Iterable[str], abouts: Iterable[str]) -> Kept:
    """{(kind, about): lineages} of all rows of the kinds about these people and cases.

    In the order in which they were first recorded. One query, and one for each kind whose rows
    can be corrected.
    """
    entries = Entry.objects.filter(kind__in=kinds, about__in=abouts)
    rows = entries.values_list("kind", "about", "key").annotate(first=Min("seq")).order_by("first")
    keys: dict[tuple[str, str], list[str]] = {}
    of_kind: dict[str, list[str]] = {}
    for kind, about, key, _ in rows:
        keys.setdefault((kind, about), []).append(key)
        of_kind.setdefault(kind, []).append(key)
    before = {kind: replaced(kind, some) for kind, some in of_kind.items()}
    return {place: chained(some, before[place[0]]) for place, some in keys.items()}


def replaced(kind: str, keys: list[str]) -> dict[str, str]:
    """{key: key of the row whose place it took}."""
    model = apps.get_model(kind)
    if "replaces" not in {field.name for field in model._meta.concrete_fields}:
        return {}
    rows = model._base_manager.filter(pk__in=keys).exclude(replaces=None)
    return {str(key): str(old) for key, old in rows.values_list("pk", "replaces_id")}


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


def links(entries: Sequence[Entry]) -> dict[int, str]:
    """{number of an entry: where the history of its row is, or ""}."""
    of_rows = [entry for entry in entries if entry.about and " " not in entry.about]
    kept = recorded({entry.kind for entry in of_rows}, {entry.about for entry in of_rows})
    numbers = {
        (kind, key): number
        for (kind, _), lineages in kept.items()
        for number, keys in enumerate(lineages, 1)
        for key in keys
    }
    found = {entry.seq: address(entry.about) for entry in entries}
    for entry in of_rows:
        number = numbers[entry.kind, entry.key]
        found[entry.seq] = row_address(entry.about, apps.get_model(entry.kind), number)
    return found
