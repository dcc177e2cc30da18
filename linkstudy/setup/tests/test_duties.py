"""Reporting duties under Set up: what they say, and what cannot be."""

import datetime as dt

import pytest

from cases.models import ReportingDuty
from linkstudy.setup.kinds import DUTIES
from linkstudy.setup.kinds.duties import between, when
from linkstudy.setup.tests.answers import new, send
from linkstudy.testing.in_the_field import a_duty
from linkstudy.testing.pages import problems

pytestmark = pytest.mark.django_db
WHY = {"reason": "Typed wrongly"}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "Every 6 months after the start of the study"),
        ({"months": 1, "days": 1}, "Every month after the start of the study, within 1 day"),
        (
            {"anchor": "opinion", "months": 12, "days": 30},
            "Every 12 months after the favourable opinion, within 30 days",
        ),
        ({"repeats": False, "months": 12, "days": 0}, "12 months after the start of the study"),
        ({"repeats": False, "months": 0, "days": 90, "anchor": "end"}, "90 days after the end of the study"),
        ({"repeats": False, "months": 1, "days": 2}, "1 month and 2 days after the start of the study"),
        (
            {"repeats": False, "months": 0, "anchor": "day", "counted_from": dt.date(2022, 6, 1)},
            "On 1 June 2022",
        ),
    ],
)  # fmt: skip
def test_a_duty_says_when_it_is_due(facts, words):
    assert when(a_duty(**facts)) == words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "Always"),
        ({"in_force_from": dt.date(2020, 1, 2)}, "From 2 January 2020"),
        ({"in_force_until": dt.date(2024, 6, 1)}, "Until 1 June 2024"),
        (
            {"in_force_from": dt.date(2020, 1, 2), "in_force_until": dt.date(2024, 6, 1)},
            "From 2 January 2020, until 1 June 2024",
        ),
    ],
)
def test_a_duty_says_between_which_days_it_holds(facts, words):
    assert between(a_duty(**facts)) == words


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, {"name": ["Enter what is due"]}),
        ({"recipient": ""}, {"recipient": ["Enter to whom"]}),
        ({"repeats": ""}, {"repeats": ["Select whether it comes again"]}),
        ({"anchor": ""}, {"anchor": ["Select from which day it is counted"]}),
        ({"anchor": "day"}, {"counted_from": ["Enter the day it is counted from"]}),
        ({"months": "121"}, {"months": ["The months must be between 0 and 120 months"]}),
        ({"months": ""}, {"__all__": ["Enter after how many months it comes again"]}),
        (
            {"in_force_from": "1/6/2024", "in_force_until": "1/6/2024"},
            {"__all__": ["The rule cannot end before it holds. Check both dates"]},
        ),
    ],
)
def test_what_cannot_be_is_said(office, study, typed, said):
    page = send(office, DUTIES.add_url, new("duties"), **typed)

    assert problems(page) == said
    assert not ReportingDuty.objects.exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [("Progress report", "This duty is already there"), ("progress  REPORT", "This duty is already there")],
)  # fmt: skip
def test_a_duty_to_somebody_is_there_once(office, study, name, said):
    a_duty()

    page = send(office, DUTIES.add_url, new("duties"), name=name)

    assert [said] in problems(page).values()


def test_a_day_of_its_own_is_kept_for_another_day_alone(office, study):
    send(office, DUTIES.add_url, new("duties"), counted_from="1/6/2022")
    send(office, DUTIES.add_url, new("duties"), name="B", anchor="day", counted_from="1/6/2022")

    days = list(ReportingDuty.objects.values_list("name", "counted_from"))
    assert days == [("B", dt.date(2022, 6, 1)), ("Progress report", None)]


def test_that_a_rule_ended_is_a_correction(office, study):
    row = a_duty()

    send(office, DUTIES.deed_url(row, "correct"), {"in_force_until": "1/6/2024", **WHY})

    row.refresh_from_db()
    assert (row.in_force_until, row.version) == (dt.date(2024, 6, 1), 2)
