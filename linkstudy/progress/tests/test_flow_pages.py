"""The page of the flow, and the rows behind each of its numbers."""

import datetime as dt
import re
from typing import Any

import pytest

from linkstudy import clock
from linkstudy.progress.flow_page import FlowPage
from linkstudy.testing.factories import (
    a_case,
    a_consent,
    a_person,
    a_refusal,
    a_study,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.letters import some_letters
from linkstudy.testing.many import many
from linkstudy.testing.pages import text_of

pytestmark = pytest.mark.django_db
PAGE = "/progress/flow/"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 20:00")


def scene() -> Any:
    """Two cases since 1 June, with letters, and people who got far and less far."""
    with clock.telling(dt.datetime(2022, 6, 1, 12, tzinfo=clock.LONDON)):
        study = a_study()
        case, other = study.cases
        batch = some_letters(case)
        some_letters(other, sent_out=10)
        replied = [a_person(case, batch=batch, replied_on=ago(3)) for _ in range(3)]
        a_person(other, joined_via="poster")
        a_person(case, "HP", invited_on=ago(2), joined_via="email")
    an_interview(replied[0])
    a_refusal(replied[1], "unwell")
    a_consent(replied[2])
    a_withdrawal(replied[2], time=dt.time(19))
    return study


def linked(page: FlowPage) -> list[tuple[str, str]]:
    """(number, address of its rows) of each number of the page."""
    found = []
    for _, rows, ways in page.parts:
        found += [(one.words, one.url) for one in ways]
        for row in rows:
            found += [(one.words, one.url) for one in (row.number, *row.exits)]
    return found


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"case": "1"},
        {"at": "2022-06-01"},
        {"at": "2022-06-10", "case": "2"},
        {"group": "HP"},
        {"wave": "follow_up"},
    ],
)
def test_each_number_of_people_leads_to_as_many_rows(login, study, asked):
    client = login(study.pi)
    found = linked(client.get(PAGE, asked).context["page"])

    of_people = [(words, url) for words, url in found if "flow/people/" in url]
    assert of_people
    assert [f"{client.get(url).context['page'].paginator.count}" for _, url in of_people] == [
        words for words, _ in of_people
    ]


def test_numbers_of_letters_lead_to_the_letters_of_a_case_or_of_each(login, study):
    client = login(study.pi)
    every = linked(client.get(PAGE).context["page"])
    of_one = linked(client.get(PAGE, {"case": "1"}).context["page"])

    urls = {url for _, url in every if "flow/letters" in url}
    assert urls == {"/progress/flow/letters/?at=2022-06-14"}
    cases = client.get(*urls).context["page"].object_list
    assert [(one.number, one.letters_sent_out) for one in cases] == [(1, 40), (2, 10)]
    assert {url for _, url in of_one if "flow" not in url} == {"/cases/1/letters/?at=2022-06-14"}
    assert client.get("/cases/1/letters/?at=2022-06-14").context["sums"].sent_out == 40
    nothing = client.get("/progress/flow/letters/?at=2022-05-31")
    assert "No letters by 31 May 2022." in text_of(nothing)


def test_rows_say_who_how_they_came_and_why_they_are_not_further(login, study):
    page = login(study.pi).get("/progress/flow/people/", {"step": "eligible", "case": "1"})

    assert [(str(one), way, why) for one, way, why in page.context["lines"]] == [
        ("C1-PT-01", "Answered letters", ""),
        ("C1-PT-02", "Answered letters", "Unwell or bereaved"),
        ("C1-PT-03", "Answered letters", "Withdrew: stop taking part, keep what we have"),
    ]
    assert page.context["behind"].label == "Eligible, as far as we know"
    assert "3 people by Tuesday 14 June 2022, as known that day." in text_of(page)


def test_rows_of_a_reason_or_a_way_are_named_after_it(login, study):
    client = login(study.pi)
    said = client.get("/progress/flow/people/", {"step": "eligible", "why": "no:unwell"})
    came = client.get("/progress/flow/people/", {"way": "poster"})

    assert [one.context["behind"].label for one in (said, came)] == [
        "Eligible, as far as we know: Unwell or bereaved",
        "On our list: Poster",
    ]
    assert [[str(one) for one, _, _ in page.context["lines"]] for page in (said, came)] == [
        ["C1-PT-02"],
        ["C2-PT-01"],
    ]


@pytest.mark.parametrize("asked", [{"why": "no:\x00"}, {"way": "<b>"}, {"why": "x" * 3000}])
def test_rows_of_no_reason_are_none(login, study, asked):
    page = login(study.pi).get("/progress/flow/people/", asked)

    assert (page.context["lines"], page.context["behind"].label) == ([], "On our list")
    assert "Nobody by 14 June 2022." in text_of(page)


@pytest.mark.parametrize("step", ["", "booked ", "x", "\x00", "followed"])
def test_a_step_that_there_is_none_of_is_left_aside(login, study, step):
    page = login(study.pi).get("/progress/flow/people/", {"step": step})

    assert page.context["page"].paginator.count == 4


def test_the_finding_is_the_first_line(login, study):
    text = text_of(login(study.pi).get(PAGE))

    assert "No reply to 9 in 10 letters so far; 1 of 4 people on our list interviewed." in text
    assert "Patients, all cases, first interview. As at Tuesday 14 June 2022, as known" in text


