"""Are contact details still those that the history holds commitments to?"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import transaction

from linkstudy.audit.models import Entry, Head
from linkstudy.identities import crypto
from linkstudy.identities.models import Identity, PersonKey
from linkstudy.identities.service import INDEXED, key_of, opened

CHANGED = "identity.changed"


def differing() -> Iterator[str]:
    """A sentence for every value that is not the one committed to, also while people work."""
    told = Entry.objects.filter(verb=CHANGED).order_by("kind", "key").values_list("kind", "key")
    known = []
    for kind, key in list(told.distinct()):
        for row in apps.get_model(kind)._base_manager.select_related("person").filter(pk=key):
            known.append(row.person_id)
            yield from _of(row)
    for one in Identity.objects.exclude(value="").exclude(person__in=known):
        yield f"{one._meta.label_lower} {one.pk} is not in the history."


@transaction.atomic
def _of(row: Any) -> list[str]:
    """What is wrong with one person's details, looked at while nobody writes."""
    Head.objects.select_for_update().filter(pk=1).first()
    person = PersonKey.objects.get(pk=row.person_id)
    if person.destroyed_at:
        return []  # erased: nothing can be read, nothing can be compared
    promised: dict[str, dict | None] = {}
    for entry in Entry.objects.filter(verb=CHANGED, kind=row._meta.label_lower, key=str(row.pk)):
        promised |= {kind: new for kind, (_, new) in entry.changes.items()}
    held = {one.kind: one for one in person.identities.all()}
    name = f"{row._meta.label_lower} {row.pk} of {row.about}"
    return [
        f"{name} holds another {kind} than the history says."
        for kind in sorted({*promised, *held})
        if not _is_kept(person, held.get(kind), promised.get(kind))
    ]


def _is_kept(person: PersonKey, held: Identity | None, promise: dict | None) -> bool:
    """Whether a value is the one that was promised, and is found by what it is."""
    if held is None or not held.value:
        return promise is None and (held is None or not held.index)
    text = opened(person, held)
    if promise is None or text is None:
        return False
    index = crypto.blind(held.kind, text) if held.kind in INDEXED else ""
    made = crypto.commit(key_of(person), promise["salt"], held.kind, text)
    return (held.index, promise["commitment"]) == (index, made)
