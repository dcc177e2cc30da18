"""Monthly accrual: who is a recruit, of which month and site, and which groups count."""

import datetime as dt

import pytest
from django.http import QueryDict

from cases import actions as case_actions
from linkstudy.accounts.policy import Role
from linkstudy.handover.accrual import MOST_SITES, AccrualForm, accrual
from linkstudy.testing.factories import (
    a_case,
    a_consent,
    a_person,
    a_user,
    ago,
    an_interview,
)
from linkstudy.testing.many import new_cases
from linkstudy.testing.pages import problems, text_of
from participants import actions

pytestmark = pytest.mark.django_db
PAGE = "/reports/accrual/"
TOTAL = "In the period"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def report(reader, query: str = ""):
    return accrual(reader, AccrualForm(QueryDict(query)))


def by_month(made) -> dict:
    return {row[0]: row[1:] for row in made.figure("accrual-by-month").table.rows}


def said(made) -> list[str]:
    return list(made.parts[0].sentences)


def a_recruit(case, signed: dt.date, held: dt.date, group: str = "PT"):
    person = a_person(case, group, replied_on=signed)
    a_consent(person, given_on=signed)
    an_interview(person, held)
    return person


def test_a_recruit_counts_in_the_month_and_at_the_site_of_their_consent(study):
    first, second = study.cases
    a_recruit(first, dt.date(2022, 4, 30), dt.date(2022, 5, 2))
    a_recruit(first, dt.date(2022, 5, 1), dt.date(2022, 6, 2))
    a_recruit(second, dt.date(2022, 5, 31), dt.date(2022, 6, 2))

    made = report(study.pi, "start=1/4/2022")

    assert made.figure("accrual-by-month").table.heads == (
        *("Month", "Site 1: Region 1", "Site 2: Region 2", "All sites"),
    )
    assert by_month(made) == {
        "April 2022": (1, 0, 1),
        "May 2022": (1, 1, 2),
        "June 2022": (0, 0, 0),
        TOTAL: (2, 1, 3),
    }
    assert said(made) == ["3 recruits in the period, 3 so far, by 14 June 2022."]


def test_a_period_within_a_month_holds_its_own_days_alone(study_clock):
    study_clock("2022-06-01 09:00")
    case, pi = a_case(1), a_user(Role.PI)
    for day in (1, 2, 3):
        signed = dt.date(2022, 6, day)
        study_clock(f"2022-06-0{day} 15:00")
        a_recruit(case, signed, signed)

    made = report(pi, "start=2/6/2022&end=2/6/2022")

    assert by_month(made) == {"June 2022": (1, 1), TOTAL: (1, 1)}
    assert said(made) == ["1 recruit in the period, 2 so far, by 2 June 2022."]


def test_who_agreed_and_was_not_interviewed_is_no_recruit(study):
    a_consent(a_person(study.cases[0]))
    a_consent(a_person(study.cases[0]), scopes=["questionnaire"])
    one = report(study.pi)
    a_consent(a_person(study.cases[1]))
    two = report(study.pi)

    assert said(one) == [
        "0 recruits in the period, 0 so far, by 14 June 2022.",
        "1 person agreed and is not interviewed: they are no recruits.",
    ]
    assert said(two)[1] == "2 people agreed and are not interviewed: they are no recruits."


def test_who_has_no_consent_that_stands_is_no_recruit(study):
    people = [a_recruit(study.cases[0], ago(8), ago(3)) for _ in range(2)]
    for person, words in zip(people, ["1 person was", "2 people were"], strict=True):
        consent = person.consents.get()
        actions.void_consent(
            consent=consent, version=1, reason="Another person", by=study.researcher
        )
        assert said(report(study.pi))[-1] == (
            f"{words} interviewed and no consent of theirs stands: they are no recruits."
        )


