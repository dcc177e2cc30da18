"""The report on involvement as a Word file whose headings a screen reader can follow."""

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from linkstudy import clock
from linkstudy.words import day_words
from meetings.report import Part

LANGUAGE = "en-GB"
TITLE = "Patient and public involvement: GRIPP2 short form"


def gripp2(parts: Sequence[Part]) -> bytes:
    made = Document()
    made.core_properties.title = TITLE
    made.core_properties.author = "linkstudy"
    made.core_properties.language = LANGUAGE
    made.core_properties.created = made.core_properties.modified = clock.study_now()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    made.styles["Normal"].element.get_or_add_rPr().append(language)
    made.add_heading(TITLE, 0)
    made.add_paragraph(f"As recorded on {day_words(clock.today())}.")
    for place, part in enumerate(parts, 1):
        made.add_heading(f"{place}. {part.title}", 1)
        for line in part.text.splitlines():
            made.add_paragraph(line)
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()
