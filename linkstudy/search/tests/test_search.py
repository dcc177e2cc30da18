"""The search: study IDs, cases, places, meetings and events that the reader may see, and nothing about
who somebody is."""

import datetime as dt

import pytest

from linkstudy.testing.events import an_event
from linkstudy.testing.factories import a_case, a_person, a_site, a_user
from linkstudy.testing.meetings import a_meeting
from linkstudy.testing.pages import problems
from linkstudy.testing.tables import a_group, a_member
from meetings.actions import void_group, void_meeting
from participants.actions import keep_contact

SEARCH = "/search/"


@pytest.fixture
def people(study):
    """C1-PT-01, C1-PT-02 and, at the other site, C2-PT-01."""
    one, two = study.cases
    return [a_person(one), a_person(one), a_person(two)]


def asked(client, typed: str):
    return client.get(SEARCH, {"q": typed})


def listed(page) -> list[str]:
    found = page.context["found"]
    cases = (f"case {case.number}" for case in found.cases)
    return [*map(str, found.people), *cases, *map(str, [*found.meetings, *found.events])]


def said(page) -> str:
    return page.context["sentence"]


@pytest.mark.parametrize("typed", ["1 pt 2", "c1pt2", "C1-PT-02", " 1  pt  2 ", "1.PT.02"])
def test_a_study_id_typed_loosely_opens_the_person(login, study, people, typed):
    page = asked(login(study.pi), typed)

    assert page.url == "/participants/c1-pt-02/"


@pytest.mark.parametrize("typed", ["C1-PT-02-W1", "c1pt2w2", "1 pt 2 w1"])
def test_the_name_of_a_transcript_opens_whose_it_is(login, study, people, typed):
    assert asked(login(study.pi), typed).url == "/participants/c1-pt-02/"


@pytest.mark.parametrize("typed", ["2", "c2", "case 2", "Case  2", "Region 2"])
def test_a_case_opens_by_its_number_or_its_place(login, study, typed):
    study.sites[1].name = "Region 2"
    study.sites[1].save()

    assert asked(login(study.pi), typed).url == "/cases/2/"


def test_a_study_id_without_its_case_is_looked_for_in_each(login, study, people):
    everybody = asked(login(study.pi), "pt1")

    assert listed(everybody) == ["C1-PT-01", "C2-PT-01"]
    assert said(everybody) == "2 people for “pt1”."
    assert [line.status for line in everybody.context["people"]] == ["Deciding", "Deciding"]
    assert asked(login(study.researcher), "pt1").url == "/participants/c1-pt-01/"


def test_several_places_of_one_name_are_listed(login, study):
    for number in (21, 20):
        a_case(number, site=a_site(number, f"Northern {number}"))

    page = asked(login(study.pi), "northern")

    assert listed(page) == ["case 20", "case 21"]
    assert said(page) == "2 cases for “northern”."


@pytest.mark.parametrize("typed", ["2 pt 1", "case 2", "C2-PT-99", "case 99", "pt99", "zz1"])
def test_another_site_answers_like_one_that_does_not_exist(login, study, people, typed):
    page = asked(login(study.researcher), typed)

    assert listed(page) == []
    words = "Check how it is written, or try fewer words."
    assert said(page) == f"Nothing you may see matches “{typed}”. {words}"


def test_nobody_is_found_here_by_who_they_are(login, study, people):
    keep_contact(
        participant=people[0],
        values={"name": "Mary Canary"},
        version=people[0].person.version,
        by=study.researcher,
    )

    page = asked(login(study.researcher), "Mary Canary")

    assert listed(page) == []
    assert '<a href="/participants/find/">' in page.text
    assert '<a href="/participants/find/">' not in asked(login(study.pi), "Mary Canary").text


@pytest.mark.parametrize("typed", ["", "   "])
def test_an_empty_search_says_what_can_be_looked_for(login, study, typed):
    page = asked(login(study.monitor), typed)

    assert said(page) == "Everything you may see can be found from every page."
    assert listed(page) == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("a\0b", "Remove the hidden character, shown as �, after “a”"),
        ("x" * 101, "The search is 101 characters. The most we can keep is 100"),
    ],
)
def test_what_cannot_be_looked_for_is_said_and_stays(login, study, typed, words):
    page = asked(login(study.pi), typed)

    assert problems(page) == {"q": [words]}
    assert listed(page) == []


