"""New rows on the pages of Set up: what people type, kind by kind."""

import pytest

from cases.models import Case, DocumentVersion, Organisation, PlanVersion, Protocol, Site, Study
from linkstudy.accounts.policy import Role
from linkstudy.audit.models import Entry
from linkstudy.setup.kinds import KINDS
from linkstudy.setup.tests.answers import new, send, text, told
from linkstudy.testing.factories import (
    a_protocol,
)
from linkstudy.testing.pages import problems

pytestmark = pytest.mark.django_db


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
    kind, typed = KINDS[place], new(place)
    before = kind.rows().count()
    token = office.get(kind.add_url).context["form"]["token"].value()

    for _ in range(5):
        office.post(kind.add_url, typed | {"token": token})

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
    assert form.clauses == ["interview", "audio"]
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
    send(office, KINDS["plans"].add_url, new("plans") | {"effective_from": "2/6/2022", "own": ""})
    assert office.get(KINDS["plans"].add_url).context["form"]["own"].value() == ""
    own = {"effective_from": "3/6/2022", "own": "case 2: 1 voluntary, 1 patient"}
    send(office, KINDS["plans"].add_url, new("plans") | own)
    shown = office.get(KINDS["plans"].add_url).context["form"]["own"].value()
    assert shown == "Case 2: 1 voluntary sector, 1 patient"
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


def test_the_first_plan_is_suggested_from_today(login):
    page = login(Role.ADMINISTRATOR).get("/set-up/plans/add/")

    assert page.context["form"]["effective_from"].value() == "14 June 2022"
