"""Where recruitment may end: over which days, by which pace, and when nothing can be said."""

import datetime as dt
from fractions import Fraction

import pytest

from cases.vocabulary import Measure
from linkstudy.accounts.policy import Role
from linkstudy.figures.chances import Chances, to_come
from linkstudy.figures.figure import Asked
from linkstudy.figures.forecast import (
    Choice,
    Exposure,
    Pace,
    Why,
    choices,
    days_ahead,
    days_open,
    exposure,
    forecast,
)
from linkstudy.figures.forecasts import figure, forecasts
from linkstudy.figures.recruitment import recruitment
from linkstudy.figures.tests.scene import (
    TODAY,
    a_case_since_march,
    a_plan_since_march,
    interviewed_on,
)
from linkstudy.testing.factories import a_user, ago

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2022, 4, 1), dt.date(2022, 6, 30)


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def pi():
    return a_user(Role.PI)


def six_interviewed(case, group="PT"):
    for day in (1, 2, 3, 4, 5, 6):
        interviewed_on(dt.date(2022, 6, day), case, group)


# The days


@pytest.mark.parametrize(
    ("day", "so_far", "ahead"),
    [
        (dt.date(2022, 3, 31), 0, 91),
        (FIRST, 1, 90),
        (TODAY, 75, 16),
        (LAST, 91, 0),
        (dt.date(2022, 7, 2), 93, 0),  # past its planned last day, and nobody has closed it
    ],
)
def test_each_day_of_an_open_case_is_so_far_or_ahead(day, so_far, ahead):
    case = a_case_since_march(1)

    assert (days_open(case, day), days_ahead(case, day)) == (so_far, ahead)


def test_a_closed_case_has_no_days_from_the_day_it_closed():
    case = a_case_since_march(1, closed_on=dt.date(2022, 5, 1))

    assert (days_open(case, TODAY), days_ahead(case, TODAY)) == (30, 0)
    assert (days_open(case, dt.date(2022, 4, 10)), days_ahead(case, dt.date(2022, 4, 10))) == (
        10,
        81,
    )


def test_days_ahead_are_over_one_by_one():
    time = exposure(
        [a_case_since_march(1), a_case_since_march(2, opens_on=dt.date(2022, 6, 20))], TODAY
    )

    days = [dt.date(2022, 6, day) for day in (14, 15, 19, 20, 30)] + [dt.date(2022, 8, 1)]
    assert [time.ahead_by(day) for day in days] == [0, 1, 5, 7, 27, 27]
    assert time.ahead == 27


def test_cases_that_are_open_together_count_twice():
    one, other = a_case_since_march(1), a_case_since_march(2, closes_on=dt.date(2022, 7, 2))
    over = a_case_since_march(3, closed_on=dt.date(2022, 4, 2))

    assert exposure([one, other, over], TODAY) == Exposure(
        151, 34, dt.date(2022, 7, 2), (one, other), TODAY
    )
    assert exposure([], TODAY) == Exposure(0, 0, None, (), TODAY)


# The forecast


def test_forecast_follows_from_people_so_far_and_days_left(pi):
    case = a_case_since_march(1)
    a_plan_since_march(cases_planned=1)
    six_interviewed(case)

    found = forecast(recruitment(pi, TODAY))

    chances = to_come(6, 75, 16)
    assert (found.done, found.target, found.chances, found.why_not) == (6, 10, chances, None)
    assert found.likely == 6 + chances.quantile(0.5)
    assert found.band(0.8) == (6, 9)
    assert found.chance == chances.at_least(4)
    assert found.pace == Pace(6, 75)
    assert found.pace.a_week == Fraction(42, 75)
    assert found.pace_needed == Fraction(28, 16)


def test_a_target_that_is_reached_needs_no_pace(pi):
    case = a_case_since_march(1)
    a_plan_since_march(patients=6, cases_planned=1)
    six_interviewed(case)

    found = forecast(recruitment(pi, TODAY))

    assert (found.chance, found.pace_needed) == (1, None)


def test_the_target_is_that_of_the_cases_that_are_set_up(pi):
    six_interviewed(a_case_since_march(1))
    a_plan_since_march(cases_planned=4)
    figures = recruitment(pi, TODAY)

    found = forecast(figures)

    assert (figures.patients.target, found.target) == (40, 10)
    assert found.pace_needed == Fraction(28, 16)


def test_without_a_plan_there_is_a_forecast_and_no_chance_of_a_target(pi):
    six_interviewed(a_case_since_march(1))

    found = forecast(recruitment(pi, TODAY))

    assert (found.band(0.8), found.chance, found.pace_needed) == ((6, 9), None, None)


@pytest.mark.parametrize(
    ("facts", "people", "why"),
    [
        ({}, 4, Why.EARLY),
        ({"opens_on": dt.date(2022, 5, 18)}, 6, None),  # 28 days
        ({"opens_on": dt.date(2022, 5, 19)}, 6, Why.EARLY),
        ({"closes_on": dt.date(2022, 6, 14)}, 6, Why.OVER),
        ({"closed_on": dt.date(2022, 6, 10)}, 6, Why.OVER),
    ],
)
def test_too_few_interviews_or_weeks_or_none_left_say_nothing(pi, facts, people, why):
    case = a_case_since_march(1, **facts)
    for day in range(1, people + 1):
        interviewed_on(dt.date(2022, 6, day), case)

    found = forecast(recruitment(pi, TODAY))

    assert found.why_not == why
    assert (found.likely is None, found.band(0.8) is None) == (why is not None, why is not None)


