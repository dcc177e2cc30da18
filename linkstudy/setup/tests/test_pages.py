"""The pages of Set up, kind by kind: lists, a new row, one of them, and everything done to it."""

import re

import pytest

from cases import actions
from cases.models import Case, DocumentVersion, Organisation, PlanVersion, Protocol, Site, Study
from linkstudy.audit.models import Entry
from linkstudy.setup.kinds import EVERY, KINDS
from linkstudy.setup.tests.answers import new, site
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_form,
    a_person,
    a_protocol,
    a_study,
    a_topic,
    ago,
    an_amendment,
    an_observation,
    an_organisation,
)

pytestmark = pytest.mark.django_db
WHY = {"reason": "Typed wrongly"}


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def study():
    return a_study()


@pytest.fixture
def office(login, study):
    """A browser of the administrator."""
    return login(study.administrator)


def told(page) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def problems(page) -> dict[str, list[str]]:
    return {name: list(said) for name, said in page.context["form"].errors.items()}


def text(page) -> str:
    """The words of the page's main part."""
    main = page.text.split("<main", 1)[1]
    return " ".join(re.sub("<[^>]+>", " ", main).split()).replace("&amp;", "&")


def send(client, address: str, answers: dict, **more):
    """Fill the page in and send it: what it holds, with these answers."""
    form = client.get(address).context["form"]
    held = {field.name: field.value() for field in form if field.value() not in (None, "")}
    return client.post(address, held | answers | more, follow=True)


# New rows


@pytest.mark.parametrize("place", KINDS)
def test_a_new_row_is_entered_from_what_people_type(office, place):
    kind = KINDS[place]

    page = send(office, kind.add_url, new(place))

    row = page.context["row"]
    assert page.redirect_chain == [(kind.url(row), 302)]
    assert told(page) == [kind.add.done.format(row=row)]
    assert Entry.objects.filter(kind=row._meta.label_lower, key=str(row.pk)).count() == 1


@pytest.mark.parametrize("place", KINDS)
def test_the_same_form_sent_five_times_makes_one_row(office, place):
    kind = KINDS[place]
    before = kind.rows().count()
    token = office.get(kind.add_url).context["form"]["token"].value()

    for _ in range(5):
        office.post(kind.add_url, new(place) | {"token": token})

    assert kind.rows().count() == before + 1


@pytest.mark.parametrize("place", KINDS)
def test_an_empty_form_says_what_is_needed_and_writes_nothing(office, place):
    kind = KINDS[place]
    before = Entry.objects.count()

    page = office.post(kind.add_url, {})

    assert page.text.count("<title>Error: ") == 1
    assert problems(page)
    assert Entry.objects.count() == before


def test_the_study_is_described_where_it_will_be_corrected(login):
    client = login("administrator")

    opened = client.get("/set-up/study/", follow=True)
    page = send(client, "/set-up/study/correct/", new("study"))

    assert opened.redirect_chain == [("/set-up/study/correct/", 302)]
    assert "Describe the study" in text(opened)
    assert told(page) == ["The study is described"]
    assert Study.objects.get().title == "How link workers work"
    assert "Correct The study" in text(client.get("/set-up/study/correct/"))


def test_what_was_typed_is_what_is_kept(office, study):
    for place in KINDS:
        send(office, KINDS[place].add_url, new(place))

    assert Site.objects.get(number=7).publications.count() == 1
    assert (str(Case.objects.get(number=7)), Case.objects.get(number=7).lead) == (
        "Case 7: Region 1",
        None,
    )
    assert Organisation.objects.get().ods_code == "U12345"
    plan = PlanVersion.objects.get(number=2)
    targets = plan.targets.order_by("case__number", "measure")
    assert [(str(one.case or ""), one.measure, one.number) for one in targets if one.case] == [
        ("Case 1: Region 1", "HP", 3),
        ("Case 1: Region 1", "PT", 8),
        ("Case 2: Region 2", "OD", 4),
    ]
    assert plan.targets.get(case=None, measure="PT").number == 10
    assert Protocol.objects.get().follow_up_max_months == 12
    form = DocumentVersion.objects.get(number="1.4")
    assert (form.slug, form.in_force_from.day) == ("consent-1-4", 10)
    assert [one.site.number for one in form.publications.all()] == [1]


def test_a_new_version_starts_from_the_last_one(office, study):
    send(office, KINDS["plans"].add_url, new("plans"))
    a_protocol(most_age=90)

    plan = office.get(KINDS["plans"].add_url).context["form"]
    protocol = office.get(KINDS["protocol"].add_url).context["form"]

    assert (plan["patients"].value(), plan["cases_planned"].value()) == (10, 7)
    assert plan["own"].value() == (
        "Case 1: 8 patients, 3 health professionals\nCase 2: 4 observation days"
    )
    assert plan["effective_from"].value() is None
    assert (protocol["most_age"].value(), protocol["effective_from"].value()) == (90, None)


