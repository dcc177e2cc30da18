"""Agenda and minutes in Word."""

from collections.abc import Mapping, Sequence
from typing import Any

from linkstudy import word
from linkstudy.words import day_words
from meetings import frozen
from meetings.minutes import Kind, pieces
from meetings.models import Meeting, Member, MinutesVersion
from meetings.written import Whole, came_lines


def agenda(of: Whole) -> bytes:
    """What is talked about, for how long, and what papers there are."""
    made = word.begun(f"Agenda: {of.title}")
    made.add_paragraph(of.when)
    made.add_heading("What we talk about", 1)
    rows = [
        (f"{place}. {item.heading}", f"{item.minutes} minutes" if item.minutes else "")
        for place, item in enumerate(of.items, 1)
    ]
    word.add_table(made, ("Item", "How long"), rows)
    if papers := list(of.meeting.papers.standing()):
        made.add_heading("Papers", 1)
        for paper in papers:
            made.add_paragraph(f"{paper.title}. {paper.where}", style="List Bullet")
    return word.filed(made)


def minutes(of: Whole) -> bytes:
    """What was said, decided and is to be done, as it stands while it is not agreed."""
    made = _begun(of.title, open_words(of.meeting), of.when)
    _came(made, came_lines(of))
    made.add_heading("What was said", 1)
    for place, item in enumerate(of.items, 1):
        made.add_heading(f"{place}. {item.heading}", 2)
        _notes(made, item.notes)
    made.add_heading("Actions", 1)
    rows = [
        (
            one.words,
            of.whose(one) or "No owner yet",
            day_words(one.due) if one.due else "No day yet",
        )
        for one in of.actions
    ]
    word.add_table(made, ("Action", "Owner", "Due"), rows)
    return word.filed(made)


def agreed(version: MinutesVersion, members: Sequence[Member], names: Mapping[int, str]) -> bytes:
    """The text that was agreed, with the names of those who agree to be named where it says who came."""
    text = frozen.read_back(version.text)
    made = _begun(text.title, frozen.state_words(version), text.when)
    _came(made, [frozen.called(line, members, names) for line in text.came])
    made.add_heading("What was said", 1)
    for heading, notes in text.items:
        made.add_heading(heading, 2)
        _notes(made, notes)
    made.add_heading("Actions", 1)
    for line in text.actions:
        is_one = line.startswith("- ")
        made.add_paragraph(line.removeprefix("- "), style="List Bullet" if is_one else None)
    return word.filed(made)


def open_words(meeting: Meeting) -> str:
    """Draft; Sent for checking on 5 June 2022, version 2."""
    said = f"Sent for checking on {day_words(meeting.sent_on)}" if meeting.sent_on else "Draft"
    earlier = meeting.versions.count()
    return f"{said}, version {earlier + 1}" if earlier else said


def _begun(title: str, state: str, when: str) -> Any:
    """Minutes say where they stand below their title, and on top of every page."""
    made = word.begun(title)
    made.sections[0].header.paragraphs[0].text = f"{title}. {state}"
    made.add_paragraph(state, style="Subtitle")
    made.add_paragraph(when)
    return made


def _came(made: Any, lines: Sequence[str]) -> None:
    made.add_heading("Who came", 1)
    for line in lines:
        made.add_paragraph(line)


def _notes(made: Any, text: str) -> None:
    """A paragraph a line, as it was typed; Action and Decision in bold."""
    for piece in pieces(text):
        if piece.kind != Kind.NOTE:
            paragraph = made.add_paragraph()
            paragraph.add_run(f"{piece.kind.title()}: ").bold = True
            paragraph.add_run(piece.words)
        elif line := piece.text.strip():
            made.add_paragraph(line)
    if not text.strip():
        made.add_paragraph("No notes.")
