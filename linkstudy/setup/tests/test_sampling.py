"""Cells of the sampling frame, and benchmarks: what can be entered, and what is said of the rest."""

import pytest
from django.core.exceptions import ValidationError

from cases.actions import correct_study
from linkstudy.forms.questions import GONE
from linkstudy.setup.kinds import BENCHMARKS, SAMPLING
from linkstudy.setup.tests.answers import WHY, new, send, text
from linkstudy.testing.factories import ago
from linkstudy.testing.pages import held_by, problems
from linkstudy.testing.sampling import a_benchmark, a_cell
from participants.actions import correct_cell
from participants.models import Benchmark, SamplingCell

pytestmark = pytest.mark.django_db
ANSWERS = "Woman; Man; Another gender"
OF_PATIENTS = (
    "This is known of patients alone, not of the health professionals. Take the ticks away"
)
FINER = (
    "Line 2: write an answer and a whole number, like “18 to 29: 19”."
    " For finer shares, enter numbers of people"
)


def test_a_cell_asks_for_answers(office, study):
    row = send(office, SAMPLING.add_url, new("sampling")).context["row"]

    assert row.asked == {"age_band": frozenset({"18-29", "30-39"}), "gender": frozenset({"man"})}
    said = text(office.get(row.get_absolute_url()))
    assert "Group Patients Age 18 to 29, 30 to 39 Gender Man Goal At least 3" in said
    assert str(row) == "Men aged 18 to 39"


def test_a_cell_of_professionals_asks_for_roles(office, study):
    asked = {"group": "HP", "title": ["gp"], "age_band": [], "gender": [], "least": "", "most": "4"}

    row = send(office, SAMPLING.add_url, new("sampling") | asked).context["row"]

    assert "Role GP Goal At most 4" in text(office.get(row.get_absolute_url()))


def test_a_cell_may_count_from_a_day_to_come(office, study):
    row = send(
        office, SAMPLING.add_url, new("sampling"), effective_from="1/7/2022", most="9"
    ).context["row"]

    said = text(office.get(row.get_absolute_url()))
    assert "Goal 3 to 9" in said
    assert "To come" in said


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ({"group": ""}, {"group": ["Select the group"]}),
        (
            {"age_band": [], "gender": []},
            {"age_band": ["Tick ages, or another answer below: who belongs to it"]},
        ),
        ({"gender": ["purple"]}, {"gender": [GONE]}),
        (
            {"title": ["gp"]},
            {"title": ["Patients have no role. Take the ticks away, or choose another group"]},
        ),
        (
            {"group": "HP", "title": ["gp"]},
            {
                "age_band": [OF_PATIENTS],
                "gender": [OF_PATIENTS],
            },
        ),
        (
            {"group": "HP", "age_band": [], "gender": []},
            {"title": ["Tick the roles that belong to it"]},
        ),
        (
            {"group": "HP", "age_band": [], "gender": [], "title": ["purple"]},
            {"title": [GONE]},
        ),
        (
            {"group": "VS", "age_band": [], "gender": [], "title": ["gp", "nurse"]},
            {"title": ["GP and Practice nurse: not a role of the voluntary sector. Choose others"]},
        ),
        ({"least": ""}, {"least": ["Enter the least, the most or both"]}),
        ({"least": "some"}, {"least": ["The least must be a number, like 9"]}),
        ({"least": "0"}, {"least": ["The least must be between 1 and 1,000 people"]}),
        ({"most": "2"}, {"most": ["The most cannot be below the least, which is 3"]}),
        ({"effective_from": ""}, {"effective_from": ["Enter the day from which it counts"]}),
    ],
)
def test_what_cannot_be_a_cell_is_said(office, study, sent, found):
    page = send(office, SAMPLING.add_url, new("sampling") | sent)

    assert problems(page) == found
    assert not SamplingCell.objects.exists()


def test_the_same_people_have_one_cell(office, study):
    a_cell(age_band=["18-29", "30-39"], gender=["man"])

    page = send(office, SAMPLING.add_url, new("sampling"))

    assert problems(page) == {
        "__all__": ["Another cell asks for the same people. Correct that one"]
    }


def test_nothing_holds_before_the_study_started(office, study):
    facts = {"version": study.study.version, "reason": "Known now", "by": None}
    correct_study(study=study.study, started_on=ago(365), **facts)
    words = "The study started on 14 June 2021. Nothing can hold before that day"

    page = send(office, SAMPLING.add_url, new("sampling"), effective_from="1/3/2021")
    other = send(office, BENCHMARKS.add_url, new("benchmarks"), effective_from="1/3/2021")

    assert problems(page) == problems(other) == {"effective_from": [words]}
    with pytest.raises(ValidationError, match="Nothing can hold"):
        correct_cell(cell=a_cell(), version=1, reason="Earlier", by=None, effective_from=ago(400))


