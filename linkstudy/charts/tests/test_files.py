"""Shapes as they are written: on pages by class, in files with the colours of the stylesheet."""

import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from linkstudy.charts import paint
from linkstudy.charts.paint import KINDS, Paint
from linkstudy.charts.png import as_png, dashes, spelled
from linkstudy.charts.shapes import Area, Box, Dot, Drawing, Line, Words
from linkstudy.charts.svg import as_file, on_page
from linkstudy.tests.source import ROOT

SHAPES = (
    Line("planned", ((0, 0), (10.04, 20.06))),
    Area("band80", ((0, 0), (10, 0), (10, 10))),
    Box("frame", 1, 2, 3, 4),
    Dot("d1", 5, 6, 7),
    Words("lackt", 8, 9, "18 < 20", "end", True),
    Words("ax", 8, 9, "Nov"),
)
DRAWING = Drawing("one", "large", 40, 30, "Title", "Words.", SHAPES)


def parts(written: str | bytes) -> list[tuple[str, dict, str | None]]:
    tree = ElementTree.fromstring(written)  # noqa: S314 - our own drawing
    return [(one.tag.rpartition("}")[2], dict(one.attrib), one.text) for one in tree][2:]


def test_on_a_page_shapes_have_classes_and_no_colour():
    assert parts(on_page(DRAWING)) == [
        ("path", {"class": "planned", "d": "M0 0L10 20.1"}, None),
        ("path", {"class": "band80", "d": "M0 0L10 0L10 10Z"}, None),
        ("rect", {"class": "frame", "x": "1", "y": "2", "width": "3", "height": "4"}, None),
        ("circle", {"class": "d1", "cx": "5", "cy": "6", "r": "7"}, None),
        ("text", {"class": "lackt halo", "x": "8", "y": "9", "text-anchor": "end"}, "18 < 20"),
        ("text", {"class": "ax", "x": "8", "y": "9", "text-anchor": "start"}, "Nov"),
    ]


def test_in_a_file_shapes_have_colours_and_no_class():
    background, *shapes = parts(as_file(DRAWING))

    assert background == ("rect", {"width": "40", "height": "30", "fill": "#ffffff"}, None)
    looks = [
        {name: value for name, value in one[1].items() if name not in "d cx cy r"} for one in shapes
    ]
    assert looks[0] == {
        "fill": "none",
        "stroke": paint.PLAN,
        "stroke-width": "2",
        "stroke-dasharray": "2 4",
    }
    assert looks[3] == {"fill": paint.DONE}
    assert shapes[4][1] == {
        "fill": paint.SHORT,
        "font-size": "14",
        "font-weight": "700",
        "paint-order": "stroke",
        "stroke": "#ffffff",
        "stroke-width": "4",
        "x": "8",
        "y": "9",
        "text-anchor": "end",
    }


def test_png_is_twice_as_wide_and_has_the_colours():
    picture = Image.open(BytesIO(as_png(DRAWING)))

    assert picture.size == (80, 60)
    colours = {colour for _, colour in picture.getcolors(80 * 60)}
    assert (0x12, 0x43, 0x6D) in colours
    assert picture.getpixel((79, 59)) == (255, 255, 255)


def test_letters_that_the_font_does_not_know_are_spelled_without_accents():
    assert spelled("Ynys Môn – Llŷn ‘a’ → ½") == "Ynys Mon - Llyn ‘a’ > 12"


@pytest.mark.parametrize(
    ("points", "pieces"),
    [
        (((0, 0), (10, 0)), [((0, 0), (2, 0)), ((6, 0), (8, 0))]),
        (((0, 0), (1, 0), (1, 5)), [((0, 0), (1, 0)), ((1, 0), (1, 1)), ((1, 5), (1, 5))]),
        (((0, 0), (0, 0)), []),
    ],
)
def test_a_dashed_line_is_drawn_in_pieces_that_go_round_its_corners(points, pieces):
    found = [
        tuple((round(x, 4), round(y, 4)) for x, y in piece) for piece in dashes(points, (2, 4))
    ]

    assert [piece for piece in found if piece[0] != piece[1]] == [
        piece for piece in pieces if piece[0] != piece[1]
    ]


# The stylesheet


def rule(name: str) -> dict[str, str]:
    """What the stylesheet says of .plot text and .plot .name, colours by their values on a light page."""
    styles = (ROOT / "static/css/time.css").read_text()
    tokens = dict(
        re.findall(
            r"--([\w-]+): (#\w+);", (ROOT / "static/css/base.css").read_text().split("@media")[0]
        )
    )
    said: dict[str, str] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", styles.split("@media")[0]):
        if f".plot .{name}" in [one.strip() for one in selectors.split(",")]:
            said |= dict(re.findall(r"([\w-]+): ([^;]+);", body))
    return {
        key: re.sub(r"var\(--([\w-]+)\)", lambda found: full(tokens[found[1]]), value)
        for key, value in said.items()
    }


def full(colour: str) -> str:
    return "#" + "".join(2 * one for one in colour[1:]) if len(colour) == 4 else colour


def as_rule(kind: str, look: Paint) -> dict[str, str]:
    """The same as a paint says it."""
    said = {}
    if look.size and look.fill != paint.INK:
        said["fill"] = look.fill
    if not look.size:
        said["fill"] = look.fill
    if look.stroke:
        said |= {"stroke": look.stroke, "stroke-width": f"{look.width:g}"}
    if look.dash:
        said["stroke-dasharray"] = " ".join(f"{one:g}" for one in look.dash)
    if look.size == paint.SMALL:
        said["font-size"] = "13px"
    if look.is_bold:
        said["font-weight"] = "700"
    return said


@pytest.mark.parametrize("kind", KINDS)
def test_pages_and_files_look_alike(kind):
    of_file, of_page = as_rule(kind, KINDS[kind]), rule(kind)
    of_page.pop("display", None)

    if not of_file.get("fill"):  # lines: nothing is filled
        of_file.pop("fill", None)
        assert of_page.pop("fill", "none") == "none"
    assert of_page == of_file