def test_a_study_without_cases_is_too_early(pi):
    found = forecast(recruitment(pi, TODAY))

    assert (found.why_not, found.chance, found.pace.a_week) == (Why.EARLY, None, None)
    assert choices(found) == []


def test_a_count_that_is_not_shown_gives_no_forecast():
    case = a_case_since_march(1)
    for day in (1, 2, 3):
        interviewed_on(dt.date(2022, 6, day), case)

    found = forecast(recruitment(a_user(Role.PPI_LEAD), TODAY))

    assert (found.is_hidden, found.likely) == (True, None)


@pytest.mark.parametrize("measure", [Measure.LINK_WORKER, Measure.MANAGER])
def test_nobody_comes_after_the_one_link_worker_or_manager_of_a_case(pi, measure):
    a_case_since_march(1)

    assert forecast(recruitment(pi, TODAY), measure).why_not == Why.SINGLE


# What would change it


def test_choices_go_from_nothing_to_all(pi):
    six_interviewed(a_case_since_march(1))

    found = choices(forecast(recruitment(pi, TODAY)))

    days = {
        "carry on as now": 16,
        "keep Case 1 open 6 more weeks": 16 + 42,
        "add a case for 12 weeks": 16 + 84,
        "ask everyone again who did not reply, and the pace rises by half": 24,
        "do all three": (16 + 42 + 84) * 1.5,
    }
    assert found == [after(words, to_come(6, 75, ahead)) for words, ahead in days.items()]


def after(words: str, chances: Chances) -> Choice:
    """The choice with its outcome, after six interviews."""
    low, high = chances.band(0.8)
    return Choice(words, 6 + chances.quantile(0.5), 6 + low, 6 + high)


def test_cases_are_named_while_there_are_two(pi):
    one = a_case_since_march(1)
    six_interviewed(one)
    a_case_since_march(2)
    assert (
        choices(forecast(recruitment(pi, TODAY)))[1].words == "keep Cases 1 and 2 open 6 more weeks"
    )
    a_case_since_march(3)

    words = choices(forecast(recruitment(pi, TODAY)))[1].words

    assert words == "keep the 3 cases with time left open 6 more weeks"


# By group and case


def test_each_group_has_a_line_and_each_case_with_time_left(pi):
    one = a_case_since_march(1)
    a_case_since_march(2, closed_on=dt.date(2022, 6, 1))
    three = a_case_since_march(3, opens_on=ago(-1))
    a_plan_since_march(cases_planned=3)
    six_interviewed(one, "HP")

    found = forecasts(Asked(pi, TODAY, group="HP"))

    assert [(line.group.value, line.forecast.why_not) for line in found.groups] == [
        ("PT", Why.EARLY),
        ("HP", None),
        ("VS", Why.EARLY),
        ("LW", Why.SINGLE),
        ("LM", Why.SINGLE),
    ]
    lines = [
        (one.case, one.forecast.done, one.forecast.target, one.weeks_left) for one in found.cases
    ]
    assert lines == [(one, 6, 5, 3), (three, 0, 5, 3)]
    together = Pace(6, 75 + 61)
    assert {line.forecast.pace for line in found.cases} == {together}
    low, high = together.ahead(16).band(0.8)
    assert found.cases[1].band == (low, high)


def test_a_researcher_forecasts_by_the_pace_of_their_own_cases(pi):
    one, other = a_case_since_march(1), a_case_since_march(2)
    six_interviewed(one)
    mine = a_user(sites=[other.site])

    found = forecasts(Asked(mine, TODAY))

    assert [(line.case, line.forecast.why_not) for line in found.cases] == [(other, Why.EARLY)]


def test_a_reader_of_counts_has_no_lines_of_cases():
    six_interviewed(a_case_since_march(1))

    found = forecasts(Asked(a_user(Role.PPI_LEAD), TODAY))

    assert found.cases == ()
    assert [line.forecast.why_not for line in found.groups] == [None, *[Why.HIDDEN] * 4]


def test_the_rows_of_the_file_are_the_lines_of_the_page(pi):
    case = a_case_since_march(1)
    a_plan_since_march(cases_planned=1)
    six_interviewed(case)

    rows = figure(Asked(pi, TODAY)).table.rows

    assert rows[0] == ("Patients", "all", 6, 10, 3, 7, 6, 9)
    assert rows[1] == ("Health professionals", "all", 0, 5, 3, None, None, None)
    assert rows[-1] == ("Patients", 1, 6, 10, 3, 7, 6, 9)


def test_a_hidden_count_is_an_empty_cell_of_the_file():
    interviewed_on(dt.date(2022, 6, 1), a_case_since_march(1))

    rows = figure(Asked(a_user(Role.PPI_LEAD), TODAY)).table.rows

    assert rows[0] == ("Patients", "all", None, None, 3, None, None, None)
