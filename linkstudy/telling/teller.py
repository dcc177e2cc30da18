"""An entry of the history as an event, for one reader.

What is sealed or special is told to those who may read it; the others learn that there is
something. What identifies somebody is never told: the history holds no more than that it changed.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Role
from linkstudy.audit.models import Entry
from linkstudy.identities.service import GONE, PersonKey, unseal
from linkstudy.telling.columns import (
    SAME_MOMENT,
    UNKNOWN,
    column,
    columns,
    is_told,
    model_of,
    named,
    pointed_to,
    privacy,
    row_of,
    spoken,
)
from linkstudy.telling.wording import Gathered, names_in, wording
from linkstudy.words import listed, uncapped

KEPT = "Kept sealed. Researchers of the site and principal investigators can read it"
OF_A_MEMBER = "Kept sealed. The PPI lead can read it on the member’s own page"
NOTED = "Researchers of the site and principal investigators can read it"
# The places under which actions seal reasons, after their noun: seal(person, "interview.void", …).
REASONS = ["void", "reveal", "correct", "restore", "reason"]
SEALED = "e1:"  # what sealed text begins with
OPEN = {"plain", "indirect"}  # what everybody may read who may see the row
Keys = Mapping[str, PersonKey]


@dataclass(frozen=True)
class Detail:
    """A value that was set, or changed from an old one. is_kept: not for this reader."""

    label: str
    new: str
    old: str = ""
    is_kept: bool = False


@dataclass
class Event:
    """One thing that somebody did, with what followed from it.

    subject  the row in words, and url the address of its history, where events of many rows
             stand together
    """

    entry: Entry
    sentence: str
    subject: str = ""
    details: list[Detail] = field(default_factory=list)
    url: str = ""

    @property
    def at(self) -> dt.datetime:
        """When, by the study's clock."""
        return self.entry.study_at

    @property
    def really_at(self) -> dt.datetime | None:
        """When, by the machine's clock, if that says something else."""
        is_same = abs(self.entry.at - self.entry.study_at) < SAME_MOMENT
        return None if is_same else self.entry.at

    @property
    def who(self) -> str:
        return self.entry.actor_name

    @property
    def role(self) -> str:
        """What they were then; "" for the system itself and for nobody's role."""
        return dict(Role.choices).get(self.entry.actor_role, "")

    @property
    def is_void(self) -> bool:
        return self.entry.verb.endswith(".voided")


