"""Somebody's diary as a calendar reads it: their meetings and booked interviews, by study ID."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from linkstudy import clock
from linkstudy.accounts.links import digest
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.progress.meetings import seated
from meetings import ics
from meetings.models import Feed, Meeting
from participants.models import Interview

BEFORE, AFTER = dt.timedelta(days=60), dt.timedelta(days=400)
USUAL = dt.timedelta(hours=1)  # of an interview, where a calendar needs an end


def reader_of(secret: str) -> User | None:
    """Whose address a secret belongs to, while it works and while they may have one."""
    found = Feed.objects.working().filter(digest=digest(secret)).select_related("user").first()
    if found is None or not found.user.may(May.HAVE_CALENDAR):
        return None
    return found.user


def diary_of(user: User, address: str) -> bytes:
    """The calendar of somebody; address is where the product is reached."""
    return ics.calendar([*met(user, address), *booked(user, address)], name="linkstudy")


def met(user: User, address: str) -> Iterator[ics.Entry]:
    """Meetings of the groups in which they sit, those called off among them; of all, if they keep them."""
    rows = Meeting.objects.visible_to(user).filter(**_near("held_on")).select_related("group")
    if not user.may(May.KEEP_MEETINGS):
        rows = rows.filter(group__in=seated(user))
    return (ics.of_meeting(one, address) for one in rows.order_by("held_on", "starts", "pk"))


def booked(user: User, address: str) -> Iterator[ics.Entry]:
    """Interviews that are booked for them: study ID and way, never a name or a place."""
    if not user.may(May.LOG_INTERVIEW):
        return iter(())
    rows = Interview.objects.visible_to(user).open().filter(interviewer=user, **_near("booked_on"))
    near = rows.select_related("participant__case").order_by("booked_on", "booked_time", "pk")
    return (of_booking(one, address) for one in near)


def of_booking(booking: Any, address: str) -> ics.Entry:
    starts = booking.booked_time
    return ics.Entry(
        code=f"booking-{booking.participant.slug}-{booking.number}",
        sequence=booking.version - 1,
        title=f"Interview {booking.participant.study_id}",
        day=booking.booked_on,
        starts=starts,
        ends=_end(starts) if starts else None,
        where=booking.get_mode_display(),
        url=f"{address}{booking.get_absolute_url()}",
    )


def _end(starts: dt.time) -> dt.time:
    """An hour later, on the same day."""
    ends = dt.datetime.combine(dt.date(2022, 1, 1), starts) + USUAL
    return ends.time() if ends.day == 1 else dt.time(23, 59)


def _near(column: str) -> dict[str, dt.date]:
    today = clock.today()
    return {f"{column}__gte": today - BEFORE, f"{column}__lte": today + AFTER}


def address_of(feed: Feed, root: str) -> str:
    """The whole address, which is shown once; "" when it was shown."""
    return f"{root}{reverse('progress:feed', args=[feed.secret])}" if feed.secret else ""