def test_a_search_asks_the_database_as_often_for_one_case_as_for_many(
    login, study, people, django_assert_num_queries
):
    client = login(study.pi)
    for number in range(30, 36):
        a_person(a_case(number, site=study.sites[0]))

    with django_assert_num_queries(3):
        page = asked(client, "pt1")

    assert len(listed(page)) == 8


def label(page) -> str:
    return page.text.partition('<label for="q-top">')[2].partition("</label>")[0]


def test_every_page_offers_everybody_the_search_for_what_they_see(login, study):
    assert label(login(study.researcher).get("/")) == "Study ID, case or place, meeting"
    assert label(login(study.monitor).get("/")) == "Study ID, case or place"
    assert label(login(study.ppi).get("/")) == "Meeting or event"
    assert listed(asked(login(study.ppi), "case 1")) == []
    assert asked(login(a_user()), "case 1").status_code == 200


# Meetings and events


@pytest.fixture
def meetings(study):
    """The advisory group met on 4 June and 28 April 2022, the PPI group on 4 June and will in July."""
    advisory, ppi = a_group("Advisory group"), a_group("PPI group")
    days = [(advisory, 6, 4), (advisory, 4, 28), (ppi, 6, 4), (ppi, 7, 20)]
    return [a_meeting(group, held_on=dt.date(2022, m, d)) for group, m, d in days]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        (
            "ADVISORY",
            ["Advisory group meeting, 4 June 2022", "Advisory group meeting, 28 April 2022"],
        ),
        ("meetings of", []),
        ("4 June", ["Advisory group meeting, 4 June 2022", "PPI group meeting, 4 June 2022"]),
        ("meeting on", []),
        (
            "group meeting 4/6/22",
            ["Advisory group meeting, 4 June 2022", "PPI group meeting, 4 June 2022"],
        ),
        ("meeting", []),
    ],
)
def test_meetings_are_found_by_group_and_by_day(login, study, meetings, typed, days):
    page = asked(login(study.pi), typed)

    assert sorted(listed(page)) == sorted(days)


@pytest.mark.parametrize(
    "typed", ["ppi 4 june", "ppi group meeting sat 4 june 2022", "PPI group 4/6"]
)
def test_one_meeting_opens_at_once(login, study, meetings, typed):
    assert asked(login(study.ppi), typed).url == "/meetings/ppi-group/2022-06-04/"


def test_a_day_without_its_year_may_be_to_come(login, study, meetings):
    assert asked(login(study.ppi), "20 july").url == "/meetings/ppi-group/2022-07-20/"


def test_void_meetings_and_those_of_void_groups_are_not_found(login, study, meetings):
    client, (one, other) = login(study.ppi), meetings[2:]
    void_meeting(meeting=one, version=one.version, reason="Twice", by=study.ppi)

    assert asked(client, "ppi group").url == "/meetings/ppi-group/2022-07-20/"

    void_meeting(meeting=other, version=other.version, reason="Twice", by=study.ppi)
    group = other.group
    void_group(group=group, version=group.version, reason="Never met", by=study.ppi)

    assert listed(asked(client, "ppi group")) == []


def test_a_researcher_finds_meetings_of_groups_they_sit_in_alone(login, study, meetings):
    client = login(study.researcher)

    assert listed(asked(client, "ppi group")) == []

    a_member(meetings[2].group, user=study.researcher)

    assert listed(asked(client, "group")) == [
        "PPI group meeting, 20 July 2022",
        "PPI group meeting, 4 June 2022",
    ]


def test_events_are_found_by_their_title(login, study):
    an_event("Inclusive research")

    assert asked(login(study.ppi), "inclusive").url == "/meetings/events/inclusive-research/"
    assert said(asked(login(study.monitor), "inclusive")).startswith("Nothing you may see")


def test_several_kinds_are_counted_in_one_sentence(login, study, meetings):
    an_event("A group visit")

    page = asked(login(study.pi), "group")

    assert said(page) == "4 meetings and 1 event for “group”."
