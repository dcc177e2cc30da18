"""The page of recruitment: its sentence, its links, the day it shows, and who sees what."""

import datetime as dt
import html
import re
from urllib.parse import quote

import pytest

from cases import actions as case_actions
from linkstudy import clock
from linkstudy.testing.factories import (
    a_case,
    a_consent,
    a_person,
    a_plan,
    a_site,
    a_study,
    a_user,
    an_interview,
    an_observation,
)
from linkstudy.testing.many import many
from linkstudy.testing.pages import text_of
from participants import actions

pytestmark = pytest.mark.django_db
PAGE = "/progress/"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def scene():
    """Two cases at two sites, known since March; one patient of each interviewed in June."""
    with clock.telling(dt.datetime(2022, 3, 1, 9, tzinfo=clock.LONDON)):
        made = a_study()
    with clock.telling(dt.datetime(2022, 5, 10, 15, tzinfo=clock.LONDON)):
        an_interview(a_person(made.cases[0]))
        an_interview(a_person(made.cases[1]))
        an_observation(made.cases[0])
    return made


def said(page) -> str:
    return html.unescape(re.search(r'class="say">([^<]+)<', page.text)[1])


def test_first_line_says_how_many_are_done(login, study):
    assert said(login(study.pi).get(PAGE)) == (
        "2 of 60 patient interviews are done, 18 fewer than planned by now."
    )


def test_researcher_reads_of_their_own_cases(login, study):
    page = login(study.researcher).get(PAGE)

    assert said(page).startswith("1 of 10 patient interviews in your 1 case are done")
    assert [line.name for line in page.context["page"].lines] == ["Case 1"]
    assert page.context["page"].lead == "Your 1 case: 1 open."


def test_researcher_reads_whose_figures_these_are(login, study):
    page = login(study.researcher).get(PAGE)

    assert page.context["page"].about_plan == (
        "Plan 1, in force since 1 March 2021, counts 6 cases; these figures are of yours."
    )
    assert page.context["page"].totals.name == "Your cases"
    assert {shown.where for shown in page.context["page"].totals.cells} == {"your cases"}
    everybody = login(study.pi).get(PAGE)
    assert (
        everybody.context["page"].about_plan
        == "Plan 1, in force since 1 March 2021, counts 6 cases."
    )
    assert everybody.context["page"].totals.name == "All cases"


def test_researcher_without_a_case_reads_that_and_no_figure(login, study):
    newcomer = a_user(sites=[a_site()])
    assert said(login(newcomer).get(PAGE)) == "There is no case at your sites yet."
    page = login("researcher").get(PAGE)

    who = study.administrator.name
    assert said(page).strip() == f"You work at no site yet. {who} can add you to one."
    assert page.context["page"].lead == "No cases yet."
    assert '<section class="card verdict">' in page.text
    assert "counts 6 cases" not in page.text


def test_the_subtotal_of_professionals_leads_to_its_rows(login, study):
    client = login(study.pi)
    an_interview(a_person(study.cases[0], "HP"))
    an_interview(a_person(study.cases[1], "LW"))

    found = client.get(PAGE).context["page"].professionals

    assert (found.cell.done, found.cell.target, found.note) == (2, 66, "3% of Plan 1")
    assert client.get(found.url).context["page"].paginator.count == 2


def test_numbers_beside_the_verdict_say_how_far_behind_and_at_what_pace(login, study):
    page = login(study.pi).get(PAGE).context["page"]

    numbers = [(key.label, key.value, key.unit) for key in page.keys]
    assert numbers == [
        ("Behind plan", "18", "interviews"),
        ("Pace, per open case", "0.04", "a week"),
    ]


def test_another_day_shows_what_was_known_then(login, study):
    page = login(study.pi).get(PAGE, {"at": "2022-05-09"})

    figures = page.context["figures"]
    assert figures.day == dt.date(2022, 5, 9)
    assert figures.patients.done == 0
    assert page.context["page"].verdict.startswith("On 9 May 2022: 0 of 60 patient interviews were")
    assert page.context["page"].items == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31/06/2022", "June has 30 days. Enter a real date"),
        ("15/06/2022", "The date must be today or in the past"),
        ("2022-06-15", "The date must be today or in the past"),
        ("10 June 20022", "The year must be between 2000 and 2100"),
        ("soon", "The date must be a date, like 10 June 2022"),
        ("x" * 5000, "The date must be a date, like 10 June 2022"),
        ("1\x00/6", "Remove the hidden character, shown as \ufffd, after “1”"),
    ],
)
def test_wrong_day_is_said_beside_its_box_and_todays_figures_stand(login, study, typed, words):
    page = login(study.pi).get(PAGE, {"at": typed})

    as_at = page.context["as_at"]
    assert as_at.errors == {"at": [words]}
    assert as_at["at"].value() == typed.replace("\x00", "\ufffd")
    assert page.context["figures"].day == dt.date(2022, 6, 14)
    assert html.escape(words).replace("&#x27;", "'") in page.text
    assert "<title>Error: Recruitment progress – linkstudy</title>" in page.text
    assert f'<a href="#id_at">{html.escape(words)}</a>' in page.text
    assert "These are today’s figures, not those of another date." in text_of(page)


