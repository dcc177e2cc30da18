"""The board of cases: from whom each was seen, who is ahead and gone, and which cannot be triangulated."""

import datetime as dt

import pytest

from cases.vocabulary import Measure
from linkstudy.accounts.policy import Role
from linkstudy.figures.figure import Asked
from linkstudy.figures.perspectives import board, figure
from linkstudy.figures.tests.scene import (
    TODAY,
    a_case_since_march,
    a_plan_since_march,
    interviewed_on,
)
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    a_refusal,
    a_user,
    a_withdrawal,
    ago,
    an_observation,
)

pytestmark = pytest.mark.django_db
MAY = dt.date(2022, 5, 3)
SIDES = ["PT", "HP", "VS", "LW", "LM"]


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def pi():
    return a_user(Role.PI)


def seen_from(case, *groups):
    for group in groups:
        interviewed_on(MAY, case, group)


def numbers(row) -> list[tuple]:
    return [numbers_of(one) for one in row.sides]


def numbers_of(side) -> tuple:
    return side.done, side.target, side.booked, side.missing, side.refused


def test_each_side_counts_who_is_done_ahead_missing_and_gone(pi):
    case = a_case_since_march(1)
    a_plan_since_march(patients=9, cases_planned=1)
    seen_from(case, "PT", "PT", "HP")
    for _ in range(2):
        a_booking(a_person(case, replied_on=ago(3)), ago(-1))
    a_refusal(a_person(case, replied_on=ago(3)))
    a_refusal(a_person(case), reason="no_reply")
    a_refusal(a_person(case), reason="not_eligible")
    left = a_person(case, replied_on=ago(9))
    a_consent(left)
    a_withdrawal(left)
    an_observation(case, MAY)

    found = board(Asked(pi, TODAY))

    assert numbers(found.rows[0]) == [
        (2, 9, 2, 5, 2),
        (1, 5, 0, 4, 0),
        (0, 4, 0, 4, 0),
        (0, 1, 0, 1, 0),
        (0, 1, 0, 1, 0),
        (1, 15, 0, 14, 0),
    ]
    assert [(one.done, one.booked, one.refused) for one in found.totals][:2] == [
        (2, 2, 2),
        (1, 0, 0),
    ]


def test_who_withdrew_after_the_interview_is_done_and_not_gone(pi):
    case = a_case_since_march(1)
    a_withdrawal(interviewed_on(MAY, case).participant)

    assert numbers(board(Asked(pi, TODAY)).rows[0])[0] == (1, None, 0, None, 0)


def test_more_than_the_plan_asks_for_leaves_nothing_missing(pi):
    case = a_case_since_march(1)
    a_plan_since_march(patients=1, cases_planned=1)
    seen_from(case, "PT", "PT")

    assert board(Asked(pi, TODAY)).rows[0].sides[0].missing == 0


def test_a_closed_case_without_one_side_cannot_be_triangulated(pi):
    for number, sides in [(1, SIDES), (2, SIDES[:-1]), (3, ["PT"])]:
        closed_on = None if number == 3 else dt.date(2022, 6, 1)
        case = a_case_since_march(number, closed_on=closed_on)
        seen_from(case, *sides)
        an_observation(case, MAY)
    a_plan_since_march(cases_planned=3)

    found = board(Asked(pi, TODAY))

    assert [row.words for row in found.rows] == [
        "Seen from all sides",
        "Cannot be triangulated: no manager",
        "Nothing yet: health professionals, voluntary sector, link worker and manager",
    ]
    assert found.finding == "1 of 2 closed cases cannot be triangulated: Case 2"
    assert [row.case.number for row in found.lost] == [2]


def test_without_a_plan_the_five_sides_of_the_study_are_looked_from(pi):
    case = a_case_since_march(1)
    seen_from(case, "PT", "HP", "VS", "LW")

    row = board(Asked(pi, TODAY)).rows[0]

    assert row.lacking == (Measure.OBSERVATION,)


def test_a_side_of_which_the_plan_asks_nothing_is_not_lacking(pi):
    case = a_case_since_march(1)
    a_plan_since_march(health=0, voluntary=0, link_worker=0, manager=0, days=0, cases_planned=1)
    seen_from(case, "PT")

    assert board(Asked(pi, TODAY)).rows[0].lacking == ()


def test_many_lost_cases_are_named_up_to_six(pi):
    for number in range(1, 9):
        a_case_since_march(number, closed_on=dt.date(2022, 6, 1))

    assert board(Asked(pi, TODAY)).finding == (
        "8 of 8 closed cases cannot be triangulated: Cases 1, 2, 3, 4, 5 and 6 and 2 more"
    )


def test_open_cases_are_said_to_be_seen_so_far(pi):
    a_case_since_march(1)

    assert board(Asked(pi, TODAY)).finding == "0 of 1 case seen from all sides so far"


def test_without_cases_the_board_says_so(pi):
    assert board(Asked(pi, TODAY)).finding == "No cases by 14 June 2022"


def test_the_board_of_a_past_day_is_as_known_then(pi):
    case = a_case_since_march(1)
    a_plan_since_march(cases_planned=1)
    interviewed_on(dt.date(2022, 6, 2), case)
    a_refusal(a_person(case, replied_on=ago(3)))

    found = board(Asked(pi, dt.date(2022, 6, 1)))

    assert numbers(found.rows[0])[0] == (0, 10, 0, 10, 0)
    assert found.about == (
        "Each case from each perspective against Plan 1, as at 1 June 2022, as known that day. People"
        " count by their first interview."
    )


def test_a_researcher_has_the_board_of_their_own_cases(pi):
    one, other = a_case_since_march(1), a_case_since_march(2)
    seen_from(one, "PT")
    seen_from(other, "PT", "PT")

    found = board(Asked(a_user(sites=[other.site]), TODAY))

    assert [(row.case, row.sides[0].done) for row in found.rows] == [(other, 2)]
    assert found.totals[0].done == 2


def test_cases_that_nobody_has_set_up_have_a_row_of_their_own(pi):
    seen_from(a_case_since_march(1), "PT")
    a_plan_since_march(cases_planned=3)

    found = board(Asked(pi, TODAY))

    *_, row = found.rows
    assert (row.case, row.not_set_up, row.words) == (None, 2, "Not set up yet")
    assert numbers(row)[0] == (0, 20, 0, 20, 0)
    assert numbers_of(found.totals[0]) == (1, 30, 0, 29, 0)
    assert found.totals[0].target == found.figures.patients.target
    assert found.finding == "0 of 1 case seen from all sides so far"


def test_the_rows_of_the_file_are_those_of_the_page_and_sum_to_the_totals(pi):
    for number in (1, 2):
        case = a_case_since_march(number)
        seen_from(case, "PT", *["HP"] * number)
        a_booking(a_person(case, replied_on=ago(3)), ago(-1))
    a_plan_since_march(health=1, cases_planned=3)

    table = figure(Asked(pi, TODAY)).table

    assert table.rows[0] == (1, "Patients", 1, 10, 1, 8, 0)
    assert table.rows[5] == (1, "Observation days", 0, 15, 0, 15, None)
    for name in [one.label for one in Measure]:
        rows = [row for row in table.rows if row[1] == name]
        *cases, every = rows
        assert every[0] == "all"
        for column in (2, 3, 4, 5):
            assert sum(row[column] for row in cases) == every[column], name


def test_the_board_takes_the_same_queries_at_any_size(pi, django_assert_max_num_queries):
    for number in range(1, 12):
        seen_from(a_case_since_march(number), "PT")

    with django_assert_max_num_queries(8):
        board(Asked(pi, TODAY))
