"""Agreed minutes, read back from the text that is kept of them: `written.minutes_text` wrote it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from linkstudy.words import day_words
from meetings.models import Member, MinutesVersion


@dataclass(frozen=True)
class Frozen:
    """The parts of agreed minutes, in the words that were agreed. items are headings with their notes.

    A line of notes that looks like the next heading, behind an empty line, is taken for one: that
    changes how it looks, and no word of it.
    """

    title: str
    when: str
    came: tuple[str, str]
    items: list[tuple[str, str]]
    actions: list[str]


def read_back(text: str) -> Frozen:
    said, _, actions = text.removesuffix("\n").rpartition("\n\nActions\n")
    title, when, _, took_part, apologies, *lines = said.split("\n")
    items: list[tuple[str, list[str]]] = []
    before = apologies
    for line in lines:
        if not before and line.startswith(f"{len(items) + 1}. "):
            items.append((line, []))
        elif items:
            items[-1][1].append(line)
        before = line
    return Frozen(
        title=title,
        when=when,
        came=(took_part, apologies),
        items=[(heading, "\n".join(notes).strip("\n")) for heading, notes in items],
        actions=actions.split("\n"),
    )


def state_words(version: MinutesVersion) -> str:
    """Agreed on 7 June 2022, version 1."""
    return f"Agreed on {day_words(version.agreed_on)}, version {version.number}"


def called(line: str, members: Iterable[Member], names: Mapping[int, str]) -> str:
    """Who came, with the names of those who agree to be named in place of their labels."""
    known = {one.label: names.get(one.pk, one.label) for one in members}
    head, mark, people = line.partition(": ")
    return head + mark + ", ".join(known.get(label, label) for label in people.split(", "))