def test_how_many_left_is_said_once_for_each_step(login, study):
    (_, letters, _), (_, people, _) = login(study.pi).get(PAGE).context["page"].parts

    assert [row.says for row in letters] == ["70 in all", "", ""]
    assert [row.says for row in people] == ["Nobody", "Nobody", "2 in all", "", "Nobody", ""]
    assert [row.share for row in letters][1:] == [
        "42% of the step before",
        "92% of the step before",
    ]


def test_a_day_that_was_before_everything_says_so(login, study):
    for day in ("2001-01-01", "29 February 2020"):
        page = login(study.pi).get(PAGE, {"at": day})
        assert "Nobody was asked by" in text_of(page)
        assert "<figure" not in page.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("29/2/2021", "February 2021 has 28 days. Enter a real date"),
        ("2022-06-15", "The date must be today or in the past"),
        ("soon", "The date must be a date, like 10 June 2022"),
    ],
)
def test_a_wrong_day_is_said_beside_its_box_and_today_stands(login, study, typed, words):
    page = login(study.pi).get(PAGE, {"at": typed, "case": "1"})

    assert page.context["form"].errors == {"at": [words]}
    assert page.context["day"] == dt.date(2022, 6, 14)
    assert page.context["page"].asked.case.number == 1
    assert "These are today’s figures, not those of another date." in text_of(page)


def test_what_is_no_group_wave_or_case_is_said_and_left_out(login, study):
    page = login(study.pi).get(PAGE, {"group": "XX", "wave": "third", "case": "one"})

    left_out = ["We do not know this one. It is left out"]
    assert page.context["form"].errors == dict.fromkeys(("group", "wave", "case"), left_out)
    asked = page.context["page"].asked
    assert (asked.group, asked.wave, asked.case) == ("PT", "first", None)


def test_the_form_shows_what_was_asked(login, study):
    asked = {"at": "2022-06-10", "case": "2", "group": "HP", "wave": "follow_up"}
    form = login(study.pi).get(PAGE, asked).context["form"]

    assert form.errors == {}
    assert {name: form[name].value() for name in asked} == asked | {"at": "10 June 2022"}
    assert [words for _, words in form.fields["case"].choices] == ["All cases", "Case 1", "Case 2"]


def test_a_case_of_another_site_is_not_there(login, study):
    client = login(study.researcher)
    for path in (PAGE, "/progress/flow/people/", "/progress/flow/letters/", "/progress/flow.csv"):
        assert client.get(path, {"case": "2"}).status_code == 404
        assert client.get(path, {"case": "99"}).status_code == 404
    assert client.get(PAGE).context["page"].flow.people.first.count == 3


def test_a_reader_of_counts_has_no_links_no_day_and_no_case(login, study):
    for number in range(3, 9):
        an_interview(a_person(a_case(number, site=study.cases[0].site)))
    page = login(study.ppi).get(PAGE, {"at": "2022-06-01", "case": "2"})

    assert list(page.context["form"].fields) == ["group", "wave"]
    assert {url for _, url in linked(page.context["page"])} == {""}
    assert page.context["page"].flow.asked.case is None
    main = page.text.split("<main", 1)[1]
    assert set(re.findall(r'href="([^"#?]+)', main)) == {
        "/progress/",
        *(f"/progress/flow.{kind}" for kind in ("csv", "svg", "png", "docx")),
    }
    assert "These are all cases together, today." in text_of(page)


@pytest.mark.parametrize("path", ["/progress/flow/people/", "/progress/flow/letters/"])
def test_rows_are_not_for_readers_of_counts(login, study, path):
    assert login(study.ppi).get(path).status_code == 403


@pytest.mark.parametrize("kind", ["csv", "svg", "png", "docx"])
def test_files_are_linked_and_say_what_was_asked(login, study, kind):
    client = login(study.pi)
    asked = {"at": "2022-06-10", "case": "1"}
    urls = [url for _, url in client.get(PAGE, asked).context["page"].files]

    [url] = [one for one in urls if f".{kind}?" in one]
    assert url == f"/progress/flow.{kind}?at=2022-06-10&case=1"
    assert f'filename="flow-case-1-2022-06-10.{kind}"' in client.get(url)["Content-Disposition"]


def test_the_csv_is_the_table_of_the_page(login, study):
    client = login(study.pi)
    table = client.get(PAGE).context["page"].figure.table

    lines = client.get("/progress/flow.csv").content.decode("utf-8-sig").splitlines()

    assert len(lines) == len(table.rows) + 1
    assert lines[0] == ",".join(table.heads)
    assert lines[1] == "Letters: found by the search,120,70"


def test_progress_and_the_case_lead_to_it(login, study):
    client = login(study.pi)

    assert 'href="/progress/flow/"' in client.get("/progress/").text
    assert 'href="/progress/flow/?case=1"' in client.get("/cases/1/").text


def test_the_list_has_25_people_a_page(login):
    many(cases=2, people=200)

    page = login("pi").get("/progress/flow/people/")

    assert len(page.context["lines"]) == 25


@pytest.mark.parametrize("size", [2, 60])
def test_pages_take_few_queries_at_any_size(login, size, django_assert_max_num_queries):
    many(cases=size, people=10 * size)
    client = login("pi")
    for path in (PAGE, "/progress/flow/people/", "/progress/flow/letters/", PAGE + "?case=1"):
        with django_assert_max_num_queries(15):
            client.get(path)
    counting = login(a_user("ppi"))
    with django_assert_max_num_queries(15):
        counting.get(PAGE)
