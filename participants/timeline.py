"""Everything that happened to a person's record, as their page tells it: newest first, cut short."""

from dataclasses import dataclass

from linkstudy.accounts.models import User
from linkstudy.audit.models import Entry
from linkstudy.telling import Event, leading, told
from participants.models import Participant

SHOWN = 15  # events on a person's page; the rest is in their history


@dataclass(frozen=True)
class Timeline:
    events: list[Event]
    is_all: bool


def timeline(person: Participant, reader: User) -> Timeline:
    """The latest that happened to a person whom the reader may see."""
    newest = leading(Entry.objects.filter(about=person.study_id))
    entries = list(newest[: SHOWN + 1])
    keys = {person.study_id: person.person}
    events = told(reader, entries[:SHOWN], lambda _: keys)
    return Timeline(events, len(entries) <= SHOWN)
