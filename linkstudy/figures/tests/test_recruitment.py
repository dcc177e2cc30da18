"""The figures: against which plan, as at which day, and that totals equal their rows."""

import datetime as dt

import pytest

from cases import actions as case_actions
from cases.vocabulary import Measure
from linkstudy import clock
from linkstudy.accounts.policy import Role
from linkstudy.figures.recruitment import Cell, recruitment
from linkstudy.figures.tests.scene import (
    TODAY,
    a_case_since_march,
    a_plan_since_march,
    interviewed_on,
)
from linkstudy.testing.factories import (
    a_case,
    a_consent,
    a_person,
    a_plan,
    a_site,
    a_user,
    ago,
    an_interview,
    an_observation,
)
from linkstudy.testing.in_the_field import a_collected_document, a_debrief
from participants import actions

pytestmark = pytest.mark.django_db
EARLY = dt.date(2022, 5, 1)


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def pi():
    return a_user(Role.PI)


def done(figures) -> list[list[int | None]]:
    """The numbers of every row, by measure."""
    return [[cell.done for cell in row.cells] for row in figures.rows]


def test_each_case_counts_its_groups_and_observation_days(pi):
    case, other = a_case_since_march(1), a_case_since_march(2)
    a_plan_since_march(cases_planned=2)
    for group in ["PT", "PT", "HP", "LW"]:
        interviewed_on(EARLY, case, group)
    interviewed_on(EARLY, other, "VS")
    an_observation(other)

    figures = recruitment(pi, TODAY)

    assert done(figures) == [[2, 1, 0, 1, 0, 0], [0, 0, 1, 0, 0, 1]]
    assert [cell.target for cell in figures.rows[0].cells] == [10, 5, 4, 1, 1, 15]


def test_totals_equal_their_rows(pi):
    for number in (1, 2, 3):
        interviewed_on(EARLY, a_case_since_march(number), "HP")
    a_plan_since_march(cases_planned=6)

    figures = recruitment(pi, TODAY)

    for measure in Measure:
        cells = [row.cell(measure) for row in figures.rows]
        total = Cell(measure, sum(c.done for c in cells), sum(c.target for c in cells))
        assert figures.total(measure) == total
    assert figures.total(Measure.HEALTH).done == 3
    assert figures.rows[-1].not_set_up == 3
    assert figures.total(Measure.PATIENT).target == 60


def test_person_with_two_sittings_counts_once_and_a_follow_up_not_again(pi):
    case = a_case_since_march(1)
    a_plan_since_march()
    person = interviewed_on(EARLY, case).participant
    an_interview(person, second=True)
    an_interview(person, wave="follow_up")

    assert recruitment(pi, TODAY).total(Measure.PATIENT).done == 1


def test_void_changes_today_and_not_the_past(pi):
    case = a_case_since_march(1)
    a_plan_since_march()
    interviewed_on(EARLY, case)
    wrong = interviewed_on(EARLY, case)
    before = recruitment(pi, dt.date(2022, 6, 13))

    actions.void_interview(
        interview=wrong, version=wrong.version, reason="Logged twice", by=case.lead
    )

    assert recruitment(pi, dt.date(2022, 6, 13)) == before
    assert before.total(Measure.PATIENT).done == 2
    assert recruitment(pi, TODAY).total(Measure.PATIENT).done == 1


def test_voided_observation_day_stays_in_earlier_figures(pi):
    case = a_case_since_march(1)
    with clock.telling(dt.datetime(2022, 5, 3, 17, tzinfo=clock.LONDON)):
        day = an_observation(case)
    case_actions.void_observation(observation=day, version=1, reason="Wrong case", by=case.lead)

    at = [recruitment(pi, on).total(Measure.OBSERVATION).done for on in [ago(50), ago(1), TODAY]]

    assert at == [0, 1, 0]


def test_interview_counts_from_the_day_it_was_logged(pi):
    case = a_case_since_march(1)
    person = a_person(case, replied_on=dt.date(2022, 5, 1))
    a_consent(person, given_on=dt.date(2022, 5, 1))
    an_interview(person, held_on=dt.date(2022, 5, 20))

    at = [recruitment(pi, on).total(Measure.PATIENT).done for on in [ago(1), TODAY]]

    assert at == [0, 1]


def test_plan_in_force_on_the_day_is_the_denominator(pi):
    a_case_since_march(1)
    first = a_plan_since_march(cases_planned=1)
    second = a_plan(patients=8, cases_planned=1, effective_from=dt.date(2022, 6, 10))

    known_in_may = recruitment(pi, dt.date(2022, 5, 31))
    day_it_held = recruitment(pi, dt.date(2022, 6, 10))
    today = recruitment(pi, TODAY)

    assert (known_in_may.plan, known_in_may.total(Measure.PATIENT).target) == (first, 10)
    assert (day_it_held.plan, day_it_held.total(Measure.PATIENT).target) == (first, 10)
    assert (today.plan, today.total(Measure.PATIENT).target) == (second, 8)


def test_no_plan_in_force_gives_counts_without_targets(pi):
    interviewed_on(EARLY, a_case_since_march(1))

    figures = recruitment(pi, TODAY)

    assert figures.plan is None
    assert figures.total(Measure.PATIENT) == Cell(Measure.PATIENT, 1, None)
    assert (figures.expected, figures.behind) == (None, None)


def test_case_beyond_the_plan_has_no_target(pi):
    for number in (1, 2):
        interviewed_on(EARLY, a_case_since_march(number))
    a_plan_since_march(cases_planned=1)

    targets = [row.cell(Measure.PATIENT).target for row in recruitment(pi, TODAY).rows]

    assert targets == [10, None]
    assert recruitment(pi, TODAY).total(Measure.PATIENT) == Cell(Measure.PATIENT, 2, 10)


