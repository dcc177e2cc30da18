"""The pages that tell what happened to one row, and to those that took its place."""

import pytest

from linkstudy.audit.correcting import replace
from linkstudy.history.lineages import chained
from linkstudy.history.tests.pages import details, sentences
from linkstudy.identities.service import seal
from linkstudy.testing.factories import a_person, a_refusal, an_interview, an_observation


def test_a_row_is_told_with_the_rows_that_took_its_place(study, person, login):
    done = person.interviews.get()
    why = seal(person.person, "interview.correct", "Misread")
    better = replace(done, "interview.corrected", by=study.pi, why=why, minutes=45)
    an_interview(person, second=True)
    client = login(study.researcher)

    first, second = (client.get(f"/history/c1-pt-01/interview/{n}/") for n in (1, 2))

    assert sentences(first) == [
        "Interview corrected",
        "Interview of 14 June 2022 logged, 40 minutes",
    ]
    assert details(first)[0] == [("Minutes", "40", "45"), ("Why", "", "Misread")]
    assert first.context["place"].url == better.get_absolute_url()
    assert len(sentences(second)) == 1
    assert client.get("/history/c1-pt-01/interview/3/").status_code == 404


def test_rows_stand_behind_the_one_whose_place_they_took():
    before = {"4": "1", "6": "4", "7": "3"}

    assert chained(["1", "2", "3", "4", "6", "7"], before) == [["1", "4", "6"], ["2"], ["3", "7"]]
    assert chained([], {}) == []


def test_what_followed_from_another_change_is_told_in_the_history_of_the_row(study, person, login):
    page = login(study.researcher).get("/history/c1-pt-01/participant/1/")

    assert sentences(page)[2:] == [
        "Next contact after an interview",
        "Next contact after they agreed",
        "Added to the study. Patient. Letter from the practice",
    ]
    assert page.context["facets"] == []


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("/history/c1-pt-01/consent/1/", 1),
        ("/history/c1-pt-01/consent-answer/6/", 1),
        ("/history/c1-pt-02/refusal/1/", 1),
        ("/history/c1/observation-day/1/", 1),
        ("/history/c1/case/1/", 1),
    ],
)
def test_every_kind_of_row_about_somebody_has_a_history(study, person, login, address, count):
    a_refusal(a_person(study.cases[0]))
    an_observation(study.cases[0])

    page = login(study.monitor).get(address)

    assert (page.status_code, len(sentences(page))) == (200, count)
