"""Versions that are not approved yet, and what a consent form asks."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cases import actions
from cases.models import DocumentVersion, Publication
from cases.tests.kinds import NOW, TODAY, WHY, correct, messages
from cases.vocabulary import Scope
from linkstudy.audit.models import Entry
from linkstudy.audit.retelling import differing
from linkstudy.clock import telling
from linkstudy.telling.wording import wording
from linkstudy.testing.factories import a_draft, a_form, a_site, ago

EVERY = list(Scope)


@pytest.fixture(autouse=True)
def morning(db):
    with telling(NOW):
        yield


def refusal(act):
    with pytest.raises(ValidationError) as refused:
        act()
    return messages(refused)


def change(draft, **facts):
    held = {name: getattr(draft, name) for name in ("kind", "audience", "number", "clauses")}
    return actions.change_draft(
        document=draft, by=None, **{"version": draft.version} | held | facts
    )


def approve(draft, **facts):
    given = {"version": draft.version, "approved_on": ago(3), "sites": [a_site()], "by": None}
    return actions.approve_draft(document=draft, **given | facts)


def test_a_draft_is_in_force_nowhere_until_it_is_approved():
    site = a_site()
    draft = a_draft()
    before = list(DocumentVersion.objects.in_force("consent"))

    approved = approve(draft, sites=[site], in_force_from=ago(1))

    assert before == list(DocumentVersion.objects.in_force("consent", ago(2))) == []
    assert list(DocumentVersion.objects.in_force("consent", TODAY, site)) == [approved]
    assert (draft.is_draft, approved.is_draft, approved.in_force_from) == (True, False, ago(1))
    assert [entry.verb for entry in Entry.objects.order_by("seq")][-2:] == [
        "document.draft_approved",
        "publication.made",
    ]
    assert list(differing()) == []


def test_a_draft_is_approved_in_the_place_of_the_version_before_it():
    site = a_site()
    old = a_form("1.3", sites=[site])

    approve(a_draft(), sites=[site], replaces=old)

    old.refresh_from_db()
    assert old.replaced_on == ago(3)


def test_a_draft_is_changed_freely_with_its_history():
    draft = a_draft(clauses=["interview"])

    changed = change(draft, number="1.5", audience="PT", clauses=["audio", "interview"])

    assert (changed.number, changed.audience, changed.slug) == ("1.5", "PT", "consent-1-4")
    assert changed.clauses == ["interview", "audio"]
    assert Entry.objects.last().changes["asks"] == ["interview ", "interview audio "]
    assert refusal(lambda: change(changed)) == ["Nothing is different. Change an answer, or cancel"]
    guide = change(changed, kind="guide")
    assert (guide.clauses, guide.asks) == ([], None)
    assert list(differing()) == []


def test_only_drafts_are_changed_or_approved_as_such():
    form, void = a_form(), actions.void_row(row=a_draft(), version=1, **WHY)

    words = "It is approved by now. Open its page to see how it stands"
    gone = "This document is void. Restore it first"
    assert refusal(lambda: change(form)) == refusal(lambda: approve(form)) == [words]
    assert refusal(lambda: change(void)) == refusal(lambda: approve(void)) == [gone]


def test_a_draft_is_approved_for_somewhere_and_not_after_it_is_in_force():
    draft = a_draft()

    assert refusal(lambda: approve(draft, sites=[])) == {
        "sites": ["Select at least one site where it is to be used"]
    }
    assert refusal(lambda: approve(draft, in_force_from=ago(4))) == [
        "It cannot be in force before it is approved. Check both dates"
    ]


def test_a_draft_is_not_corrected_nor_taken_out_of_use():
    draft = a_draft()

    corrected = refusal(lambda: correct("document", draft, sites=[a_site()]))
    replaced = refusal(lambda: actions.replace_document(document=draft, on=TODAY, by=None))

    assert corrected == ["This version is a draft. Approve it first"]
    assert replaced == ["This version is not in use. Open its page to see what happened"]


def test_a_version_is_recorded_as_it_stands():
    site, facts = a_site(), {"kind": "consent", "by": None}
    old = a_form("1.2", sites=[site])

    draft = actions.record_document(number="1.3", sites=[], **facts)
    form = actions.record_document(number="1.4", sites=[site], approved_on=ago(2), **facts)
    early = {"sites": [site], "in_force_from": TODAY, "replaces": old}
    said = refusal(lambda: actions.record_document(number="1.5", **early, **facts))

    assert (draft.is_draft, form.in_force_from) == (True, ago(2))
    words = "A draft is used nowhere. Say this when it is approved"
    assert said == {name: [words] for name in early}


def test_a_void_draft_is_restored_and_a_number_is_taken_once():
    draft = a_draft()
    void = actions.void_row(row=draft, version=1, **WHY)
    back = actions.restore_row(row=void, version=2, **WHY)

    assert (back.voided_at, back.is_draft) == (None, True)
    assert refusal(a_draft) == ["This version is already there"]


def test_a_consent_form_asks_its_clauses_and_every_one_where_nobody_said():
    some = a_form("1.1", clauses=["results", "interview"])

    assert some.clauses == ["interview", "results"]
    assert a_form("1.2").clauses == EVERY
    assert a_form("1.0", kind="guide", clauses=["interview"]).clauses == []
    assert refusal(lambda: a_form("1.3", clauses=[])) == {"clauses": ["Tick what the form asks"]}


def test_what_a_form_asks_is_corrected_while_nobody_has_signed_it():
    form = a_form(clauses=EVERY)
    same = {"replaced_on": None, "sites": [one.site for one in form.publications.all()]}

    unchanged = refusal(lambda: correct("document", form, clauses=EVERY, **same))
    corrected = correct("document", form, clauses=["interview", "audio"], **same)

    assert unchanged == ["Nothing is different. Change an answer, or cancel"]
    assert corrected.clauses == ["interview", "audio"]


def test_the_history_tells_clauses_in_words():
    told = wording().choices["document.asks"]

    assert told.get("interview results ") == "take part in an interview; be sent the results"


@pytest.mark.parametrize(
    "wrong",
    [
        "in_force_from = '2022-06-01'",
        "approved_on = '2022-06-01'",
        "replaced_on = '2022-06-01'",
        "approved_on = '2022-06-02', in_force_from = '2022-06-01'",
        "asks = ''",
        "asks = 'interview'",
        "asks = 'breathing '",
        "asks = 'quinterview otes '",
        "kind = 'guide'",
    ],
)
def test_the_database_refuses_what_no_draft_can_be(wrong):
    draft = a_draft(clauses=["interview"])

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_documentversion SET {wrong} WHERE id = {draft.pk}")


@pytest.mark.parametrize(
    "wrong", ["number = '2'", "audience = 'PT'", "kind = 'guide'", "approved_on = '2022-01-01'"]
)
def test_the_database_keeps_what_an_approved_version_is(wrong):
    form = a_form()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_documentversion SET {wrong} WHERE id = {form.pk}")


def test_the_database_publishes_no_draft():
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(document=a_draft(), site=a_site())
