"""Everything that happened to a person's record, as their page tells it: newest first, cut short."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model, Q

from linkstudy.accounts.models import User
from linkstudy.audit.models import Entry
from linkstudy.telling import Event, leading, leads, told
from participants.models import Participant

SHOWN = 15  # events on a person's page; the rest is in their history
ANEW = Q(verb__endswith=".corrected") | Q(verb__endswith=".restored")


@dataclass(frozen=True)
class Timeline:
    events: list[Event]
    is_all: bool


def entries_of(person: Participant) -> list[Entry]:
    """The latest events of a person, and every correction and return, newest first: one query."""
    mine = Entry.objects.filter(about=person.study_id)
    latest = leading(mine).values("seq")[: SHOWN + 1]
    return list(mine.filter(ANEW | Q(seq__in=latest)).order_by("-seq"))


def put_right(entries: Sequence[Entry]) -> dict[tuple[str, str], Entry]:
    """{(kind, key): the entry that wrote a row in place of another}."""
    anew = [one for one in entries if one.verb.endswith((".corrected", ".restored"))]
    return {(entry.kind, entry.key): entry for entry in reversed(anew)}


def timeline(
    person: Participant, reader: User, entries: Sequence[Entry], known: Sequence[Model] = ()
) -> Timeline:
    """The latest that happened to a person whom the reader may see; known are rows at hand."""
    latest = [entry for entry in entries if leads(entry)][: SHOWN + 1]
    keys = {person.study_id: person.person}
    events = told(reader, latest[:SHOWN], lambda _: keys, known=known)
    return Timeline(events, len(latest) <= SHOWN)
