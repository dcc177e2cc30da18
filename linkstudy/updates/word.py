"""An update in Word, also in large print."""

import io
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from linkstudy import word
from linkstudy.updates.actions import content_of
from linkstudy.updates.copies import Chapter, Copy
from linkstudy.words import day_words

LARGE = 20  # points; the UK Association for Accessible Formats asks for 16 or more
STYLES = {"paragraph": "Normal", "bullets": "List Bullet", "numbers": "Normal"}
WIDE = Cm(8)


def filed(copy: Copy, *, is_large: bool = False) -> bytes:
    """The update with its headings, lists and pictures."""
    made = word.begun(copy.title)
    if is_large:
        enlarge(made)
    made.add_paragraph(copy.study)
    for on, words in copy.corrected:
        made.add_paragraph().add_run(f"Corrected on {day_words(on)}: {words}").bold = True
    for chapter in copy.chapters:
        made.add_heading(chapter.heading, 1)
        add_chapter(made, chapter)
    return word.filed(made)


def enlarge(made: Any) -> None:
    """Words of 20 points and more, with air between the lines."""
    for name, size in {"Normal": LARGE, "Heading 1": LARGE + 6, "Title": LARGE + 10}.items():
        made.styles[name].font.size = Pt(size)
    made.styles["Normal"].paragraph_format.line_spacing = 1.5


def add_chapter(made: Any, chapter: Chapter) -> None:
    if chapter.picture and (content := content_of(chapter.picture)):
        add_picture(made, content, chapter.description)
    for block in chapter.blocks:
        for place, line in enumerate(block.lines, 1):
            number = f"{place}. " if block.kind == "numbers" else ""
            made.add_paragraph(f"{number}{line}", style=STYLES[block.kind])


def add_picture(made: Any, content: bytes, description: str) -> None:
    """With its description, for who does not see it."""
    shape = made.add_picture(io.BytesIO(content), width=WIDE)
    shape._inline.find(qn("wp:docPr")).set("descr", description)
