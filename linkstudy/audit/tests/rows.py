"""A row as its history must give it."""

from typing import Any

from linkstudy.audit.models import Entry
from linkstudy.audit.reading import OF_THE_ROW, names_of, snapshot

FRAMEWORKS = {"last_login"}  # written by the framework at each sign-in


def retold(kind: str, key: str) -> dict[str, Any]:
    """What the entries of a row add up to; each must start where the one before it ended.

    A row that took the place of another starts with what that one said.
    """
    entries = list(Entry.objects.filter(kind=kind, key=key))
    _, before = entries[0].changes.get("replaces_id", (None, None))
    said = retold(kind, str(before)) if before else {}
    row = {name: value for name, value in said.items() if name not in OF_THE_ROW}
    for entry in entries:
        if entry.verb in {"identity.changed", "participants.exported", "coverage.exported"}:
            continue  # commitments to values of other rows; rows that left the house
        for name, (old, new) in entry.changes.items():
            assert row.get(name) == (old or None if isinstance(old, list) else old), (entry, name)
            row[name] = new
    return row


def as_it_stands(row: Any) -> dict[str, Any]:
    stored = {name: value for name, value in snapshot(row).items() if name not in FRAMEWORKS}
    for field in row._meta.many_to_many:
        stored[field.name] = names_of(getattr(row, field.name).all()) or None
    return {name: value for name, value in stored.items() if value is not None}
