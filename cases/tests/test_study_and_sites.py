"""The study, its sites and the organisations there: what is written and what is refused."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases import actions
from cases.models import (
    DocumentVersion,
    Organisation,
    Publication,
    Site,
    Study,
)
from cases.tests.kinds import NOW, TODAY, WHY, correct, messages
from linkstudy.audit.models import Entry
from linkstudy.clock import telling
from linkstudy.testing.factories import (
    a_case,
    a_form,
    a_plan,
    a_protocol,
    a_site,
    a_study,
    ago,
    an_organisation,
)


@pytest.fixture(autouse=True)
def morning(db):
    with telling(NOW):
        yield


BEGAN = "5 June 2022"  # nine days ago

# The study


def test_the_study_is_described_once():
    a_study()

    with pytest.raises(ValidationError):
        actions.describe_study(title="Another", short_title="Another", by=None)
    study = Study.objects.get()
    assert (str(study), study.about) == ("The test study", "study")
    assert study.get_absolute_url() == "/set-up/study/"


def test_the_study_is_corrected_with_a_reason():
    study = actions.describe_study(title="A", short_title="A", by=None)

    corrected = actions.correct_study(study=study, version=1, started_on=TODAY, **WHY)

    assert corrected.started_on == TODAY
    assert Entry.objects.last().reason == "Typed wrongly"


def test_the_study_ends_after_it_starts():
    facts = {"started_on": TODAY, "planned_end_on": ago(1)}
    with pytest.raises(ValidationError) as refused:
        actions.describe_study(title="A", short_title="A", by=None, **facts)

    words = "The study cannot end before it starts. Check both dates"
    assert messages(refused) == {"__all__": [words]} or messages(refused) == [words]


@pytest.mark.parametrize("made", [a_plan, a_protocol])
def test_the_study_cannot_start_after_what_holds_in_it(made):
    study = actions.describe_study(title="A", short_title="A", by=None)
    row = made(effective_from=dt.date(2022, 5, 1))

    with pytest.raises(ValidationError) as refused:
        actions.correct_study(study=study, version=1, started_on=dt.date(2022, 5, 2), **WHY)

    words = f"{row} holds from 1 May 2022. The study cannot start after that"
    assert messages(refused) == {"started_on": [words]}
    assert actions.correct_study(
        study=study, version=1, started_on=dt.date(2022, 5, 1), **WHY
    ).started_on == dt.date(2022, 5, 1)


# Sites


def test_a_site_opens_with_the_documents_in_use_there():
    form = a_form(sites=[a_site(1)])

    site = actions.open_site(number=2, name="North", opened_on=ago(3), documents=[form], by=None)

    assert (site.opened_on, str(site)) == (ago(3), "Site 2: North")
    assert list(DocumentVersion.objects.in_force("consent", site=site)) == [form]
    publication = Publication.objects.get(site=site)
    assert (str(publication), publication.about) == (
        "Consent form v1.3, Site 2: North",
        "site 2",
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"number": 1}, {"number": ["Site 1 is already there. Choose another number"]}),
        ({"number": 0}, ["A site’s number starts at 1"]),
    ],
)
def test_a_site_has_a_number_of_its_own(facts, said):
    a_site(1)

    with pytest.raises(ValidationError) as refused:
        actions.open_site(name="North", by=None, **facts)

    assert messages(refused) == said


def test_a_site_closes_on_a_day_and_opens_again_with_a_reason():
    site = a_site(1)

    closed = actions.close_site(site=site, on=TODAY, version=1, by=None)
    again = actions.reopen_site(site=closed, version=2, **WHY)

    assert [one.is_closed(TODAY) for one in (site, closed, again)] == [False, True, False]
    assert closed.is_closed(ago(1)) is False
    assert Entry.objects.last().verb == "site.reopened"


def test_open_sites_are_those_between_their_days():
    actions.open_site(number=1, name="A", by=None)
    early = actions.open_site(number=2, name="B", opened_on=ago(9), by=None)
    actions.close_site(site=early, on=ago(2), by=None)
    actions.void_row(row=a_site(3), version=1, **WHY)

    found = [[site.number for site in Site.objects.open(day)] for day in (ago(10), ago(9), ago(2))]
    assert (found, [site.number for site in Site.objects.open()]) == ([[], [2], []], [1])


def test_a_site_closes_once_today_or_earlier_and_not_before_it_opened():
    site = actions.open_site(number=1, name="A", by=None)
    with pytest.raises(ValidationError) as later:
        actions.close_site(site=site, on=ago(-1), by=None)
    with pytest.raises(ValidationError) as before:
        actions.close_site(site=site, on=ago(1), by=None)
    closed = actions.close_site(site=site, on=TODAY, by=None)
    with pytest.raises(ValidationError) as twice:
        actions.close_site(site=closed, on=TODAY, by=None)
    with pytest.raises(ValidationError) as not_closed:
        actions.reopen_site(site=a_site(2), version=1, **WHY)

    assert messages(later) == {"on": ["The date must be today or in the past"]}
    assert messages(before) == ["The site cannot close before it opens. Check both dates"]
    assert messages(twice) == ["This site is not open. Open its page to see what happened"]
    assert messages(not_closed) == ["This site is not closed. Open its page to see what happened"]


def refused(act) -> object:
    with pytest.raises(ValidationError) as error:
        act()
    return messages(error)


def opened(on: dt.date) -> Site:
    return actions.open_site(number=2, name="B", opened_on=on, by=None)


def test_a_site_does_not_open_before_the_study():
    start = {"opened_on": [f"The study started on {BEGAN}. A site cannot open before that day"]}
    actions.describe_study(title="A", short_title="A", started_on=ago(9), by=None)
    site = actions.open_site(number=1, name="A", opened_on=ago(9), by=None)

    assert refused(lambda: opened(ago(10))) == start
    assert refused(lambda: correct("site", site, opened_on=ago(10))) == start
    assert correct("site", site, opened_on=ago(8)).opened_on == ago(8)


def test_the_study_does_not_start_after_a_site_that_stands():
    study = actions.describe_study(title="A", short_title="A", by=None)
    site = actions.open_site(number=1, name="A", opened_on=ago(9), by=None)
    later = {"study": study, "version": 1, "started_on": ago(8)}

    words = f"Site 1: A opened on {BEGAN}. The study cannot start after that"
    assert refused(lambda: actions.correct_study(**later, **WHY)) == {"started_on": [words]}
    void = actions.void_row(row=site, version=1, **WHY)
    assert actions.correct_study(**later, **WHY).started_on == ago(8)
    words = "The study started on 6 June 2022. A site cannot open before that day"
    assert refused(lambda: actions.restore_row(row=void, version=2, **WHY)) == {
        "opened_on": [words]
    }


def test_a_case_does_not_open_before_its_site():
    site = actions.open_site(number=1, name="A", opened_on=ago(9), by=None)
    words = {"opens_on": [f"Site 1: A opened on {BEGAN}. A case cannot open before its site"]}

    assert refused(lambda: a_case(1, site=site, opens_on=ago(10))) == words
    case = a_case(1, site=site, opens_on=ago(9))
    assert refused(lambda: correct("case", case, opens_on=ago(10))) == words
    case = correct("case", case, opens_on=ago(8))
    later = "Case 1 opens on 6 June 2022. Its site cannot open after that"
    assert refused(lambda: correct("site", site, opened_on=ago(7))) == {"opened_on": [later]}
    void = actions.void_row(row=case, version=2, **WHY)
    assert correct("site", site, opened_on=ago(7)).opened_on == ago(7)
    again = "Site 1: North opened on 7 June 2022. A case cannot open before its site"
    assert refused(lambda: actions.restore_row(row=fresh(void), version=3, **WHY)) == {
        "opens_on": [again]
    }


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_a_site_with_an_open_case_does_not_close():
    case = a_case(5)

    with pytest.raises(ValidationError) as refused:
        actions.close_site(site=case.site, on=TODAY, by=None)
    actions.close_case(case=case, on=TODAY, by=None)

    assert messages(refused) == {"__all__": ["Case 5 is still open then. Close it first"]}
    assert actions.close_site(site=case.site, on=TODAY, by=None).closed_on == TODAY


def test_a_site_that_something_is_at_is_not_void():
    site = a_site(1)
    a_case(5, site=site)
    a_case(6, site=site)
    an_organisation(site)
    a_form()

    with pytest.raises(ValidationError) as refused:
        actions.void_row(row=site, version=1, **WHY)

    assert messages(refused)["__all__"] == [
        "2 cases are at this site. Void them first",
        "1 organisation is at this site. Void it first",
        "1 document version is used at this site alone. Make it void too, or use it elsewhere, first",
    ]
    assert not Site.objects.get().voided_at


def test_a_void_site_takes_its_documents_out_of_use_there_and_brings_them_back():
    here, there = a_site(1), a_site(2)
    form = a_form()
    void = actions.void_row(row=there, version=1, **WHY)

    in_use = [one.site for one in form.publications.in_use()]
    restored = actions.restore_row(row=void, version=2, **WHY)

    assert in_use == [here]
    assert {one.site for one in form.publications.in_use()} == {here, restored}


# Organisations


def test_an_organisation_belongs_to_one_of_its_own_site():
    site = a_site(1)
    network = an_organisation(site, "Network", kind="network")
    elsewhere = an_organisation(a_site(2), "Elsewhere", kind="network")
    practice = an_organisation(site, "Practice", parent=network)

    for act in (
        lambda: an_organisation(site, "Other", parent=elsewhere),
        lambda: correct("organisation", practice, parent=elsewhere),
    ):
        with pytest.raises(ValidationError) as refused:
            act()
        words = "Elsewhere is at another site. Choose an organisation of Site 1: Region 1"
        assert messages(refused) == {"parent": [words]}


def test_an_organisation_is_no_part_of_itself():
    site = a_site(1)
    top = an_organisation(site, "Top")
    middle = an_organisation(site, "Middle", parent=top)
    low = an_organisation(site, "Low", parent=middle)

    said = []
    for parent in (top, middle, low):
        with pytest.raises(ValidationError) as refused:
            correct("organisation", top, parent=parent)
        said += messages(refused)["parent"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=top.pk).update(parent=top)

    assert said == [
        "Top cannot belong to itself. Choose another",
        "Middle belongs to Top already. Choose another",
        "Low belongs to Top already. Choose another",
    ]


def test_an_organisation_with_parts_is_not_void_and_a_void_one_takes_none():
    site = a_site(1)
    network = an_organisation(site, "Network", kind="network")
    practice = an_organisation(site, "Practice", parent=network)
    with pytest.raises(ValidationError) as refused:
        actions.void_row(row=network, version=1, **WHY)
    practice = correct("organisation", practice, parent=None)
    actions.void_row(row=network, version=1, **WHY)

    with pytest.raises(ValidationError) as chosen:
        correct("organisation", practice, parent=network)
    with pytest.raises(ValidationError) as added:
        an_organisation(site, "Other", parent=network)

    words = "1 organisation belongs to it. Correct what it belongs to first"
    assert messages(refused) == {"__all__": [words]}
    void = {"parent": ["Network is void. Choose another"]}
    assert (messages(chosen), messages(added)) == (void, void)


def test_a_part_is_not_restored_before_the_whole():
    site = a_site(1)
    network = an_organisation(site, "Network", kind="network")
    practice = an_organisation(site, "Practice", parent=network)
    practice = actions.void_row(row=practice, version=1, **WHY)
    network = actions.void_row(row=network, version=1, **WHY)
    site = actions.void_row(row=site, version=1, **WHY)

    with pytest.raises(ValidationError) as refused:
        actions.restore_row(row=Organisation.objects.get(pk=practice.pk), version=2, **WHY)

    assert messages(refused)["__all__"] == [
        "Site 1: Region 1 is void. Restore it first",
        "Network is void. Restore it first",
    ]
