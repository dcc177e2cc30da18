"""Figures on pages and as files: of what was asked, and since when."""

import csv
import datetime as dt
import html
import io
import re

import pytest

from linkstudy import clock
from linkstudy.accounts.policy import Role
from linkstudy.figures.tests.scene import (
    MARCH,
    TODAY,
    a_case_since_march,
    a_plan_since_march,
    interviewed_on,
)
from linkstudy.progress import progress_page
from linkstudy.progress.asking import address, asked
from linkstudy.progress.looked import COOKIE, Looked
from linkstudy.testing.factories import a_user
from linkstudy.testing.pages import text_of

pytestmark = pytest.mark.django_db
PAGE, HOW = "/progress/", "/progress/how-we-forecast/"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def case():
    """In the field for 91 days to 30 June; ten patients planned, six done."""
    case = a_case_since_march(1)
    a_plan_since_march(cases_planned=1)
    for month, day in [(4, 20), (4, 20), (5, 2), (5, 31), (6, 13), (6, 14)]:
        interviewed_on(dt.date(2022, month, day), case)
    return case


def rows_of(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def in_table(page: str) -> list[list[str]]:
    """The rows of the first table that a figure is shown as."""
    table = page[page.index("Show this as a table") :].split("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.S)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in rows]
    return [[html.unescape(cell) for cell in row] for row in cells]


# The page and its files


def keys_of(page) -> list[tuple[str, str, str]]:
    return [(key.label, key.value, key.unit) for key in page.context["page"].keys]


def test_numbers_beside_the_verdict_are_of_the_plan_and_the_pace(login, case):
    client = login("pi")

    assert keys_of(client.get(PAGE)) == [
        ("Behind plan", "2", "interviews"),
        ("Pace, per open case", "0.6", "a week"),
        ("Pace needed for 10", "1.8", "a week"),
    ]
    assert keys_of(client.get(PAGE, {"at": "2022-04-20"}))[0] == ("Behind plan", "0", "interviews")
    interviewed_on(TODAY, case)
    assert keys_of(client.get(PAGE))[0] == ("Behind plan", "1", "interview")


def test_the_summary_is_five_lines_of_plain_text(login, case):
    page = login("pi").get(PAGE)

    assert page.context["page"].summary.splitlines() == [
        "Recruitment as at 14 June 2022, against Plan 1",
        (
            "6 of 10 patient interviews are done, 2 fewer than planned by now. At this pace we will finish"
            " with about 7."
        ),
        (
            "There is an 8 in 10 chance of ending between 6 and 9 by 30 June 2022. Reaching 10 is unlikely"
            " (about 1 in 10)."
        ),
        (
            "Health professionals: 0 of 5. Voluntary sector: 0 of 4. Link worker: 0 of 1. Manager: 0 of 1."
            " Observation days: 0 of 15."
        ),
        "All cases: 1 open.",
    ]
    assert html.escape(page.context["page"].summary) in page.text


def test_the_summary_tells_a_reader_of_counts_no_small_number(login, case):
    summary = login("ppi").get(PAGE).context["page"].summary

    assert summary.splitlines()[3] == (
        "Health professionals: Under 5. Voluntary sector: Under 5. Link worker: Not shown."
        " Manager: Not shown. Observation days: Under 5."
    )


def test_without_a_plan_the_summary_names_none(login):
    a_case_since_march(1)

    lines = login("pi").get(PAGE).context["page"].summary.splitlines()

    assert lines[0] == "Recruitment as at 14 June 2022"
    assert lines[3].startswith("Health professionals: 0. Voluntary sector: 0.")


def test_more_than_planned_is_said_so(login):
    case = a_case_since_march(1)
    a_plan_since_march(patients=2, cases_planned=1)
    for day in (1, 2, 3):
        interviewed_on(dt.date(2022, 6, day), case)

    assert keys_of(login("pi").get(PAGE)) == [
        ("More than planned", "1", "interview"),
        ("Pace, per open case", "0.3", "a week"),
    ]


def test_page_says_where_it_may_end_and_what_would_change_that(login, case):
    page = login("pi").get(PAGE)

    said = text_of(page)
    assert (
        "6 of 10 patient interviews are done, 2 fewer than planned by now. At this pace we will finish with about 7."
        in said
    )
    assert (
        "There is an 8 in 10 chance of ending between 6 and 9 by 30 June 2022. Reaching 10 is unlikely (about 1 in 10). How we work this out"
        in said
    )
    words = [choice.words for choice in page.context["page"].choices]
    assert words[0] == "carry on as now"
    assert [word in said for word in words] == [True] * 5


def test_table_and_csv_have_the_same_numbers(login, case):
    client = login("pi")
    page = client.get(PAGE)

    url = dict(page.context["page"].files)["CSV"]
    heads, *rows = rows_of(client.get(url))

    shown_heads, *shown = in_table(page.text)
    assert heads == shown_heads
    assert [row[1:] for row in rows] == [
        ["" if cell == "–" else cell for cell in row[1:]] for row in shown
    ]


def test_address_of_a_file_shows_the_same_tomorrow(login, case, study_clock):
    client = login("pi")
    url = dict(client.get(PAGE).context["page"].files)["SVG"]
    before = client.get(url)
    assert before["Content-Type"] == "image/svg+xml"
    study_clock("2022-06-15 09:12")
    interviewed_on(dt.date(2022, 6, 15), case)

    assert client.get(url).content == before.content


def test_the_ways_to_other_pages_keep_the_day(login, case):
    client = login("pi")

    then = client.get(PAGE, {"at": "2022-06-13"})

    assert then.text.count('href="/progress/cases/?at=2022-06-13"') == 1
    assert client.get(PAGE).text.count('href="/progress/cases/"') == 1


def test_another_day_has_a_forecast_and_no_choices(login, case):
    page = login("pi").get(PAGE, {"at": "2022-06-13"}).context["page"]

    assert page.forecast.done == 5
    assert (page.choices, page.items, page.changes) == ([], [], None)
    assert dict(page.files)["CSV"] == "/progress/interviews.csv?at=2022-06-13"


@pytest.mark.parametrize(
    "name", ["interviews.pdf", "forecast.svg", "nothing.csv", "interviews.csv?case=9"]
)
def test_what_is_no_file_of_a_figure_is_not_found(login, case, name):
    assert login("pi").get(f"/progress/{name}").status_code == 404


def test_a_file_is_of_the_case_and_group_asked_for(login, case):
    interviewed_on(dt.date(2022, 5, 2), case, "HP")

    sent = login("pi").get("/progress/interviews.csv?case=1&group=HP&at=2022-06-13")

    assert sent["Content-Disposition"] == (
        'attachment; filename="health-professional-interviews-case-1-2022-06-13.csv"'
    )
    assert rows_of(sent)[-2] == ["2022-06-13", "4", "1", *[""] * 5]


def test_a_case_of_another_site_is_not_found(login, case):
    other = a_case_since_march(2)
    client = login(a_user(sites=[other.site]))

    assert client.get("/progress/interviews.csv?case=1").status_code == 404
    assert rows_of(client.get("/progress/interviews.csv?case=2"))[-2][2] == "0"


@pytest.mark.parametrize(
    "asked",
    ["case=0", "case=x", "case=-1", "case=111111111", "group=hp", "wave=x", "at=31/06/2022"],
)
def test_a_file_of_what_there_is_not_is_not_found(login, case, asked):
    assert login("pi").get(f"/progress/interviews.csv?{asked}").status_code == 404


def test_an_empty_answer_asks_for_all(login, case):
    assert rows_of(login("pi").get("/progress/interviews.csv?case="))[-2][2] == "6"


def test_what_is_no_case_group_or_wave_is_left_aside_by_a_page(rf, case):
    found = asked(a_user(Role.PI), rf.get("/?case=x&group=XX&wave=third&at=31/06/2022").GET)

    assert (found.day, found.case, found.group, found.wave) == (TODAY, None, "PT", "first")
    assert address(found) == "?at=2022-06-14"


def test_an_address_says_all_that_was_asked(rf, case):
    query = "?at=2022-06-01&case=1&group=HP&wave=follow_up"

    assert address(asked(a_user(Role.PI), rf.get(f"/{query}").GET)) == query
    assert address(asked(a_user(Role.PI), rf.get("/").GET), page="2") == "?at=2022-06-14&page=2"


def test_a_reader_of_counts_has_figures_of_all_cases_today(login, case, rf):
    found = asked(a_user(Role.PPI_LEAD), rf.get("/?at=2022-06-01&case=1").GET)

    assert (found.day, found.case, address(found)) == (TODAY, None, "")
    sent = login("ppi").get("/progress/interviews.csv?at=2022-06-01&case=1")
    assert [row[2] for row in rows_of(sent)[1:]] == ["", "", "", "6", ""]


# How we forecast


def test_the_page_explains_and_shows_groups_and_cases(login, case):
    page = login("pi").get(HOW)

    said = text_of(page)
    assert "It takes 5 interviews and 4 weeks in which a case was open." in said
    assert [line.group.value for line in page.context["found"].groups] == [
        "PT",
        "HP",
        "VS",
        "LW",
        "LM",
    ]
    assert "too early" in said
    assert "one person in each case" in said
    assert [line.case.number for line in page.context["lines"]] == [1]


def test_another_group_is_an_address(login, case):
    page = login("pi").get(HOW, {"group": "HP", "at": "2022-06-13"})

    assert [group.value for group, chosen in page.context["groups"] if chosen] == ["HP"]
    assert 'href="?at=2022-06-13&amp;group=VS"' in page.text
    assert dict(page.context["files"]) == {
        "CSV": "/progress/forecast.csv?at=2022-06-13&group=HP",
        "Word": "/progress/forecast.docx?at=2022-06-13&group=HP",
    }


def test_the_forecast_of_one_case_is_a_file(login, case):
    a_case_since_march(2)

    rows = rows_of(login("pi").get("/progress/forecast.csv?case=2&at=2022-06-14"))

    assert [row[1] for row in rows[1:]] == ["all"] * 5 + ["2"]


def test_many_cases_are_on_several_pages(login):
    for number in range(1, 27):
        a_case_since_march(number)

    page = login("pi").get(HOW, {"page": "2"})

    assert [line.case.number for line in page.context["lines"]] == [26]


def test_without_time_left_no_case_has_a_line(login):
    a_case_since_march(1, closed_on=dt.date(2022, 6, 1))

    assert "No case has planned fieldwork left." in text_of(login("pi").get(HOW))


def test_a_reader_of_counts_sees_groups_alone_and_no_number_that_is_hidden(login, case):
    page = login("ppi").get(HOW)

    hidden = {line.group.value: line.forecast.is_hidden for line in page.context["found"].groups}
    assert hidden == {"PT": False, "HP": True, "VS": True, "LW": True, "LM": True}

    assert "Cases with time left" not in page.text
    assert "not shown" in text_of(page)


# Since you last looked


def test_what_changed_is_said_since_the_last_day_on_which_somebody_looked(login, study_clock):
    with clock.telling(MARCH):
        pi = a_user(Role.PI)
    study_clock("2022-06-07 10:00")
    case = a_case_since_march(1)
    client = login(pi)
    assert client.get(PAGE).context["page"].changes is None
    study_clock("2022-06-07 15:30")
    interviewed_on(dt.date(2022, 6, 7), case)  # logged at 3pm, after the look
    study_clock("2022-06-14 09:12")
    interviewed_on(dt.date(2022, 6, 13), case)

    first, again = client.get(PAGE), client.get(PAGE)

    assert "Since you last looked on 7 June: 2 patient interviews more." in text_of(first)
    assert "Since you last looked on 7 June: 2 patient interviews more." in text_of(again)
    study_clock("2022-06-15 09:12")
    assert "Since you last looked on 14 June: nothing changed here." in text_of(client.get(PAGE))


def test_looking_at_another_day_is_no_look(login, case):
    client = login("pi")

    client.get(PAGE, {"at": "2022-06-01"})

    assert COOKIE not in client.cookies


def test_the_cookie_is_of_one_account_and_cannot_be_made_up(login, case, study_clock):
    client = login("pi")
    study_clock("2022-06-13 09:00")
    client.get(PAGE)
    kept = client.cookies[COOKIE]
    assert (kept["httponly"], kept["samesite"], kept["path"]) == (True, "Lax", "/")
    study_clock("2022-06-14 09:12")

    other = login("administrator")
    other.cookies[COOKIE] = kept.value
    assert other.get(PAGE).context["page"].changes is None
    client.cookies[COOKIE] = "2022-06-01T10:00:00+00:00:forged"
    assert client.get(PAGE).context["page"].changes is None


def test_a_reader_of_counts_is_not_told_what_changed(login, case, study_clock):
    client = login("ppi")
    study_clock("2022-06-13 09:00")
    client.get(PAGE)
    study_clock("2022-06-14 09:12")

    assert client.get(PAGE).context["page"].changes is None


EARLIER, NOW = (dt.datetime(2022, 6, day, 10, tzinfo=clock.LONDON) for day in (7, 14))


@pytest.mark.parametrize(
    ("found", "since"),
    [
        (Looked(), None),
        (Looked(NOW), None),
        (Looked(NOW, EARLIER), EARLIER),
        (Looked(EARLIER, EARLIER.replace(day=1)), EARLIER),
    ],
)
def test_since_is_the_last_look_before_today(found, since):
    assert found.since(TODAY) == since
    assert found.at(NOW) == Looked(NOW, since)


@pytest.mark.parametrize("role", ["pi", "researcher"])
def test_whoever_comes_back_asks_no_more_than_15_questions(
    login, case, study_clock, django_assert_max_num_queries, role
):
    client = login(a_user(role, sites=[case.site]))
    study_clock("2022-06-13 09:00")
    client.get(PAGE)
    study_clock("2022-06-14 09:12")

    with django_assert_max_num_queries(15):
        page = client.get(PAGE).context["page"]

    assert page.changes is not None
    assert len(page.items) < progress_page.PRESSING  # so that consents to renew were looked for
