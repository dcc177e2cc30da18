"""What all kinds of the set-up share: correcting, voiding, restoring, and what is fixed."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases import actions
from cases.actions.rows import free_slug
from cases.models import (
    Amendment,
    AmendmentUse,
    Approval,
    Case,
    Delegation,
    DocumentVersion,
    Instrument,
    Organisation,
    PlanVersion,
    ProgrammeTheory,
    Protocol,
    Publication,
    ReportingDuty,
    SetUpRow,
    Site,
    Statement,
    Topic,
)
from cases.tests.kinds import KINDS, NOW, TODAY, WHY, a_row, correct, messages
from linkstudy.audit.models import Entry
from linkstudy.audit.writing import Stale
from linkstudy.clock import telling
from linkstudy.testing.factories import (
    a_case,
    a_form,
    a_site,
    a_user,
    an_organisation,
)
from participants.models import Benchmark, SamplingCell


@pytest.fixture(autouse=True)
def morning(db):
    with telling(NOW):
        yield


# What all kinds share


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_is_corrected_in_place_with_a_reason(kind):
    row = a_row(kind)

    corrected = correct(kind, row)

    entry = Entry.objects.filter(kind=row._meta.label_lower).last()
    assert (entry.verb, entry.reason) == (f"{kind}.corrected", "Typed wrongly")
    assert (corrected.pk, corrected.version) == (row.pk, 2)
    assert set(entry.changes) > {"version"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_correction_that_changes_nothing_is_refused(kind):
    corrected = correct(kind, a_row(kind))

    with pytest.raises(ValidationError) as refused:
        correct(kind, corrected)

    assert messages(refused) == ["Nothing is different. Change an answer, or cancel"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_correction_of_what_has_moved_on_is_stale(kind):
    row = a_row(kind)
    corrected = correct(kind, row)

    with pytest.raises(Stale):
        correct(kind, corrected, version=1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_is_voided_and_restored_with_a_reason(kind):
    row = a_row(kind)

    void = actions.void_row(row=row, version=1, **WHY)
    with pytest.raises(ValidationError) as again:
        actions.void_row(row=void, version=2, **WHY)
    with pytest.raises(ValidationError) as corrected:
        correct(kind, void)
    stands = actions.restore_row(row=void, version=2, **WHY)
    with pytest.raises(ValidationError) as restored:
        actions.restore_row(row=stands, version=3, **WHY)

    assert (void.voided_at, void.void_reason) == (NOW, "Typed wrongly")
    assert (stands.voided_at, stands.void_reason) == (None, "")
    assert messages(again) == [f"This {row._meta.verbose_name} is already void"]
    assert messages(corrected) == [f"This {kind} is void. Restore it first"]
    assert messages(restored) == [f"This {kind} is not void"]
    verbs = Entry.objects.filter(kind=row._meta.label_lower).values_list("verb", flat=True)
    assert list(verbs)[1:] == [f"{kind}.voided", f"{kind}.restored"]


ONE_OF_MANY = {"approval", "delegation"}  # several alike may stand beside each other


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - ONE_OF_MANY))
def test_another_may_take_the_place_of_a_void_one_which_then_stays_void(kind):
    first = actions.void_row(row=a_row(kind), version=1, **WHY)
    second = {
        "site": lambda: a_site(first.number, "Other"),
        "case": lambda: a_case(5, site=first.site),
        "organisation": lambda: an_organisation(first.site),
    }.get(kind, lambda: a_row(kind))()

    with pytest.raises(ValidationError) as refused:
        actions.restore_row(row=first, version=2, **WHY)

    words = f"{second} stands in its place. Void that one first"
    assert set(messages(refused)["__all__"]) == {words}
    assert first.slug != second.slug
    assert list(type(first).objects.standing()) == [second]


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_has_an_address_and_a_name_in_the_history(kind):
    row = a_row(kind)

    assert row.about == ("C5" if kind == "case" else f"{kind} {row.slug}")
    if kind != "case":
        assert row.get_absolute_url() == f"/set-up/{row.place}/{row.slug}/"


def test_no_address_is_that_of_a_page_or_of_another_row():
    a_site(1)

    words = ["1", "2", "Add", "consent-PT-1.3", "–"]
    assert [free_slug(Site, one) for one in words] == [
        "1-2",
        "2",
        "add-2",
        "consent-pt-1-3",
        "one-2",
    ]


# What the database keeps


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("site", {"number": 9}),
        ("site", {"slug": "9"}),
        ("case", {"number": 9}),
        ("organisation", {"slug": "9"}),
        ("topic", {"slug": "9"}),
        ("theory", {"slug": "9"}),
        ("statement", {"number": 9}),
        ("amendment", {"slug": "9"}),
        ("use", {"slug": "9"}),
        ("plan", {"number": 9}),
        ("plan", {"effective_from": TODAY}),
        ("protocol", {"least_age": 9}),
        ("protocol", {"effective_from": TODAY}),
        ("cell", {"slug": "another"}),
        ("benchmark", {"effective_from": TODAY}),
        ("benchmark", {"is_percent": False}),
        ("document", {"number": "9"}),
        ("document", {"audience": "PT"}),
        ("document", {"approved_on": dt.date(2020, 1, 1)}),
    ],
)
def test_what_is_fixed_stays_whatever_writes(kind, facts):
    row = a_row(kind)

    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**facts)


@pytest.mark.parametrize("kind", KINDS)
def test_a_void_row_has_a_reason_whatever_writes(kind):
    row = a_row(kind)

    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(voided_at=NOW)


def test_a_publication_stays_with_its_document_and_site():
    a_form()

    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.update(site=a_site(2))


def test_every_kind_of_row_is_tried_here():
    kinds = set(SetUpRow.__subclasses__())

    assert kinds == {
        Site,
        Case,
        Organisation,
        Topic,
        ProgrammeTheory,
        Statement,
        Amendment,
        AmendmentUse,
        PlanVersion,
        Protocol,
        DocumentVersion,
        Approval,
        Delegation,
        Instrument,
        ReportingDuty,
        SamplingCell,
        Benchmark,
    }
    assert {model.noun for model in kinds} == set(KINDS)


def test_somebody_leads_a_case_or_nobody_yet():
    assert a_case(5, lead=None).lead is None
    lead = a_user()
    assert correct("case", Case.objects.get(), lead=lead).lead == lead
