"""What is done to a row of Set up: corrected, closed, taken back, by one or by two at once."""

import re

import pytest

from cases import actions
from cases.models import Site
from linkstudy.setup.kinds import KINDS
from linkstudy.setup.tests.answers import WHY, new, send, site, text, told
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    ago,
    an_observation,
)
from linkstudy.testing.pages import problems

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", KINDS)
def test_a_row_is_voided_and_restored_on_its_pages(office, place):
    kind = KINDS[place]
    row = send(office, kind.add_url, new(place)).context["row"]

    void = send(office, kind.deed_url(row, "void"), WHY)
    gone = office.get(kind.list_url)
    listed = office.get(kind.list_url, {"void": ""})
    stale = office.get(kind.deed_url(row, "correct"), follow=True)
    back = send(office, kind.deed_url(row, "restore"), WHY)

    assert told(void) == [kind.deeds["void"].done.format(row=row)]
    assert "Void since Today, 9:12am." in text(void)
    assert "Typed wrongly" in text(void)
    assert [words for words, _ in kind.offered(void.context["row"])] == ["Restore"]
    assert (gone.context["void_count"], len(listed.context["lines"])) == (1, 1)
    assert 'class="void"' in listed.text
    assert stale.redirect_chain == [(kind.url(row), 302)]
    assert told(stale) == [f"{row} is not as it was. This is how it stands"]
    assert told(back) == [kind.deeds["restore"].done.format(row=row)]
    assert office.get(kind.list_url, {"void": ""}).context["lines"] == []


@pytest.mark.parametrize("place", KINDS)
@pytest.mark.parametrize("name", ["void", "restore", "correct"])
def test_a_change_needs_a_reason(office, place, name):
    kind = KINDS[place]
    row = send(office, kind.add_url, new(place)).context["row"]
    if name == "restore":
        send(office, kind.deed_url(row, "void"), WHY)

    page = send(office, kind.deed_url(row, name), {"reason": " "})

    missing = kind.deeds[name].form.base_fields["reason"].missing
    assert problems(page) == {"reason": [missing]}


def test_two_administrators_at_once_see_both_values_and_keep_their_typing(office, login, study):
    address = KINDS["sites"].deed_url(study.sites[0], "correct")
    form = office.get(address).context["form"]
    seen = {name: form[name].value() for name in ("version", "name", "opened_on", "token")}
    send(login("administrator"), address, WHY | {"name": "North"})

    page = office.post(address, seen | WHY | {"name": "South"})
    again = office.post(address, page.context["form"].data.dict() | {"name": "South"}, follow=True)

    assert page.context["form"].stale == [("Part of the country", "North", "South")]
    assert "Nothing is saved yet" in text(page)
    assert told(again) == ["Site 1: South is corrected"]
    assert Site.objects.get(number=1).version == 3


def test_two_administrators_who_move_a_document_see_both_places(office, login, study):
    address = KINDS["documents"].deed_url(study.form, "correct")
    form = office.get(address).context["form"]
    names = ("version", "in_force_from", "where", "clauses", "token")
    seen = {name: form[name].value() for name in names}
    send(login("administrator"), address, WHY | {"where": "some", "sites": [site(1)]})

    page = office.post(address, seen | WHY | {"where": "some", "sites": [site(2)]})

    assert page.context["form"].stale == [
        ("Where it is to be used", "Site 1: Region 1", "Site 2: Region 2")
    ]


def test_two_administrators_who_date_a_document_see_both_days_and_no_place(office, login, study):
    address = KINDS["documents"].deed_url(study.form, "correct")
    form = office.get(address).context["form"]
    names = ("version", "in_force_from", "where", "clauses", "token")
    seen = {name: form[name].value() for name in names}
    send(login("administrator"), address, WHY | {"replaced_on": "1/7/2022"})

    page = office.post(address, seen | WHY | {"replaced_on": "2/7/2022"})
    early = send(office, address, WHY | {"replaced_on": "1/1/2021"})

    assert page.context["form"].stale == [("When was it replaced?", "1 July 2022", "2 July 2022")]
    words = "It cannot be replaced before it is in force"
    assert problems(early) == {"replaced_on": [words]}


def test_the_first_site_is_asked_for_no_documents(login):
    client = login("administrator")

    page = send(client, KINDS["sites"].add_url, new("sites"))

    assert "documents" not in client.get(KINDS["sites"].add_url).context["form"].fields
    assert told(page) == ["Site 7: North East is open"]


def test_a_correction_without_a_change_is_refused_in_words(office, study):
    page = send(office, KINDS["topics"].deed_url(study.topic, "correct"), WHY)

    assert problems(page) == {"__all__": ["Nothing is different. Change an answer, or cancel"]}


