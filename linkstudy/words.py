"""Dates, times and lists as pages write them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from linkstudy import clock


def day_words(value: dt.date, form: str = "") -> str:
    """14 June 2022; "short": 14 June; "weekday": Tuesday 14 June 2022; "brief": Tue 14 June."""
    short = f"{value.day} {value:%B}"
    match form:
        case "short":
            return short
        case "weekday":
            return f"{value:%A} {short} {value.year}"
        case "brief":
            return f"{value:%a} {short}"
    return f"{short} {value.year}"


def clock_words(value: dt.time) -> str:
    """2pm, 4:30pm, midday, midnight."""
    if value.minute == 0 and value.hour % 12 == 0:
        return "midday" if value.hour else "midnight"
    minutes = f":{value:%M}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'pm' if value.hour >= 12 else 'am'}"


def in_london(value: Any) -> Any:
    """An instant by the study's own time; days and times as they are."""
    return value.astimezone(clock.LONDON) if isinstance(value, dt.datetime) else value


def listed(words: Sequence[str]) -> str:
    """audio, quotes and results."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def uncapped(words: str) -> str:
    """The words inside a sentence: GP stays GP."""
    starts_with_capitals = words[:2].isupper() and words[1:2] != " "
    return words if starts_with_capitals else words[:1].lower() + words[1:]


def many(count: int, one: str, more: str = "") -> str:
    """1 interview, 2 interviews."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def be(count: int) -> str:
    """is, of one alone; are."""
    return "is" if count == 1 else "are"


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
