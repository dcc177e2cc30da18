"""What addresses of letters hold: 2022-05-30, or 2022-05-30-2 for the second batch of that day."""

import datetime as dt
from typing import NamedTuple

from django.urls import register_converter


class Sent(NamedTuple):
    """The day on which letters were sent, and which of that day's batches they are."""

    day: dt.date
    turn: int

    def __str__(self) -> str:
        return self.day.isoformat() + (f"-{self.turn}" if self.turn > 1 else "")


class SentConverter:
    """A day that is none, or 2022-05-30-1, names nothing."""

    regex = r"\d{4}-\d{2}-\d{2}(?:-\d{1,4})?"

    def to_python(self, value: str) -> Sent:
        """Raises ValueError for what names nothing."""
        found = Sent(dt.date.fromisoformat(value[:10]), int(value[11:] or 1))
        if str(found) != value:
            raise ValueError
        return found

    def to_url(self, value: Sent | str) -> str:
        return str(value)


register_converter(SentConverter, "sent")