@pytest.mark.parametrize(
    ("asked", "field", "value"),
    [
        ("documents/add/?kind=consent", "kind", "consent"),
        ("documents/add/?kind=nonsense&audience=PT&number=9", "audience", "PT"),
        ("cases/add/?site=2", "site", "2"),
        ("cases/add/?site=99&number=4", "site", None),
    ],
)
def test_an_address_can_choose_beforehand_but_not_type(office, asked, field, value):
    form = office.get(f"/set-up/{asked}").context["form"]

    shown = form[field].value()
    if field == "site" and value:
        shown = str(form.fields["site"].answers[shown].number)
    assert shown == value
    assert form["number"].value() in (None, 3)


# Bad input


@pytest.mark.parametrize(
    ("place", "answers", "field", "words"),
    [
        (
            "study",
            {"planned_end_on": "1/1/2020", "started_on": "2/1/2020"},
            "planned_end_on",
            "The study cannot end before it starts. Check both dates",
        ),
        ("sites", {"number": "1"}, "number", "Site 1 is already there. Choose another number"),
        ("sites", {"number": "0"}, "number", "The number must be between 1 and 9,999"),
        ("sites", {"opened_on": "tomorrow"}, "opened_on", "The date must be today or in the past"),
        ("cases", {"number": "2"}, "number", "Case 2 is already there. Choose another number"),
        ("cases", {"number": "=1+1"}, "number", "The number must be a number, like 5"),
        (
            "cases",
            {"closes_on": "31/5/2022"},
            "closes_on",
            "The case cannot close before it opens. Check both dates",
        ),
        (
            "cases",
            {"population": "-1"},
            "population",
            "The population must be between 0 and 10,000,000 people",
        ),
        (
            "organisations",
            {"ods_code": "U!"},
            "ods_code",
            "An ODS code is 3 to 10 letters and digits, like U12345",
        ),
        (
            "organisations",
            {"name": "a\u202eb"},
            "name",
            "Remove the hidden character, shown as \ufffd, after “a”",
        ),
        (
            "topics",
            {"name": "x" * 101},
            "name",
            "The topic is 101 characters. The most we can keep is 100",
        ),
        (
            "topics",
            {"name": "\x00"},
            "name",
            "Remove the hidden character, shown as \ufffd, at the start",
        ),
        (
            "amendments",
            {"approved_on": "30/4"},
            "approved_on",
            "It cannot be approved before it is submitted. Check both dates",
        ),
        (
            "amendments",
            {"number": "–"},
            "number",
            "The number needs a letter or a digit, like SA01",
        ),
        (
            "plans",
            {"effective_from": "1/1/2020"},
            "effective_from",
            "The study started on 1 February 2020. Nothing can hold before that day",
        ),
        (
            "plans",
            {"patients": "-1"},
            "patients",
            "The number of patients must be between 0 and 1,000",
        ),
        (
            "plans",
            {"patients": "1000000000"},
            "patients",
            "The number of patients must be between 0 and 1,000",
        ),
        (
            "plans",
            {"cases_planned": "0"},
            "cases_planned",
            "The number of cases must be between 1 and 10,000",
        ),
        (
            "plans",
            {"own": "8 patients"},
            "own",
            "Line 1: write the case first, like “Case 5: 8 patients”",
        ),
        (
            "plans",
            {"own": "case 1: 2 cats"},
            "own",
            "Line 1: we do not understand “2 cats”. Write “8 patients”",
        ),
        (
            "plans",
            {"own": "\ncase 1: patients"},
            "own",
            "Line 1: we do not understand “patients”. Write “8 patients”",
        ),
        (
            "plans",
            {"own": "case 1: 1001 patients"},
            "own",
            "Line 1: a target must be between 0 and 1,000",
        ),
        (
            "plans",
            {"own": "1: 2 PT\n1: 3 patients"},
            "own",
            "Case 1 has two targets for patients. Leave one",
        ),
        (
            "plans",
            {"own": "9: 2 patients"},
            "own",
            "There is no Case 9. Plan the case first, or check it",
        ),
        (
            "protocol",
            {"follow_up_max_months": "8"},
            "follow_up_max_months",
            "It cannot close before it opens",
        ),
        ("protocol", {"most_age": "17"}, "most_age", "The oldest age cannot be below the youngest"),
        (
            "protocol",
            {"most_contact_attempts": "0"},
            "most_contact_attempts",
            "The number of tries must be between 1 and 20 times",
        ),
        ("documents", {"sites": []}, "sites", "Select at least one site where it is to be used"),
        ("documents", {"where": ""}, "where", "Select where it is to be used"),
        (
            "documents",
            {"number": "1/4"},
            "number",
            "A version is digits, letters and dots, like 1.3",
        ),
        (
            "documents",
            {"in_force_from": "31/5/2022"},
            "in_force_from",
            "It cannot be in force before it is approved",
        ),
        (
            "documents",
            {"approved_on": "15/6/2022"},
            "approved_on",
            "The date must be today or in the past",
        ),
    ],
)
def test_a_wrong_answer_is_said_beside_its_question_and_kept(
    office, study, place, answers, field, words
):
    if place == "plans":
        actions.correct_study(
            study=study.study, version=1, started_on=ago(864), reason="Known now", by=None
        )
    address = "/set-up/study/correct/" if place == "study" else KINDS[place].add_url
    before = Entry.objects.count()

    page = send(office, address, new(place) | WHY | answers)

    assert problems(page) == {field: [words]}
    assert Entry.objects.count() == before
    name, typed = next(iter(answers.items()))
    if isinstance(typed, str):
        kept = page.context["form"][name].value()
        shown = typed.replace("\x00", "\ufffd").replace("\u202e", "\ufffd")
        assert kept.strip() == shown.strip()


