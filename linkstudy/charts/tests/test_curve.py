"""The curve of a study: everything inside, nothing said twice, the same in both widths."""

import datetime as dt
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from linkstudy.charts.curve import APART, Curve, Fan, Strip, draw, step_for
from linkstudy.charts.shapes import Area, Box, Dot, Drawing, Line, Words
from linkstudy.charts.svg import on_page, on_pages

TODAY = dt.date(2022, 6, 14)
FIRST, LAST = dt.date(2021, 10, 31), dt.date(2022, 9, 23)
CURVE = Curve(
    name="patient-interviews",
    title="Planned, done & forecast",
    description="Line chart.",
    first=FIRST,
    last=LAST,
    day=TODAY,
    planned=((FIRST, 0.0), (TODAY, 41.8), (LAST, 60.0)),
    done=((dt.date(2021, 11, 18), 1), (dt.date(2022, 6, 10), 24)),
    total=24,
    fan=(Fan(TODAY, (24,) * 5), Fan(LAST, (30, 33, 35, 38, 41))),
    lacking=18,
    strips=(
        Strip("Case 1", dt.date(2021, 11, 1), dt.date(2022, 1, 21), False),
        Strip("Case 12", dt.date(2022, 6, 10), dt.date(2022, 6, 20), True),
    ),
)


def words(drawing: Drawing) -> list[str]:
    return [one.text for one in drawing.shapes if isinstance(one, Words)]


def of(drawing: Drawing, kind: str) -> list:
    return [one for one in drawing.shapes if one.kind == kind]


def points(shape) -> list[tuple[float, float]]:
    match shape:
        case Line() | Area():
            return list(shape.points)
        case Box():
            return [(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]
        case Dot():
            return [
                (shape.x - shape.radius, shape.y - shape.radius),
                (shape.x + shape.radius, shape.y + shape.radius),
            ]
    length = 7.5 * len(shape.text)
    left = shape.x - {"start": 0, "middle": length / 2, "end": length}[shape.anchor]
    return [(left, shape.y), (left + length, shape.y)]


@pytest.mark.parametrize(
    "curve", [CURVE, replace(CURVE, strips=(), fan=(), planned=(), total=None)]
)
def test_everything_lies_inside_the_picture(curve):
    for drawing in draw(curve):
        for shape in drawing.shapes:
            for x, y in points(shape):
                assert -1 <= x <= drawing.width + 1, shape
                assert 0 <= y <= drawing.height, shape


def test_the_large_picture_names_its_lines_at_their_ends():
    large, narrow = draw(CURVE)

    assert [large.size, narrow.size] == ["large", "narrow"]
    said = words(large)
    assert said[-3:] == ["Planned: 60", "Forecast: 35", "likely 30 to 41"]
    assert [said.count(one) for one in ("14 June 2022", "18 behind", "24 done")] == [1, 1, 1]
    assert words(narrow)[-2:] == ["Planned: 60", "Forecast: 35"]


def test_done_goes_up_in_steps_and_on_to_the_day():
    large = draw(CURVE)[0]

    stairs = of(large, "actual")[0].points
    assert len(stairs) == 2 * 2 + 2
    dot = of(large, "d1")[0]
    assert stairs[-1] == (dot.x, dot.y)


def test_names_at_the_edge_never_lie_on_each_other():
    close = replace(CURVE, planned=((FIRST, 0.0), (LAST, 35.2)))

    ends = [one for one in draw(close)[0].shapes if isinstance(one, Words)][-3:]

    assert [one.text for one in ends] == ["Planned: 35", "Forecast: 35", "likely 30 to 41"]
    assert ends[1].y - ends[0].y >= APART - 0.1


def test_early_in_a_study_the_names_stand_right_of_the_day():
    early = replace(CURVE, day=dt.date(2021, 11, 20), fan=())

    said = {one.text: one.anchor for one in draw(early)[0].shapes if isinstance(one, Words)}

    assert (said["20 November 2021"], said["24 done"]) == ("start", "start")


def test_without_a_plan_forecast_or_count_there_is_neither_line_nor_name_of_it():
    bare = draw(replace(CURVE, planned=(), fan=(), done=(), total=None, lacking=0))[0]

    kinds = {one.kind for one in bare.shapes}
    assert kinds & {"planned", "middle", "band80", "actual", "d1", "lacking", "strong"} == set()


def test_a_case_too_short_for_its_name_shows_its_number():
    large = draw(CURVE)[0]

    strips = [one.text for one in large.shapes if isinstance(one, Words) and one.anchor == "middle"]
    assert strips == ["Case 1", "12"]


@pytest.mark.parametrize(
    ("highest", "step"),
    [(1, 1), (6, 1), (7, 2), (12, 2), (24, 5), (60, 10), (61, 20), (61_000, 20_000)],
)
def test_lines_across_stand_a_round_number_apart(highest, step):
    assert step_for(highest) == step


def test_a_study_of_one_day_and_nothing_done_is_drawn():
    empty = Curve("a", "A", "B", TODAY, TODAY, TODAY, (), (), 0, (), 0, ())

    assert words(draw(empty)[0]) == ["0", "1", "14 June 2022", "0 done"]


def test_a_page_shows_the_widths_one_after_the_other():
    large, narrow = draw(CURVE)

    assert on_pages((large, narrow)) == on_page(large) + on_page(narrow)
    picture = ElementTree.fromstring(on_page(large))  # noqa: S314 - our own drawing
    assert picture.get("class") == "plot large"
    assert picture.find("title").text == "Planned, done & forecast"
    assert picture.get("aria-labelledby").split() == [
        "patient-interviews-large-t",
        "patient-interviews-large-d",
    ]
    assert picture.find("desc").get("id") == "patient-interviews-large-d"


def test_the_years_first_name_of_a_month_says_the_year():
    said = [one for one in words(draw(CURVE)[0]) if one[:3] in {"Nov", "Jan", "Mar", "May"}]

    assert said == ["Nov 2021", "Jan 2022", "Mar", "May"]
