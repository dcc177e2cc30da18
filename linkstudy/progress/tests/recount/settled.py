"""On what the words of the questions hang."""

import datetime as dt

from cases.models import Protocol
from linkstudy import clock

Settings = tuple[str, int, int] | None


def settled(protocol: Protocol | None) -> tuple[dt.date, Settings]:
    """The day, and the settings of that day."""
    return clock.today(), protocol and (
        protocol.follow_up_anchor,
        protocol.follow_up_min_months,
        protocol.follow_up_max_months,
    )