def test_a_version_is_added_once_and_replaces_its_like(office, study):
    sheet = a_form("1.0", kind="information")
    again = send(office, KINDS["documents"].add_url, new("documents") | {"number": "1.3"})
    other = send(
        office,
        KINDS["documents"].add_url,
        new("documents") | {"replaces": str(sheet.pk), "where": "all", "sites": []},
    )
    partly = send(
        office, KINDS["documents"].add_url, new("documents") | {"replaces": str(study.form.pk)}
    )
    done = send(
        office,
        KINDS["documents"].add_url,
        new("documents") | {"replaces": str(study.form.pk), "where": "all"},
    )

    assert problems(again) == {"__all__": ["This version is already there"]}
    assert problems(other) == {
        "replaces": ["Choose a version of the same document for the same people"]
    }
    assert problems(partly) == {
        "sites": [
            f"{study.form} is in use at Site 2: Region 2 too. Publish the new version there, or keep both"
        ]
    }
    assert told(done) == ["Consent form v1.4 is added"]
    assert DocumentVersion.objects.get(number="1.3").replaced_on.day == 10


def test_a_parent_is_of_the_same_site_and_no_part(office, study):
    north = an_organisation(study.sites[0], "North network", kind="network")
    south = an_organisation(study.sites[1], "South network", kind="network")
    part = an_organisation(study.sites[0], "Practice", parent=north)

    added = send(
        office,
        KINDS["organisations"].add_url,
        new("organisations") | {"parent": str(south.pk)},
    )
    circle = send(
        office, KINDS["organisations"].deed_url(north, "correct"), WHY | {"parent": str(part.pk)}
    )

    words = "South network is at another site. Choose an organisation of Site 1: Region 1"
    assert problems(added) == {"parent": [words]}
    assert problems(circle) == {
        "parent": ["Practice belongs to North network already. Choose another"]
    }
    offered = office.get(KINDS["organisations"].deed_url(north, "correct")).context["form"]
    assert [label for _, label in offered.fields["parent"].choices] == ["Nothing", "Practice"]


def test_the_lead_works_at_the_site(office, study):
    address = KINDS["cases"].add_url
    there, elsewhere = study.researcher, study.researcher2

    refused = send(office, address, new("cases") | {"lead": str(elsewhere.pk)})
    planned = send(office, address, new("cases") | {"lead": str(there.pk)})
    case = planned.context["row"]
    kept = send(office, KINDS["cases"].deed_url(case, "correct"), WHY | {"contact": "Phone"})

    assert problems(refused) == {
        "lead": [
            "Ben Example does not work at Site 1: Region 1. Add them to the site first, or choose nobody"
        ]
    }
    assert (case.lead, kept.context["row"].lead) == (there, there)


# Lists and rows


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
    assert [count for _, count in page.context["kinds"]] == [1, 2, 2, 1, 0, 1, 0, 1, 0]
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
        "Consent form v1.3": "In use",
        "How patients become aware of link workers": "In use",
        "Consent form v2.0": "To come",
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
        "Documents in use": [("Everybody", "Consent form v1.3")],
        "Team": [("Researcher", "Ann Example")],
    }
    assert sections(network) == {"What belongs to it": [("GP practice", "Practice")]}
    assert sections(amendment) == {"What comes from it": [("From 1 June 2022", "Plan 2")]}
    assert sections(plan)["Cases with targets of their own"] == [
        ("Case 1", "Patients: 8"),
        ("Case 1", "Health professionals: 3"),
        ("Case 2", "Observation days: 4"),
    ]
    assert sections(study.form) == {
        "Where it is used": [("Site 1", "Region 1"), ("Site 2", "Region 2")]
    }


# What is done to a row


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
    names = ("version", "in_force_from", "where", "token")
    seen = {name: form[name].value() for name in names}
    send(login("administrator"), address, WHY | {"where": "some", "sites": [site(1)]})

    page = office.post(address, seen | WHY | {"where": "some", "sites": [site(2)]})

    assert page.context["form"].stale == [
        ("Where it is to be used", "Site 1: Region 1", "Site 2: Region 2")
    ]


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
        "1 interview is booked at this site. Say what happened, or move the booking first",
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
    page = login(getattr(study, role)).get("/set-up/sites/")

    assert page.status_code == 403
    assert "Administrator" in page.text
