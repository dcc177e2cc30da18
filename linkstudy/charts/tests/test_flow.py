"""The picture of a flow: its boxes hold their words, and each width has the same."""

from itertools import combinations

import pytest

from linkstudy.charts.flow import Block, Line, pictures
from linkstudy.charts.paint import KINDS
from linkstudy.charts.png import as_png
from linkstudy.charts.shapes import Box, Drawing, Words

LONG = "Withdrew: stop taking part, keep what we have, and then some more words to break"
BLOCKS = [
    Block(
        "Letters",
        (Line("618 Found by the search", (("116", "Left out"),)), Line("494 Sent", ())),
        (),
    ),
    Block(
        "People",
        (
            Line("55 Replied", (("1,234", LONG), ("2", "Too busy or caring"))),
            Line("24 Eligible, as far as we know of them, and with many words", (("1", LONG),)),
        ),
        (("51", "Answered letters"), ("4", LONG)),
    ),
]


@pytest.fixture(params=[0, 1], ids=["large", "narrow"])
def drawing(request) -> Drawing:
    return pictures("flow", "A finding", "In words", BLOCKS)[request.param]


def boxes(drawing: Drawing) -> list[Box]:
    return [one for one in drawing.shapes if isinstance(one, Box)]


def words(drawing: Drawing) -> list[Words]:
    return [one for one in drawing.shapes if isinstance(one, Words)]


def test_there_are_two_widths_with_the_same_words():
    large, narrow = pictures("flow", "A finding", "In words", BLOCKS)

    assert [(one.size, one.width) for one in (large, narrow)] == [("large", 800), ("narrow", 360)]
    assert said(large) == said(narrow)
    assert said(large).startswith("Letters 618 Found by the search 116 Left out 494 Sent People 51")


def said(drawing: Drawing) -> str:
    return " ".join(one.text for one in words(drawing))


def test_everything_is_within_the_picture_and_no_box_covers_another(drawing):
    found = boxes(drawing)
    for one in found:
        assert one.x >= 0
        assert one.x + one.width <= drawing.width
        assert one.y >= 0
        assert one.y + one.height <= drawing.height
    for one, other in combinations(found, 2):
        assert (
            one.x + one.width <= other.x
            or other.x + other.width <= one.x
            or one.y + one.height <= other.y
            or other.y + other.height <= one.y
        )


def test_words_are_large_enough_and_stay_in_their_boxes(drawing):
    for one in words(drawing):
        size = KINDS[one.kind].size
        assert size >= 13
        if one.text in ("Letters", "People"):
            continue
        breadth = len(one.text) * size * 0.5
        left = one.x - (breadth if one.anchor == "end" else 0)
        assert [
            box
            for box in boxes(drawing)
            if box.x < left
            and left + breadth < box.x + box.width
            and box.y < one.y - size + 3
            and one.y + 3 < box.y + box.height
        ]


def test_boxes_are_drawn_before_their_words(drawing):
    for place, box in enumerate(drawing.shapes):
        if isinstance(box, Box):
            before = [one for one in drawing.shapes[:place] if isinstance(one, Words)]
            assert not [
                one for one in before if box.y < one.y < box.y + box.height and one.x > box.x
            ]


def test_a_png_of_it_can_be_made(drawing):
    assert as_png(drawing)[:4] == b"\x89PNG"
