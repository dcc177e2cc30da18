"""The one place that asks the time.

The study's clock gives dates and the instants at which facts were recorded. In the demo it
stands still at 14 June 2022 and is moved along while the demo's story is told. The real
clock gives audit times, sessions and lock-outs.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.conf import settings

LONDON = ZoneInfo("Europe/London")
DEMO_NOW = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)
_told: ContextVar[dt.datetime | None] = ContextVar("told", default=None)


def real_now() -> dt.datetime:
    """The instant by the machine's clock, in UTC."""
    return dt.datetime.now(dt.UTC)


def study_now() -> dt.datetime:
    """The instant by the study's clock, aware."""
    return _told.get() or (DEMO_NOW if settings.IS_DEMO else real_now())


def today() -> dt.date:
    """The study's day in London."""
    return study_now().astimezone(LONDON).date()


def end_of(day: dt.date) -> dt.datetime:
    """The last instant of a London day: figures as at a day hold all that was recorded by then."""
    return dt.datetime.combine(day, dt.time.max, tzinfo=LONDON)


@contextmanager
def telling(moment: dt.datetime) -> Iterator[None]:
    """Move the study's clock to an aware instant while the demo's story, or a test, is told."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)
