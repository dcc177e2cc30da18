"""The timeline: what is drawn, and that its list and description say the same."""

import datetime as dt
import re
from xml.etree import ElementTree

import pytest

from linkstudy.charts.timeline import SIZES, Lane, Mark, Timeline, draw
from linkstudy.progress.words import State
from linkstudy.words import many

TODAY = dt.date(2022, 6, 14)
TIMELINE = Timeline(
    title="Timeline of <Case 5>",
    summary="Case 5 runs from 30 May 2022 to 26 August 2022.",
    today=TODAY,
    lanes=(
        Lane(
            "Milestones",
            (
                Mark(dt.date(2022, 5, 30), True, "case opened"),
                Mark(dt.date(2022, 8, 26), False, "case is to close"),
            ),
            milestones=True,
        ),
        Lane("Patients", (Mark(TODAY, False, "interview with C5-PT-03 (booked)"),)),
    ),
)


def parsed(timeline: Timeline, size) -> ElementTree.Element:
    return ElementTree.fromstring(draw(timeline, size))  # noqa: S314 - our own drawing


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_picture_has_a_title_a_description_and_every_mark(size):
    picture = parsed(TIMELINE, size)

    assert picture.attrib["role"] == "img"
    assert picture.find("title").text == "Timeline of <Case 5>"
    assert picture.find("desc").text == f"{TIMELINE.summary} The list below has every date."
    marks = [node.attrib["class"] for node in picture.iter() if node.get("class") in {"d1", "o1"}]
    assert marks == ["d1", "o1", "o1"]
    names = picture.attrib["aria-labelledby"].split()
    assert names == [picture.find("title").attrib["id"], picture.find("desc").attrib["id"]]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_everything_lies_inside_the_picture(size):
    picture = parsed(TIMELINE, size)
    width, height = (float(n) for n in picture.attrib["viewBox"].split()[2:])

    places = [float(n.get(key)) for n in picture.iter() for key in ("x", "cx") if n.get(key)]
    heights = [float(n.get(key)) for n in picture.iter() for key in ("y", "cy") if n.get(key)]

    assert 0 <= min(places) <= max(places) <= width
    assert 0 <= min(heights) <= max(heights) <= height


def test_nothing_inline_stands_in_the_picture():
    assert re.findall(r"style|<script|#[0-9a-f]{3}", str(TIMELINE.drawings)) == []


def test_list_has_every_mark_by_day():
    assert [mark.listed for mark in TIMELINE.listed] == [
        "30 May 2022: case opened",
        "14 June 2022: interview with C5-PT-03 (booked)",
        "26 August 2022: case is to close",
    ]


def test_day_is_drawn_left_of_a_later_day():
    picture = parsed(TIMELINE, SIZES[0])
    first, last = (float(path.get("d").split()[0][1:]) for path in diamonds(picture))
    dot = next(node for node in picture.iter() if node.get("cx"))

    assert first < float(dot.get("cx")) < last


def diamonds(picture):
    return [node for node in picture.iter() if "l8 8-8 8-8-8z" in (node.get("d") or "")]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_one_day_alone_can_be_drawn(size):
    alone = Timeline("Case", "One day.", TODAY, (Lane("Patients", (Mark(TODAY, True, "it"),)),))

    assert parsed(alone, size).find("title").text == "Case"


def test_today_at_the_end_keeps_its_word_inside():
    past = Timeline(
        "Case", "Past.", TODAY, (Lane("Patients", (Mark(dt.date(2021, 11, 1), True, "it"),)),)
    )

    label = next(n for n in parsed(past, SIZES[2]).iter() if n.text == "Today")

    assert label.attrib["text-anchor"] == "end"
    months = [n.text for n in parsed(past, SIZES[0]).iter() if n.get("class") == "ax"]
    assert months[:3] == ["November", "December", "January 2022"]


def test_counts_agree_with_their_nouns():
    assert [many(1, "case"), many(2, "case"), many(1234, "person", "people")] == [
        "1 case",
        "2 cases",
        "1,234 people",
    ]


def test_states_are_mute_unless_said_otherwise():
    assert State("Closed", "ended").tone == "mute"
