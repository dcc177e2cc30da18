"""The numbers of the reports equal what the recorded rows say, counted again in plain Python."""

import datetime as dt
from collections import Counter
from random import Random

import pytest
from django.http import QueryDict

from cases.models import Case
from cases.vocabulary import Measure
from linkstudy.accounts.policy import Role
from linkstudy.figures.recruitment import recruitment
from linkstudy.handover.accrual import AccrualForm, Recruits, accrual
from linkstudy.handover.nihr import Recruited, nihr
from linkstudy.handover.tests.recount import FIRST, LAST, PEOPLE, Recount, everybody, told
from linkstudy.testing.factories import a_user

pytestmark = pytest.mark.django_db
STUDIES = range(4)
PERIODS = [
    (FIRST, FIRST),
    (dt.date(2022, 2, 1), dt.date(2022, 2, 28)),
    (dt.date(2022, 3, 20), dt.date(2022, 4, 30)),
    (FIRST, LAST - dt.timedelta(days=1)),
    (dt.date(2022, 5, 1), dt.date(2022, 6, 14)),
]


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture(params=STUDIES)
def pi(request):
    told(Random(request.param))  # noqa: S311 - a draw of examples
    return a_user(Role.PI)


def test_progress_report_counts_as_the_rows_do(pi):
    for start, end in PERIODS:
        again, found = Recount(end), Recruited(pi, start, end)
        so_far, within = (
            again.people() + again.observed(),
            again.people(start) + again.observed(start),
        )
        cases = [row.case for row in found.rows if row.case]

        assert cases == list(Case.objects.all())
        for case, lines in zip(cases, found.lines, strict=False):
            for measure, line in lines.items():
                key = (case.number, measure.value)
                exact = again.due(case, measure.value)
                assert (key, line.done) == (key, so_far[key])
                assert (key, line.within) == (key, within[key])
                assert (key, line.target) == (key, again.planned(case, measure.value))
                assert (key, abs((line.due or 0) - exact) < 1) == (key, True)


def test_of_a_closed_case_all_that_is_planned_is_due(pi):
    start, end = PERIODS[-1]
    again, found = Recount(end), Recruited(pi, start, end)
    closed = [
        (row.case, lines)
        for row, lines in zip(found.rows, found.lines, strict=True)
        if row.case and again.is_closed(row.case)
    ]

    assert closed
    for case, lines in closed:
        assert {one.value: line.due for one, line in lines.items()} == {
            one.value: again.planned(case, one.value) for one in lines
        }


def test_rows_of_the_progress_report_add_up_to_its_totals(pi):
    for start, end in PERIODS:
        report = nihr(pi, start, end)
        groups = {row[0]: row[1:5] for row in report.figure("recruitment-by-group").table.rows}
        *cases, every = report.figure("recruitment-by-case").table.rows

        people = list(groups.values())[: len(PEOPLE)]
        assert groups["All people"] == tuple(map(total, zip(*people, strict=True)))
        assert every[1:-1] == tuple(map(total, zip(*[row[1:-1] for row in cases], strict=True)))
        assert every[1:5] == groups["Patients"]


def test_what_is_planned_by_a_day_is_what_the_page_of_progress_says(pi):
    for start, end in PERIODS:
        due = Recruited(pi, start, end).total(Measure.PATIENT).due

        assert (due or 0) == (recruitment(pi, end).expected or 0)


def total(numbers) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def test_accrual_counts_as_the_rows_do(pi):
    for start, end in PERIODS:
        for groups in (["PT"], PEOPLE):
            asked = AccrualForm(QueryDict("&".join(f"groups={one}" for one in groups)))
            asked.period = (start, end)
            found = Recruits(pi, asked)
            who = {one.pk: one for one in everybody() if one.group in groups}
            again = {one: day for one, day in Recount(end).recruits().items() if one in who}

            assert len(found.all) == len(again)
            assert found.counted == Counter(
                (day.replace(day=1), who[one].case.site_id)
                for one, day in again.items()
                if day >= start
            )
            *months, every = accrual(pi, asked).figure("accrual-by-month").table.rows
            assert list(every[1:]) == [
                sum(column) for column in list(zip(*months, strict=True))[1:]
            ]
            assert every[-1] == sum(every[1:-1]) == sum(found.counted.values())
