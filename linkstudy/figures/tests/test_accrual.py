"""The running total: its rows, its picture and its words say the same."""

import datetime as dt

import pytest

from linkstudy.accounts.policy import Role
from linkstudy.charts.curve import Strip
from linkstudy.figures.accrual import accrual
from linkstudy.figures.accrual_shown import MOST_BENDS, curve, figure, shown
from linkstudy.figures.chances import to_come
from linkstudy.figures.figure import Asked
from linkstudy.figures.recruitment import recruitment
from linkstudy.figures.tests.scene import (
    TODAY,
    a_case_since_march,
    a_plan_since_march,
    interviewed_on,
)
from linkstudy.testing.factories import a_consent, a_user, an_interview
from participants import actions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def pi():
    return a_user(Role.PI)


@pytest.fixture
def case():
    """In the field for 91 days to 30 June; ten patients planned, six done."""
    case = a_case_since_march(1)
    a_plan_since_march(cases_planned=1)
    for month, day in [(4, 20), (4, 20), (5, 2), (5, 31), (6, 13), (6, 14)]:
        interviewed_on(dt.date(2022, month, day), case)
    return case


def test_a_row_stands_for_each_month_today_and_the_last_day(pi, case):
    table = figure(Asked(pi, TODAY)).table

    chances = to_come(6, 75, 16)
    bands = [6 + one for one in (*chances.band(0.8), *chances.band(0.5))]
    nothing = (None,) * 5
    assert table.rows == (
        (dt.date(2022, 3, 31), 0, 0, *nothing),
        (dt.date(2022, 4, 30), 3, 2, *nothing),
        (dt.date(2022, 5, 31), 7, 4, *nothing),
        (TODAY, 8, 6, *nothing),
        (dt.date(2022, 6, 30), 10, None, 7, *bands),
    )
    assert [len(row) for row in table.rows] == [len(table.heads)] * 5
    assert table.name == "patient-interviews"
    assert table.title == "Patient interviews: 2 behind plan"
    assert table.about == (
        "Running total of patients with a first interview, 1 case, as at 14 June 2022 against Plan 1."
        " By the day of the interview, as known on that day."
    )


def test_total_of_today_is_that_of_the_board(pi, case):
    found = accrual(Asked(pi, TODAY))

    assert found.done[-1][1] == recruitment(pi, TODAY).patients.done == found.done_by(TODAY) == 6


def test_a_second_sitting_and_a_void_interview_are_no_further_people(pi, case, study_clock):
    person = interviewed_on(dt.date(2022, 6, 1), case).participant
    an_interview(person, TODAY, second=True)
    before = accrual(Asked(pi, TODAY)).done
    assert before[-1] == (TODAY, 7)
    study_clock("2022-06-15 09:12")
    first = person.interviews.order_by("pk").first()
    actions.void_interview(interview=first, reason="Another person's", version=first.version, by=pi)

    assert accrual(Asked(pi, TODAY)).done == before
    after = accrual(Asked(pi, dt.date(2022, 6, 15))).done
    assert [day for day, _ in before if day not in dict(after)] == [dt.date(2022, 6, 1)]
    assert after[-1] == (TODAY, 7)


def test_one_case_is_forecast_by_the_pace_of_all(pi, case):
    other = a_case_since_march(2)

    found = accrual(Asked(pi, TODAY, case=other))

    assert (found.forecast.done, found.forecast.pace.people, found.forecast.pace.days) == (
        0,
        6,
        150,
    )
    table = shown(found).table
    assert table.name == "patient-interviews-case-2"
    assert table.about.startswith("Running total of patients with a first interview, Case 2, as at")


def test_another_group_is_counted_by_itself(pi, case):
    interviewed_on(dt.date(2022, 5, 2), case, "HP")

    table = figure(Asked(pi, TODAY, group="HP")).table

    assert table.rows[-2] == (TODAY, 4, 1, *[None] * 5)
    assert table.title == "Health professional interviews: 3 behind plan"


@pytest.mark.parametrize(
    ("patients", "title"),
    [
        (8, "Patient interviews: as many as planned"),
        (4, "Patient interviews: 3 more than planned"),
    ],
)
def test_title_is_the_finding(pi, patients, title):
    case = a_case_since_march(1)
    a_plan_since_march(patients=patients, cases_planned=1)
    for month, day in [(4, 20), (4, 21), (5, 2), (5, 31), (6, 13), (6, 14)]:
        interviewed_on(dt.date(2022, month, day), case)
    if patients == 8:
        interviewed_on(TODAY, case)

    assert figure(Asked(pi, TODAY)).table.title == title


def test_without_a_plan_there_is_no_line_of_it(pi):
    case = a_case_since_march(1)
    interviewed_on(dt.date(2022, 5, 2), case)

    found = figure(Asked(pi, TODAY))

    assert found.table.title == "Patient interviews, running total"
    assert found.table.rows[-2] == (TODAY, None, 1, *[None] * 5)
    assert curve(accrual(Asked(pi, TODAY))).planned == ()


