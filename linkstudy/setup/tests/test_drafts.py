"""Drafts, and what a consent form asks, on the pages of Set up."""

import pytest

from cases.models import DocumentVersion
from cases.vocabulary import Scope
from linkstudy.setup.kinds import KINDS
from linkstudy.setup.tests.answers import WHY, new, send, site, text, told
from linkstudy.testing.factories import a_consent, a_draft, a_form, a_person, ago
from linkstudy.testing.pages import held_by, problems

pytestmark = pytest.mark.django_db

KIND = KINDS["documents"]
DRAFT = {"approved_on": "", "in_force_from": "", "where": "none"}


def offered(page) -> list[str]:
    return [words for words, _ in page.context["offered"]]


def facts(page) -> list[tuple[str, str]]:
    return [(label, said.words) for label, said in page.context["facts"]]


def sections(page) -> dict[str, list[str]]:
    return {one.title: [said.words for _, said in one.items] for one in page.context["sections"]}


def test_a_draft_is_written_down_changed_and_approved(office, study):
    added = send(office, KIND.add_url, new("documents") | DRAFT)
    draft = added.context["row"]
    changed = send(office, KIND.deed_url(draft, "change"), {"number": "1.5", "clauses": ["audio"]})
    listed = office.get(KIND.list_url)
    answers = {"approved_on": "2/6", "in_force_from": "10/6/2022", "replaces": str(study.form.pk)}
    approved = send(office, KIND.deed_url(draft, "approve"), answers)

    assert told(added) == ["Consent form v1.4 is added"]
    assert offered(added) == ["Approve", "Change the draft", "Make void"]
    assert (added.context["state"].words, facts(added)) == (
        "Draft",
        [("What it is", "Consent form"), ("Version", "1.4"), ("For", "Everybody")],
    )
    assert "Nowhere yet: it is a draft." in text(added)
    assert told(changed) == ["Consent form v1.5 is changed"]
    assert sections(changed) == {
        "Where it is used": [],
        "What it asks": ["Have the interview audio recorded"],
    }
    assert [line.state.words for line in listed.context["lines"]] == [
        "Draft",
        "In use since 14 June 2021",
    ]
    assert told(approved) == ["Consent form v1.5 is approved"]
    assert approved.context["state"].words == "In use since 10 June 2022"
    assert offered(approved) == ["Correct", "Take out of use", "Make void"]
    assert facts(approved)[-2:] == [
        ("Approved on", "2 June 2022"),
        ("In force from", "10 June 2022"),
    ]
    study.form.refresh_from_db()
    assert study.form.replaced_on.day == 10


def test_a_draft_has_no_days_and_replaces_nothing(office, study):
    early = {"approved_on": "1/6", "replaces": str(study.form.pk)}

    page = send(office, KIND.add_url, new("documents") | DRAFT | {"in_force_from": "2/6"} | early)
    unsaid = send(office, KIND.add_url, new("documents") | {"approved_on": ""})

    words = "A draft is used nowhere. Leave this empty, or choose where it is to be used"
    names = ("approved_on", "in_force_from", "replaces")
    assert problems(page) == {name: [words] for name in names}
    missing = "Enter the day on which it was approved, or say below that it is a draft"
    assert problems(unsaid) == {"approved_on": [missing]}
    assert DocumentVersion.objects.count() == 1


def test_a_draft_is_not_in_force_before_it_is_approved(office):
    draft = a_draft()

    page = send(
        office, KIND.deed_url(draft, "approve"), {"approved_on": "2/6", "in_force_from": "1/6/2022"}
    )

    assert problems(page) == {"in_force_from": ["It cannot be in force before it is approved"]}


def test_a_draft_replaces_its_like_alone(office, study):
    sheet = a_form("1.0", kind="information")
    url = KIND.deed_url(a_draft(), "approve")

    choices = office.get(url).context["form"].fields["replaces"].choices
    added = office.get(KIND.add_url).context["form"].fields["replaces"].choices

    assert [str(label) for _, label in choices] == ["None", "Consent form v1.3"]
    assert [str(label) for _, label in added] == ["None", "Consent form v1.3", str(sheet)]


