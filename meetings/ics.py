"""Calendar files: what stands in somebody's diary, without a name of anybody."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event

from linkstudy import clock
from meetings.models import Meeting

MADE_BY = "-//linkstudy//linkstudy//EN"
HOUSE = "linkstudy"  # behind the @ of an event's own name


@dataclass(frozen=True)
class Entry:
    """Something in a diary.

    code    its own name, which it keeps for ever; sequence rises whenever it changes
    day, starts, ends   by London's time; without starts it is on the day as a whole
    """

    code: str
    sequence: int
    title: str
    day: dt.date
    starts: dt.time | None
    ends: dt.time | None = None
    where: str = ""
    url: str = ""
    is_off: bool = False


def of_meeting(meeting: Meeting, address: str = "") -> Entry:
    """A meeting as an entry; address is where the product is reached."""
    return Entry(
        code=meeting.code,
        sequence=meeting.version - 1,
        title=f"{meeting.group.name} meeting",
        day=meeting.held_on,
        starts=meeting.starts,
        ends=meeting.ends,
        where=meeting.place or meeting.get_how_display(),
        url=f"{address}{meeting.get_absolute_url()}" if address else "",
        is_off=meeting.voided_at is not None,
    )


def calendar(entries: Iterable[Entry], name: str = "linkstudy") -> bytes:
    """The entries as a calendar file."""
    made = Calendar()
    made.add("prodid", MADE_BY)
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    stamp = clock.study_now().astimezone(dt.UTC).replace(microsecond=0)
    for entry in entries:
        made.add_component(_event(entry, stamp))
    return made.to_ical()


def _event(entry: Entry, stamp: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.code}@{HOUSE}")
    event.add("dtstamp", stamp)
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    event.add("dtstart", _moment(entry.day, entry.starts))
    if entry.ends:
        event.add("dtend", _moment(entry.day, entry.ends))
    for name, value in (("location", entry.where), ("url", entry.url)):
        if value:
            event.add(name, value)
    event.add("status", "CANCELLED" if entry.is_off else "CONFIRMED")
    return event


def _moment(day: dt.date, time: dt.time | None) -> dt.date:
    """The moment in UTC, so that no file needs the rules of summer time; or the day."""
    if time is None:
        return day
    return dt.datetime.combine(day, time, tzinfo=clock.LONDON).astimezone(dt.UTC)
