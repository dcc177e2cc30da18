"""Who took part, beside who replied and a benchmark."""

import datetime as dt

import pytest

from linkstudy import clock
from linkstudy.accounts.policy import Role
from linkstudy.figures import representation as figures
from linkstudy.figures.figure import Asked
from linkstudy.figures.representation import representation
from linkstudy.testing.factories import a_case, a_person, a_user, ago, an_interview
from linkstudy.testing.sampling import a_benchmark
from participants import actions

pytestmark = pytest.mark.django_db
TODAY = dt.date(2022, 6, 14)


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def pi():
    return a_user(Role.PI)


def people(count: int, *, took_part: bool = True, **facts) -> None:
    for _ in range(count):
        person = a_person(**facts)
        if took_part:
            an_interview(person)


def rows(found, name: str) -> list[tuple]:
    [attribute] = [one for one in found.attributes if one.name == name]
    return [
        (one.label, one.replied, one.took_part, one.percent, one.benchmark_percent, one.difference)
        for one in attribute.every
    ]


def test_each_answer_has_who_replied_who_took_part_and_the_benchmark(pi):
    a_benchmark(shares=[("woman", 30), ("man", 67), ("other", 3)])
    people(11, gender="woman"), people(9, gender="man")
    people(2, gender="man", took_part=False), people(1), people(2, gender="not_said")

    found = representation(Asked(pi, TODAY))

    assert (found.replied, found.took_part) == (25, 23)
    assert rows(found, "gender") == [
        ("Woman", 11, 11, 55, 30, "25 points more"),
        ("Man", 11, 9, 45, 67, "22 points fewer"),
        ("Another gender", 0, 0, 0, 3, "About the same"),
        ("Not asked", 1, 1, None, None, ""),
        ("Preferred not to say", 2, 2, None, None, ""),
    ]
    assert found.sentence == "Fewer than in the benchmark: man (22 points)."


def test_who_was_invited_by_name_counts_once_they_reply_or_take_part(pi):
    people(1, gender="man", invited_on=ago(9), took_part=False)
    people(1, gender="man", invited_on=ago(9), replied_on=ago(2), took_part=False)
    people(1, gender="man", invited_on=ago(9))

    assert rows(representation(Asked(pi, TODAY)), "gender")[1][1:3] == (2, 1)
    assert representation(Asked(pi, ago(3))).replied == 0


def test_shares_are_of_20_or_more(pi):
    a_benchmark()
    people(19, gender="man")

    found = representation(Asked(pi, TODAY))

    assert rows(found, "gender")[1] == ("Man", 19, 19, None, 49, "")
    gender = found.attributes[1]
    assert gender.why_not == "19 gave an answer. Shares are of 20 people or more."
    assert found.attributes[0].why_not == "No benchmark has been set for this."
    assert found.sentence == "Who took part cannot be held against a benchmark yet."


def test_where_no_share_is_far_below_that_is_said(pi):
    a_benchmark(shares=[("woman", 500), ("man", 550)], is_percent=False)
    people(10, gender="man"), people(10, gender="woman")

    found = representation(Asked(pi, TODAY))

    assert rows(found, "gender")[:2] == [
        ("Woman", 10, 10, 50, 48, "About the same"),
        ("Man", 10, 10, 50, 52, "About the same"),
    ]
    assert found.sentence == "By gender, no share is 5 points or more below the benchmark."
    assert found.attributes[1].why_not == ""


def test_a_sentence_names_three_answers_the_furthest_below_first(pi):
    a_benchmark("age_band", [("18-29", 25), ("30-39", 20), ("40-49", 15), ("50-59", 40)])
    people(20, age_band="80+")

    found = representation(Asked(pi, TODAY))

    assert found.sentence == (
        "Fewer than in the benchmark: 50 to 59 (40 points), 18 to 29 (25 points),"
        " 30 to 39 (20 points) and 1 more."
    )
    assert rows(found, "age_band")[6] == ("80 and over", 20, 20, 100, None, "")


def test_without_anybody_that_is_said(pi):
    a_benchmark()

    found = representation(Asked(pi, TODAY))

    assert found.sentence == "Nobody has taken part yet."
    assert {row[1:4] for row in rows(found, "gender")} == {(0, 0, None)}


def test_a_day_has_the_benchmark_and_the_answers_that_were_known_then(pi):
    with clock.telling(dt.datetime(2022, 6, 1, 15, tzinfo=clock.LONDON)):
        a_benchmark(shares=[("woman", 60), ("man", 40)], effective_from=dt.date(2022, 6, 1))
        case = a_case()
        [mistaken, void, never] = [a_person(case, gender="man") for _ in range(3)]
    facts = {"reason": "Typed wrongly", "by": case.lead}
    with clock.telling(dt.datetime(2022, 6, 8, 15, tzinfo=clock.LONDON)):
        a_benchmark(shares=[("woman", 51), ("man", 49)], effective_from=dt.date(2022, 6, 8))
        actions.change_participant(participant=mistaken, version=1, gender="woman", **facts)
        actions.void_participant(participant=void, version=1, **facts)
        actions.change_participant(
            participant=never, version=1, replied_on=None, invited_on=ago(30), **facts
        )
    with clock.telling(dt.datetime(2022, 6, 10, 15, tzinfo=clock.LONDON)):
        actions.restore_participant(participant=void, version=2, **facts)

    def seen(day: int) -> list[tuple]:
        both = rows(representation(Asked(pi, dt.date(2022, 6, day))), "gender")[:2]
        return [(row[1], row[4]) for row in both]

    assert seen(1) == seen(7) == [(0, 60), (3, 40)]
    assert seen(8) == seen(9) == [(1, 51), (0, 49)]
    assert seen(10) == seen(14) == [(1, 51), (1, 49)]


def test_people_at_work_are_told_apart_by_their_role(pi):
    people(2, group="VS", title="voluntary_lead"), people(1, group="VS")

    found = representation(Asked(pi, TODAY, group="VS"))

    assert [(one.name, one.label) for one in found.attributes] == [("title", "Role")]
    assert [row[:3] for row in rows(found, "title")] == [
        ("Voluntary sector lead", 2, 2),
        ("Voluntary sector worker", 0, 0),
        ("Another role", 0, 0),
        ("Not asked", 1, 1),
    ]
    assert found.answers("gender") == ()


def test_a_file_holds_each_answer(pi):
    a_benchmark()
    people(20, gender="man"), people(1, gender="woman", took_part=False)

    table = figures.figure(Asked(pi, TODAY)).table

    assert (table.name, table.title) == (
        "representation",
        "Fewer than in the benchmark: woman (51 points).",
    )
    assert table.about == (
        "Patients, as at 14 June 2022: people who replied, who took part, and other people."
    )
    assert [row for row in table.rows if row[0] == "Gender"] == [
        ("Gender", "Woman", 1, 0, 0, 51, "51 points fewer"),
        ("Gender", "Man", 20, 20, 100, 49, "51 points more"),
        ("Gender", "Another gender", 0, 0, 0, None, None),
        ("Gender", "Not asked", 0, 0, None, None, None),
        ("Gender", "Preferred not to say", 0, 0, None, None, None),
    ]
