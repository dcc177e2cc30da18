"""A thing to do, as pages list it."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """A thing to do by a day. who owes it: somebody of the team, or "" where nobody is named."""

    words: str
    url: str
    due: dt.date
    note: str
    who: object = ""
    more: str = ""
    is_late: bool = False

    @property
    def by(self) -> str:
        """Who owes it, where the words do not say so already."""
        who = str(self.who)
        return "" if who in f"{self.words} {self.more}" else who

    @property
    def tone(self) -> str:
        return "bad" if self.is_late else "warn"

    @property
    def icon(self) -> str:
        return "warning" if self.is_late else "clock"

    @property
    def press(self) -> tuple[bool, dt.date]:
        """Late ones come first, then those of today, then those to come."""
        return not self.is_late, self.due

    @property
    def order(self) -> tuple[bool, dt.date, str]:
        """Of one kind: by how they press, then by their words."""
        return *self.press, self.words
