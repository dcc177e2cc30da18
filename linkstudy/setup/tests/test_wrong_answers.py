"""What is wrong with an answer on the pages of Set up is said beside its question, and kept."""

import pytest

from cases import actions
from cases.models import DocumentVersion
from linkstudy.audit.models import Entry
from linkstudy.setup.kinds import KINDS
from linkstudy.setup.tests.answers import WHY, new, send, told
from linkstudy.testing.factories import (
    a_form,
    a_topic,
    ago,
    an_organisation,
)
from linkstudy.testing.pages import problems


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
        ("sites", {"name": "region 1"}, "name", "Another site has this name"),
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
    done = send(
        office,
        KINDS["documents"].add_url,
        new("documents") | {"replaces": str(study.form.pk), "where": "all"},
    )

    assert problems(again) == {"__all__": ["This version is already there"]}
    assert problems(other) == {
        "replaces": ["Choose a version of the same document for the same people"]
    }
    assert told(done) == ["Consent form v1.4 is added"]
    assert DocumentVersion.objects.get(number="1.3").replaced_on.day == 10


def test_a_name_in_other_capitals_is_the_same_name(office, study):
    topic = a_topic("Being heard")
    an_organisation(study.sites[0], "Practice A")
    an_organisation(study.sites[1], "Practice B")

    again = send(office, KINDS["topics"].add_url, {"name": "BEING  heard"})
    there = send(
        office, KINDS["organisations"].add_url, new("organisations") | {"name": "practice a"}
    )
    apart = send(
        office, KINDS["organisations"].add_url, new("organisations") | {"name": "PRACTICE B"}
    )
    itself = send(office, KINDS["topics"].deed_url(topic, "correct"), WHY | {"name": "Being Heard"})

    assert problems(again) == {"name": ["This topic is already there"]}
    assert problems(there) == {"name": ["This organisation is already there"]}
    assert apart.context["row"].name == "PRACTICE B"
    assert itself.context["row"].name == "Being Heard"


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
