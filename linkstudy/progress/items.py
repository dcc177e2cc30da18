"""A thing to do, as pages list it."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """A thing to do by a day. who owes it; "" when the words or the page say so already."""

    words: str
    url: str
    due: dt.date
    note: str
    who: str = ""
    more: str = ""
    is_late: bool = False

    @property
    def tone(self) -> str:
        return "bad" if self.is_late else "warn"

    @property
    def icon(self) -> str:
        return "warning" if self.is_late else "clock"

    @property
    def order(self) -> tuple[bool, dt.date, str]:
        """Late ones first, then those of today, then those to come."""
        return not self.is_late, self.due, self.words