@pytest.mark.parametrize("name", ["approve", "change"])
def test_what_is_approved_is_no_draft_any_more(office, study, name):
    page = office.get(KIND.deed_url(study.form, name), follow=True)

    assert told(page) == ["Consent form v1.3 is not as it was. This is how it stands"]


@pytest.mark.parametrize("name", ["correct", "replace"])
def test_what_is_a_draft_is_neither_corrected_nor_taken_out_of_use(office, name):
    draft = a_draft()

    page = office.get(KIND.deed_url(draft, name), follow=True)

    assert told(page) == ["Consent form v1.4 is not as it was. This is how it stands"]


def test_a_consent_form_asks_something_and_other_documents_ask_nothing(office):
    empty = send(office, KIND.add_url, new("documents") | {"clauses": []})
    guide = send(office, KIND.add_url, new("documents") | {"kind": "guide"})
    opened = office.get(KIND.add_url).context["form"]

    assert problems(empty) == {"clauses": ["Tick what the form asks"]}
    assert list(sections(guide)) == ["Where it is used"]
    assert opened["clauses"].value() == list(Scope.values)
    url = KIND.deed_url(guide.context["row"], "correct")
    assert "clauses" not in office.get(url).context["form"].fields
    assert told(send(office, url, WHY | {"where": "all"})) == ["Topic guide v1.4 is corrected"]


def test_what_a_form_asks_is_put_right_until_somebody_signs_it(office, study):
    url = KIND.deed_url(study.form, "correct")

    page = send(office, url, WHY | {"clauses": ["interview", "audio"]})
    none = send(office, url, WHY | {"clauses": []})
    a_consent(a_person(study.cases[0]), document=study.form, scopes=["audio"])
    signed = send(office, url, WHY | {"clauses": ["interview"]})

    assert sections(page)["What it asks"] == [
        "Take part in an interview",
        "Have the interview audio recorded",
    ]
    assert problems(none) == {"clauses": ["Tick what the form asks"]}
    words = "C1-PT-01 signed this version, so what it asks stays. Add a new version"
    assert problems(signed) == {"clauses": [words]}


@pytest.mark.parametrize("name", ["correct", "change"])
def test_two_administrators_see_what_each_of_them_ticked(office, login, study, name):
    row = study.form if name == "correct" else a_draft()
    url = KIND.deed_url(row, name)
    opened = office.get(url)
    send(login("administrator"), url, WHY | {"clauses": ["interview"]})

    page = office.post(url, held_by(opened, **WHY) | {"clauses": ["audio"]})

    assert page.context["form"].stale == [
        (
            "What does the form ask?",
            "Take part in an interview",
            "Have the interview audio recorded",
        )
    ]


def test_a_guide_that_two_change_shows_no_clauses(office, login, study):
    draft = a_draft(kind="guide")
    url = KIND.deed_url(draft, "change")
    opened = office.get(url)
    send(login("administrator"), url, {"number": "7"})

    page = office.post(url, held_by(opened) | {"number": "8"})

    assert page.context["form"].stale == [("Version", "7", "8")]
    assert opened.context["form"]["clauses"].value() == Scope.values


def test_a_version_to_come_is_approved(office):
    form = a_form("2.0", approved_on=ago(1), in_force_from=ago(-5))

    assert office.get(KIND.url(form)).context["state"].words == "Approved"


def test_a_draft_is_used_at_some_sites_once_it_is_approved(office, study):
    url = KIND.deed_url(a_draft(), "approve")

    page = send(office, url, {"where": "some", "sites": [site(2)]})
    none = send(office, KIND.deed_url(a_draft("1.6"), "approve"), {"where": "some"})

    assert sections(page)["Where it is used"] == ["Region 2. Since 14 June 2022"]
    assert problems(none) == {"sites": ["Select at least one site where it is to be used"]}
