"""What a check of an update says."""

from dataclasses import dataclass

from linkstudy.updates.models import Section


@dataclass(frozen=True)
class Finding:
    """Something to see to: in words, and the section it is in, or None for the whole.

    stops says that nobody may ask for approval, or send, before it is seen to; settled, that its author
    has decided: whoever approves is to know of it.
    """

    words: str
    section: Section | None = None
    stops: bool = False
    settled: bool = False

    @property
    def place(self) -> str:
        return f"“{self.section.get_part_display()}”" if self.section else "the whole"


@dataclass(frozen=True)
class Check:
    """One thing that is looked at: what is said when nothing is to be seen to, and else what is."""

    fine: str
    found: list[Finding]

    @property
    def icon(self) -> str:
        if not self.found:
            return "done"
        return "warning" if self.stops else "clock"

    @property
    def tone(self) -> str:
        return "warn" if self.found else "good"

    @property
    def stops(self) -> bool:
        return any(one.stops for one in self.found)

    @property
    def turn(self) -> int:
        """Its place: what stops comes first, what is fine last."""
        return 0 if self.stops else 1 if self.found else 2
