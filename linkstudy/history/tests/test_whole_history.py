"""The list of all that happened: narrowed, paged, and no change missing from it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linkstudy.audit.models import Entry
from linkstudy.audit.writing import record
from linkstudy.history.tests.pages import sentences
from linkstudy.testing.factories import a_booking, a_case, a_consent, a_person, ago
from linkstudy.testing.pages import text_of
from participants import actions


def test_the_list_is_narrowed_by_kind_and_by_who_with_a_count_beside_each_answer(
    study, person, login
):
    client = login(study.pi)
    actions.change_participant(
        participant=person, version=fresh(person).version, contact_by=ago(-9), by=study.pi
    )

    page = client.get("/history/c1-pt-01/?who=User+3&kind=participant")

    assert sentences(page) == ["Details changed"]
    ticks = {
        field.name: [(tick.label, tick.count, tick.is_chosen) for tick in some]
        for field, some in page.context["facets"]
    }
    assert ticks == {
        "kind": [
            ("Consent", 0, False),
            ("Consent answer", 0, False),
            ("Interview", 0, False),
            ("Participant", 1, True),
        ],
        "who": [("Ann Example", 5, False), ("User 3", 1, True)],
    }
    assert page.context["filters"].chips == [
        ("Participant", "?who=User+3"),
        ("User 3", "?kind=participant"),
    ]
    assert "Showing 1 change." in text_of(page)


def fresh(person):
    return type(person).objects.get(pk=person.pk)


def test_a_filter_that_shows_nothing_says_how_to_see_the_rest(study, person, login):
    a_booking(person, ago(-3), wave="follow_up", by=study.researcher)
    actions.change_participant(
        participant=person, version=fresh(person).version, contact_by=ago(-9), by=study.pi
    )

    page = login(study.pi).get("/history/c1-pt-01/?who=User+3&kind=interview")

    assert "Nothing matches. Clear all filters to see 7 changes." in text_of(page)


@pytest.mark.parametrize(
    "query",
    [
        "?who=Nobody",
        "?kind=nothing",
        "?kind=%00&who=%00",
        "?who=%E2%80%AE",
        "?kind=" + "x" * 5000,
        "?page=-1",
        "?page=one",
        "?page=99999999999999999999",
        "?kind=participant&kind=participant&who=",
    ],
)
def test_what_the_address_asks_and_nobody_knows_is_left_out(study, person, login, query):
    page = login(study.pi).get(f"/history/c1-pt-01/{query}")

    assert page.status_code == 200
    assert len(sentences(page)) == 5


def test_an_unknown_filter_is_named_where_it_is_asked(study, person, login):
    page = login(study.pi).get("/history/c1/?who=Nobody&kind=nothing")

    assert text_of(page).count("Error: We do not know one of these. It is left out") == 2


def test_a_page_holds_25_changes(study, login):
    person = a_person(study.cases[0])
    for day in range(30):
        actions.change_participant(
            participant=person, version=day + 1, contact_by=ago(-day), by=study.researcher
        )
    client = login(study.researcher)

    first, second = (client.get(f"/history/c1-pt-01/?page={n}") for n in (1, 2))

    assert [len(sentences(page)) for page in (first, second)] == [25, 5 + 1]
    assert "Showing 26 to 31 of 31 changes." in text_of(second)
    assert sentences(second)[-1].startswith("Added to the study.")


def test_each_change_leads_to_the_history_of_its_row(study, person, login):
    client = login(study.pi)

    page = client.get("/history/c1-pt-01/")

    urls = [event.url for event in page.context["events"]]
    assert urls == [
        "/history/c1-pt-01/participant/1/",
        "/history/c1-pt-01/participant/1/",
        "/history/c1-pt-01/interview/1/",
        "/history/c1-pt-01/consent/1/",
        "/history/c1-pt-01/participant/1/",
    ]
    assert {client.get(url).status_code for url in urls} == {200}


def test_each_change_of_the_study_leads_to_a_history_that_is_there(study, login):
    client = login(study.administrator)

    urls = {event.url for event in client.get("/history/").context["events"]}

    assert "/history/study/" in urls
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)


def test_the_way_back_leads_through_the_whole_history(study, person, login):
    page = login(study.pi).get("/history/c1-pt-01/interview/1/").content.decode()

    links = re.findall(r'<li><a href="([^"]+)">([^<]+)</a></li>', page.split('class="crumb"')[1])
    assert links[:2] == [("/history/", "History"), ("/history/c1-pt-01/", "C1-PT-01")]


@pytest.mark.parametrize(
    "address", ["/history/", "/history/c1/", "/history/c1-pt-01/", "/history/c1-pt-01/interview/1/"]
)
@pytest.mark.parametrize("who", ["researcher", "monitor"])
def test_a_page_takes_as_many_queries_for_any_number_of_changes(study, person, login, address, who):
    client = login(getattr(study, who))

    few = queries_of(client, address)
    for number in range(3, 6):
        case = a_case(number, site=study.sites[0])
        a_consent(a_person(case))
        a_booking(a_person(study.cases[0]), by=study.researcher)
    many = queries_of(client, address)

    assert many <= few + 1  # on a first page that holds kinds of rows that it did not hold


def queries_of(client, address) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked.captured_queries)


def test_whatever_is_written_is_somewhere_in_the_whole_history(study, person, login):
    """Nothing but how keys and sealed values are kept stays out."""
    page = login(study.monitor).get("/history/")

    counted = sum(tally.times for tally in page.context["filters"].tallies)
    silent = Entry.objects.filter(kind__startswith="identities.").count()
    assert counted + silent == Entry.objects.count()


def test_an_entry_of_a_row_without_a_history_of_its_own_is_told_where_everything_is(
    study, person, login
):
    record("person.key_looked_at", on=person.person, by=study.pi)

    page = login(study.monitor).get("/history/?kind=person-key")

    assert sentences(page) == ["Person key looked at"]
    assert str(person.person_id) not in text_of(page)
    assert login(study.researcher).get("/history/?kind=person-key").status_code == 200
