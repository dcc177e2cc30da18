"""A document version may say from which amendment it comes, and the amendment's page lists it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from cases import actions
from cases.models import DocumentVersion
from cases.objections import objections
from linkstudy.audit.models import Entry
from linkstudy.setup.kinds import KINDS
from linkstudy.setup.tests.answers import WHY, new, send
from linkstudy.telling import Teller
from linkstudy.testing.factories import a_draft, a_form, a_plan, ago, an_amendment
from linkstudy.testing.pages import held_by, problems

pytestmark = pytest.mark.django_db
DOCUMENTS = KINDS["documents"]
EARLY = "SA01 was approved on 30 May 2021. Nothing can come from it earlier"


def brought(office, amendment) -> list[tuple[str, str, str]]:
    """(since when, what, its page) of what comes from an amendment."""
    sections = office.get(amendment.get_absolute_url()).context["sections"]
    [found] = [one for one in sections if one.title == "What comes from it"]
    return [(label, said.words, said.url) for label, said in found.items]


def facts(office, row) -> dict[str, str]:
    shown = office.get(row.get_absolute_url()).context["facts"]
    return {label: getattr(said, "words", said) for label, said in shown}


def from_amendment(row: DocumentVersion) -> str:
    row.refresh_from_db()
    return str(row.amendment)


def correct(row: DocumentVersion, **more) -> DocumentVersion:
    sites = [one.site for one in row.publications.in_use()]
    days = {"in_force_from": row.in_force_from, "replaced_on": row.replaced_on}
    given = {"document": row, "version": row.version, "reason": "Typed wrongly", "by": None}
    return actions.correct_document(**given, **{"sites": sites} | days | more)


def test_the_page_of_an_amendment_lists_the_documents_and_plans_that_come_from_it(office, study):
    amendment = an_amendment()
    assert brought(office, amendment) == []

    sent = new("documents") | {"amendment": str(amendment.pk)}
    row = send(office, DOCUMENTS.add_url, sent).context["row"]
    guide = a_draft("9", kind="guide", amendment=amendment)
    plan = a_plan(number=7, effective_from=ago(3), amendment=amendment)

    assert facts(office, row)["Comes from"] == "SA01"
    assert "Comes from" not in facts(office, study.form)
    assert brought(office, amendment) == [
        ("From 10 June 2022", "Consent form v1.4", row.get_absolute_url()),
        ("Draft", "Topic guide v9", guide.get_absolute_url()),
        ("From 11 June 2022", str(plan), plan.get_absolute_url()),
    ]


def test_a_draft_says_it_later_or_otherwise(office, study):
    amendment, row = an_amendment(), a_draft(clauses=["interview"])

    send(office, DOCUMENTS.deed_url(row, "change"), {"amendment": str(amendment.pk)})
    assert from_amendment(row) == "SA01"
    page = office.get(DOCUMENTS.deed_url(row, "change"))
    assert page.context["form"]["amendment"].value() == str(amendment.pk)

    send(office, DOCUMENTS.deed_url(row, "change"), {"amendment": ""})
    assert from_amendment(row) == "None"


def test_an_approved_version_is_put_right(office, study):
    amendment, guide = an_amendment(), a_form("4", kind="guide")

    for row in (study.form, guide):
        send(office, DOCUMENTS.deed_url(row, "correct"), WHY | {"amendment": str(amendment.pk)})
        assert from_amendment(row) == "SA01"
        page = office.get(DOCUMENTS.deed_url(row, "correct"))
        assert page.context["form"]["amendment"].value() == str(amendment.pk)


def test_two_administrators_see_what_each_of_them_chose(office, study):
    ours, theirs = an_amendment(), an_amendment("SA02")
    opened = office.get(DOCUMENTS.deed_url(study.form, "correct"))
    correct(study.form, amendment=theirs)

    page = office.post(
        DOCUMENTS.deed_url(study.form, "correct"),
        held_by(opened, amendment=str(ours.pk), reason="Typed wrongly"),
    )

    assert page.context["form"].stale == [("Which amendment does it come from?", "SA02", "SA01")]


def test_nothing_is_in_force_before_its_amendment_was_approved(study):
    amendment = an_amendment()
    early = {"amendment": [EARLY]}

    with pytest.raises(ValidationError) as approved:
        a_form("2.0", approved_on=ago(381), amendment=amendment)
    draft = a_draft(amendment=amendment)
    facts = {"document": draft, "version": 1, "sites": study.sites, "by": None}
    with pytest.raises(ValidationError) as drafted:
        actions.approve_draft(approved_on=ago(381), **facts)
    with pytest.raises(ValidationError) as corrected:
        correct(study.form, amendment=an_amendment("SA03", approved_on=ago(300)))
    assert actions.approve_draft(approved_on=ago(380), **facts).amendment == amendment

    assert approved.value.message_dict == drafted.value.message_dict == early
    words = "SA03 was approved on 18 August 2021. Nothing can come from it earlier"
    assert corrected.value.message_dict == {"amendment": [words]}


def test_the_day_of_a_version_stays_after_the_approval_of_its_amendment(study):
    row = a_form("2.0", approved_on=ago(379), amendment=an_amendment())

    with pytest.raises(ValidationError) as refused:
        correct(row, in_force_from=ago(390))

    assert refused.value.message_dict == {"amendment": [EARLY]}


def test_a_draft_of_an_amendment_that_is_not_approved_waits_for_nothing(office, study):
    coming = an_amendment(approved_on=None)

    assert a_draft(amendment=coming).amendment == coming


def test_an_amendment_from_which_a_document_comes_is_not_void(study):
    amendment = an_amendment()
    row = a_draft(amendment=amendment)

    [said] = objections(amendment, "void")
    assert (said.words, said.rows) == (
        "Consent form v1.4 comes from this amendment. Correct that first",
        (row,),
    )

    row = actions.void_row(row=row, version=1, reason="Entered twice", by=None)
    gone = actions.void_row(row=amendment, version=1, reason="Entered twice", by=None)
    [said] = objections(DocumentVersion.objects.get(pk=row.pk), "restore")
    assert said.words == "SA01 is void. Restore it first"
    for write in (a_draft, a_form):
        with pytest.raises(ValidationError) as refused:
            write("7", amendment=gone)
        assert refused.value.message_dict == {"amendment": ["SA01 is void. Choose another"]}
    other = a_draft("8")
    with pytest.raises(ValidationError) as refused:
        actions.change_draft(
            document=other,
            version=1,
            by=None,
            kind=other.kind,
            audience="",
            number="8",
            amendment=gone,
        )
    assert refused.value.message_dict == {"amendment": ["SA01 is void. Choose another"]}


def test_what_cannot_come_yet_is_said_on_the_page(office, study):
    amendment = an_amendment(approved_on=dt.date(2022, 6, 12))

    page = send(office, DOCUMENTS.add_url, new("documents") | {"amendment": str(amendment.pk)})

    words = "SA01 was approved on 12 June 2022. Nothing can come from it earlier"
    assert problems(page) == {"amendment": [words]}


def test_the_history_names_the_amendment(study):
    a_draft(amendment=an_amendment())

    entry = Entry.objects.get(verb="document.drafted")
    event = Teller(study.administrator, [entry], {}).event(entry)

    assert ("Amendment", "", "SA01") in [(one.label, one.old, one.new) for one in event.details]
