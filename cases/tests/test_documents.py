"""Document versions: where and when they are in force, and what replaces them."""

import pytest
from django.core.exceptions import ValidationError

from cases import actions
from cases.models import (
    DocumentVersion,
    Publication,
)
from cases.tests.kinds import NOW, TODAY, WHY, correct, messages
from linkstudy.audit.models import Entry
from linkstudy.clock import telling
from linkstudy.testing.factories import (
    a_form,
    a_site,
    ago,
)


@pytest.fixture(autouse=True)
def morning(db):
    with telling(NOW):
        yield


def test_a_document_is_published_for_at_least_one_site():
    form = a_form()
    said = []
    for act in (lambda: a_form("1.4", sites=[]), lambda: correct("document", form, sites=[])):
        with pytest.raises(ValidationError) as refused:
            act()
        said.append(messages(refused))

    assert said == [{"sites": ["Select at least one site where it is to be used"]}] * 2
    assert DocumentVersion.objects.count() == 1


def test_a_document_is_in_force_from_its_day_at_its_sites():
    here, there = a_site(1), a_site(2)
    form = a_form(approved_on=ago(9), in_force_from=ago(5), sites=[here])

    def in_force(day, site=None):
        return list(DocumentVersion.objects.in_force("consent", day, site))

    assert [in_force(day) for day in (ago(6), ago(5))] == [[], [form]]
    assert (in_force(TODAY, here), in_force(TODAY, there)) == ([form], [])
    with pytest.raises(ValidationError) as refused:
        a_form("1.4", approved_on=ago(3), in_force_from=ago(4))
    assert messages(refused) == ["It cannot be in force before it is approved. Check both dates"]


def test_a_new_version_ends_the_one_it_replaces():
    old = a_form("1.2", approved_on=ago(90))

    a_form("1.3", approved_on=ago(9), in_force_from=ago(5), replaces=old)

    assert DocumentVersion.objects.get(number="1.2").replaced_on == ago(5)
    assert Entry.objects.last().verb == "document.replaced"


def test_a_new_version_replaces_its_like_where_that_is_in_use():
    here, there = a_site(1), a_site(2)
    old = a_form("1.2", approved_on=ago(90), sites=[here])
    sheet = a_form("1.0", kind="information")
    said = []
    for facts in ({"replaces": sheet}, {"replaces": old, "sites": [there]}):
        with pytest.raises(ValidationError) as refused:
            a_form("1.3", approved_on=ago(9), **facts)
        said.append(messages(refused))

    words = (
        "Consent form v1.2 is used at none of these sites by then. Choose another version, or none"
    )
    assert said == [
        {
            "replaces": [
                "Participant information sheet v1.0 is for something else. Choose another version"
            ]
        },
        {"replaces": [words]},
    ]
    assert not DocumentVersion.objects.filter(number="1.3").exists()


def test_a_document_is_taken_out_of_use_once_and_not_before_it_began():
    form = a_form(approved_on=ago(9))
    with pytest.raises(ValidationError) as early:
        actions.replace_document(document=form, on=ago(10), by=None)
    replaced = actions.replace_document(document=form, on=TODAY, version=1, by=None)
    with pytest.raises(ValidationError) as twice:
        actions.replace_document(document=replaced, on=TODAY, by=None)

    words = "Consent form v1.3 is used at Site 1: Region 1 from 5 June 2022. Check both dates"
    assert messages(early) == {"on": [words]}
    assert messages(twice) == ["This version is not in use. Open its page to see what happened"]


def test_the_sites_of_a_document_are_corrected():
    sites = [a_site(1), a_site(2), a_site(3)]
    form = a_form(sites=sites[:2])

    corrected = correct("document", form, replaced_on=None, sites=sites[1:])

    standing = Publication.objects.standing().filter(document=corrected)
    assert sorted(one.site.number for one in standing) == [2, 3]
    gone = Publication.objects.get(site=sites[0])
    assert (gone.voided_at, gone.void_reason, corrected.version) == (NOW, "Typed wrongly", 2)
    verbs = [entry.verb for entry in Entry.objects.order_by("seq")]
    assert verbs[-3:] == ["document.corrected", "publication.made", "publication.voided"]


def test_a_document_is_not_published_for_a_void_site_nor_restored_to_one():
    site, other = a_site(1), a_site(2)
    form = a_form(sites=[site])
    void = actions.void_row(row=form, version=1, **WHY)
    actions.void_row(row=site, version=1, **WHY)

    with pytest.raises(ValidationError) as restored:
        actions.restore_row(row=void, version=2, **WHY)
    with pytest.raises(ValidationError) as published:
        a_form("1.4", sites=[site, other])

    assert messages(restored) == {"__all__": ["Site 1: Region 1 is void. Restore it first"]}
    assert messages(published) == {"sites": ["Site 1: Region 1 is void. Choose another"]}
