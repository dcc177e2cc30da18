"""The lists and rows of Set up: what they say, where they lead, who may open them."""

import pytest

from cases import actions
from cases.models import PlanVersion
from cases.vocabulary import Scope
from linkstudy.setup.kinds import EVERY, KINDS
from linkstudy.setup.tests.answers import new, send, text
from linkstudy.testing.factories import (
    a_form,
    a_protocol,
    a_topic,
    ago,
    an_amendment,
    an_organisation,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", KINDS)
def test_a_list_and_a_row_say_what_is_there(office, place):
    kind = KINDS[place]
    empty = office.get(kind.list_url)
    row = send(office, kind.add_url, new(place)).context["row"]

    page, one = office.get(kind.list_url), office.get(kind.url(row))

    assert (text(empty).count("None yet."), kind.lead in text(page)) in {(1, True), (0, True)}
    assert str(row) in text(page)
    assert one.status_code == 200
    assert "What is recorded" in text(one)
    for words, url in kind.offered(row):
        assert f'href="{url}">{words}' in one.text
        assert office.get(url).status_code == 200
    assert office.get(one.context["history"]).status_code == 200


@pytest.mark.parametrize("place", KINDS)
@pytest.mark.parametrize("page", ["one", "-1", "9999"])
def test_a_page_that_is_not_there_shows_one_that_is(office, place, page):
    assert office.get(KINDS[place].list_url, {"page": page}).status_code == 200


def test_a_long_list_comes_in_pages(office):
    for number in range(30):
        a_topic(f"Topic {number:02}")

    first, second = (office.get("/set-up/topics/", {"page": number}) for number in (1, 2))

    assert [len(page.context["lines"]) for page in (first, second)] == [25, 6]


@pytest.mark.parametrize("place", KINDS)
@pytest.mark.parametrize("tail", ["", "correct/", "void/", "restore/"])
def test_what_is_not_there_is_not_found(office, place, tail):
    assert office.get(f"/set-up/{place}/nothing/{tail}").status_code == 404
    assert office.post(f"/set-up/{place}/nothing/{tail}").status_code in {404, 405}


@pytest.mark.parametrize("address", ["/set-up/nothing/", "/set-up/topics/1/close/"])
def test_a_kind_has_the_pages_that_it_needs_and_no_others(office, address):
    assert office.get(address).status_code == 404


def test_the_first_page_leads_to_every_kind(office):
    page = office.get("/set-up/")

    assert all(f'href="{kind.list_url}"' in page.text for kind in EVERY)
    held = {kind.place: count for kind, count in page.context["kinds"] if count}
    assert held == {"study": 1, "sites": 2, "cases": 2, "plans": 1, "documents": 1, "topics": 1}
    assert 'href="/set-up/"' in office.get("/").text


def test_rows_say_how_they_stand(office, study):
    case = study.cases[0]
    actions.close_case(case=case, on=ago(1), by=None)
    to_come = a_form("2.0", approved_on=ago(1), in_force_from=ago(-5))
    gone = a_form("0.9", replaced_on=ago(1), approved_on=ago(100))
    earlier, later = (a_protocol(effective_from=ago(days)) for days in (9, -9))
    now = a_protocol(effective_from=ago(3))
    sent, fresh = (
        an_amendment("B", approved_on=None),
        an_amendment("A", submitted_on=None, approved_on=None),
    )
    practice = an_organisation(study.sites[0], "Practice")

    said = {
        str(row): KINDS[row.place].state(KINDS[row.place].find(row.slug)).words
        for row in (
            *study.sites,
            case,
            study.cases[1],
            study.plan,
            study.form,
            study.topic,
            to_come,
            gone,
            earlier,
            later,
            now,
            sent,
            fresh,
            practice,
        )
    }

    assert said == {
        "Site 1: Region 1": "Open",
        "Site 2: Region 2": "Open",
        "Case 1: Region 1": "Closed",
        "Case 2: Region 2": "Open",
        "Plan 1": "In force",
        "Consent form v1.3": "In use since 14 June 2021",
        "How patients become aware of link workers": "In use",
        "Consent form v2.0": "Approved",
        "Consent form v0.9": "Replaced",
        "Protocol settings 1": "Earlier",
        "Protocol settings 2": "To come",
        "Protocol settings 3": "In force",
        "B": "Submitted",
        "A": "Not submitted",
        "Practice": "In use",
    }


def test_a_row_shows_what_belongs_to_it(office, study):
    network = an_organisation(study.sites[0], "Network", kind="network")
    an_organisation(study.sites[0], "Practice", parent=network)
    amendment = an_amendment()
    send(office, KINDS["plans"].add_url, new("plans") | {"amendment": str(amendment.pk)})

    def sections(row) -> dict[str, list]:
        shown = office.get(KINDS[row.place].url(row)).context["sections"]
        return {one.title: [(label, said.words) for label, said in one.items] for one in shown}

    plan = PlanVersion.objects.get(number=2)
    assert sections(study.sites[0]) == {
        "Cases": [("Open", "Case 1")],
        "Organisations": [
            ("Primary care network", "Network"),
            ("GP practice", "Practice"),
        ],
        "Documents in use": [("Everybody", "Consent form v1.3. Since 14 June 2021")],
        "Team": [("Researcher", "Ann Example")],
    }
    assert sections(network) == {"What belongs to it": [("GP practice", "Practice")]}
    assert sections(amendment) == {
        "Where it is in use": [("Case 1", "Not yet"), ("Case 2", "Not yet")],
        "What comes from it": [("From 1 June 2022", "Plan 2")],
    }
    assert sections(plan)["Cases with targets of their own"] == [
        ("Case 1", "Patients: 8"),
        ("Case 1", "Health professionals: 3"),
        ("Case 2", "Observation days: 4"),
    ]
    assert list(sections(study.plan)) == ["Targets in each case"]
    assert sections(study.form) == {
        "Where it is used": [
            ("Site 1", "Region 1. Since 14 June 2021"),
            ("Site 2", "Region 2. Since 14 June 2021"),
        ],
        "What it asks": [(str(place), one.label) for place, one in enumerate(Scope, 1)],
    }
