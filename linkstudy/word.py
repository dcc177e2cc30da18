"""Word files that a screen reader can follow: headings as styles, tables with a heading row."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from linkstudy import clock

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGE = "en-GB"


def begun(title: str) -> Any:
    """A document in British English that starts with its title."""
    made = Document()
    facts = made.core_properties
    facts.title, facts.author, facts.language = title, "linkstudy", LANGUAGE
    facts.comments = ""  # else it says what it was made with
    facts.created = facts.modified = clock.study_now()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    made.styles["Normal"].element.get_or_add_rPr().append(language)
    made.add_heading(title, 0)
    return made


def add_table(made: Any, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table whose first row is its heading, on every page; a word where nothing is in it."""
    if not rows:
        made.add_paragraph("None.")
        return
    table = made.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words


def describe_last_picture(made: Any, title: str, description: str) -> None:
    """Say what the picture added last shows, for who does not see it."""
    shown = made.inline_shapes[-1]._inline.docPr
    shown.set("title", title)
    shown.set("descr", description)


def filed(made: Any) -> bytes:
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()
