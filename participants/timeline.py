"""Everything that happened to a person's record, told from the history in sentences, newest first.

One save writes several entries: those that only follow from another are told with it. What is
sealed or special is told to those who may read it; the others learn that there is something.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from cases.models import DocumentVersion, Organisation
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.audit.models import Entry
from linkstudy.audit.writing import privacy_of
from linkstudy.identities.models import Identity
from linkstudy.identities.service import unseal
from linkstudy.words import clock_words, day_words, in_london
from participants.briefs import BRIEFLY, listed, uncapped
from participants.models import Participant
from participants.vocabulary import Scope

SHOWN = 15  # events on a person's page; the rest is behind a link
READ = 150  # entries read for them: one event is up to eight entries
KEPT = "Kept sealed. Researchers of the site and principal investigators can read it"

# Entries that follow from the one before them, in the same save.
FOLLOWING = {
    "clause.answered",
    "consent.withdrawn",
    "participant.consented",
    "participant.declined",
    "participant.interviewed",
    "participant.missed",
    "participant.withdrew",
}
# Sentences; {name} is the new value of a column, in words.
SENTENCES = {
    "participant.added": "Added to the study. {joined_via}",
    "participant.changed": "Details changed",
    "consent.given": "Consent given on {given_on}. {document_id}. {how}",
    "consent.voided": "Consent taken back as a mistake",
    "withdrawal.recorded": "Withdrew on {on}, {time}. {level}",
    "refusal.recorded": "Said no on {on}",
    "interview.booked": "{wave} booked for {booked_on}, {booked_time}",
    "booking.changed": "Booking changed",
    "booking.cancelled": "Booking cancelled",
    "interview.logged": "Interview of {held_on} logged, {minutes} minutes",
    "interview.missed": "Interview on {missed_on} missed. {missed_why}",
    "interview.voided": "Interview taken back as a mistake",
    "identity.revealed": "Contact details looked at",
    "identity.changed": "Contact details changed",
}
# What is told beside the sentence: what the sentence does not hold and somebody may look for.
TOLD = {
    "participant.added": ["invited_on", "replied_on", "owner_id", "contact_by"],
    "interview.booked": ["mode", "interviewer_id"],
    "interview.logged": ["mode", "recording", "interviewer_id", "note", "topics"],
    "booking.cancelled": ["missed_why"],
    "refusal.recorded": ["reason", "words", "may_contact_again"],
    "withdrawal.recorded": ["note"],
}
WHOLE = {"participant.changed", "booking.changed"}  # every change is told, with the old value
LABELS = {
    "contact_by": "Be in touch by",
    "invited_on": "Invited on",
    "replied_on": "Replied on",
    "booked_on": "Day",
    "booked_time": "Time",
    "joined_via": "How they came to us",
    "mode": "How",
    "setting": "Where",
    "recording": "Recorded",
    "missed_why": "Why",
    "words": "In their words",
    "may_contact_again": "May we contact them again",
}
ROWS = {"user": User, "organisation": Organisation, "documentversion": DocumentVersion}
Names = dict[tuple[type[models.Model], Any], str]


@dataclass(frozen=True)
class Detail:
    """A value that was set, or changed from an old one. is_kept: not for this reader."""

    label: str
    new: str
    old: str = ""
    is_kept: bool = False


@dataclass
class Event:
    """One thing that somebody did, with what followed from it."""

    entry: Entry
    sentence: str = ""
    details: list[Detail] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=list)

    @property
    def at(self) -> dt.datetime:
        """When, by the study's clock."""
        return self.entry.study_at

    @property
    def who(self) -> str:
        return self.entry.actor_name

    @property
    def is_void(self) -> bool:
        return self.entry.verb.endswith(".voided")

    @property
    def agreed(self) -> str:
        """What a consent agrees to; "" for anything else."""
        return listed([BRIEFLY[scope] for scope in Scope if scope in self.scopes])


@dataclass(frozen=True)
class Timeline:
    events: list[Event]
    is_all: bool


def timeline(person: Participant, reader: User, *, everything: bool = False) -> Timeline:
    """What happened to a person that the reader may see, newest first. Takes at most 4 queries."""
    newest = Entry.objects.filter(about=person.study_id).order_by("-seq")
    entries = list(newest if everything else newest[:READ])
    teller = Teller(person, reader, entries)
    events = list(teller.events(reversed(entries)))[::-1]
    is_all = everything or (len(entries) < READ and len(events) <= SHOWN)
    return Timeline(events if everything else events[:SHOWN], is_all)


