"""The forecast in sentences."""

import datetime as dt
from fractions import Fraction

import pytest

from cases.vocabulary import Measure
from linkstudy.accounts.policy import Role
from linkstudy.figures.chances import Chances
from linkstudy.figures.forecast import Exposure, Forecast, Pace, Why, forecast
from linkstudy.figures.recruitment import Recruitment, recruitment
from linkstudy.figures.tests.scene import TODAY, a_case_since_march, a_plan_since_march
from linkstudy.progress.forecast_words import finish, how_sure, pace_words
from linkstudy.testing.factories import a_user

END = dt.date(2022, 9, 23)
FIGURES = Recruitment(TODAY, None, (), (), None)


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def a_forecast(chances=None, target=60, why=None, done=24) -> Forecast:
    time = Exposure(311, 154, END, (), TODAY)
    return Forecast(Measure.PATIENT, done, target, time, Pace(done, 311), chances, why)


WIDE = Chances(6, (0.1, 0.2, 0.4, 0.2, 0.1))


def test_the_sentences_say_where_it_ends_and_how_sure_that_is():
    found = a_forecast(WIDE)

    assert finish(found) == "At this pace we will finish with about 32."
    assert how_sure(found, FIGURES) == (
        "There is an 8 in 10 chance of ending between 30 and 33 by 23 September 2022. Reaching 60 is"
        " very unlikely (less than 1 in 1,000)."
    )


def test_without_a_target_nothing_is_said_of_reaching_it():
    assert how_sure(a_forecast(WIDE, target=None), FIGURES) == (
        "There is an 8 in 10 chance of ending between 30 and 33 by 23 September 2022."
    )


def test_a_band_of_one_number_is_said_as_one():
    certain = Chances(0, (1.0,))

    assert how_sure(a_forecast(certain, target=None), FIGURES) == (
        "There is an 8 in 10 chance of ending with 24 by 23 September 2022."
    )


@pytest.mark.parametrize(
    ("target", "said"),
    [(24, "The 24 of the plan are reached."), (1, "The 1 of the plan is reached.")],
)
def test_a_target_that_is_reached_is_said_to_be(target, said):
    found = a_forecast(WIDE, target=target)

    assert finish(found) == ""
    assert how_sure(found, FIGURES).endswith(said)


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0005, "very unlikely (less than 1 in 1,000)"),
        (0.001, "very unlikely (less than 1 in 100)"),
        (0.02, "very unlikely (less than 1 in 20)"),
        (0.1, "unlikely (about 1 in 10)"),
        (0.2, "unlikely (about 2 in 10)"),
        (0.3, "less likely than not (about 1 in 3)"),
        (0.5, "as likely as not (about 1 in 2)"),
        (0.7, "more likely than not (about 2 in 3)"),
        (0.8, "likely (about 8 in 10)"),
        (0.9, "likely (about 9 in 10)"),
        (0.97, "very likely (more than 19 in 20)"),
        (0.995, "very likely (more than 99 in 100)"),
    ],
)
def test_the_chance_of_the_target_is_said_in_words_and_as_so_many_in_so_many(chance, words):
    found = a_forecast(Chances(35, (1 - chance, chance)))  # 24 and 36 are the 60

    assert how_sure(found, FIGURES).endswith(f"Reaching 60 is {words}.")


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (
            Why.EARLY,
            "It is too early to forecast. That takes 5 interviews and 4 weeks in which a case was open.",
        ),
        (Why.OVER, "No planned fieldwork is left, so there is nothing to forecast."),
        (Why.HIDDEN, "There is no forecast from a count that is not shown."),
    ],
)
def test_why_there_is_no_forecast_is_said(why, said):
    found = a_forecast(why=why)

    assert (finish(found), how_sure(found, FIGURES)) == ("", said)


def test_of_another_day_it_was_so():
    then = Recruitment(dt.date(2022, 5, 1), None, (), (), None)

    assert how_sure(a_forecast(why=Why.OVER), then) == (
        "No planned fieldwork was left, so there is nothing to forecast."
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cases", "said"),
    [
        (1, ""),
        (2, " 1 case of the plan is not set up, and left out of this."),
        (3, " 2 cases of the plan are not set up, and left out of this."),
    ],
)
def test_cases_that_nobody_has_set_up_are_said_to_be_left_out(cases, said):
    a_case_since_march(1, closed_on=dt.date(2022, 6, 1))
    a_plan_since_march(cases_planned=cases)
    figures = recruitment(a_user(Role.PI), TODAY)

    over = "No planned fieldwork is left, so there is nothing to forecast."
    assert how_sure(forecast(figures), figures) == over + said


@pytest.mark.parametrize(
    ("pace", "said"),
    [
        (Fraction(0), "0.0"),
        (Fraction(1, 30), "0.03"),
        (Fraction(1, 2), "0.5"),
        (Fraction(23, 2), "11.5"),
    ],
)
def test_a_pace_has_a_digit_that_says_something(pace, said):
    assert pace_words(pace) == said
