"""Between which days a follow-up falls."""

import datetime as dt

import pytest

from linkstudy.testing.factories import a_case, a_person, a_protocol, ago, an_interview
from participants.actions import void_interview
from participants.follow_up import Window, counted_from, months_after, window

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2021-05-31", 9, "2022-02-28"),
        ("2023-05-31", 9, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2021-12-15", 0, "2021-12-15"),
        ("2021-12-15", 1, "2022-01-15"),
        ("2022-01-31", 11, "2022-12-31"),
        ("2022-11-30", 1, "2022-12-30"),
    ],
)
def test_months_are_the_calendars_and_end_with_the_month(day, months, then):
    assert months_after(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(then)


def test_both_ends_of_the_window_are_inside():
    found = window(dt.date(2021, 11, 30), a_protocol(follow_up_min_months=3))
    assert found == Window(dt.date(2022, 2, 28), dt.date(2022, 11, 30))
    day = dt.timedelta(days=1)
    inside = [found.holds(one) for one in (found.opens - day, *found, found.closes + day)]
    assert inside == [False, True, True, False]


def test_the_months_are_counted_from_the_first_interview_of_the_person_or_the_case(study_clock):
    study_clock("2022-06-14 09:12")
    case = a_case()
    early, late, nobody = (a_person(case, replied_on=ago(30)) for _ in range(3))
    an_interview(early, ago(20))
    an_interview(late, ago(10))
    an_interview(late, ago(5), second=True)
    theirs = a_protocol()
    cases = a_protocol(effective_from=ago(3), follow_up_anchor="case")
    assert [counted_from(one, theirs) for one in (early, late, nobody)] == [ago(20), ago(10), None]
    assert {counted_from(one, cases) for one in (early, late, nobody)} == {ago(20)}
    gone = early.interviews.get()
    void_interview(interview=gone, version=1, reason="Another person", by=case.lead)
    assert counted_from(early, theirs) is None
    assert counted_from(nobody, cases) == ago(10)
