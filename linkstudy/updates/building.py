"""What the page of an update shows: each section with its tokens, and what to see to."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from linkstudy.accounts.models import User
from linkstudy.updates.checks import findings
from linkstudy.updates.facts import Period
from linkstudy.updates.finding import Finding
from linkstudy.updates.formats import in_words
from linkstudy.updates.models import Partner, Section, Update
from linkstudy.updates.reading import Reading, reading
from linkstudy.updates.tokens import Token, pieces, plain
from linkstudy.updates.vocabulary import Part

PLACES = {part.value: place for place, part in enumerate(Part)}
SOURCES = {
    Part.WELCOME: "The study’s own words",
    Part.WHERE: "From the set-up",
    Part.PUBLICATIONS: "From publications that came out in these days",
    Part.DATA: "From cases and interviews, as they stand today",
    Part.RECRUITING: "From the plan, and why people said no",
    Part.MEETINGS: "From the minutes of groups",
    Part.TRAINING: "From training, visits and events",
    Part.TEAM: "From whoever agreed last to be introduced",
    Part.CONTACT: "From the set-up of the study",
}


@dataclass(frozen=True)
class Bit:
    """Words as a reader sees them. source says that they came from the data; now, what these say."""

    words: str
    key: str = ""
    now: str = ""
    is_stale: bool = False


@dataclass(frozen=True)
class Shown:
    """A section on the page."""

    section: Section
    source: str
    bits: list[Bit]
    found: list[Finding]

    @property
    def state(self) -> str:
        """Its state in a word."""
        if self.section.left_out:
            return "Left out"
        return "To check" if self.found else "Ready"

    @property
    def stale(self) -> list[Bit]:
        """Numbers that are out of date, each once."""
        return list({bit.key: bit for bit in self.bits if bit.is_stale}.values())

    @property
    def is_changed(self) -> bool:
        """Whether its author changed what the data wrote."""
        return self.section.text != self.section.drafted


class Builder:
    """An update as somebody reads it."""

    def __init__(self, update: Update, reader: User):
        self.update = update
        self.period = Period(update.first, update.last, reader)

    @cached_property
    def sections(self) -> list[Section]:
        rows = list(self.update.sections.all())
        for row in rows:
            row.update = self.update
        return sorted(rows, key=lambda one: PLACES[one.part])

    @cached_property
    def found(self) -> list[Finding]:
        """Nothing of what went out: it is true as of its day."""
        return [] if self.update.edition else findings(self.sections, self.period)

    @cached_property
    def shown(self) -> list[Shown]:
        return [
            Shown(
                one,
                SOURCES[Part(one.part)],
                [self.bit(piece) for piece in pieces(one.text)],
                [finding for finding in self.found if finding.section == one],
            )
            for one in self.sections
        ]

    def bit(self, piece: str | Token) -> Bit:
        facts = self.period.facts
        if isinstance(piece, str):
            return Bit(piece)
        is_stale = not self.update.edition and piece.is_stale(facts)
        return Bit(piece.said, piece.key, facts.get(piece.key, ""), is_stale)

    def number(self, section: Section, key: str) -> dict[str, Any]:
        """What a section says of a fact, and what the data say."""
        said = [one for one in pieces(section.text) if isinstance(one, Token) and one.key == key]
        return {"said": said[0].said if said else "", "now": self.period.facts.get(key, "")}

    @property
    def whole(self) -> list[Finding]:
        """What is to be seen to in the update as a whole."""
        return [one for one in self.found if one.section is None]

    @property
    def ready(self) -> int:
        return sum(one.state != "To check" for one in self.shown)

    @cached_property
    def reading(self) -> Reading:
        text = "\n\n".join(plain(one.text) for one in self.sections if not one.left_out)
        return reading(text)

    @cached_property
    def who(self) -> str:
        """How many get it, and how."""
        return in_words(list(Partner.objects.getting().values_list("format", flat=True)))
