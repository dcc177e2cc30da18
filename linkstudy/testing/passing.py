"""How much time has passed, for what tests say took a while."""

import datetime as dt

from linkstudy import clock


def passed_since(day: dt.date, time: dt.time | None) -> int:
    """How many minutes have passed since a London moment, at least 1; so many as a day has, when the
    time is not known."""
    if time is None:
        return 24 * 60
    begun = dt.datetime.combine(day, time, tzinfo=clock.LONDON)
    return max(1, int((clock.study_now() - begun).total_seconds() // 60))
