"""What the page says of notes while somebody writes them: when they were saved, and what they give."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linkstudy import clock
from linkstudy.words import clock_words, day_words, in_london, listed
from meetings.minutes import Kind, Person, Task, pieces, task

SHORT = 60  # characters of an action that name it


def saved_words(at: dt.datetime | None) -> str:
    """Saved at 11:42am; of another day: Saved on 18 May, 11:42am."""
    if at is None:
        return ""
    there = in_london(at)
    time = clock_words(there.time().replace(second=0, microsecond=0))
    if there.date() == clock.today():
        return f"Saved at {time}"
    return f"Saved on {day_words(there, 'short')}, {time}"


@dataclass(frozen=True)
class Preview:
    """What notes give, by the numbers of their lines: actions as they are read, decisions in their
    words, lines that say `Action:` or `Decision:` and nothing more, and those that say `Actions:`."""

    tasks: dict[int, Task]
    decisions: dict[int, str]
    unsaid: list[int]
    headings: dict[int, str]

    @property
    def found(self) -> str:
        """Found 1 action: add it to the topic guide. Asha Patel, by 10 June 2022. With more, a count."""
        counts = [_many(len(self.tasks), "action"), _many(len(self.decisions), "decision")]
        said = listed([words for words in counts if words])
        if not said:
            return ""
        [first, *more] = self._told.values()
        return f"Found {said}." if more else f"Found {said}: {first}."

    @property
    def lines(self) -> list[tuple[int, str]]:
        """(number of a line, what was read there), where there are several."""
        return sorted(self._told.items()) if len(self._told) > 1 else []

    @property
    def _told(self) -> dict[int, str]:
        return self.decisions | {line: one.told for line, one in self.tasks.items()}

    @property
    def problems(self) -> list[str]:
        """What could not be read, each with the line that it is about; nothing is lost of it."""
        return [*self._unread(), *self._unsaid(), *self._headed()]

    def _unread(self) -> Iterator[str]:
        for line, one in self.tasks.items():
            for words in one.problems:
                yield f"Line {line:,}, “{_short(one.words)}”: {words}"

    def _unsaid(self) -> Iterator[str]:
        for line in self.unsaid:
            yield f"Line {line:,} says “Action:” or “Decision:” and nothing more. Write what it is"

    def _headed(self) -> Iterator[str]:
        for line, mark in self.headings.items():
            each = f"Start a line with “{mark.removesuffix('s')}:” for each one"
            yield f"Line {line:,} starts with “{mark}:”, which gives none. {each}"

    @property
    def has_away(self) -> bool:
        """Whether somebody of the study is named there who does not sit in the group."""
        return any(one.away for one in self.tasks.values())


def preview(text: str, people: Sequence[Person], met_on: dt.date) -> Preview:
    """What a text gives, as it stands."""
    read = dict(enumerate(pieces(text), 1))
    by_kind = {
        kind: {line: piece.words for line, piece in read.items() if piece.kind == kind}
        for kind in (Kind.ACTION, Kind.DECISION)
    }
    actions = {line: task(words, people, met_on) for line, words in by_kind[Kind.ACTION].items()}
    unsaid = [line for line, piece in read.items() if piece.is_unsaid]
    headings = {line: piece.heading for line, piece in read.items() if piece.heading}
    return Preview(actions, by_kind[Kind.DECISION], unsaid, headings)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}" if count else ""


def _short(words: str) -> str:
    return words if len(words) <= SHORT else f"{words[: SHORT - 1]}…"
