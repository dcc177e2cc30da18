"""When reports are due: by dated rules, the study's days, and as at which day."""

import datetime as dt

import pytest

from cases import actions
from cases.models import Study
from linkstudy.accounts.policy import Role
from linkstudy.handover.due import dues
from linkstudy.testing.factories import a_user
from linkstudy.testing.in_the_field import a_duty
from linkstudy.testing.pages import text_of

pytestmark = pytest.mark.django_db
PAGE = "/reports/"
DAYS = {
    "started_on": dt.date(2021, 8, 1),
    "favourable_opinion_on": dt.date(2021, 6, 1),
    "planned_end_on": dt.date(2024, 2, 1),
}
YEARLY = {"recipient": "REC", "anchor": "opinion", "months": 12, "days": 30}
ENDED = {"in_force_until": dt.date(2024, 6, 1)}


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2021-08-02 09:12")


def a_described_study(**days):
    facts = {"title": "A study for tests", "short_title": "The test study"} | DAYS | days
    return actions.describe_study(by=None, **facts)


def told(day: str) -> list[tuple]:
    found = dues(dt.date.fromisoformat(day))
    return [(one.duty.name, one.last, one.next, one.words) for one in found]


@pytest.mark.parametrize(
    ("day", "last", "coming", "words"),
    [
        ("2021-08-02", None, dt.date(2022, 2, 1), "In 183 days"),
        ("2022-01-31", None, dt.date(2022, 2, 1), "In 1 day"),
        ("2022-02-01", None, dt.date(2022, 2, 1), "Today"),
        ("2022-02-02", dt.date(2022, 2, 1), dt.date(2022, 8, 1), "In 180 days"),
        ("2024-02-02", dt.date(2024, 2, 1), None, "Nothing more is due"),
    ],
)
def test_a_report_comes_again_until_the_study_ends(day, last, coming, words):
    a_described_study()
    a_duty()

    assert told(day) == [("Progress report", last, coming, words)]


@pytest.mark.parametrize(
    ("until", "day", "last", "coming", "words"),
    [
        ("2024-06-01", "2024-05-31", "2023-07-01", None, "Nothing more is due"),
        ("2024-06-01", "2024-06-01", "2023-07-01", None, "The rule ended on 1 June 2024: nothing is due any more"),
        ("2024-06-02", "2024-06-01", "2023-07-01", "2024-07-01", "In 30 days"),
        ("2024-05-31", "2023-06-10", "2022-07-01", "2023-07-01", "In 21 days"),
    ],
)  # fmt: skip
def test_an_anniversary_on_or_after_the_end_of_its_rule_raises_nothing(
    until, day, last, coming, words
):
    a_described_study(planned_end_on=dt.date(2026, 1, 1))
    a_duty("Yearly report", **YEARLY, in_force_until=dt.date.fromisoformat(until))

    days = [on and dt.date.fromisoformat(on) for on in (last, coming)]
    assert told(day) == [("Yearly report", *days, words)]


def test_a_rule_raises_nothing_for_days_before_it_held():
    a_described_study()
    a_duty("Yearly report", **YEARLY, in_force_from=dt.date(2023, 1, 1))

    assert told("2022-06-14") == [
        ("Yearly report", None, dt.date(2023, 7, 1), "In 382 days"),
    ]


def test_what_comes_once_is_counted_in_days_and_months_after_its_day():
    a_described_study()
    a_duty("Declaration", anchor="end", repeats=False, months=0, days=90)
    a_duty("Final report", anchor="end", repeats=False, months=12)
    a_duty("Kick-off", anchor="day", counted_from=dt.date(2020, 2, 29), months=12, repeats=False)

    assert told("2024-05-01") == [
        ("Declaration", None, dt.date(2024, 5, 1), "Today"),
        ("Final report", None, dt.date(2025, 2, 1), "In 276 days"),
        ("Kick-off", dt.date(2021, 2, 28), None, "Nothing more is due"),
    ]


