"""Typed loosely, understood strictly: days, lengths and times of day as people write them.

Each reader takes tidy text and returns a value, or raises Slip. A Slip without words means
that the text was not understood; with words, they say what is wrong.
"""

import calendar
import datetime as dt
import re

YEARS = range(2000, 2101)
LONGEST = 40  # characters; no day, length or time needs more
SLACK = dt.timedelta(days=30)
NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
MONTHS = [calendar.month_name[number].casefold() for number in range(1, 13)]
WEEKDAYS = [name.casefold() for name in calendar.day_name]

BY_NUMBERS = re.compile(r"(\d{1,2})[\s/.-]+(\d{1,2})(?:[\s/.-]+(\d+))?")
BY_YEAR = re.compile(r"(?P<year>\d{4,})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
BY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]*(?:of\s+)?([a-z]{3,9})[.,\s-]*(\d+)?")
WEEKDAY_FIRST = re.compile(r"([a-z]{3,9})[.,]?(?:\s+(.+))?")
WHOLE = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)")
LENGTH = re.compile(
    r"(?:(\d+)\s*(?:hours?|hrs?|h)\s*(?:and\s+)?)?(?:(\d+)\s*(?:minutes?|mins?|m)?)?"
)
HOURS_MINUTES = re.compile(r"(\d{1,2}):(\d{2})")
OF_DAY = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?")
FOUR_DIGITS = re.compile(r"(\d{2})(\d{2})")


class Slip(ValueError):
    """The text is no such value; str() is a sentence for the page, or empty."""


def tidy(text: str) -> str:
    """One spelling of the text. Raises Slip when it is longer than any answer can be."""
    if len(text) > LONGEST:
        raise Slip
    return " ".join(text.casefold().split()).strip(" .,")


def whole(text: str) -> int:
    """A whole number: `45`, `1,200`. Any script's digits; huge ones become +-10**18."""
    text = text.strip().rstrip(".").replace(" ", "")
    if not WHOLE.fullmatch(text):
        raise Slip
    digits = text.replace(",", "")
    if len(digits) > 18:
        return -(10**18) if digits.startswith("-") else 10**18
    return int(digits)


def minutes(text: str) -> int:
    """A length in minutes: `45`, `45 min`, `1h 5`, `1 hour`, `1:05`."""
    text = tidy(text)
    found = HOURS_MINUTES.fullmatch(text) or LENGTH.fullmatch(text)
    if not text or not found:
        raise Slip
    hours, rest = found.groups()
    return whole(hours or "0") * 60 + whole(rest or "0")


def time_of_day(text: str) -> dt.time:
    """A time: `2pm`, `4.30pm`, `14:00`, `1430`, `noon`. Before 7 it must say am or pm."""
    text = tidy(text).replace(".m", "m").replace("a m", "am").replace("p m", "pm")
    if text in {"noon", "midday"}:
        return dt.time(12)
    found = OF_DAY.fullmatch(text) or FOUR_DIGITS.fullmatch(text)
    if not found:
        raise Slip
    half = found[3] if found.re is OF_DAY else None
    return _clock(int(found[1]), int(found[2] or 0), half)


def _clock(hour: int, minute: int, half: str | None) -> dt.time:
    if minute > 59 or hour > (12 if half else 23) or (half and hour == 0):
        raise Slip
    if half:
        return dt.time(hour % 12 + (12 if half == "pm" else 0), minute)
    if hour < 7:
        raise Slip("Add am or pm to the time, like 2pm")
    return dt.time(hour, minute)


def day(text: str, today: dt.date, *, ahead: bool = False) -> dt.date:
    """A day: `10/6`, `10 6 22`, `10 June`, `10 June 2022`, `fri`, `today`, `2022-06-10`.

    A missing year is that of the last such day, or with `ahead` of the next. A day up to 30
    days on the wrong side counts as meant, so that the form can say so: `21/6` typed on
    14 June is next week, not last year.
    """
    text = tidy(text)
    if text in NEAR:
        return today + dt.timedelta(days=NEAR[text])
    weekday, rest = _weekday(text)
    if weekday is not None and not rest:
        return _nearest(weekday, today, ahead)
    number, month, year = _parts(rest)
    found = _real(number, month, _year(year)) if year else _guess(number, month, today, ahead)
    if weekday is not None and found.weekday() != weekday:
        name = f"{found.day} {found:%B %Y}"
        raise Slip(f"{name} is a {found:%A}. Check the date")
    return found


def _prefixed(names: list[str], start: str) -> int | None:
    """The place of the name that starts so, with three letters or more, or None."""
    hits = (place for place, name in enumerate(names) if name.startswith(start))
    return next(hits, None) if len(start) >= 3 else None


def _weekday(text: str) -> tuple[int | None, str]:
    """(weekday, what follows it), or (None, the text) when it names no weekday first."""
    found = WEEKDAY_FIRST.fullmatch(text)
    place = _prefixed(WEEKDAYS, found[1]) if found else None
    return (None, text) if place is None or not found else (place, found[2] or "")


def _nearest(weekday: int, today: dt.date, ahead: bool) -> dt.date:
    if ahead:
        return today + dt.timedelta(days=(weekday - today.weekday()) % 7)
    return today - dt.timedelta(days=(today.weekday() - weekday) % 7)


def _parts(text: str) -> tuple[int, int, str]:
    """(day, month, year as typed or "")."""
    if found := BY_YEAR.fullmatch(text):
        return int(found["day"]), int(found["month"]), found["year"]
    if found := BY_NUMBERS.fullmatch(text):
        return int(found[1]), int(found[2]), found[3] or ""
    if found := BY_NAME.fullmatch(text):
        month = _prefixed(MONTHS, found[2])
        if month is not None:
            return int(found[1]), month + 1, found[3] or ""
    raise Slip


def _year(typed: str) -> int:
    year = whole(typed) + (2000 if len(typed) == 2 else 0)
    if year not in YEARS:
        raise Slip(f"The year must be between {YEARS[0]} and {YEARS[-1]}")
    return year


def _real(number: int, month: int, year: int) -> dt.date:
    if not 1 <= month <= 12:
        raise Slip("There are 12 months. Enter the day first, then the month, like 10/6/2022")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= number <= days:
        name = calendar.month_name[month] + (f" {year}" if month == 2 else "")
        raise Slip(f"{name} has {days} days. Enter a real date")
    return dt.date(year, month, number)


def _guess(number: int, month: int, today: dt.date, ahead: bool) -> dt.date:
    """The day in the year that was meant; see `day`."""
    edge, step = (today - SLACK, 1) if ahead else (today + SLACK, -1)
    years = [edge.year + step * count for count in range(9)]
    if (number, month) == (29, 2):
        years = [year for year in years if calendar.isleap(year)]
    days = (_real(number, month, year) for year in years)
    return next(day for day in days if (day >= edge if ahead else day <= edge))
