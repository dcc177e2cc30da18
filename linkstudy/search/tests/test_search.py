"""The search: study IDs, cases and places that the reader may see, and nothing about who somebody is."""

import pytest

from linkstudy.testing.factories import a_case, a_person, a_site, a_user
from linkstudy.testing.pages import problems
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
    return [*map(str, found.people), *(f"case {case.number}" for case in found.cases)]


def said(page) -> str:
    return page.context["sentence"]


@pytest.mark.parametrize("typed", ["1 pt 2", "c1pt2", "C1-PT-02", " 1  pt  2 ", "1.PT.02"])
def test_a_study_id_typed_loosely_opens_the_person(login, study, people, typed):
    page = asked(login(study.pi), typed)

    assert page.url == "/participants/c1-pt-02/"


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
    words = "Check it, or try the case’s number."
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

    assert said(page) == "Find a person by study ID, or a case by its number or place."
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


def test_every_page_offers_the_search_to_those_who_see_cases_alone(login, study):
    assert 'role="search"' in login(study.monitor).get("/").text
    assert 'role="search"' not in login(study.ppi).get("/").text
    assert asked(login(study.ppi), "case 1").status_code == 403
    assert asked(login(a_user()), "case 1").status_code == 200
