"""A figure as csv, SVG, PNG and Word: each of the same numbers."""

import datetime as dt
from io import BytesIO
from xml.etree import ElementTree

import pytest
from docx import Document
from PIL import Image

from linkstudy.charts.shapes import Box, Drawing
from linkstudy.figures.figure import Figure, Table, words
from linkstudy.figures.files import answer, kinds_of, written

TABLE = Table(
    "patient-interviews",
    "Patient interviews are 18 behind plan",
    "Running total, as at 14 June 2022.",
    ("By the end of", "Planned", "Done", "Note"),
    (
        (dt.date(2022, 5, 31), 1039, 21, "=1+1"),
        (dt.date(2022, 6, 14), None, None, None),
    ),
)
SMALL = Drawing("a", "narrow", 30, 20, "Small", "A box.", ())
LARGE = Drawing("a", "large", 60, 40, "A <title>", "A box.", (Box("lane", 0, 0, 60, 40),))
FIGURE = Figure(TABLE, (SMALL, LARGE))


def test_a_figure_with_a_picture_has_four_files_and_one_without_has_two():
    assert kinds_of(FIGURE) == ["csv", "svg", "png", "docx"]
    assert kinds_of(Figure(TABLE)) == ["csv", "docx"]


def test_csv_holds_the_values_and_no_live_formula():
    assert written(FIGURE, "csv").decode("utf-8-sig") == (
        "By the end of,Planned,Done,Note\r\n2022-05-31,1039,21,'=1+1\r\n2022-06-14,,,\r\n"
    )


def test_pictures_are_the_widest_drawing():
    picture = ElementTree.fromstring(written(FIGURE, "svg"))  # noqa: S314 - our own drawing

    assert (picture.get("width"), picture.get("height")) == ("60", "40")
    assert picture.find("{*}title").text == "A <title>"
    assert Image.open(BytesIO(written(FIGURE, "png"))).size == (120, 80)


def test_word_has_the_title_what_is_counted_the_picture_and_the_rows():
    made = Document(BytesIO(written(FIGURE, "docx")))

    assert made.paragraphs[0].text == TABLE.title
    assert made.paragraphs[1].text == TABLE.about
    described = made.inline_shapes[0]._inline.docPr
    assert (described.get("title"), described.get("descr")) == ("A <title>", "A box.")
    rows = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert rows == [
        list(TABLE.heads),
        ["31 May 2022", "1,039", "21", "=1+1"],
        ["14 June 2022", "", "", ""],
    ]


def test_word_without_a_picture_has_the_rows():
    made = Document(BytesIO(written(Figure(TABLE), "docx")))

    assert (len(made.inline_shapes), len(made.tables)) == (0, 1)


def test_there_is_no_picture_of_a_figure_without_one():
    with pytest.raises(KeyError):
        written(Figure(TABLE), "png")


def test_a_file_is_named_after_its_figure_and_day():
    sent = answer(FIGURE, "csv", "2022-06-14")

    assert sent["Content-Type"] == "text/csv; charset=utf-8"
    assert sent["Content-Disposition"] == (
        'attachment; filename="patient-interviews-2022-06-14.csv"'
    )


def test_cells_are_said_as_pages_write_them():
    assert [words(one) for one in (None, 0, 1234, dt.date(2022, 6, 1), "1-4")] == [
        "",
        "0",
        "1,234",
        "1 June 2022",
        "1-4",
    ]
    assert TABLE.labelled[1][0] == ("By the end of", "14 June 2022")
