"""Agenda and minutes in Word."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from linkstudy import clock, word
from linkstudy.words import day_words
from meetings import frozen
from meetings.blocks import blocks
from meetings.doings import state_of, words_of
from meetings.minutes import Kind, pieces
from meetings.models import Meeting, MeetingAction, Member, MinutesVersion
from meetings.written import Whole, action_words, came_lines

CARRIED = "Open from earlier meetings"


def agenda(of: Whole) -> bytes:
    """What is talked about, for how long, what earlier meetings left open, and what papers there are."""
    made = word.begun(f"Agenda: {of.title}")
    made.add_paragraph(of.when)
    made.add_heading("What we talk about", 1)
    rows = [
        (f"{place}. {item.heading}", f"{item.minutes} minutes" if item.minutes else "")
        for place, item in enumerate(of.items, 1)
    ]
    word.add_table(made, ("Item", "How long"), rows)
    if carried := of.carried:
        made.add_heading(CARRIED, 1)
        _actions(made, of, carried)
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
        _notes(
            made,
            [
                (one.kind, action_words(of, one.action) if one.action else one.text)
                for one in blocks(item, of.actions)
            ],
        )
    made.add_heading("Actions", 1)
    _actions(made, of, [*of.actions, *of.carried])
    return word.filed(made)


def agreed(version: MinutesVersion, of: Whole, members: Sequence[Member]) -> bytes:
    """The text that was agreed, with the names of those who agree to be named where it says who came; and,
    apart from it, what earlier meetings had left open."""
    text = frozen.read_back(version.text)
    made = _begun(text.title, frozen.state_words(version), text.when)
    _came(made, [frozen.called(line, members, of.names) for line in text.came])
    made.add_heading("What was said", 1)
    known = frozen.by_words(text.actions)
    for heading, notes in text.items:
        made.add_heading(heading, 2)
        _notes(made, _said(notes, known))
    made.add_heading("Actions", 1)
    for line in text.actions:
        is_one = line.startswith("- ")
        made.add_paragraph(line.removeprefix("- "), style="List Bullet" if is_one else None)
    if carried := of.carried:
        made.add_heading(CARRIED, 1)
        today = day_words(clock.today())
        made.add_paragraph(f"As they stand on {today}. They are no part of the agreed text.")
        _actions(made, of, carried)
    return word.filed(made)


def _said(notes: str, known: Mapping[str, set[str]]) -> list[tuple[Kind, str]]:
    """Agreed notes line by line, with actions in the words of the agreed list."""
    return [
        (piece.kind, frozen.told(piece.words, known))
        if piece.kind == Kind.ACTION
        else (piece.kind, piece.words or piece.text)
        for piece in pieces(notes)
    ]


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


def _notes(made: Any, said: Iterable[tuple[Kind, str]]) -> None:
    """A paragraph a line, as it was typed; Action and Decision in bold."""
    lines = [(kind, line.strip()) for kind, text in said for line in text.split("\n")]
    written = [(kind, line) for kind, line in lines if line]
    for kind, line in written:
        paragraph = made.add_paragraph()
        if kind != Kind.NOTE:
            paragraph.add_run(f"{kind.title()}: ").bold = True
        paragraph.add_run(line)
    if not written:
        made.add_paragraph("No notes.")


def _actions(made: Any, of: Whole, rows: Sequence[MeetingAction]) -> None:
    """Actions as the page of the meeting lists them."""
    told = [
        (
            words_of(one, is_from_here=one.meeting_id == of.meeting.pk),
            of.whose(one) or "No owner yet",
            day_words(one.due) if one.due else "No day yet",
            state_of(one)[0],
        )
        for one in rows
    ]
    word.add_table(made, ("Action", "Owner", "Due", "State"), told)
