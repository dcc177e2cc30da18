"""What a reader of counts is shown of the flow: nothing by which a number under 5 can be told."""

import datetime as dt

import pytest

from linkstudy import clock
from linkstudy.accounts.policy import Role
from linkstudy.figures.figure import Asked
from linkstudy.figures.flow import _letters_shown, figure, flow
from linkstudy.figures.tests.scene import TODAY, a_case_since_march
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    a_refusal,
    a_user,
    ago,
    an_interview,
)
from linkstudy.testing.letters import some_letters

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 20:00")


@pytest.fixture
def ppi():
    return a_user(Role.PPI_LEAD)


def scene(met: int = 6, waiting: int = 7) -> None:
    """A case with so many patients interviewed, 2 booked, and so many who have not agreed."""
    case = a_case_since_march(1)
    batch = some_letters(case, ago(30))
    for _ in range(met):
        an_interview(a_person(case, batch=batch, replied_on=ago(20)))
    for _ in range(2):
        person = a_person(case)
        a_consent(person)
        a_booking(person)
    for place in range(waiting):
        a_refusal(a_person(case), ["busy", "unwell"][place % 2])


def shown(of: Asked) -> list[list[int | None]]:
    return [[step.count for step in part.steps] for part in flow(of).parts]


def test_steps_are_shown_without_reasons_ways_and_small_differences(ppi):
    scene()

    found = flow(Asked(ppi, TODAY))

    people = [(one.count, one.gone, one.exits) for one in found.people.steps]
    assert people == [
        (None, None, ()),
        (None, None, ()),
        (15, None, ()),
        (None, None, ()),
        (None, None, ()),
        (6, None, ()),
    ]
    assert [one.count for one in found.letters.steps] == [60, None, 38]
    assert [part.ways for part in found.parts] == [(), ()]
    assert found.finding == "6 people interviewed"


def test_files_hold_no_more_than_the_page(ppi):
    scene()

    made = figure(Asked(ppi, TODAY))

    assert made.table.rows == (
        ("Letters: found by the search", 60, None),
        ("Letters: sent", "not shown", None),
        ("Letters: arrived", 38, None),
        ("People: on our list", "not shown", None),
        ("People: replied", "not shown", None),
        ("People: eligible, as far as we know", 15, None),
        ("People: consented", "not shown", None),
        ("People: booked", "not shown", None),
        ("People: interviewed", 6, None),
    )
    words = [shape.text for shape in made.drawing.shapes if hasattr(shape, "text")]
    assert words == [
        "Letters",
        "60 Found by the search",
        "Sent: not shown",
        "38 Arrived",
        "People",
        "On our list: not shown",
        "Replied: not shown",
        "15 Eligible, as far as we know",
        "Consented: not shown",
        "Booked: not shown",
        "6 Interviewed",
    ]


def test_no_people_are_shown_where_the_page_of_progress_hides_who_was_interviewed(ppi):
    """4 in one case and 4 in another are hidden there, and so is that they are 8."""
    for number in (1, 2):
        case = a_case_since_march(number)
        for _ in range(4):
            an_interview(a_person(case))

    found = flow(Asked(ppi, TODAY))

    assert [one.count for one in found.people.steps] == [None] * 6
    assert found.finding == "How many were interviewed is too small a number to be shown"
    assert not found.is_empty


@pytest.mark.parametrize("group", ["LW", "LM"])
def test_groups_of_one_person_a_case_are_not_shown(ppi, group):
    for number in range(1, 8):
        an_interview(a_person(a_case_since_march(number), group))

    assert shown(Asked(ppi, TODAY, group=group)) == [[None] * 6]


def test_another_day_and_one_case_show_all_cases_today(ppi):
    scene()
    case = a_case_since_march(2)

    found = flow(Asked(ppi, dt.date(2022, 6, 1), case))

    assert (found.asked.day, found.asked.case) == (clock.today(), None)
    assert found.people.last.count == 6


def test_follow_ups_are_shown_from_the_people_interviewed_on(ppi):
    scene(met=8)

    assert shown(Asked(ppi, TODAY, wave="follow_up")) == [[8, None, None, None, None]]


def test_letters_are_not_shown_where_few_got_no_reply():
    assert _letters_shown([60, 50, 40], 36) == [False] * 3
    assert _letters_shown([60, 50, 40], 35) == [True] * 3
    assert _letters_shown([60, 42, 40], 0) == [True, False, True]