def test_a_withdrawal_leaves_the_recruit(study):
    person = a_recruit(study.cases[0], ago(8), ago(3))
    actions.record_withdrawal(
        participant=person, on=ago(0), time=dt.time(9), level="keep", by=study.researcher
    )

    assert by_month(report(study.pi))[TOTAL][-1] == 1


def test_groups_of_the_plan_count_unless_others_are_chosen(study):
    a_recruit(study.cases[0], ago(8), ago(3))
    a_recruit(study.cases[0], ago(8), ago(3), "HP")

    usual, chosen = report(study.pi), report(study.pi, "groups=HP&groups=LW")

    assert [by_month(made)[TOTAL][-1] for made in (usual, chosen)] == [2, 1]
    assert usual.about[2] == (
        "Counted are patients, health professionals, voluntary sector, link workers and managers,"
        " whom Plan 1 asks for."
    )
    assert chosen.about[2] == "Counted are health professionals and link workers."
    assert chosen.about[3].startswith("Staff whom the study works with count only if")


def test_without_a_plan_patients_count():
    a_case(1)
    made = report(a_user(Role.PI))

    assert made.about[2] == "Counted are patients."
    assert by_month(made)[TOTAL] == (0, 0)


def test_with_no_data_at_all_there_are_months_of_nothing(login):
    page = login(a_user(Role.PI)).get(f"{PAGE}?start=1/6/2022")

    assert by_month(page.context["report"]) == {"June 2022": (0,), TOTAL: (0,)}


def test_boxes_show_who_counts(login, study):
    browser = login(study.pi)
    forms = [browser.get(PAGE + query).context["form"] for query in ("", "?groups=PT")]

    assert [form["groups"].value() for form in forms] == [["PT", "HP", "VS", "LW", "LM"], ["PT"]]


@pytest.mark.parametrize("query", ["groups=XX", "start=31/2/2022", "start=2/6/2022&end=1/6/2022"])
def test_what_is_no_group_or_period_is_said_and_the_usual_is_shown(login, study, query):
    page = login(study.pi).get(f"{PAGE}?{query}")

    assert problems(page)
    assert "From 1 July 2021 to 14 June 2022" in text_of(page)
    assert "whom Plan 1 asks for" in text_of(page)


def test_many_sites_stand_one_below_the_other(study):
    a_recruit(study.cases[0], ago(8), ago(3))
    new_cases(MOST_SITES, [study.researcher], opens=30)

    made = report(study.pi)

    assert made.figure("accrual-by-month").table.heads == ("Month", "All sites")
    assert made.figure("accrual-by-site").table.rows == (("June 2022", "Site 1: Region 1", 1),)


def test_the_number_in_the_portfolio_is_told(study):
    case_actions.correct_study(
        study=study.study, version=1, cpms_id="50123", reason="It came", by=None
    )

    assert report(study.pi).about[0].endswith("as known at the end of that day. CPMS ID 50123.")


@pytest.mark.parametrize(
    ("query", "more"), [("", ""), ("?groups=PT&groups=HP", "&groups=PT&groups=HP")]
)
def test_addresses_of_files_say_the_period_and_who_was_ticked(login, study, query, more):
    words = login(study.pi).get(PAGE + query).context

    assert words["word"] == f"{PAGE}monthly-accrual.docx?start=2021-07-01&end=2022-06-14{more}"


def test_text_to_copy_says_where_recruits_are(study):
    a_recruit(study.cases[0], ago(8), ago(3))

    assert report(study.pi, "start=1/5/2022").text.splitlines()[-3:] == [
        "May 2022: 0 recruits.",
        "June 2022: 1 recruit, 1 at Site 1: Region 1.",
        "In the period: 1 recruit, 1 at Site 1: Region 1.",
    ]


@pytest.mark.parametrize("name", ["monthly-accrual.docx", "accrual-by-month.csv"])
def test_it_can_be_taken_along(login, study, name):
    assert login(study.administrator).get(PAGE + name).status_code == 200
