"""The morning's letter: what a day holds, counted, so that it names nobody."""

from django.urls import reverse

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.progress.day import MOST, Today, days_page
from linkstudy.progress.kinds import Kind, counted
from linkstudy.progress.meetings import near_meetings
from linkstudy.todo import Item
from linkstudy.words import be, many

LETTER = """Good morning,

{day}

{owed}

Your day: {address}{day_url}

This letter names nobody. To stop it: {address}{stop}
"""
NOTHING = "Nothing else needs you."


def subject(page: Today) -> str:
    """What waits, in a few words."""
    count = sum(len(items) for items in page.owed.values())
    return f"linkstudy today: {_some(count, MOST)} to see to" if count else "linkstudy today"


def letter(user: User, address: str) -> tuple[str, str] | None:
    """(subject, words) of somebody's day, which leads to the pages at an address; None for an empty day,
    and for who gets no letters."""
    if not user.may(May.GET_LETTERS):
        return None
    page = days_page(user)
    day = page.sentence if user.may(May.SEE_PEOPLE) else meetings_near(user)
    if not (page.owed or page.today_count or page.ahead_count):
        return None
    lines = [f"- {line(kind, items)}" for kind, items in page.owed.items()]
    words = LETTER.format(
        day=day,
        owed="\n".join(lines) or NOTHING,
        address=address,
        day_url=reverse("progress:today"),
        stop=reverse("accounts:letter"),
    )
    return subject(page), words


def meetings_near(user: User) -> str:
    """1 meeting is within the next 7 days."""
    count = len(near_meetings(user))
    said = f"{many(count, 'meeting')} {be(count)}" if count else "No meeting is"
    return f"{said} within the next 7 days."


def line(kind: Kind, items: list[Item]) -> str:
    """3 recordings wait for their next step, 2 of them late."""
    late = sum(one.is_late for one in items)
    said = counted(kind, _some(len(items), MOST))
    if not late:
        return said
    return f"{said}, late" if len(items) == 1 else f"{said}, {_some(late, MOST)} of them late"


def _some(count: int, most: int) -> str:
    """12, or more than 25."""
    return f"{count:,}" if count <= most else f"more than {most:,}"