def test_target_of_a_single_case_goes_before_the_one_for_each(pi):
    one, two = a_case_since_march(1), a_case_since_march(2)
    a_plan_since_march(cases_planned=2, more=[(two, "PT", 6)])

    targets = [row.cell(Measure.PATIENT).target for row in recruitment(pi, TODAY).rows]

    assert targets == [10, 6]
    assert recruitment(pi, TODAY, only=one).total(Measure.PATIENT).target == 10


def test_case_recorded_later_is_not_in_earlier_figures(pi):
    a_case_since_march(1)
    a_case(2)

    numbers = [[case.number for case in recruitment(pi, on).cases] for on in [ago(1), TODAY]]

    assert numbers == [[1], [1, 2]]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2022, 3, 31), 0),
        (dt.date(2022, 4, 1), 0),
        (dt.date(2022, 5, 16), 5),  # 46 of 91 days
        (dt.date(2022, 6, 14), 8),  # 75 of 91 days
    ],
)
def test_plan_is_even_over_the_days_in_the_field(pi, day, expected):
    a_case_since_march(1)
    a_plan_since_march(cases_planned=1)

    assert recruitment(pi, day).expected == expected


def test_closed_case_should_have_all_its_patients(pi):
    case = a_case_since_march(1)
    a_plan_since_march(cases_planned=1)
    interviewed_on(EARLY, case)
    case_actions.close_case(case=case, on=dt.date(2022, 6, 1), by=None)

    figures = recruitment(pi, TODAY)

    assert (figures.expected, figures.behind) == (10, 9)


def test_case_whose_time_is_over_should_have_all_its_patients(pi):
    a_case_since_march(1, closes_on=dt.date(2022, 6, 1))
    a_plan_since_march(cases_planned=1)

    assert recruitment(pi, TODAY).expected == 10


def test_researcher_sees_their_own_sites_alone():
    mine, other = a_case_since_march(1), a_case_since_march(2)
    a_plan_since_march(cases_planned=6)
    interviewed_on(EARLY, mine)
    interviewed_on(EARLY, other)

    figures = recruitment(a_user(sites=[mine.site]), TODAY)

    assert figures.cases == [mine]
    assert figures.total(Measure.PATIENT) == Cell(Measure.PATIENT, 1, 10)


def test_one_case_gives_the_same_cells_as_all(pi):
    one, two = a_case_since_march(1), a_case_since_march(2)
    a_plan_since_march(cases_planned=2)
    interviewed_on(EARLY, two)
    an_observation(two)

    every = recruitment(pi, TODAY)

    assert recruitment(pi, TODAY, only=two).rows == (every.rows[1],)
    assert recruitment(pi, TODAY, only=one).rows == (every.rows[0],)


@pytest.mark.parametrize(
    ("done", "target", "percent"),
    [(10, 19, None), (10, 20, 50), (0, 60, 0), (1, 400, 1), (399, 400, 99), (61, 60, 102)],
)
def test_percent_needs_20_and_says_100_only_when_met(done, target, percent):
    assert Cell(Measure.PATIENT, done, target).percent == percent


def test_cell_without_target_or_number_is_not_short():
    cells = [Cell(Measure.PATIENT, 3, None), Cell(Measure.PATIENT, None, 10, "under 5")]

    assert [(cell.short, cell.percent) for cell in cells] == [(0, None), (0, None)]


def test_reader_of_counts_sees_no_small_number():
    for number, people in [(1, 7), (2, 6), (3, 2)]:
        case = a_case_since_march(number)
        for _ in range(people):
            interviewed_on(EARLY, case)
    interviewed_on(EARLY, case, "LW")
    a_plan_since_march(cases_planned=4)

    figures = recruitment(a_user(Role.PPI_LEAD), TODAY)

    patients = [row.cell(Measure.PATIENT) for row in figures.rows]
    assert [cell.hidden or cell.done for cell in patients] == [7, "not shown", "not shown", 0]
    assert figures.total(Measure.PATIENT).done == 15
    assert [cell.hidden for cell in figures.totals[3:5]] == ["not shown", "not shown"]
    assert figures.total(Measure.HEALTH).hidden == "under 5"
    assert figures.counts


def test_figures_of_hidden_totals_say_nothing_of_the_pace():
    interviewed_on(EARLY, a_case_since_march(1))
    a_plan_since_march(cases_planned=1)

    figures = recruitment(a_user(Role.PPI_LEAD), TODAY)

    assert (figures.total(Measure.PATIENT).hidden, figures.behind) == ("under 5", None)


@pytest.mark.parametrize("size", [2, 30])
def test_figures_take_the_same_queries_at_any_size(pi, size, django_assert_num_queries):
    site = a_site()
    for number in range(1, size + 1):
        a_case(number, site=site, lead=None)
    a_plan_since_march()

    with django_assert_num_queries(4):
        recruitment(pi, TODAY)


def test_who_was_observed_enters_no_count_of_interviews(study):
    def counted():
        rows = recruitment(study.pi, clock.today()).rows
        return {(row.case, cell.measure): cell.done for row in rows for cell in row.cells}

    before, case = counted(), study.cases[0]
    an_observation(case, patients=7, declined=2, professionals=5, voluntary=3)
    a_debrief(case)
    a_collected_document(case)

    changed = {place: done for place, done in counted().items() if done != before[place]}
    assert changed == {(case, Measure.OBSERVATION): 1}
