"""A report in Word, and its tables and pictures as files.

They hold no row about one person, taking part or on the team, so they are taken by a link, without a
purpose: decision 0036. What names colleagues row by row stays on the page.
"""

from django.http import Http404, HttpResponse

from linkstudy import word
from linkstudy.figures import files
from linkstudy.handover.report import Report


def answer(report: Report, name: str, kind: str) -> HttpResponse:
    """The report in Word under its own name, or one of its figures. Raises Http404 for another."""
    if name == report.name and kind == "docx":
        made = HttpResponse(in_word(report), content_type=word.KIND)
        named = f"{name}-{report.when}.docx"
        made["Content-Disposition"] = f'attachment; filename="{named}"'
        return made
    figure = report.figure(name)
    if figure is None or kind not in files.kinds_of(figure):
        raise Http404
    return files.answer(figure, kind, report.when)


def in_word(report: Report) -> bytes:
    """The whole report, part by part."""
    made = word.begun(report.title)
    for sentence in report.about:
        made.add_paragraph(sentence)
    for part in report.parts:
        made.add_heading(part.title, 1)
        for sentence in part.sentences:
            made.add_paragraph(sentence)
        if part.taken:
            files.add_to(made, part.taken)
    return word.filed(made)
