"""Agenda and minutes in Word."""

from typing import Any

from linkstudy import word
from linkstudy.words import day_words
from meetings.minutes import Kind, pieces
from meetings.models import AgendaItem
from meetings.written import Whole


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
    """What was said, decided and is to be done."""
    made = word.begun(of.title)
    made.add_paragraph(of.when)
    made.add_heading("Who came", 1)
    made.add_paragraph(f"Took part: {', '.join(of.took_part) or 'nobody'}")
    made.add_paragraph(f"Apologies: {', '.join(of.apologies) or 'nobody'}")
    made.add_heading("What was said", 1)
    for place, item in enumerate(of.items, 1):
        made.add_heading(f"{place}. {item.heading}", 2)
        _notes(made, item)
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


def _notes(made: Any, item: AgendaItem) -> None:
    """A paragraph a line, as it was typed; Action and Decision in bold."""
    for piece in pieces(item.notes):
        if piece.kind != Kind.NOTE:
            paragraph = made.add_paragraph()
            paragraph.add_run(f"{piece.kind.title()}: ").bold = True
            paragraph.add_run(piece.words)
        elif line := piece.text.strip():
            made.add_paragraph(line)
    if not item.notes.strip():
        made.add_paragraph("No notes.")
