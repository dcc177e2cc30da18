"""The sampling frame: who counts in a cell, as at which day, and how it is said."""

import datetime as dt

import pytest

from cases.actions import void_row
from linkstudy import clock
from linkstudy.accounts.policy import Role
from linkstudy.figures import sampling as figures
from linkstudy.figures.figure import Asked
from linkstudy.figures.sampling import sampling
from linkstudy.testing.factories import (
    a_case,
    a_person,
    a_site,
    a_user,
    a_withdrawal,
    an_interview,
)
from linkstudy.testing.sampling import a_cell
from participants import actions

pytestmark = pytest.mark.django_db
TODAY = dt.date(2022, 6, 14)


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def pi():
    return a_user(Role.PI)


def interviewed(group="PT", case=None, **facts):
    """Somebody of whom this is known, interviewed today."""
    person = a_person(case, group, **facts)
    an_interview(person)
    return person


def told(found) -> list[str]:
    return [cell.sentence for cell in found.cells]


def an_hour_of(day: dt.date):
    return clock.telling(dt.datetime.combine(day, dt.time(15), tzinfo=clock.LONDON))


def test_a_person_counts_in_every_cell_that_they_fit(pi):
    a_cell(gender=["man"], age_band=["18-29", "30-39"], least=3)
    a_cell(gender=["man"], least=1)
    a_cell(gender=["man", "woman"], least=1, most=1)
    a_cell(age_band=["80+"], most=2)
    interviewed(gender="man", age_band="30-39")
    interviewed(gender="woman", age_band="50-59")
    a_person(gender="man", age_band="18-29")  # who was not interviewed

    found = sampling(Asked(pi, TODAY))

    assert found.people == 2
    assert told(found) == [
        "Men aged 18 to 39: 1 of at least 3, 2 to find",
        "Men: 1 of at least 1, goal met",
        "Women or men: 2 of 1 to 1, 1 more than asked for",
        "Patients aged 80 and over: 0, at most 2, goal met",
    ]
    assert found.sentence == "1 gap: men aged 18 to 39. More than asked for: women or men."


def test_those_of_whom_it_is_not_known_are_counted_apart(pi):
    a_cell(gender=["man"], age_band=["18-29"], least=1)
    interviewed(age_band="18-29")
    interviewed(gender="not_said", age_band="18-29")
    interviewed(gender="not_said")
    interviewed(gender="woman")
    interviewed(age_band="80+")

    [cell] = sampling(Asked(pi, TODAY)).cells

    assert (cell.people, cell.unasked, cell.unsaid) == (0, 2, 1)
    assert cell.unknown == "2 not asked, 1 preferred not to say"


def test_a_person_with_two_sittings_counts_once_and_a_follow_up_does_not(pi):
    a_cell(least=1)
    person = interviewed(gender="man")
    an_interview(person, second=True)
    other = a_person(gender="man")
    an_interview(other, wave="follow_up")

    assert [cell.people for cell in sampling(Asked(pi, TODAY)).cells] == [1]


def test_who_withdrew_after_the_interview_stays_interviewed(pi):
    a_cell(least=1)
    for level in ("keep", "remove_all"):
        a_withdrawal(interviewed(gender="man"), level=level, time=dt.time(9, 10))

    assert [cell.people for cell in sampling(Asked(pi, TODAY)).cells] == [2]


def test_a_day_keeps_what_was_known_then(pi):
    with an_hour_of(dt.date(2022, 6, 1)):
        cell = a_cell(least=2)
        case = a_case()
        man, woman = interviewed(case=case, gender="man"), interviewed(case=case, gender="woman")
    facts = {"reason": "Typed wrongly", "by": case.lead}
    woman.refresh_from_db()
    with an_hour_of(dt.date(2022, 6, 8)):
        actions.change_participant(participant=woman, version=woman.version, gender="man", **facts)
    with an_hour_of(dt.date(2022, 6, 10)):
        actions.correct_cell(
            cell=cell, version=1, reason="Thought again", by=case.lead, least=3, gender=["man"]
        )
    assert man.case == woman.case

    assert told(sampling(Asked(pi, dt.date(2022, 5, 31)))) == []
    assert told(sampling(Asked(pi, dt.date(2022, 6, 7)))) == ["Men: 1 of at least 2, 1 to find"]
    assert told(sampling(Asked(pi, dt.date(2022, 6, 9)))) == ["Men: 2 of at least 2, goal met"]
    assert told(sampling(Asked(pi, TODAY))) == ["Men: 2 of at least 3, 1 to find"]


def test_a_cell_counts_from_its_day_on_and_until_it_was_void(pi):
    with an_hour_of(dt.date(2022, 6, 1)):
        cell = a_cell(effective_from=dt.date(2022, 6, 3))
    void_row(row=cell, version=1, reason="No goal any more", by=None)

    days = [dt.date(2022, 6, day) for day in (2, 3, 13, 14)]
    assert [len(sampling(Asked(pi, day)).cells) for day in days] == [0, 1, 1, 0]