class Teller:
    """Puts entries into words for one reader, who may see all of them.

    keys      {study ID: key} of the people whose sealed text the reader may meet
    subjects  the entries whose events name their row, as where events of many rows stand together
    known     rows that the entries may name, and that are at hand
    """

    def __init__(
        self,
        reader: User,
        entries: Sequence[Entry],
        keys: Keys,
        subjects: Sequence[Entry] = (),
        known: Sequence[Model] = (),
    ):
        self.may_read, self.sees_members = reader.may(May.READ_NOTES), reader.may(May.SEE_MEMBERS)
        self.keys, self.wording = keys, wording()
        rows = [row for entry in entries for row in pointed_to(entry, self.told(entry))]
        gathered = [one for one in entries if "row" in self.listed_by(one)]
        self.names = named([*rows, *map(row_of, [*subjects, *gathered])], known)

    def event(self, entry: Entry, followers: Iterable[Entry] = ()) -> Event:
        """The entry as an event, told with those that followed from it."""
        sentence = self.filled(self.wording.sentence(entry.verb), entry)
        subject = self.names.get(row_of(entry), "")
        told = Event(entry, sentence, subject, list(self.details(entry)))
        gathered: dict[str, list[str]] = {}
        for follower in followers:
            if rule := self.wording.gathered.get(follower.verb):
                label, words_of_it = self.gather(rule, follower)
                gathered.setdefault(label, []).append(words_of_it)
            else:
                told.details += self.details(follower)
        told.details[:0] = [Detail(label, listed(each)) for label, each in gathered.items()]
        return told

    def listed_by(self, entry: Entry) -> set[str]:
        """What the list names to which an entry adds something, if it does."""
        rule = self.wording.gathered.get(entry.verb)
        return names_in(rule.each) if rule else set()

    def gather(self, rule: Gathered, entry: Entry) -> tuple[str, str]:
        """The list that an entry adds to, and what it adds."""
        is_set = {name for name, (_, new) in entry.changes.items() if new}
        is_other = rule.where and rule.where not in is_set
        more = "".join(words for name, words in rule.also.items() if name in is_set)
        words = self.filled(f"{rule.each}{more}", entry)
        return rule.otherwise if is_other else rule.label, uncapped(words)

    def filled(self, sentence: str, entry: Entry) -> str:
        """A sentence with new values in words, but for those that are kept."""
        words = {
            name: self.words(entry, name, entry.changes[name][1])
            for name in names_in(sentence) & set(entry.changes)
            if privacy(entry, name) in OPEN and not self.is_noted(entry, name)
        }
        return sentence.format_map(Spoken(words, row=self.names.get(row_of(entry), ""))).strip(
            " .,"
        )

    def details(self, entry: Entry) -> Iterator[Detail]:
        """What was set or changed, but for what the sentence says already; then why."""
        changes = entry.changes
        if any(_is_commitment(one) for pair in changes.values() for one in pair):
            labels = [uncapped(self.label(entry, name)) for name in changes]
            yield Detail("Which", _capital(listed(labels)))
            return
        said = names_in(self.wording.sentence(entry.verb))
        for name in self.told(entry):
            if name not in said or changes[name][0] not in (None, ""):
                yield self.detail(entry, name, *changes[name])
        for name in filter(said.__contains__, changes):
            if self.is_noted(entry, name):
                yield Detail(self.label(entry, name), NOTED, is_kept=True)
        if entry.reason:
            noun = entry.verb.partition(".")[0]
            yield self.kept(entry, "Why", [f"{noun}.{one}" for one in REASONS], entry.reason)

    def is_noted(self, entry: Entry, name: str) -> bool:
        """Whether a column's new value is somebody's own words, which the reader may not read."""
        usual = self.wording.said(self.wording.notes, entry.verb, name)
        return usual is not None and not self.may_read and entry.changes[name][1] not in usual

    def told(self, entry: Entry) -> list[str]:
        """The columns that say something, as the model states them; then what is no column."""
        changes = entry.changes
        known = [*columns(model_of(entry)), *changes]
        names = self.wording.told.get(entry.verb, dict.fromkeys(known))
        return [
            name
            for name in names
            if name in changes
            and is_told(entry, name, *changes[name])
            and privacy(entry, name) != "direct"
            and self.label(entry, name)
        ]

    def detail(self, entry: Entry, name: str, old: Any, new: Any) -> Detail:
        """A change, as far as the reader may know it."""
        label, kind = self.label(entry, name), privacy(entry, name)
        if kind == "sealed":
            place = f"{model_of(entry)._meta.model_name}.{name}"
            return self.kept(entry, label, [place], new or "", old or "")
        if kind == "special" and not self.may_open(entry):
            return Detail(label, kept_words(entry), is_kept=True)
        return Detail(label, self.words(entry, name, new), self.words(entry, name, old))

    def kept(self, entry: Entry, label: str, places: list[str], new: str, old: str = "") -> Detail:
        """Text that is sealed under the key of the person whom the entry is about."""
        if not (new + old).startswith(SEALED):
            return Detail(label, new, old)
        key = self.keys.get(entry.about)
        if not self.may_open(entry) or key is None:
            return Detail(label, kept_words(entry), is_kept=True)
        return Detail(label, opened(key, places, new), opened(key, places, old))

    def may_open(self, entry: Entry) -> bool:
        """Whether the reader is one of those who read what is kept of people like this one."""
        return self.sees_members if is_of_a_table(entry) else self.may_read

    def label(self, entry: Entry, name: str) -> str:
        """What a column is called; "" for one that is never told."""
        said = self.wording.said(self.wording.labels, entry.verb, name)
        if said is None:
            field = column(entry, name)
            said = _capital(str(field.verbose_name) if field else name.replace("_", " "))
        return said

    def words(self, entry: Entry, name: str, value: Any) -> str:
        """A value of the history in words; "" for None, which stands for "was not there"."""
        if value is None:
            return ""
        field = column(entry, name)
        if field is not None and field.is_relation and not field.many_to_many:
            return self.names.get((field.related_model, value), UNKNOWN)
        choices = self.wording.said(self.wording.choices, entry.verb, name) or {}
        return choices.get(str(value)) or spoken(field, value)


def is_of_a_table(entry: Entry) -> bool:
    """Whether it tells of a group, or of somebody who sits in one."""
    return entry.kind.startswith("meetings.")


def kept_words(entry: Entry) -> str:
    """Who can read what is kept from this reader."""
    return OF_A_MEMBER if is_of_a_table(entry) else KEPT


class Spoken(dict):
    """Values for a sentence; what an entry does not hold is left out."""

    def __missing__(self, name: str) -> str:
        return ""


def opened(key: PersonKey, places: list[str], text: str) -> str:
    """Sealed text in the clear, or a sentence when it can no longer be read."""
    found = (unseal(key, place, text) for place in places)
    return next((words for words in found if words != GONE), GONE)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _is_commitment(value: Any) -> bool:
    return isinstance(value, dict) and "commitment" in value
