"""Bars beside each other: their lengths are their numbers, and the mark says what it is."""

from linkstudy.charts.bars import LEFT, RIGHT, WIDTH, Bar, drawn
from linkstudy.charts.shapes import Box, Line, Words

ROOM = WIDTH - LEFT - RIGHT


def shapes(*bars: Bar) -> list:
    return list(drawn("by-group", "Title", "Description", bars, "Line: planned by now").shapes)


def words(found: list) -> list[str]:
    return [one.text for one in found if isinstance(one, Words)]


def test_bars_are_on_one_scale_from_nothing():
    found = shapes(Bar("A", 5, 10, 4), Bar("B", 2, 5, None))

    assert [one.width for one in found if isinstance(one, Box)] == [
        ROOM,
        ROOM / 2,
        ROOM / 2,
        ROOM / 5,
    ]
    assert [one.points[0][0] for one in found if isinstance(one, Line)] == [LEFT + ROOM * 2 / 5]
    assert words(found) == ["A", "5 of 10", "B", "2 of 5", "Line: planned by now"]


def test_what_nobody_planned_has_its_count_alone():
    found = shapes(Bar("A", 3, None, None))

    assert [one.kind for one in found if isinstance(one, Box)] == ["d1"]
    assert words(found) == ["A", "3"]


def test_nothing_done_of_nothing_has_no_bar():
    found = shapes(Bar("A", 0, 0, 0))

    assert words(found) == ["A", "0 of 0"]
    assert len(found) == 2


def test_without_a_bar_there_is_an_empty_picture():
    assert drawn("x", "", "", (), "").shapes == ()