def test_a_frame_is_of_one_group_and_one_case_where_these_are_asked_for(pi):
    a_cell(), a_cell("HP")
    first, second = a_case(1), a_case(2)
    interviewed(case=first, gender="man"), interviewed(case=second, gender="man")
    interviewed("HP", case=second, title="gp")

    def counts(**asked):
        return [cell.people for cell in sampling(Asked(pi, TODAY, **asked)).cells]

    assert (counts(), counts(case=first), counts(group="HP")) == ([2], [1], [1])
    assert counts(group="HP", case=first) == [0]


def test_a_researcher_sees_the_people_of_their_own_sites(pi):
    a_cell(least=3)
    mine, other = a_case(1), a_case(2)
    interviewed(case=mine, gender="man"), interviewed(case=other, gender="man")
    researcher = a_user(Role.RESEARCHER, [mine.site])

    found = sampling(Asked(researcher, TODAY))
    assert told(found) == ["Men: 1, goal of the study at least 3"]
    assert (found.gaps, found.is_met, found.cells[0].over) == ([], False, 0)
    assert found.sentence == (
        "The goals are those of the whole study, so these people alone have no gaps."
    )
    assert sampling(Asked(a_user(Role.RESEARCHER, [a_site(9)]), TODAY)).people == 0


# In words


def test_a_frame_without_cells_says_so(pi):
    said = sampling(Asked(pi, TODAY, group="HP")).sentence

    assert said == "Nobody has said yet which health professionals the study wants to hear from."


def test_goals_that_are_met_are_said(pi):
    a_cell(most=3)
    assert sampling(Asked(pi, TODAY)).sentence == "No gap: the one goal is met."
    assert sampling(Asked(pi, TODAY)).is_met

    a_cell(gender=["woman"], most=3)
    assert sampling(Asked(pi, TODAY)).sentence == "No gap: all 2 goals are met."


def test_a_sentence_names_three_gaps(pi):
    for band in ("18-29", "30-39", "40-49", "50-59"):
        a_cell(age_band=[band])
    assert sampling(Asked(pi, TODAY)).sentence == (
        "4 gaps: patients aged 18 to 29, patients aged 30 to 39, patients aged 40 to 49 and 1 more."
    )


def test_names_with_commas_are_set_apart(pi):
    a_cell(gender=["man"], deprivation=["1"])
    a_cell(gender=["woman"])

    said = sampling(Asked(pi, TODAY)).sentence

    assert said == "2 gaps: men, from the most deprived fifth; women."


# The matrix


def test_cells_of_two_attributes_form_a_matrix(pi):
    for gender in ("man", "woman"):
        for ages in (["40-49"], ["18-29", "30-39"]):
            a_cell(gender=[gender], age_band=ages, least=2)
    a_cell(gender=["other"])
    for _ in range(4):
        interviewed(gender="woman", age_band="40-49")
    interviewed(gender="man", age_band="18-29")

    found = sampling(Asked(pi, TODAY))

    assert (found.matrix.head, found.matrix.columns) == ("Gender", ("18 to 39", "40 to 49"))
    assert [
        (line.name, [(spot.column, spot.cell.people, spot.tint) for spot in line.spots])
        for line in found.matrix.lines
    ] == [
        ("Women", [("18 to 39", 0, 0), ("40 to 49", 4, 3)]),
        ("Men", [("18 to 39", 1, 1), ("40 to 49", 0, 0)]),
    ]
    assert [str(cell) for cell in found.goals] == ["People of another gender"]


@pytest.mark.parametrize("left_out", [0, 3])
def test_a_cross_with_a_hole_is_no_matrix(pi, left_out):
    pairs = [(gender, age) for gender in ("man", "woman") for age in ("40-49", "50-59")]
    for place, (gender, age) in enumerate(pairs):
        if place != left_out:
            a_cell(gender=[gender], age_band=[age])

    found = sampling(Asked(pi, TODAY))

    assert (found.matrix, len(found.goals)) == (None, 3)


def test_one_row_is_no_matrix(pi):
    for age in ("40-49", "50-59"):
        a_cell(gender=["man"], age_band=[age])

    assert sampling(Asked(pi, TODAY)).matrix is None


@pytest.mark.parametrize(
    ("people", "highest", "tint"),
    [
        (None, 9, 0),
        (0, 9, 0),
        (1, 9, 1),
        (3, 9, 1),
        (4, 9, 2),
        (6, 9, 2),
        (7, 9, 3),
        (9, 9, 3),
        (1, 1, 3),
    ],
)
def test_tints_are_thirds_of_the_highest_count(people, highest, tint):
    assert figures.tint(people, highest) == tint


# As a file


def test_a_file_holds_each_cell_with_its_goal(pi):
    a_cell(least=2, most=5)
    interviewed(gender="man"), interviewed()

    table = figures.figure(Asked(pi, TODAY)).table

    assert (table.name, table.title) == ("sampling", "1 gap: men.")
    assert table.about == (
        "Patients, as at 14 June 2022: people interviewed, by cell of the sampling frame."
    )
    assert table.rows == (("Men", 1, 2, 5, 1, 0, 1, 0),)


def test_a_file_of_a_case_says_so(pi):
    table = figures.figure(Asked(pi, TODAY, a_case(3), "HP")).table

    assert table.about.startswith("Health professionals in Case 3, as at 14 June 2022: ")
    assert table.rows == ()