def test_without_cases_there_is_a_row_of_the_day(pi):
    found = figure(Asked(pi, TODAY))

    assert found.table.rows == ((TODAY, None, 0, *[None] * 5),)
    assert found.drawing is not None


def test_a_reader_of_counts_has_no_total_of_earlier_days(case):
    asked = Asked(a_user(Role.PPI_LEAD), TODAY)

    found = figure(asked)

    assert [row[2] for row in found.table.rows] == [None, None, None, 6, None]
    assert (curve(accrual(asked)).done, curve(accrual(asked)).total) == ((), 6)


def test_a_small_count_is_in_neither_rows_nor_picture(pi):
    case = a_case_since_march(1)
    a_plan_since_march(cases_planned=1)
    interviewed_on(dt.date(2022, 5, 2), case)

    drawn = curve(accrual(Asked(a_user(Role.PPI_LEAD), TODAY)))

    assert (drawn.total, drawn.done, drawn.fan, drawn.lacking) == (None, (), (), 0)
    assert drawn.description == ("Line chart. The plan asks for 10. The table has the numbers.")


def test_picture_and_description_are_of_the_same_numbers(pi, case):
    drawn = curve(accrual(Asked(pi, TODAY)))

    (low, high), (lower, higher) = (to_come(6, 75, 16).band(share) for share in (0.8, 0.5))
    assert drawn.description == (
        "Line chart. 6 done by 14 June 2022 against 8 planned. Forecast for 30 June 2022: 7, with an 8"
        f" in 10 chance of {6 + low} to {6 + high} and a 5 in 10 chance of {6 + lower} to"
        f" {6 + higher}. The plan asks for 10. The table has the numbers."
    )
    assert drawn.done == (
        (dt.date(2022, 4, 20), 2),
        (dt.date(2022, 5, 2), 3),
        (dt.date(2022, 5, 31), 4),
        (dt.date(2022, 6, 13), 5),
        (TODAY, 6),
    )
    assert (drawn.first, drawn.last, drawn.lacking) == (
        dt.date(2022, 3, 31),
        dt.date(2022, 6, 30),
        2,
    )
    assert drawn.strips == (Strip("Case 1", dt.date(2022, 4, 1), dt.date(2022, 6, 30), True),)
    assert drawn.fan[0].ends == (6, 6, 6, 6, 6)
    assert (drawn.fan[-1].day, drawn.fan[-1].ends[2]) == (dt.date(2022, 6, 30), 7)
    assert drawn.planned == (
        (dt.date(2022, 3, 31), 0.0),
        (dt.date(2022, 6, 29), 10 * 90 / 91),
        (dt.date(2022, 6, 30), 10.0),
    )


def test_the_plan_of_a_closed_case_is_due_when_it_closed(pi):
    case = a_case_since_march(1, closed_on=dt.date(2022, 5, 1))
    a_plan_since_march(cases_planned=1)
    interviewed_on(dt.date(2022, 4, 20), case)

    drawn = curve(accrual(Asked(pi, TODAY)))

    assert drawn.planned[-3:] == (
        (dt.date(2022, 4, 30), 10 * 30 / 91),
        (dt.date(2022, 5, 1), 10.0),
        (TODAY, 10.0),
    )
    assert drawn.strips[0].is_ahead is False


def test_many_cases_bend_the_plan_no_oftener_than_can_be_drawn(pi):
    for number in range(1, 31):
        a_case_since_march(
            number, opens_on=dt.date(2022, 4, number), closes_on=dt.date(2022, 7, number)
        )
    a_plan_since_march(cases_planned=30)

    drawn = curve(accrual(Asked(pi, TODAY)))

    assert len(drawn.planned) <= MOST_BENDS + 1
    assert drawn.planned[-1] == (dt.date(2022, 7, 30), 300.0)
    assert drawn.strips == ()


def test_a_long_study_has_a_row_a_quarter(pi):
    a_case_since_march(1, closes_on=dt.date(2026, 3, 30))

    days = [row[0] for row in figure(Asked(pi, TODAY)).table.rows]

    assert len(days) == 18
    assert days[:4] == [dt.date(2022, 5, 31), TODAY, dt.date(2022, 8, 31), dt.date(2022, 11, 30)]
    assert days[-1] == dt.date(2026, 3, 30)


def test_a_day_that_is_left_is_in_the_range_once(pi, case):
    drawn = curve(accrual(Asked(pi, dt.date(2022, 6, 28))))

    assert [one.day for one in drawn.fan] == [dt.date(2022, 6, day) for day in (28, 29, 30)]


def test_who_consented_and_was_not_interviewed_is_not_counted(pi, case):
    a_consent(interviewed_on(TODAY, case).participant)

    assert accrual(Asked(pi, TODAY)).done[-1] == (TODAY, 7)