def test_where_a_document_is_used_is_corrected(office, study):
    address = KINDS["documents"].deed_url(study.form, "correct")

    page = send(office, address, WHY | {"where": "some", "sites": [site(2)]})
    form = office.get(address).context["form"]
    back = send(office, address, WHY | {"where": "all"})

    assert told(page) == ["Consent form v1.3 is corrected"]
    assert (form["where"].value(), form["sites"].value()) == ("some", [site(2)])
    assert [label for label, _ in back.context["sections"][0].items] == ["Site 1", "Site 2"]


def test_a_site_with_open_bookings_says_which_and_what_to_do(office, study):
    person = a_person(study.cases[0])
    booking = a_booking(person, ago(-3))
    address = KINDS["sites"].deed_url(study.sites[0], "close")

    opened = office.get(address)
    page = send(office, address, {"on": "today"})

    words = [
        "Case 1 is still open then. Close it first",
        "1 interview is booked at this site. Say what happened, or take the booking back first",
    ]
    assert [one.words for one in opened.context["against"]] == words
    assert booking.get_absolute_url() in opened.text
    assert problems(page) == {"__all__": words}
    assert page.context["form"]["on"].value() == "today"
    assert Site.objects.open().count() == 2


@pytest.mark.parametrize(("place", "number"), [("sites", 2), ("cases", 1)])
def test_what_closed_is_reopened_with_a_reason(office, study, place, number):
    kind = KINDS[place]
    if place == "sites":
        actions.close_case(case=study.cases[1], on=ago(0), by=None)
    row = kind.find(str(number))

    closed = send(office, kind.deed_url(row, "close"), {"on": "today"})
    missing = send(office, kind.deed_url(row, "reopen"), {})
    back = send(office, kind.deed_url(row, "reopen"), WHY)

    assert told(closed) == [f"{row} is closed"]
    assert problems(missing) == {"reason": ["Enter why it is open again"]}
    assert told(back) == [f"{row} is open again"]


def test_a_document_is_taken_out_of_use(office, study):
    page = send(office, KINDS["documents"].deed_url(study.form, "replace"), {"on": "1 July 2022"})

    assert told(page) == ["Consent form v1.3 has its last day"]
    assert ("Replaced on", "1 July 2022") in [
        (label, said.words) for label, said in page.context["facts"]
    ]


def test_what_somebody_signed_is_not_taken_back(office, study):
    person = a_person(study.cases[0])
    a_consent(person, document=study.form)
    address = KINDS["documents"].deed_url(study.form, "void")

    page = send(office, address, WHY)

    words = "1 person has signed this version. A version that was signed is replaced, not voided"
    assert problems(page) == {"__all__": [words]}
    assert person.get_absolute_url() in page.text


def test_a_case_that_has_begun_is_closed_not_voided(office, study):
    an_observation(study.cases[0])

    page = send(office, KINDS["cases"].deed_url(study.cases[0], "void"), WHY)

    words = "1 observation day belongs to this case. A case that has begun is closed, not voided"
    assert problems(page) == {"__all__": [words]}


def test_a_case_links_to_its_page_while_it_stands(office, study):
    case = study.cases[1]
    page = office.get(KINDS["cases"].url(case))
    actions.void_row(row=case, version=1, reason="Typed wrongly", by=None)
    void = office.get(KINDS["cases"].url(case))

    assert ('href="/cases/2/"' in page.text, 'href="/cases/2/"' in void.text) == (True, False)


@pytest.mark.parametrize("role", ["pi", "researcher", "ppi", "monitor"])
def test_the_others_may_not_set_up(login, study, role):
    page = login(getattr(study, role)).get("/set-up/sites/add/")

    assert page.status_code == 403
    assert "Administrator" in page.text


@pytest.mark.parametrize("role", ["researcher", "ppi"])
def test_who_sees_their_sites_or_counts_reads_nothing_of_what_is_set_up(login, study, role):
    client = login(getattr(study, role))

    assert [client.get(url).status_code for url in ("/set-up/", "/set-up/sites/")] == [403, 403]


@pytest.mark.parametrize("role", ["pi", "monitor"])
def test_some_read_what_is_set_up_and_change_nothing(login, study, role):
    site = study.sites[0]
    client = login(getattr(study, role))
    pages = [client.get(url) for url in ("/set-up/", "/set-up/sites/", KINDS["sites"].url(site))]
    links = {link for page in pages for link in re.findall(r'href="(/set-up/[^"]*)"', page.text)}

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert "What is set up" in pages[0].text
    assert f"<h1>{site}</h1>" in pages[2].text
    assert {client.get(link).status_code for link in links} == {200}


def test_a_study_that_nobody_described_leads_a_reader_back(login, db):
    assert login("monitor").get("/set-up/study/").headers["Location"] == "/set-up/"
