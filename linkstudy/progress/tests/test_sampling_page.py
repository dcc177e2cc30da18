"""The page of the sampling frame: for whom it says what, where it leads, and what it never shows."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linkstudy.clock import LONDON, telling
from linkstudy.testing.factories import a_case, a_person, ago, an_interview
from linkstudy.testing.pages import text_of
from linkstudy.testing.sampling import a_benchmark, a_cell
from participants.actions import change_participant
from participants.filters import PeopleFilter

pytestmark = pytest.mark.django_db
URL = "/progress/sampling/"


def interviewed(case, group="PT", **facts):
    person = a_person(case, group, **facts)
    an_interview(person)
    return person


def crossed() -> None:
    """A cell for each gender and age."""
    for gender in ("man", "woman"):
        for age in ("18-29", "80+"):
            a_cell(gender=[gender], age_band=[age], least=1)


def test_the_page_names_the_gaps_and_who_took_part(study, login):
    crossed(), a_cell(least=4), a_cell(age_band=["80+"], most=1)
    a_benchmark()
    interviewed(study.cases[0], gender="man", age_band="80+")
    interviewed(study.cases[1], gender="man", age_band="80+")
    interviewed(study.cases[1], age_band="18-29")

    page = login(study.pi).get(URL)

    said = text_of(page)
    assert (
        "4 gaps: men aged 18 to 29, women aged 18 to 29, women aged 80 and over and 1 more." in said
    )
    assert "Gender 18 to 29 80 and over Women 0 gap, 1 to find 0 gap, 1 to find Men 0 gap" in said
    assert "Men 2 interviewed, Men goal: at least 4 2 to find 1 not asked" in said
    assert (
        "Patients aged 80 and over 2 interviewed, Patients aged 80 and over goal: at most 1 1 more than asked for"
        in said
    )
    assert "Benchmark, from 15 May 2022: A count of everybody." in said
    assert "Man 2 2 49%" in said


def test_the_number_of_people_leads_to_them(study, login):
    a_cell()
    one = interviewed(study.cases[0], gender="man")
    interviewed(study.cases[1], "HP", title="gp")

    page = login(study.pi).get(URL)

    url = page.context["page"].people_url
    assert page.context["page"].people_words == "1 person was interviewed."
    assert f'href="{url.replace("&", "&amp;")}"' in page.text
    query = login(study.pi).get(url).wsgi_request.GET
    assert [str(row) for row in PeopleFilter(query, study.pi).people] == [str(one)]


def test_a_number_leads_to_the_people_whom_it_counts(study, login):
    with telling(dt.datetime(2022, 6, 12, 9, tzinfo=LONDON)):
        crossed()
        first = interviewed(study.cases[1], gender="man", age_band="80+")
        second = interviewed(study.cases[0], gender="man", age_band="80+")
        interviewed(study.cases[0], gender="woman", age_band="80+")
    with telling(dt.datetime(2022, 6, 13, 9, tzinfo=LONDON)):
        second.refresh_from_db()
        known = {"version": second.version, "by": study.researcher, "reason": "Asked again"}
        change_participant(participant=second, gender="woman", **known)
    client = login(study.pi)
    page = client.get(URL, {"at": "12/6/2022"})
    [cell] = [cell for cell in page.context["page"].frame.cells if cell.people == 2]
    url = f"{URL}{cell.row.slug}/"

    assert f'href="{url}?at=2022-06-12"' in page.text
    then, now = client.get(url, {"at": "12/6/2022"}), client.get(url)
    assert list(then.context["people"]) == [str(second), str(first)]
    assert list(now.context["people"]) == [str(first)]
    assert "Men aged 80 and over: 2 of at least 1, goal met." in text_of(then)
    assert f'href="/participants/{first.slug}/"' in then.text
    empty = client.get(url, {"case": "1"})
    assert "in Case 1, by what was known of them" in text_of(empty)
    assert "Nobody so far." in text_of(empty)
    assert login(study.ppi).get(url).status_code == 403
    assert client.get(f"{URL}99/").status_code == 404


def test_many_people_of_a_cell_come_in_pages(study, login):
    cell = a_cell()
    for _ in range(26):
        interviewed(study.cases[0], gender="man")

    second = login(study.pi).get(f"{URL}{cell.slug}/", {"page": "2"})

    assert list(second.context["people"]) == ["C1-PT-26"]
    assert "Men: 26 of at least 3, goal met." in text_of(second)


def test_who_may_fit_is_said_beside_who_does(study, login):
    cell = a_cell()
    interviewed(study.cases[0])

    said = text_of(login(study.pi).get(f"{URL}{cell.slug}/"))

    assert "Of some it is not known whether they fit: 1 not asked." in said


def test_the_groups_that_have_cells_are_a_click_away(study, login):
    with telling(dt.datetime(2022, 6, 12, 9, tzinfo=LONDON)):
        a_cell("VS", title=["voluntary_lead"]), a_cell("HP")
    client = login(study.pi)

    page = client.get(URL, {"at": "13/6"})

    tabs = page.context["page"].tabs
    assert [(tab.label, tab.note, tab.is_shown) for tab in tabs] == [
        ("Patients", "", True),
        ("Health professionals", "1 gap", False),
        ("Voluntary sector", "1 gap", False),
    ]
    other = client.get(tabs[2].url)
    assert other.context["page"].asked.day == dt.date(2022, 6, 13)
    assert (
        "Voluntary sector, against the team’s sampling frame. As at Monday 13 June 2022"
        in text_of(other)
    )
    assert "Voluntary sector: voluntary sector lead 0 goal: at least 3 3 to find" in text_of(other)


def test_a_case_can_be_asked_for(study, login):
    a_cell()
    interviewed(study.cases[0], gender="man")

    page = login(study.pi).get(URL, {"case": "2", "group": "PT"})

    assert "Patients in Case 2, against the team’s sampling frame." in text_of(page)
    assert page.context["page"].frame.people == 0
    assert "The goals are those of the whole study, so these people alone have no gaps." in text_of(
        page
    )
    assert "Men 0 goal: at least 3 Take it away" in text_of(page)
    assert page.context["page"].form["case"].value() == "2"
    assert "Show all cases today" in text_of(page)


def test_an_empty_frame_says_what_to_do_and_who_can(study, login):
    office, pi = login(study.administrator).get(URL), login(study.pi).get(URL)

    assert "No cells have been set up yet." in text_of(office)
    assert 'href="/set-up/sampling/add/"' in office.text
    assert "User 4 can set up the sampling frame." in text_of(pi)
    assert "/set-up/" not in pi.text.split("<main")[1]


@pytest.mark.parametrize("at", ["1/1/2001", "29 February 2021", "tomorrow", "1/7/2030", "purple"])
def test_a_day_that_cannot_be_shows_what_can(study, login, at):
    a_cell()
    interviewed(study.cases[0], gender="man")

    page = login(study.pi).get(URL, {"at": at, "case": "x", "group": "zz"})

    assert page.status_code == 200
    said = text_of(page)
    is_past = at == "1/1/2001"
    assert ("These are today’s figures" in said) == (not is_past)
    assert ("No cells have been set up by 1 January 2001." in said) == is_past


def test_a_case_of_another_site_is_not_found(study, login):
    assert login(study.researcher).get(URL, {"case": "2"}).status_code == 404


def test_a_researcher_sees_their_own_people(study, login):
    a_cell()
    interviewed(study.cases[0], gender="man"), interviewed(study.cases[1], gender="man")

    page = login(study.researcher).get(URL)

    assert page.context["page"].frame.people == 1


def test_a_reader_of_counts_sees_no_small_number_no_day_and_no_case(study, login):
    crossed(), a_cell(least=9)
    for place in range(12):
        known = {"age_band": "80+" if place % 3 else "18-29"}
        interviewed(study.cases[0], gender="man" if place < 9 else "woman", **known)

    page = login(study.ppi).get(URL, {"at": "13/6", "case": "1"})

    shown = page.context["page"]
    assert (shown.asked.case, shown.is_today, shown.form, shown.people_url) == (
        None,
        True,
        None,
        "",
    )
    said = text_of(page)
    assert "12 people were interviewed." in said
    assert "Women not shown not shown Men not shown not shown" in said
    assert "Show another date or case" not in said
    assert "Who replied is left out" in said


def test_where_even_the_total_is_small_a_reader_of_counts_is_told(study, login):
    a_cell()
    interviewed(study.cases[0], gender="man")

    said = text_of(login(study.ppi).get(URL))

    assert "How many were interviewed is not shown." in said
    assert "So nothing is shown of what they are like." in said


def test_files_hold_what_the_page_shows(study, login):
    a_cell()
    case = study.cases[0]
    interviewed(case, gender="man")
    client = login(study.pi)
    page = client.get(URL, {"at": "14/6", "case": "1"})

    for name, urls in page.context["page"].files.items():
        assert [label for label, _ in urls] == ["CSV", "Word"]
        assert {client.get(url).status_code for _, url in urls} == {200}
        assert (name, f"/progress/{name}.csv?at=2022-06-14&case=1") == (name, urls[0][1])
    sheet = client.get(page.context["page"].files["sampling"][0][1])
    rows = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert rows[1] == ["Men", "1", "3", "", "", "", "0", "0"]


def test_the_progress_page_leads_there(study, login):
    assert f'href="{URL}"' in login(study.pi).get("/progress/").text


def test_the_page_asks_few_questions_however_many_people_changed(study, login):
    crossed(), a_cell("HP"), a_benchmark()
    a_benchmark("age_band", [("18-29", 50), ("80+", 50)])
    for place in range(4):
        person = interviewed(a_case(10 + place), gender="man")
        person.refresh_from_db()
    clients = [login(one) for one in (study.pi, study.researcher, study.ppi)]

    for client in clients:
        for query in ({}, {"at": ago(3).isoformat()}):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(URL, query).status_code == 200
            assert len(asked) <= 15
