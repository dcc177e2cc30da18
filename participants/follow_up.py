"""The follow-up's window: between which days somebody is interviewed again.

Source: the study's protocol, whose months and anchor are dated settings.
"""

import datetime as dt
from calendar import monthrange
from typing import NamedTuple

from cases.models import Protocol
from cases.vocabulary import FollowUpAnchor
from participants.models import Interview, Participant


class Window(NamedTuple):
    """The first and the last day of it: both are inside."""

    opens: dt.date
    closes: dt.date

    def holds(self, day: dt.date) -> bool:
        return self.opens <= day <= self.closes


def window(first: dt.date, protocol: Protocol) -> Window:
    """Between which days a follow-up falls; first is the day that the months are counted from."""
    return Window(
        months_after(first, protocol.follow_up_min_months),
        months_after(first, protocol.follow_up_max_months),
    )


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many calendar months later, or that month's last day: 31 May + 9 is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def counted_from(person: Participant, protocol: Protocol) -> dt.date | None:
    """The day of the person's first interview, or of their case's, as the protocol says; None before."""
    firsts = Interview.objects.done().first_wave()
    if protocol.follow_up_anchor == FollowUpAnchor.CASE:
        firsts = firsts.filter(participant__case=person.case_id)
    else:
        firsts = firsts.filter(participant=person)
    return firsts.order_by("held_on").values_list("held_on", flat=True).first()
