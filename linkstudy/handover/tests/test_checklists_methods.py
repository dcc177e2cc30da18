"""Checklists of journals: how data were collected and kept, and the files of a list."""

import datetime as dt
from io import BytesIO

import pytest
from docx import Document

from cases import actions as case_actions
from linkstudy.handover.checklists.lists import CHECKLISTS
from linkstudy.handover.checklists.telling import few, one_column
from linkstudy.handover.tests.reading import items, report, table
from linkstudy.testing.custody import a_step
from linkstudy.testing.factories import (
    a_consent,
    a_form,
    a_person,
    ago,
    an_amendment,
    an_interview,
    an_observation,
)
from linkstudy.testing.pages import text_of
from participants.afterwards import Step

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def test_where_and_who_else_and_how_it_was_kept(study):
    for _ in range(20):
        an_interview(a_person(study.cases[0]))
    for _ in range(5):
        an_interview(a_person(study.cases[0]), mode="person", setting="home", recording="notes")
    made = items(report(study.pi))

    assert made[14][1] == (
        "First interviews: In person 5; Phone 20; 25 in all. In person: At home 5; 5 in all."
    )
    assert made[15][1] == "First interviews, by who else was present: Nobody else 25; 25 in all."
    assert made[19][1] == (
        "First interviews, by how they were kept: Audio 20; Notes only 5; 25 in all."
        " Audio was recorded at 20 of 25 interviews (80%)."
    )


def test_how_few_were_held_or_kept_otherwise_cannot_be_told(study):
    for _ in range(20):
        an_interview(a_person(study.cases[0]))
    an_interview(a_person(study.cases[0]), mode="person", setting="home", recording="notes")
    made = items(report(study.pi))

    assert made[14][1] == "First interviews: In person not shown; Phone not shown; 21 in all."
    assert made[19][1] == (
        "First interviews, by how they were kept: Audio not shown; Notes only not shown; 21 in all."
    )


@pytest.mark.parametrize(
    ("again", "words"), [(4, "First interviews: Phone 6; 6"), (5, "Interviews: Phone 11; 11")]
)
def test_follow_ups_are_counted_along_where_they_are_five_or_more(study, study_clock, again, words):
    people = [a_person(study.cases[0], replied_on=ago(9)) for _ in range(6)]
    for person in people:
        an_interview(person, ago(5))
    study_clock("2023-03-09 09:12")
    for person in people[:again]:
        an_interview(person, ago(0), wave="follow_up")

    assert items(report(study.pi))[14][1] == f"{words} in all."


def test_a_share_of_fewer_than_twenty_is_left_out(study):
    for _ in range(5):
        an_interview(a_person(study.cases[0]))

    assert items(report(study.pi))[19][1].endswith("Audio was recorded at 5 of 5 interviews.")


def test_versions_of_guides_have_their_days(study):
    amended = an_amendment("SA01")
    old = a_form("1", kind="guide", audience="PT", approved_on=ago(30))
    a_form("2", kind="guide", audience="PT", approved_on=ago(10), amendment=amended, replaces=old)
    a_form("1", kind="guide", approved_on=ago(30))
    a_form("2", kind="guide", approved_on=ago(5))
    an_interview(a_person(study.cases[0]))
    made = report(study.pi)

    assert table(made, "topic-guides") == (
        ("Everybody", "1", ago(30), None, None),
        ("Everybody", "2", ago(5), None, None),
        ("Patients", "1", ago(30), ago(10), None),
        ("Patients", "2", ago(10), None, "SA01"),
    )
    assert items(report(study.pi, "srqr"))[10][1] == (
        "Data were collected from 14 June 2022 to 14 June 2022: interviews with under 5 people and"
        " 0 observation days. 4 June 2022: new topic guide for patients (v2). 9 June 2022: new topic"
        " guide for everybody (v2)."
    )


def test_observation_alone_is_data_collection(study):
    an_observation(study.cases[0], ago(3))
    made = report(study.pi)

    assert items(report(study.pi, "rameses"))[11][1] == (
        "Data were collected from 11 June 2022 to 11 June 2022: interviews with 0 people and"
        " 1 observation day."
    )
    assert items(made)[20][1] == (
        "Link workers were observed on 1 day; field notes are done for 0."
    )


def test_approval_and_consents_are_told(study):
    case_actions.correct_study(
        study=study.study,
        version=1,
        rec_name="North Committee",
        rec_reference="21/N/1",
        favourable_opinion_on=dt.date(2021, 6, 1),
        iras_id="123456",
        sponsor="A university",
        funder_ref="NIHR1",
        reason="It came",
        by=None,
    )
    a_consent(a_person(study.cases[0]))
    made = items(report(study.pi, "srqr"))

    assert made[9][1] == (
        "Reviewed by: North Committee, reference 21/N/1, favourable opinion on 1 June 2021, IRAS ID"
        " 123456. People gave consent by: Paper form under 5; under 5 in all."
    )
    assert made[21][1] == "From the set-up: funder’s reference NIHR1, sponsor A university."


def test_a_number_of_ethics_is_no_committee(study):
    case_actions.correct_study(
        study=study.study, version=1, iras_id="294561", reason="It came", by=None
    )

    assert items(report(study.pi, "srqr"))[9][1] == (
        "Which committee reviewed the study is not entered, so that is for you to write."
        " Entered are: IRAS ID 294561."
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [({"funder_ref": "NIHR1"}, "funder’s reference NIHR1"), ({"sponsor": "A"}, "sponsor A")],
)
def test_funding_is_told_as_far_as_it_is_entered(study, facts, words):
    case_actions.correct_study(study=study.study, version=1, reason="It came", by=None, **facts)

    assert items(report(study.pi, "rameses"))[20][1] == f"From the set-up: {words}."


def test_what_became_of_recordings_is_told(study):
    for _ in range(5):
        held = an_interview(a_person(study.cases[0]))
        for step in (Step.UPLOADED, Step.SENT, Step.RETURNED):
            a_step(held, step)

    assert items(report(study.pi, "srqr"))[13][1] == (
        "Recordings of interviews, transcript returned: 5."
    )


@pytest.mark.parametrize(("count", "words"), [(0, "0"), (1, "under 5"), (4, "under 5"), (5, "5")])
def test_a_count_of_people_under_five_is_not_said(count, words):
    assert few(count) == words


def test_a_table_of_nobody_has_no_total():
    assert one_column("x", "X", "", "What", {"A": 0}).table.rows == ()


@pytest.mark.parametrize("name", CHECKLISTS)
def test_page_and_files_hold_the_same(login, study, name):
    an_interview(a_person(study.cases[0]))
    browser, place = login(study.monitor), f"/reports/checklists/{name}/"
    page = browser.get(place)
    first = page.context["report"].parts[0].table

    made = Document(BytesIO(browser.get(f"{place}{name}-checklist.docx").content))
    csv = browser.get(f"{place}{name}-items.csv").content.decode("utf-8-sig")

    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows[1:]] == first.shown
    assert len(csv.splitlines()) == len(first.rows) + 1
    assert "hold the answers against the list that your journal gives" in text_of(page)


def test_a_day_that_is_none_is_said_and_today_is_shown(login, study):
    page = login(study.pi).get("/reports/checklists/coreq/?at=31/2/2022")

    assert page.status_code == 200
    assert "As at 14 June 2022" in text_of(page)
    assert "cannot be shown, so this is the usual report" in text_of(page)
