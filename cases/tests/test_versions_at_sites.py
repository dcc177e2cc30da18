"""Sites take up an approved version, and end it, on days of their own: what is done and what is refused."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases import actions
from cases.models import DocumentVersion, Publication, Site
from cases.tests.kinds import NOW, TODAY, WHY, correct, messages
from linkstudy.clock import telling
from linkstudy.testing.factories import a_draft, a_form, a_site, ago, an_amendment


@pytest.fixture(autouse=True)
def morning(db):
    with telling(NOW):
        yield


@pytest.fixture
def here() -> Site:
    return a_site(1)


@pytest.fixture
def there() -> Site:
    return a_site(2)


@pytest.fixture
def form(here, there) -> DocumentVersion:
    """Version 1.3, in force since 5 June at Site 1 alone."""
    return a_form(approved_on=ago(20), in_force_from=ago(9), sites=[here])


def refusal(act):
    with pytest.raises(ValidationError) as refused:
        act()
    return messages(refused)


def use(document: DocumentVersion, *sites: Site, since: dt.date = TODAY, **more) -> DocumentVersion:
    return actions.use_document(document=document, sites=list(sites), since=since, by=None, **more)


def in_force(site: Site | None, *days: int) -> list[list[str]]:
    """The numbers of the forms in force at a site, or anywhere, so many days ago."""
    rows = DocumentVersion.objects.in_force
    return [[one.number for one in rows("consent", ago(day), site)] for day in days]


def test_a_site_begins_with_a_version_before_or_after_its_first_day_elsewhere(form, here, there):
    use(form, there, since=ago(12))
    use(form, third := a_site(3), since=ago(2))

    assert in_force(here, 10, 9) == [[], ["1.3"]]
    assert in_force(there, 13, 12) == [[], ["1.3"]]
    assert in_force(third, 3, 2) == [[], ["1.3"]]
    assert in_force(None, 13, 12) == [[], ["1.3"]]


def test_a_version_ends_at_a_site_and_goes_on_elsewhere(form, here, there):
    use(form, there, since=ago(5))

    actions.replace_document(document=form, sites=[there], on=ago(2), by=None)
    ended = actions.replace_document(document=form, on=ago(1), by=None)

    assert in_force(there, 3, 2) == [["1.3"], []]
    assert in_force(here, 2, 1) == in_force(None, 2, 1) == [["1.3"], []]
    assert ended.replaced_on == ago(1)


def test_the_newest_version_at_a_site_is_the_one_that_began_there_last(form, here, there):
    a_form("1.4", approved_on=ago(6), sites=[here, there])
    use(form, there, since=ago(2))

    assert (in_force(here, 0), in_force(there, 0)) == ([["1.4", "1.3"]], [["1.3", "1.4"]])


def test_where_nobody_uses_a_version_any_more_its_own_days_are_said(form, here):
    actions.void_row(row=a_form("1.9", approved_on=ago(3), sites=[here]), version=1, **WHY)
    Publication.objects.filter(document=form).update(voided_at=NOW, void_reason="Typed wrongly")

    found = DocumentVersion.objects.wherever().get(pk=form.pk)

    assert (found.used_from, found.used_until) == (ago(9), None)
    assert in_force(None, 0) == [[]]


def test_only_an_approved_version_that_goes_on_is_taken_up(form, there):
    draft = a_draft("1.9")
    void = actions.void_row(row=a_form("1.8", sites=[there]), version=1, **WHY)
    over = a_form("1.7", sites=[there], replaced_on=TODAY)

    assert refusal(lambda: use(draft, there)) == ["This version is a draft. Approve it first"]
    assert refusal(lambda: use(void, there)) == ["This document is void. Restore it first"]
    assert refusal(lambda: use(over, a_site(3))) == {
        "since": ["Consent form v1.7 was replaced on 14 June 2022"]
    }
    assert refusal(lambda: use(form)) == {
        "sites": ["Select at least one site where it is to be used"]
    }


def test_no_site_takes_up_what_it_uses_or_used(form, here, there):
    use(form, there, since=ago(5))
    actions.replace_document(document=form, sites=[there], on=ago(2), by=None)

    assert refusal(lambda: use(form, here)) == {
        "sites": ["Site 1: Region 1 uses it from 5 June 2022. Leave that site out"]
    }
    assert refusal(lambda: use(form, there)) == {
        "sites": [
            "Site 2: Region 2 uses it from 9 June 2022 until 12 June 2022. Correct its days there"
        ]
    }


def test_a_site_takes_a_version_up_while_it_is_open(form, there):
    site = actions.open_site(number=3, name="New", opened_on=ago(3), by=None)
    actions.close_site(site=site, on=ago(1), by=None)
    site.refresh_from_db()

    assert refusal(lambda: use(form, site, since=ago(4))) == {
        "since": ["Site 3: New opened on 11 June 2022. Nothing is used there before that day"]
    }
    assert refusal(lambda: use(form, site)) == {
        "since": ["Site 3: New closed on 13 June 2022. Nothing comes into use there after that day"]
    }
    assert use(form, site, since=ago(1)) == form


def test_nothing_is_taken_up_before_its_amendment_was_approved(there, here):
    amendment = an_amendment(approved_on=ago(15))
    form = a_form("1.4", approved_on=ago(20), in_force_from=ago(9), sites=[here])
    DocumentVersion.objects.filter(pk=form.pk).update(amendment=amendment)
    form.refresh_from_db()

    assert refusal(lambda: use(form, there, since=ago(16))) == {
        "since": ["SA01 was approved on 30 May 2022. Nothing can come from it earlier"]
    }


def test_a_version_ends_after_it_began_at_the_site_and_once(form, here, there):
    use(form, there, since=ago(1))

    def end(**facts):
        return actions.replace_document(document=form, by=None, **facts)

    words = "Consent form v1.3 is used at Site 2: Region 2 from 13 June 2022. Check both dates"

    assert refusal(lambda: end(on=ago(2))) == {"on": [words]}
    end(sites=[there], on=TODAY)
    assert refusal(lambda: end(sites=[there], on=TODAY)) == [
        "This version is not in use. Open its page to see what happened"
    ]


def test_a_version_that_ends_before_its_own_first_day_ends_at_its_sites(here, there):
    form = a_form(approved_on=ago(9), in_force_from=ago(-5), sites=[here])
    actions.correct_document(
        document=form,
        version=1,
        sites=[here],
        in_force_from=ago(-5),
        replaced_on=None,
        own=[(here, ago(4), None)],
        **WHY,
    )

    ended = actions.replace_document(document=form, on=TODAY, by=None)

    assert (ended.replaced_on, ended.publications.get().ended_on) == (None, TODAY)
    assert in_force(here, 1, 0) == [["1.3"], []]


def test_sites_keep_their_days_when_nobody_says_others(form, here, there):
    use(form, there, since=ago(3))

    correct("document", form, version=2, replaced_on=None, in_force_from=ago(8))

    days = Publication.objects.order_by("site__number").values_list("since", "voided_at")
    assert list(days) == [(None, None), (ago(3), None)]
    form.refresh_from_db()
    assert [one.begins for one in form.publications.order_by("site__number")] == [ago(8), ago(3)]


def test_a_site_that_is_added_later_has_its_days_said_with_it(form, here, there):
    own = [(there, ago(3), ago(1))]

    correct("document", form, replaced_on=None, sites=[here, there], own=own)

    row = form.publications.get(site=there)
    assert (row.since, row.ended_on, row.version) == (ago(3), ago(1), 1)


@pytest.mark.parametrize(
    "days",
    [
        {"since": dt.date(2022, 6, 9), "ended_on": dt.date(2022, 6, 8)},
        {"since": dt.date(2022, 5, 24)},
    ],
)
def test_the_database_refuses_days_that_no_site_can_have(form, there, days):
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(document=form, site=there, **days)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(document=form).update(**days)


def test_the_database_holds_one_standing_use_of_a_version_at_a_site(form, here):
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(document=form, site=here, since=TODAY)
