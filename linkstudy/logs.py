"""What the log says of an error: where it happened and of which kind, never with what.

A database that refuses a row repeats the row in its message, and so do other libraries. The
log is read by people who may not know who takes part, so it keeps no message of an exception.
"""

import logging
import traceback
from types import TracebackType

Trouble = tuple[type[BaseException], BaseException, TracebackType | None]


class Discreet(logging.Formatter):
    """Writes the frames and kinds of an exception and of those that led to it."""

    def formatException(self, ei: Trouble | tuple[None, None, None]) -> str:
        return "\n".join(told(ei[1])) if ei[1] else ""


def told(error: BaseException) -> list[str]:
    """The exceptions that led to this one, first to last, each by its frames and its kind."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    kind = type(error)
    return [
        *(told(cause) if cause else []),
        *(line.rstrip() for line in traceback.format_tb(error.__traceback__)),
        f"{kind.__module__}.{kind.__qualname__}",
    ]
