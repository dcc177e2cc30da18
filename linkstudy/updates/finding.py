"""What a check of an update says."""

from dataclasses import dataclass

from linkstudy.updates.models import Section


@dataclass(frozen=True)
class Finding:
    """Something to see to: in words, and the section it is in, or None for the whole.

    stops says that nobody may ask for approval, or send, before it is seen to.
    """

    words: str
    section: Section | None = None
    stops: bool = False

    @property
    def place(self) -> str:
        return f"“{self.section.get_part_display()}”" if self.section else "the whole"
