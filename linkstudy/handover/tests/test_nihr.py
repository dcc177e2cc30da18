"""The progress report to the funder: its period, its plan, its files, and what nobody recorded."""

import datetime as dt
from fractions import Fraction
from io import BytesIO

import pytest
from django.http import QueryDict
from docx import Document

from cases import actions as case_actions
from cases.models import Study
from linkstudy.accounts.policy import Role
from linkstudy.handover.asking import ORDER, PAST, PeriodForm, begun
from linkstudy.handover.nihr import nihr
from linkstudy.handover.report import MOST_SHOWN, Part
from linkstudy.handover.sharing import shared
from linkstudy.testing.factories import (
    a_case,
    a_consent,
    a_person,
    a_plan,
    a_user,
    ago,
    an_amendment,
    an_interview,
)
from linkstudy.testing.many import new_cases
from linkstudy.testing.pages import problems, text_of
from participants import actions

pytestmark = pytest.mark.django_db
PAGE = "/reports/nihr/"
JUNE = (dt.date(2022, 6, 1), dt.date(2022, 6, 14))


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def sentences(report, title: str) -> list[str]:
    return [one for part in report.parts if part.title == title for one in part.sentences]


def rows(report, name: str = "recruitment-by-group") -> dict:
    return {row[0]: row[1:] for row in report.figure(name).table.rows}


def asked(query: str) -> PeriodForm:
    return PeriodForm(QueryDict(query))


@pytest.mark.parametrize(
    ("query", "period"),
    [
        ("", (dt.date(2021, 12, 15), dt.date(2022, 6, 14))),
        ("end=31/12/2021", (dt.date(2021, 7, 1), dt.date(2021, 12, 31))),
        ("start=1/3/2022", (dt.date(2022, 3, 1), dt.date(2022, 6, 14))),
        ("start=1/3/2022&end=1 April 2022", (dt.date(2022, 3, 1), dt.date(2022, 4, 1))),
        ("start=29/2/2020&end=29/2/2020", (dt.date(2020, 2, 29), dt.date(2020, 2, 29))),
    ],
)
def test_a_period_is_what_the_address_asks_for_or_the_last_six_months(query, period):
    assert asked(query).period == period


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("start=1/6/2022&end=1/5/2022", {"__all__": [ORDER]}),
        ("start=2/6/2022&end=1/6/2022", {"__all__": [ORDER]}),
        ("start=15/6/2022", {"start": [PAST]}),
        ("end=15/6/2022", {"end": [PAST]}),
        ("end=29/2/2022", {"end": ["February 2022 has 28 days. Enter a real date"]}),
        ("start=soon", {"start": ["The first day must be a date, like 10 June 2022"]}),
    ],
)
def test_a_period_that_is_none_is_said_and_another_one_is_shown(login, study, query, said):
    page = login(study.pi).get(f"{PAGE}?{query}")

    assert page.status_code == 200
    assert problems(page) == said
    assert "What was asked for cannot be shown, so this is the usual report." in text_of(page)
    assert "From 15 December 2021 to 14 June 2022" in text_of(page)


def test_boxes_show_the_period_in_words(login, study):
    form = login(study.pi).get(f"{PAGE}?start=1/3/2022").context["form"]

    assert [form[name].value() for name in form.fields] == ["1 March 2022", "14 June 2022"]


def test_people_are_told_apart_by_whether_they_came_in_the_period(study):
    person = a_person(study.cases[0], replied_on=ago(50))
    a_consent(person, given_on=ago(40))
    an_interview(person, ago(30))
    an_interview(a_person(study.cases[0]), ago(5))
    an_interview(a_person(study.cases[1], "HP"), ago(5))

    report = nihr(study.pi, *JUNE)

    # Each case is in the field from 15 April to 13 August, of which 61 of 121 days have gone.
    patients = rows(report)["Patients"]
    assert patients == (60, 10, 1, 2, None, "3% (Plan 1)")
    assert rows(report)["All people"][:4] == (126, 21, 2, 3)
    assert sentences(report, "Recruitment by group")[0] == (
        "3 of 126 planned people were interviewed by 14 June 2022; 21 were planned by then."
        " 2 of them had their first interview in the period."
    )


def test_shares_are_of_twenty_or_more_and_name_their_plan(study):
    for _ in range(3):
        an_interview(a_person(study.cases[0]))

    report = nihr(study.pi, *JUNE)

    shares = {name: row[4:] for name, row in rows(report).items()}
    assert shares["All people"] == ("14% (Plan 1)", "2% (Plan 1)")
    assert shares["Link workers"] == (None, None)
    assert "Shares are left out where fewer than 20 are planned." in report.text


