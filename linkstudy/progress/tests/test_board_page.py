"""The page of the case board."""

import datetime as dt

import pytest

from cases.actions import close_case
from linkstudy.figures.tests.scene import a_case_since_march, a_plan_since_march, interviewed_on
from linkstudy.testing.factories import a_person, a_refusal, ago
from linkstudy.testing.pages import text_of

pytestmark = pytest.mark.django_db
PAGE = "/progress/cases/"
MAY = dt.date(2022, 5, 3)


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def case():
    case = a_case_since_march(1)
    a_plan_since_march(cases_planned=1)
    interviewed_on(MAY, case)
    a_refusal(a_person(case, replied_on=ago(3)))
    return close_case(case=case, on=ago(0), by=None)


def test_page_says_which_cases_cannot_be_triangulated(login, case):
    page = login("pi").get(PAGE)

    said = text_of(page)
    assert "1 of 1 closed case cannot be triangulated: Case 1." in said
    assert [line.words for line in page.context["page"].lines] == [
        (
            "Cannot be triangulated: no health professionals, voluntary sector, link worker, manager and"
            " observation days"
        )
    ]


def test_each_number_leads_to_its_rows(login, case):
    client = login("pi")

    patients = client.get(PAGE).context["page"].lines[0].sides[0]

    assert client.get(patients.rows).context["page"].paginator.count == patients.side.done == 1
    assert patients.flow == "/progress/flow/?at=2022-06-14&case=1"
    gone = client.get(patients.flow).context["page"].flow.people
    assert sum(out.count for step in gone.steps for out in step.exits) == patients.side.refused == 1


def test_cases_that_nobody_has_set_up_lead_nowhere(login):
    a_case_since_march(1)
    a_plan_since_march(cases_planned=3)

    line = login("pi").get(PAGE).context["page"].lines[-1]

    assert (line.name, line.url, line.words) == ("2 more cases", "", "Not set up yet")
    assert {(side.rows, side.flow) for side in line.sides} == {("", "")}


def test_another_day_is_an_address(login, case):
    page = login("pi").get(PAGE, {"at": "2022-04-30"})

    assert page.context["page"].totals[0].side.done == 0
    assert dict(page.context["page"].files) == {
        "CSV": "/progress/case-board.csv?at=2022-04-30",
        "Word": "/progress/case-board.docx?at=2022-04-30",
    }


def test_without_cases_the_page_says_what_will_be_here(login):
    assert "No cases by 14 June 2022. Each case will have a row here" in text_of(
        login("pi").get(PAGE)
    )


def test_a_reader_of_counts_gets_neither_page_nor_file(login, case):
    client = login("ppi")

    assert client.get(PAGE).status_code == 403
    assert client.get("/progress/case-board.csv").status_code == 404
    assert login("monitor").get("/progress/case-board.csv").status_code == 200
