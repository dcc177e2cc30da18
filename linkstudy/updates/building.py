"""What the page of an update shows: each section with its tokens and its state, what was looked at, and
what is not in it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from linkstudy.accounts.models import User
from linkstudy.updates.checks import checks, counted
from linkstudy.updates.facts import Period
from linkstudy.updates.finding import Check, Finding
from linkstudy.updates.formats import in_words
from linkstudy.updates.models import Partner, Section, Update
from linkstudy.updates.tokens import Token, pieces
from linkstudy.updates.unused import Unused, unused
from linkstudy.updates.vocabulary import Part

PLACES = {part.value: place for place, part in enumerate(Part)}
SOURCES = {
    Part.WELCOME: "The study’s own words",
    Part.WHERE: "From the set-up",
    Part.PUBLICATIONS: "From publications that came out in these days",
    Part.DATA: "From cases and interviews, as they stand today",
    Part.RECRUITING: "From the plan, and why people said no",
    Part.MEETINGS: "From agreed minutes of groups",
    Part.TRAINING: "From training, visits and events",
    Part.TEAM: "From whoever agreed last to be introduced",
    Part.CONTACT: "From the set-up of the study",
}


@dataclass(frozen=True)
class Bit:
    """Words as a reader sees them. key says that they came from the data; now, what these say.

    is_kept says that the words differ from these by choice.
    """

    words: str
    key: str = ""
    now: str = ""
    is_stale: bool = False
    is_kept: bool = False


@dataclass(frozen=True)
class State:
    """How far a section is, in words and a drawing."""

    words: str
    icon: str
    tone: str
    is_ready: bool = True


LEFT_OUT = State("Left out", "left", "mute")
OUT_OF_DATE = State("Out of date", "warning", "warn", is_ready=False)
TO_CHECK = State("To check", "half", "brand", is_ready=False)
CHANGED = State("Changed by hand", "edit", "good")
DRAFTED = State("From the data", "done", "good")


@dataclass(frozen=True)
class Shown:
    """A section on the page."""

    section: Section
    source: str
    bits: list[Bit]
    found: list[Finding]

    @property
    def state(self) -> State:
        if self.section.left_out:
            return LEFT_OUT
        if self.stale:
            return OUT_OF_DATE
        if self.found:
            return TO_CHECK
        return CHANGED if self.section.text != self.section.drafted else DRAFTED

    @property
    def stale(self) -> list[Bit]:
        """Numbers that are out of date, each once."""
        return list({bit.key: bit for bit in self.bits if bit.is_stale}.values())

    @property
    def kept(self) -> list[Bit]:
        """Numbers that were kept although the data moved, each once."""
        return list({bit.key: bit for bit in self.bits if bit.is_kept}.values())


class Builder:
    """An update as somebody reads it."""

    def __init__(self, update: Update, reader: User, sections: list[Section] | None = None):
        self.update = update
        self.period = Period(update.first, update.last, reader)
        self.rows = sections

    @cached_property
    def sections(self) -> list[Section]:
        rows = list(self.update.sections.all()) if self.rows is None else self.rows
        for row in rows:
            row.update = self.update
        return sorted(rows, key=lambda one: PLACES[one.part])

    @cached_property
    def checks(self) -> list[Check]:
        """What stops first, and what is fine last. Nothing of what went out: it is true as of its day."""
        if self.update.edition:
            return []
        return sorted(checks(self.sections, self.period), key=lambda one: one.turn)

    @property
    def found(self) -> list[Finding]:
        return [finding for one in self.checks for finding in one.found]

    @cached_property
    def unused(self) -> list[Unused]:
        return unused(self.sections, self.period)

    @property
    def waiting(self) -> str:
        """1 meeting waits for agreed minutes; "" when none does."""
        count = sum(one.is_waiting for one in self.unused)
        waits = "waits" if count == 1 else "wait"
        return f"{counted(count, 'meeting')} {waits} for agreed minutes" if count else ""

    @cached_property
    def shown(self) -> list[Shown]:
        return [
            Shown(
                one,
                SOURCES[Part(one.part)],
                [self.bit(piece) for piece in pieces(one.text)],
                [found for found in self.found if found.section == one and not found.settled],
            )
            for one in self.sections
        ]

    def bit(self, piece: str | Token) -> Bit:
        facts = self.period.facts
        if isinstance(piece, str):
            return Bit(piece)
        is_out = bool(self.update.edition)
        is_stale = not is_out and piece.is_stale(facts)
        is_kept = not is_out and piece.is_kept(facts)
        return Bit(piece.said, piece.key, facts.get(piece.key, ""), is_stale, is_kept)

    def number(self, section: Section, key: str) -> dict[str, Any]:
        """What a section says of a fact, and what the data say."""
        said = [one for one in pieces(section.text) if isinstance(one, Token) and one.key == key]
        return {"said": said[0].said if said else "", "now": self.period.facts.get(key, "")}

    @property
    def ready(self) -> int:
        return sum(one.state.is_ready for one in self.shown)

    @cached_property
    def who(self) -> str:
        """How many get it, and how."""
        return in_words(list(Partner.objects.getting().values_list("format", flat=True)))