def test_follow_ups_are_told_apart_by_the_period(study, study_clock):
    person = a_person(study.cases[0])
    a_consent(person, given_on=ago(6))
    an_interview(person, ago(5))
    study_clock("2022-07-20 09:12")
    an_interview(person, dt.date(2022, 7, 18), wave="follow_up")

    before, then, after = (
        nihr(study.pi, start, end)
        for start, end in [
            JUNE,
            (dt.date(2022, 7, 1), dt.date(2022, 7, 20)),
            (dt.date(2022, 7, 19), dt.date(2022, 7, 20)),
        ]
    )

    again = "Interviewed again: 1 person, {} of them in the period."
    assert len(sentences(before, "Recruitment by group")) == 2
    assert sentences(then, "Recruitment by group")[1] == again.format(1)
    assert sentences(after, "Recruitment by group")[1] == again.format(0)


def test_a_late_void_leaves_the_report_of_an_earlier_day(study, study_clock):
    held = an_interview(a_person(study.cases[0]))
    study_clock("2022-06-20 09:12")
    actions.void_interview(
        interview=held, version=held.version, reason="Wrong", by=study.researcher
    )

    then, now = nihr(study.pi, *JUNE), nihr(study.pi, JUNE[0], dt.date(2022, 6, 20))

    assert (rows(then)["Patients"][3], rows(now)["Patients"][3]) == (1, 0)


def test_without_a_plan_it_says_so_and_divides_nothing():
    a_case(1)
    report = nihr(a_user(Role.PI), *JUNE)

    assert (
        report.about[1] == "No plan was in force on 14 June 2022, so nothing is held against one."
    )
    assert rows(report)["All people"] == (None, None, 0, 0, None, None)
    assert sentences(report, "Recruitment by group") == [
        "0 people were interviewed by 14 June 2022. 0 of them had their first interview in the period."
    ]
    assert sentences(report, "Sites") == ["1 site and 1 case is set up.", "Cases: 1 open."]


def test_with_no_data_at_all_there_is_a_report_that_says_nothing_was_recorded(login):
    page = login(a_user(Role.PI)).get(PAGE)

    report = page.context["report"]
    assert report.title == "Progress report to NIHR"
    assert sentences(report, "Recruitment by case") == ["No case was set up by 14 June 2022."]
    assert sentences(report, "Sites") == ["0 sites and 0 cases are set up."]
    assert rows(report, "recruitment-by-case") == {}


def test_targets_of_nothing_are_held_against_nothing():
    a_case(1)
    a_plan(0, health=0, voluntary=0, link_worker=0, manager=0, days=0)
    report = nihr(a_user(Role.PI), *JUNE)

    assert set(rows(report).values()) == {(0, 0, 0, 0, None, None)}
    assert "5 cases not set up yet" in rows(report, "recruitment-by-case")


def test_a_period_before_the_study_says_when_it_started(study):
    case_actions.correct_study(
        study=study.study,
        version=1,
        started_on=dt.date(2021, 6, 1),
        funder_ref="NIHR1",
        reason="It came",
        by=None,
    )
    early = nihr(study.pi, dt.date(2020, 1, 1), dt.date(2020, 6, 1))
    across = nihr(study.pi, dt.date(2021, 1, 1), dt.date(2022, 6, 14))
    within = nihr(study.pi, *JUNE)

    assert early.about[-1].startswith("No plan was in force")  # nobody knew of the study then
    assert across.about[-1] == "The study started on 1 June 2021: nothing is before that."
    assert len(within.about) == 2
    assert within.title == "Progress report to NIHR, NIHR1"


def test_a_period_that_ends_before_the_study_starts_says_so():
    there = Study(started_on=dt.date(2022, 1, 1))
    said = begun(dt.date(2021, 1, 1), dt.date(2021, 6, 1), there)

    assert said == ("The study started on 1 January 2022, after this period.",)


def test_changes_of_plan_in_the_period_are_told_with_their_amendment(study):
    amended = an_amendment("SA01")
    a_plan(12, effective_from=ago(3), cases_planned=7, amendment=amended)
    plans = rows(nihr(study.pi, *JUNE), "plan-changes")

    assert plans == {
        "Plan 1": (ago(365), 6, 10, None, ago(0)),
        "Plan 2": (ago(3), 7, 12, "SA01", ago(0)),
    }
    quiet = nihr(study.pi, ago(100), ago(90))
    assert quiet.figure("plan-changes") is None
    assert (
        sentences(quiet, "Changes and extensions")[-1] == "The plan was not changed in the period."
    )


def test_moving_the_end_of_the_study_is_told(study, study_clock):
    said = [sentences(nihr(study.pi, *JUNE), "Changes and extensions")[0]]
    for when, end in [("2022-06-15", dt.date(2024, 2, 1)), ("2022-07-15", dt.date(2024, 8, 1))]:
        study_clock(f"{when} 09:12")
        row = Study.objects.get()
        case_actions.correct_study(
            study=row, version=row.version, planned_end_on=end, reason="Agreed", by=None
        )
    study_clock("2022-08-15 09:12")
    row = Study.objects.get()
    case_actions.correct_study(
        study=row, version=row.version, planned_end_on=dt.date(2024, 3, 1), reason="No", by=None
    )
    for start, end in [
        ("2022-06-20", "2022-06-30"),
        ("2022-07-01", "2022-07-30"),
        ("2022-08-01", "2022-08-15"),
    ]:
        days = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
        said += sentences(nihr(study.pi, *days), "Changes and extensions")[:1]

    assert said == [
        "Nobody has entered when the study is to end.",
        "The study is to end on 1 February 2024.",
        "The study is to end later than it was: on 1 August 2024, not 1 February 2024.",
        "The study is to end earlier than it was: on 1 March 2024, not 1 August 2024.",
    ]


