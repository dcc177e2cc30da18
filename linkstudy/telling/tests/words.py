"""Told events as words, and what no words may hold."""

import re

# What no sentence holds: a column, an empty value, a day as computers write it, sealed text.
RAW = re.compile(r"\w_\w|\bNone\b|\bTrue\b|\bFalse\b|\d{4}-\d\d|[{}\[\]]|e1:|commitment")


def all_words(events) -> str:
    lines = [[event.sentence, *line(event)] for event in events]
    return "\n".join(word for some in lines for word in some)


def line(event) -> list[str]:
    return [f"{one.label}: {one.old} > {one.new}" for one in event.details]
