"""What the page says of notes while somebody writes them: when they were saved, and what they give."""

import datetime as dt

from linkstudy import clock
from linkstudy.words import clock_words, day_words, in_london, listed
from meetings.minutes import Kind, Task, pieces, unsaid


def saved_words(at: dt.datetime | None) -> str:
    """Saved at 11:42am; of another day: Saved on 18 May, 11:42am."""
    if at is None:
        return ""
    there = in_london(at)
    time = clock_words(there.time().replace(second=0, microsecond=0))
    if there.date() == clock.today():
        return f"Saved at {time}"
    return f"Saved on {day_words(there, 'short')}, {time}"


def found_words(text: str, read: list[Task]) -> str:
    """Found 1 action: add it to the topic guide. Asha Patel, by 10 June 2022."""
    decided = sum(piece.kind == Kind.DECISION for piece in pieces(text))
    counts = [_many(len(read), "action"), _many(decided, "decision")]
    said = listed([words for words in counts if words])
    if not said:
        return ""
    first = f"{read[0].told}." if len(read) == 1 else ""
    return f"Found {said}{f': {first}' if first else '.'}"


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}" if count else ""


def problems_of(text: str, read: list[Task]) -> tuple[str, ...]:
    """What could not be read, each with the action that it is about; nothing is lost of it."""
    said = [f"“{_short(one.words)}”: {words}" for one in read for words in one.problems]
    if count := unsaid(text):
        lines = "line says" if count == 1 else "lines say"
        said.append(
            f"{count:,} {lines} “Action:” or “Decision:” and nothing more. Write what it is"
        )
    return tuple(said)


def _short(words: str, most: int = 60) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
