"""The list of people."""

import datetime as dt
import re

import pytest

from cases.actions import replace_document
from linkstudy import clock
from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import a_booking, a_consent, a_form, a_person, an_interview
from linkstudy.testing.pages import text_of
from participants.tests.people import everybody


def test_the_list_says_how_many_of_how_many(login, study):
    everybody(study)
    client = login(study.researcher)

    whole, some, none = (
        text_of(client.get(f"/participants/?{query}")) for query in ("", "status=booked", "q=zzz")
    )

    assert "8 people who replied or were invited by name. Study IDs only." in whole
    assert "1 of 8 people who replied" in some
    assert "0 of 8 people who replied" in none
    assert "No one matches. Remove “zzz” to see 8 people." in none
    assert whole.endswith("Showing all 8 people. Export these 8 rows (Excel or CSV)")


def test_an_empty_list_says_why_and_what_to_do(login, study):
    text = text_of(login(study.researcher).get("/participants/"))

    assert text.endswith(
        "No one is here yet. People appear once they reply to a letter or are invited by name."
        " Add the first participant ."
    )


def test_two_filters_that_leave_nobody_are_cleared_together(login, study):
    a_person(study.cases[0])

    text = text_of(login(study.researcher).get("/participants/?status=booked&group=HP"))

    assert text.endswith("No one matches. Clear all filters to see everyone.")


def test_a_row_holds_the_columns_of_the_list(login, study):
    with clock.telling(dt.datetime(2022, 6, 1, 12, tzinfo=clock.LONDON)):
        person = a_person(study.cases[0])
        a_consent(person, document=study.form)
    replace_document(document=study.form, on=dt.date(2022, 6, 10), by=None)
    a_form("1.4")
    a_booking(person)
    an_attempt(person, on=dt.date(2022, 6, 13))

    page = login(study.monitor).get("/participants/").content.decode()

    row = page.split("<tbody>")[1].split("</tbody>")[0]
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.split(r"</t[hd]>", row)[:-1]]
    assert [" ".join(cell.split()) for cell in cells] == [
        "C1-PT-01",
        "Patient",
        "Booked",
        "Interview today, 2pm",
        "13 June, phone, no answer",
        "Ann Example",
        "v1.3, old form",
    ]
    assert '<tr class="today">' in row


def test_sorting_and_filters_stay_while_paging(login, study):
    for _ in range(30):
        a_person(study.cases[0])
    client = login(study.researcher)

    page = client.get("/participants/?case=1&sort=-id&page=2").content.decode()

    assert "?case=1&amp;sort=-id&amp;page=1" in page
    assert 'aria-sort="descending"' in page
    assert "/participants/export/?case=1&amp;sort=-id" in page
    assert page.count('scope="row"') == 5


def test_a_past_figure_says_what_it_is(login, study):
    person = a_person(study.cases[0])
    with clock.telling(dt.datetime(2022, 6, 1, 12, tzinfo=clock.LONDON)):
        an_interview(person)

    client = login(study.researcher)
    text = text_of(client.get("/participants/?at=2022-06-01&status=interviewed&case=1&group=PT"))
    wrong = text_of(client.get("/participants/?at=2022-06-01&status=booked"))

    assert "As at 1 June 2022: people interviewed by then, as it was known that evening." in text
    assert "1 of 1 person interviewed by 1 June 2022." in text
    assert "Choose the status Interviewed alone to look at an earlier day. The list shows" in wrong


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%F0%9F%98%80", "case=%00", "page=-1", "page=abc", "page=1000000000"]
)
def test_nonsense_in_the_address_shows_a_list(login, study, query):
    a_person(study.cases[0])

    response = login(study.researcher).get(f"/participants/?{query}")

    assert response.status_code == 200
    assert "linkstudy" in response.content.decode()


def test_roles_without_people_learn_who_sees_them(login, study):
    response = login(study.ppi).get("/participants/")

    assert response.status_code == 403
    assert "Researcher" in response.content.decode()
