"""Agreed minutes, read back from the text that is kept of them: `written.minutes_text` wrote it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from linkstudy.words import day_words
from meetings.minutes import plain
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


def by_words(actions: Iterable[str]) -> dict[str, set[str]]:
    """{what is to be done: the lines that say it, with whose it is and by when} of the agreed actions."""
    found: dict[str, set[str]] = {}
    for line in actions:
        said = line.removeprefix("- ").split(". ")
        for count in range(1, len(said)):
            found.setdefault(". ".join(said[:count]), set()).add(". ".join(said))
    return found


def told(line: str, known: Mapping[str, set[str]]) -> str:
    """What a line of the notes says is to be done, as the agreed actions say it: the one whose words the
    line begins with. The line itself, where they are none's, or those of several."""
    said = plain(line)
    for size in sorted({len(words) for words in known}, reverse=True):
        if found := known.get(said[:size]):
            return min(found) if len(found) == 1 else line
    return line


def state_words(version: MinutesVersion) -> str:
    """Agreed on 7 June 2022, version 1."""
    return f"Agreed on {day_words(version.agreed_on)}, version {version.number}"


def called(line: str, members: Iterable[Member], names: Mapping[int, str]) -> str:
    """Who came, with the names of those who agree to be named in place of their labels."""
    known = {one.label: names.get(one.pk, one.label) for one in members}
    head, mark, people = line.partition(": ")
    return head + mark + ", ".join(known.get(label, label) for label in people.split(", "))