def test_files_hold_what_the_page_shows(login, study):
    an_interview(a_person(study.cases[0]))
    browser, query = login(study.monitor), "?start=1/6/2022&end=14/6/2022"
    page = browser.get(PAGE + query)
    table = page.context["report"].figure("recruitment-by-case").table

    csv = browser.get(f"{PAGE}recruitment-by-case.csv{query}")
    made = Document(BytesIO(browser.get(f"{PAGE}nihr-progress.docx{query}").content))

    lines = csv.content.decode("utf-8-sig").splitlines()
    assert lines[0].split(",") == list(table.heads)
    assert len(lines) == len(table.rows) + 1
    assert csv["Content-Disposition"].endswith('"recruitment-by-case-2022-06-01-to-2022-06-14.csv"')
    assert [one.text for one in made.paragraphs if one.style.name == "Heading 1"] == [
        part.title for part in page.context["report"].parts
    ]
    last = made.tables[1].rows[-1].cells
    assert [cell.text for cell in last] == table.shown[-1]
    assert len(made.inline_shapes) == 1


@pytest.mark.parametrize(
    "name", ["recruitment-by-case.png", "nihr-progress.csv", "nihr-progress.exe", "other.csv"]
)
def test_there_is_no_other_file(login, study, name):
    assert login(study.pi).get(PAGE + name).status_code == 404


@pytest.mark.parametrize("kind", ["svg", "png", "csv", "docx"])
def test_the_graph_is_a_file_of_every_kind(login, study, kind):
    found = login(study.pi).get(f"{PAGE}recruitment-by-group.{kind}")

    assert found.status_code == 200
    assert len(found.content) > 100


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", "?start=2021-12-15&end=2022-06-14"),
        ("?start=1/6&end=yesterday", "?start=2022-06-01&end=2022-06-13"),
        ("?start=soon", "?start=2021-12-15&end=2022-06-14"),
    ],
)
def test_addresses_of_files_say_the_days_that_were_shown(login, study, study_clock, query, shown):
    browser = login(study.pi)
    words = browser.get(PAGE + query).context
    of_groups = words["parts"][0][1]

    assert words["word"] == f"{PAGE}nihr-progress.docx{shown}"
    assert of_groups == [
        (label, f"{PAGE}recruitment-by-group.{kind}{shown}")
        for label, kind in [("CSV", "csv"), ("SVG", "svg"), ("PNG", "png"), ("Word", "docx")]
    ]
    study_clock("2022-07-14 09:12")
    tomorrow = login(study.pi).get(PAGE + shown).context["report"]
    assert tomorrow.text == words["report"].text


def test_text_to_copy_has_a_line_for_every_row(login, study):
    report = login(study.pi).get(PAGE).context["report"]

    assert (
        "Patients: planned in all 60; planned by 14 June 2022 10; done in the period 0;"
        " done so far 0; share of all planned 0% (Plan 1)."
    ) in report.text.splitlines()


def test_a_page_shows_some_rows_of_many_and_its_files_all(login, study):
    new_cases(MOST_SHOWN + 5, [study.researcher], opens=30)
    page = login(study.pi).get(PAGE)

    part = page.context["report"].parts[2]
    assert (len(part.lines), part.left_out) == (MOST_SHOWN, len(part.table.rows) - MOST_SHOWN)
    assert f"{part.left_out} more rows are in the files." in text_of(page)


@pytest.mark.parametrize("role", ["researcher", "ppi"])
def test_who_is_not_to_hand_over_sees_no_report(login, study, role):
    browser = login(getattr(study, role))

    assert [browser.get(PAGE + name).status_code for name in ("", "nihr-progress.docx")] == [
        403,
        403,
    ]


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], []),
        ([Fraction(1, 2), Fraction(1, 2)], [1, 0]),
        ([Fraction(1, 3)] * 3, [1, 0, 0]),
        ([Fraction(4, 3), Fraction(5, 3), Fraction(2)], [1, 2, 2]),
    ],
)
def test_parts_of_a_whole_add_up(parts, whole):
    assert shared(parts) == whole


def test_a_part_of_words_has_no_lines():
    part = Part("Sites", ("None yet.",))

    assert (part.lines, part.is_wide, part.left_out) == ([], False, 0)


def test_the_curve_of_patients_is_the_figure_of_progress_on_the_last_day(login, study):
    browser = login(study.pi)
    page = browser.get(f"{PAGE}?start=1/3/2022&end=1/6/2022")

    (words, url), *_ = page.context["more"]
    assert words == "Curve of patients (PNG)"
    assert url.endswith("?at=2022-06-01")
    assert browser.get(url)["Content-Type"] == "image/png"
