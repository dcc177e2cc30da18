"""The one door to identities and to text sealed under a person's key.

A PersonKey is what others may hold: it says who it is of, and opens nothing by itself.
"""

import secrets
from collections.abc import Iterable

from django.db.models import QuerySet

from linkstudy import clock
from linkstudy.audit.models import Entry
from linkstudy.audit.writing import Actor, Stale, action, add, amend, record
from linkstudy.identities import crypto
from linkstudy.identities.crypto import Unreadable
from linkstudy.identities.kinds import Kind
from linkstudy.identities.models import Identity, PersonKey

INDEXED = {Kind.PHONE, Kind.EMAIL, Kind.NAME}
GONE = "This text can no longer be read"


@action
def new_person(*, by: Actor | None) -> PersonKey:
    """A person's key, made before anything about them is written."""
    person = PersonKey(made_at=clock.study_now())
    person.wrapped = crypto.wrap(secrets.token_bytes(32), str(person.pk))
    return add(person, "person.key_made", by=by)


def key_of(person: PersonKey) -> bytes:
    """The person's own key. Raises Unreadable once it was destroyed."""
    return crypto.unwrap(person.wrapped, str(person.pk))


def seal(person: PersonKey, place: str, text: str) -> str:
    """Text about a person, as it stands in its row and in the history. Nothing stays nothing.

    place names model and field, such as "interview.note".
    """
    return crypto.encrypt(key_of(person), text, f"{person.pk}:{place}") if text else ""


def unseal(person: PersonKey, place: str, sealed: str) -> str:
    """The text, or a sentence when it was moved, changed or erased."""
    if not sealed:
        return ""
    try:
        return crypto.decrypt(key_of(person), sealed, f"{person.pk}:{place}")
    except Unreadable:
        return GONE


def place_of(row: Identity) -> str:
    """Where a value is sealed for: a kind and a version, so that an older one cannot come back."""
    return f"identity.{row.kind}.{row.version}"


def opened(person: PersonKey, row: Identity) -> str | None:
    """A value in the clear, or None when it was moved, changed or erased."""
    for place in (
        place_of(row),
        f"identity.{row.kind}",
    ):  # values were sealed without a version once
        if (text := unseal(person, place, row.value)) != GONE:
            return text
    return None


def _read(person: PersonKey) -> dict[str, str]:
    rows = Identity.objects.filter(person=person).exclude(value="")
    return {row.kind: opened(person, row) or GONE for row in rows}


@action
def keep(*, person: PersonKey, values: dict[str, str], on, version: int | None, by: Actor):
    """Write a person's contact details: {kind: text}; empty text clears one.

    on is the row that points to the person, whose history shows the change as commitments.
    version is person.version when the form was opened. Raises Stale.
    """
    person_now = PersonKey.objects.select_for_update().get(pk=person.pk)
    if version is not None and person_now.version != version:
        raise Stale(person_now, *_since(on, person_now, version))
    held = _read(person_now)
    changed = {kind: text for kind, text in values.items() if text != held.get(kind, "")}
    for kind, text in changed.items():
        _write(person_now, kind, text, by)
    if changed:
        amend(person_now, "person.version_raised", by=by)
        record("identity.changed", on=on, by=by, changes=_commitments(person_now, held, changed))
    return on


def _since(on, person: PersonKey, version: int) -> tuple[str, dict]:
    entry = Entry.objects.filter(
        verb="identity.changed", kind=on._meta.label_lower, key=str(on.pk)
    ).last()
    fields = dict.fromkeys(entry.changes if entry else {}, ("", ""))
    return (entry.actor_name if entry else "Somebody"), fields


def _write(person: PersonKey, kind: str, text: str, by: Actor) -> None:
    row = Identity.objects.filter(person=person, kind=kind).first()
    new = Identity(person=person, kind=kind, version=row.version + 1 if row else 1)
    new.value = seal(person, place_of(new), text)
    new.index = crypto.blind(kind, text) if text and kind in INDEXED else ""
    if row:
        amend(row, "identity.value_changed", by=by, value=new.value, index=new.index)
    else:
        add(new, "identity.added", by=by)


def _commitments(person: PersonKey, held: dict[str, str], changed: dict[str, str]) -> dict:
    key, salt = key_of(person), secrets.token_hex(16)
    return {
        kind: [
            {"commitment": crypto.commit(key, salt, kind, value), "salt": salt} if value else None
            for value in (held.get(kind, ""), text)
        ]
        for kind, text in changed.items()
    }


@action
def reveal(*, person: PersonKey, on, reason: str, by: Actor):
    """Record that somebody looks at a person's contact details, and why. Returns `on`."""
    record("identity.revealed", on=on, by=by, reason=seal(person, "identity.reveal", reason))
    return on


def details(person: PersonKey) -> dict[str, str]:
    """{kind: text} for a page that has just recorded a reveal, or for the form that changes them."""
    return _read(person)


def kinds_kept(person: PersonKey) -> set[str]:
    """The kinds of which something is kept, which tells nothing of what it is."""
    rows = Identity.objects.filter(person=person).exclude(value="")
    return set(rows.values_list("kind", flat=True))


def mark(kind: str, text: str) -> str:
    """The blind index of a phone, e-mail or name: equal for equal ones, and telling nothing else."""
    return crypto.blind(kind, text)


def sharing(kind: str, text: str) -> list:
    """Keys (UUID) of the people who hold the same phone, e-mail or name."""
    found = Identity.objects.filter(kind=kind, index=crypto.blind(kind, text))
    return list(found.values_list("person_id", flat=True))


def held_by(kind: str, texts: Iterable[str], people: QuerySet) -> set[str]:
    """Which of the texts are a phone, e-mail or name of some people, whose keys (UUID) people asks for.

    Blind indexes are compared: nothing is opened, and whose it is is not said. Whoever is told the answer
    must be somebody who may be told that there is such a person.
    """
    kept = Identity.objects.filter(kind=kind, person__in=people).exclude(index="")
    marks = set(kept.values_list("index", flat=True))
    return {text for text in texts if crypto.blind(kind, text) in marks} if marks else set()
