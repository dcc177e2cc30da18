"""The report on involvement as a Word file whose headings a screen reader can follow."""

from collections.abc import Sequence

from linkstudy import clock, word
from linkstudy.words import day_words
from meetings.report import Part

TITLE = "Patient and public involvement: GRIPP2 short form"


def gripp2(parts: Sequence[Part]) -> bytes:
    made = word.begun(TITLE)
    made.add_paragraph(f"As recorded on {day_words(clock.today())}.")
    for place, part in enumerate(parts, 1):
        made.add_heading(f"{place}. {part.title}", 1)
        for line in part.printed:
            made.add_paragraph(line)
    return word.filed(made)
