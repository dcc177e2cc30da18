"""A figure as a file: its rows as csv, its picture as SVG or PNG, both in a Word document.

They hold what the page shows and no more, so they are taken by a link, without a purpose: decision
0033.
"""

from io import BytesIO

from django.http import HttpResponse
from docx.shared import Cm

from linkstudy import word
from linkstudy.charts.png import as_png
from linkstudy.charts.svg import as_file
from linkstudy.exports import as_csv
from linkstudy.figures.figure import Figure

WIDEST = Cm(16)  # of a picture on A4
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "docx": word.KIND,
}
LABELS = {"csv": "CSV", "svg": "SVG", "png": "PNG", "docx": "Word"}
OF_DRAWINGS = {"svg": as_file, "png": as_png}


def kinds_of(figure: Figure) -> list[str]:
    """The kinds of file that there are of it."""
    return [kind for kind in KINDS if figure.drawing or kind not in OF_DRAWINGS]


def written(figure: Figure, kind: str) -> bytes:
    """The figure as a file of one of its kinds. Raises KeyError for another."""
    if figure.drawing and kind in OF_DRAWINGS:
        return OF_DRAWINGS[kind](figure.drawing)
    return {"csv": _rows, "docx": _document}[kind](figure)


def answer(figure: Figure, kind: str, day: str) -> HttpResponse:
    """The file as an answer, named after the figure and its day: flow-2022-06-14.png."""
    made = HttpResponse(written(figure, kind), content_type=KINDS[kind])
    made["Content-Disposition"] = f'attachment; filename="{figure.table.name}-{day}.{kind}"'
    return made


def _rows(figure: Figure) -> bytes:
    return as_csv(figure.table.heads, figure.table.rows)


def _document(figure: Figure) -> bytes:
    made = word.begun(figure.table.title)
    add_to(made, figure)
    return word.filed(made)


def add_to(made, figure: Figure) -> None:
    """What the figure counts, its picture and its table, under a heading that is there already."""
    made.add_paragraph(figure.table.about)
    if figure.drawing:
        made.add_picture(BytesIO(as_png(figure.drawing)), width=WIDEST)
        word.describe_last_picture(made, figure.drawing.title, figure.drawing.description)
    word.add_table(made, figure.table.heads, figure.table.shown)