def test_day_asked_for_comes_back_in_words(login, study):
    page = login(study.pi).get(PAGE, {"at": "2022-06-01"})

    assert page.context["as_at"]["at"].value() == "1 June 2022"
    assert 'value="1 June 2022"' in page.text


@pytest.mark.parametrize(
    "asked", ["", "?at=", "?at=%20", f"?page={10**9}", "?page=-1", "?page=%00"]
)
def test_no_day_and_no_such_page_show_today(login, study, asked):
    page = login(study.pi).get(PAGE + asked)

    assert page.context["figures"].day == dt.date(2022, 6, 14)
    assert page.context["as_at"].errors == {}
    assert [line.name for line in page.context["page"].lines] == [
        "Case 1",
        "Case 2",
        "4 more cases",
    ]


def test_no_plan_is_said(login):
    a_case(1)

    page = login("pi").get(PAGE)

    assert said(page) == "0 patient interviews are done."
    assert "No plan was in force on 14 June 2022" in text_of(page)
    assert "%" not in text_of(page)


def test_study_without_cases_says_what_will_be_here(login):
    page = login("pi").get(PAGE)

    assert "No cases by 14 June 2022. Each case will have a row here" in text_of(page)


def test_plan_version_stands_beside_each_total(login, study):
    page = login(study.pi).get(PAGE)

    foot = page.text.split("<tfoot>")[1]
    plans = re.findall(r'class="of-plan">([^<]+)<', foot)
    assert plans == [
        "3% of Plan 1",
        "0% of Plan 1",
        "0% of Plan 1",
        "in Plan 1",
        "in Plan 1",
        "1% of Plan 1",
    ]


def test_every_number_leads_to_as_many_rows(login, study):
    client = login(study.pi)
    with clock.telling(dt.datetime(2022, 6, 13, 9, tzinfo=clock.LONDON)):
        an_interview(a_person(study.cases[0], "HP"))
    wrong = an_interview(a_person(study.cases[0]))
    actions.void_interview(interview=wrong, version=1, reason="Twice", by=study.researcher)
    for day in ["2022-05-09", "2022-05-11", "2022-06-14"]:
        page = client.get(PAGE, {"at": day})
        lines = [*page.context["page"].lines, page.context["page"].totals]
        cells = [shown for line in lines for shown in line.cells if shown.url]

        counts = [rows_behind(client, shown) for shown in cells]

        assert counts == [shown.cell.done for shown in cells]


def rows_behind(client, shown) -> int:
    """How many rows the list behind a number has."""
    return client.get(shown.url).context["page"].paginator.count


def test_interview_of_somebody_who_withdrew_still_counts_and_is_listed(login, study):
    client = login(study.pi)
    person = a_person(study.cases[0])
    a_consent(person)
    an_interview(person)
    actions.record_withdrawal(
        participant=person,
        on=clock.today(),
        time=dt.time(9, 10),
        level="keep",
        by=study.researcher,
    )

    shown = client.get(PAGE).context["page"].lines[0].cells[0]

    assert shown.cell.done == rows_behind(client, shown) == 2


def test_reader_of_counts_gets_no_link_no_small_number_and_no_other_day(login, study):
    page = login(study.ppi).get(PAGE, {"at": "2022-05-09"})

    figures = page.context["figures"]
    assert figures.day == dt.date(2022, 6, 14)
    assert said(page) == "Under 5 of 60 patient interviews are done."
    main = page.text.split("<main", 1)[1]
    assert re.findall(r'<a [^>]*href="([^"]+)"', main) == [
        "/progress/",
        "/progress/flow/",
        "/progress/sampling/",
        "/progress/coverage/",
        "/progress/how-we-forecast/",
        *(f"/progress/interviews.{kind}" for kind in ("csv", "svg", "png", "docx")),
    ]
    assert page.context["page"].keys == []
    assert re.findall(r"<b>(\d+)</b>", main) == ["0"] * 6  # the cases not set up yet
    assert page.context["page"].items == []
    states = [line.state.words for line in page.context["page"].lines[:2]]
    assert states == ["Was to close 30 April", "Was to close 30 April"]


def test_digits_of_another_script_are_a_day(login, study):
    page = login(study.pi).get(f"{PAGE}?at={quote('١/٦')}")

    assert page.context["figures"].day == dt.date(2022, 6, 1)


def test_the_table_holds_25_cases_at_most(login):
    many(cases=26, people=26)

    page = login("pi").get(PAGE)

    assert len(page.context["page"].lines) == 25


@pytest.mark.parametrize(
    ("people", "sentence", "state"),
    [
        (1, "1 of 2 patient interviews are done, 1 fewer than planned by now.", "Closed, 1 short"),
        (2, "2 of 2 patient interviews are done, as many as planned by now.", "Closed, target met"),
        (
            3,
            "3 of 2 patient interviews are done, 1 more than planned by now.",
            "Closed, target met",
        ),
    ],
)
def test_closed_case_is_short_or_has_met_its_target(login, people, sentence, state):
    case = a_case(1)
    a_plan(patients=2, cases_planned=1)
    for _ in range(people):
        an_interview(a_person(case))
    case_actions.close_case(case=case, on=clock.today(), by=None)

    page = login("pi").get(PAGE)

    assert said(page) == sentence
    assert page.context["page"].lines[0].state.words == state
    assert page.context["figures"].ahead == max(people - 2, 0)