def test_months_keep_to_the_day_they_are_counted_from():
    a_described_study()
    a_duty(anchor="day", counted_from=dt.date(2021, 8, 31))

    assert [one[1:3] for one in (told("2022-03-01") + told("2022-08-31"))] == [
        (dt.date(2022, 2, 28), dt.date(2022, 8, 31)),
        (dt.date(2022, 2, 28), dt.date(2022, 8, 31)),
    ]


def test_a_day_that_nobody_entered_is_said():
    empty = dict.fromkeys(DAYS)
    duties = [("By opinion", "opinion"), ("By start", "start"), ("By end", "end")]
    for name, anchor in duties:
        a_duty(name, anchor=anchor)
    before = told("2022-06-14")
    a_described_study(**empty)

    lacking = [
        "Nobody has entered when the study is to end, so no day can be told",
        "Nobody has entered the day of the favourable opinion, so no day can be told",
        "Nobody has entered when the study started, so no day can be told",
    ]
    assert [one[-1] for one in before] == lacking
    assert told("2022-06-14") == before


def test_an_earlier_day_is_told_by_the_rules_and_days_known_then(study_clock):
    a_described_study(planned_end_on=None)
    duty = a_duty("Yearly report", **YEARLY)
    study_clock("2022-06-14 09:12")
    study = Study.objects.get()
    actions.correct_study(
        study=study, version=1, favourable_opinion_on=dt.date(2021, 7, 1), reason="Wrong", by=None
    )
    actions.correct_duty(duty=duty, version=1, reason="It ended", by=None, **ENDED)

    assert told("2022-06-13")[0][2] == dt.date(2022, 7, 1)
    assert told("2022-06-14")[0][2] == dt.date(2022, 7, 31)
    assert told("2024-07-01")[0][2] is None


def test_a_void_duty_is_due_no_more(study_clock):
    a_described_study()
    duty = a_duty()
    study_clock("2022-06-14 09:12")
    actions.void_row(row=duty, version=1, reason="Not ours", by=None)

    assert (len(told("2022-06-13")), told("2022-06-14")) == (1, [])


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({}, "Progress report, to Funder: every 6 months after the start of the study."),
        (
            {"in_force_until": dt.date(2024, 6, 1)},
            (
                "Progress report, to Funder: every 6 months after the start of the study."
                " The rule holds until 1 June 2024."
            ),
        ),
    ],
)
def test_text_to_copy_tells_a_duty_in_sentences(login, study_clock, facts, line):
    study_clock("2022-06-14 09:12")
    a_described_study()
    a_duty(**facts)
    page = login(a_user(Role.MONITOR)).get(PAGE)

    said = page.context["report"].text.splitlines()[-1]
    assert said.startswith(f"{line} Last due on ")
    assert page.context["word"].endswith("reports-due-list.docx?at=2022-06-14")


def test_the_page_says_what_is_due_to_whom_and_when(login):
    a_described_study()
    a_duty()
    page = login(a_user(Role.MONITOR)).get(PAGE)

    assert page.context["part"].table.shown == [
        [
            "Progress report",
            "Funder",
            "Every 6 months after the start of the study",
            "Always",
            "",
            "1 February 2022",
            "In 183 days",
        ]
    ]
    assert "See the rules" in text_of(page)


def test_the_page_without_a_duty_says_that_none_is_entered(login):
    page = login(a_user(Role.ADMINISTRATOR)).get(f"{PAGE}?at=31/2/2021")

    assert "No reporting duty is entered yet." in text_of(page)
    assert "This is what is due today, not on another date." in text_of(page)
    assert "Change the rules" in text_of(page)


@pytest.mark.parametrize(("role", "sees"), [(Role.PI, True), (Role.MONITOR, False)])
def test_the_report_on_involvement_is_offered_to_who_may_see_it(login, role, sees):
    assert ("GRIPP2" in text_of(login(a_user(role)).get(PAGE))) is sees


@pytest.mark.parametrize("name", ["reports-due.csv", "reports-due-list.docx"])
def test_what_is_due_can_be_taken_along(login, name):
    assert login(a_user(Role.PI)).get(PAGE + name).status_code == 200