class Teller:
    """Puts entries about one person into words for one reader."""

    def __init__(self, person: Participant, reader: User, entries: Iterable[Entry]):
        self.key = person.person
        self.may_read = reader.may(May.READ_NOTES)
        self.names = names_in(entries)

    def events(self, entries: Iterable[Entry]) -> Iterator[Event]:
        """From the oldest entry to the newest."""
        event = None
        for entry in entries:
            if entry.verb not in FOLLOWING:
                if event:
                    yield event
                event = self.event(entry)
            elif event:
                self.follow(event, entry)
        if event:
            yield event

    def event(self, entry: Entry) -> Event:
        changes = entry.changes
        noun, _, past = entry.verb.partition(".")
        plain = f"{noun} {past.replace('_', ' ')}".capitalize()
        words = Spoken({name: self.words(entry, name, new) for name, (_, new) in changes.items()})
        sentence = SENTENCES.get(entry.verb, plain).format_map(words)
        return Event(entry, sentence.strip(" .,"), list(self.details(entry, changes)))

    def follow(self, event: Event, entry: Entry) -> None:
        """Tell what followed with what it followed from."""
        changes = entry.changes
        if entry.verb == "clause.answered":
            if changes["agreed"][1]:
                event.scopes.append(Scope(changes["scope"][1]))
        elif "contact_by" in changes:
            event.details.append(self.detail(entry, "contact_by", *changes["contact_by"]))

    def details(self, entry: Entry, changes: dict[str, Any]) -> Iterator[Detail]:
        if entry.verb == "identity.changed":
            kinds = listed([uncapped(kind.label) for kind in Identity.Kind if kind in changes])
            yield Detail("Which", f"{kinds[:1].upper()}{kinds[1:]}")
            return
        is_whole = entry.verb in WHOLE
        for name in [*changes] if is_whole else TOLD.get(entry.verb, []):
            old, new = changes.get(name, (None, None))
            if name != "version" and (is_whole or new not in ("", None, [])):
                yield self.detail(entry, name, old if is_whole else None, new)
        if entry.reason:
            place = f"{entry.verb.split('.')[0]}.{PLACES.get(entry.verb, 'void')}"
            yield self.sealed("Why", place, entry.reason)

    def detail(self, entry: Entry, name: str, old: Any, new: Any) -> Detail:
        model = apps.get_model(entry.kind)
        classed = privacy_of(model).get(model._meta.get_field(name).name)
        label = LABELS.get(name) or str(model._meta.get_field(name).verbose_name).capitalize()
        if classed == "sealed":
            return self.sealed(label, f"{model._meta.model_name}.{name}", new)
        if classed == "special" and not self.may_read:
            return Detail(label, KEPT, is_kept=True)
        return Detail(label, self.words(entry, name, new), self.words(entry, name, old))

    def sealed(self, label: str, place: str, text: str) -> Detail:
        if not self.may_read:
            return Detail(label, KEPT, is_kept=True)
        return Detail(label, unseal(self.key, place, text))

    def words(self, entry: Entry, name: str, value: Any) -> str:
        """A value of the history in words; "" for None, which stands for "was not there"."""
        if value is None:
            return ""
        column = _column(entry, name)
        if column is None or column.many_to_many:
            return listed(value) if isinstance(value, list) else str(value)
        if column.is_relation:
            return self.names.get((column.related_model, value), "Somebody or something else")
        return spoken(column, value)


PLACES = {"identity.revealed": "reveal"}  # the rest of a reason's place, where it is not "void"


class Spoken(dict):
    """Values for a sentence; what an entry does not hold is left out."""

    def __missing__(self, name: str) -> str:
        return ""


def _column(entry: Entry, name: str) -> Any:
    """The column that an entry speaks of; None for what is no column, such as kinds of contact."""
    model = apps.get_model(entry.kind)
    known = {column.attname: column for column in model._meta.concrete_fields}
    known |= {column.name: column for column in model._meta.many_to_many}
    return known.get(name)


def spoken(column: models.Field, value: Any) -> str:
    """A stored value, as JSON has it, in words."""
    value = column.to_python(value)
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    match value:
        case bool():
            return "Yes" if value else "No"
        case dt.datetime():
            moment = in_london(value)
            return f"{day_words(moment)}, {clock_words(moment.time())}"
        case dt.date():
            return day_words(value)
        case dt.time():
            return clock_words(value)
    return str(value)


def names_in(entries: Iterable[Entry]) -> Names:
    """{(model, key): name} of the rows that the entries point to: one query for each model."""
    wanted: dict[type[models.Model], set] = {}
    for entry in entries:
        for name, change in entry.changes.items():
            column = _column(entry, name)
            if column is not None and column.is_relation and not column.many_to_many:
                wanted.setdefault(column.related_model, set()).update(change)
    return {
        (model, key): str(row)
        for model, keys in wanted.items()
        if model in ROWS.values()
        for key, row in model._default_manager.in_bulk(keys - {None}).items()
    }