def test_a_cell_is_corrected_and_both_answers_are_shown_when_two_do(office, study):
    row = a_cell()
    url = SAMPLING.deed_url(row, "correct")
    assert office.get(url).context["form"]["gender"].value() == ["man"]
    held = held_by(office.get(url), gender=["woman"], least="4", **WHY)
    facts = {"version": 1, "reason": "Typed wrongly", "by": study.administrator}
    correct_cell(cell=row, gender=["man", "other"], **facts)

    page = office.post(url, held)

    assert page.context["form"].stale == [
        ("Patients of which gender?", "Man, Another gender", "Woman")
    ]
    office.post(url, held_by(page) | {"gender": ["woman"], "least": "4"} | WHY)
    row.refresh_from_db()
    assert (row.gender, row.least) == ("woman", 4)


def test_a_benchmark_has_shares_as_they_are_typed(office, study):
    row = send(office, BENCHMARKS.add_url, new("benchmarks")).context["row"]

    assert [(one.answer, one.number) for one in row.shares.all()] == [("woman", 51), ("man", 49)]
    said = text(office.get(row.get_absolute_url()))
    assert "Source A count of everybody, 2021" in said
    assert "Woman 51% Man 49%" in said


def test_a_benchmark_may_hold_numbers_of_people(office, study):
    sent = {"is_percent": "no", "shares": "woman; 30,500\nman; 28,000"}

    row = send(office, BENCHMARKS.add_url, new("benchmarks") | sent).context["row"]

    assert "Woman 30,500 Man 28,000" in text(office.get(row.get_absolute_url()))


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ("", "Enter the shares, one answer a line"),
        (
            "Women: 40\nMen: 40",
            "The percentages add up to 80. Check them: they should add up to about 100",
        ),
        ("Women: 100", "Enter the shares of two answers or more, one a line"),
        ("Women: 51\nWoman: 49", "“Woman” is there twice. Leave one"),
        ("Women: 51\nPurple: 49", f"“Purple” is not one of the answers: {ANSWERS}"),
        (
            "Women: 51\nMen: 48.7",
            FINER,
        ),
        ("Women: 51\nMen: 999,999,999", "Line 2: a number must be between 0 and 100,000,000"),
    ],
)
def test_shares_that_cannot_be_are_said(office, study, shares, words):
    page = send(office, BENCHMARKS.add_url, new("benchmarks"), shares=shares)

    assert problems(page) == {"shares": [words]}
    assert not Benchmark.objects.exists()


def test_shares_of_nobody_are_none(office, study):
    sent = {"is_percent": "no", "shares": "Women: 0\nMen: 0"}

    page = send(office, BENCHMARKS.add_url, new("benchmarks") | sent)

    assert problems(page) == {"shares": ["The numbers add up to 0. Check them"]}


def test_shares_are_of_what_the_benchmark_is_about(office, study):
    page = send(office, BENCHMARKS.add_url, new("benchmarks"), attribute="")

    assert problems(page) == {"attribute": ["Select what it is about"]}
    with pytest.raises(ValidationError, match="“white” is no answer here"):
        a_benchmark(shares=[("woman", 51), ("white", 49)])


def test_one_benchmark_of_a_kind_holds_from_a_day(office, study):
    a_benchmark(effective_from=ago(13))

    page = send(office, BENCHMARKS.add_url, new("benchmarks"))

    words = "Benchmark for gender from 1 June 2022 is there already."
    assert problems(page) == {
        "effective_from": [f"{words} Choose another day, or void that one first"]
    }


def test_a_later_benchmark_takes_the_place_of_an_earlier_one(office, study):
    early, late = a_benchmark(), a_benchmark(effective_from=ago(5))

    lines = office.get(BENCHMARKS.list_url).context["lines"]

    assert [(line.url, line.state.words) for line in lines] == [
        (late.get_absolute_url(), "In force"),
        (early.get_absolute_url(), "Earlier"),
    ]


def test_a_page_can_be_opened_for_what_a_benchmark_is_about(office, study):
    form = office.get(BENCHMARKS.add_url, {"attribute": "age_band"}).context["form"]

    assert form["attribute"].value() == "age_band"


def test_the_study_cannot_start_after_a_cell_counts(office, study):
    a_cell(effective_from=ago(400)), a_benchmark(effective_from=ago(390))
    facts = {"version": study.study.version, "reason": "Known now", "by": None}

    with pytest.raises(ValidationError) as refused:
        correct_study(study=study.study, started_on=ago(370), **facts)

    assert refused.value.message_dict == {
        "started_on": [
            "“Men” holds from 10 May 2021. The study cannot start after that",
            "“Benchmark for gender” holds from 20 May 2021. The study cannot start after that",
        ]
    }
