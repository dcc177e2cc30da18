"""Approvals, letters of access and the delegation log: their rules, and what is about to end."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases import actions
from cases.models import Approval, Delegation
from linkstudy.accounts.actions import change_user
from linkstudy.audit.tests.lifting import sql
from linkstudy.setup.ending import ending_items
from linkstudy.setup.kinds import KINDS
from linkstudy.setup.tests.answers import WHY, new, send
from linkstudy.testing.factories import ago
from linkstudy.testing.in_the_field import a_delegation, an_approval
from linkstudy.testing.pages import problems

pytestmark = pytest.mark.django_db
APPROVALS, DELEGATIONS = KINDS["approvals"], KINDS["delegations"]


def a_letter(study, **facts):
    return an_approval(study.sites[0], **{"person": study.researcher} | facts)


def test_what_a_site_says_is_nobodys_and_does_not_end(office, study):
    answers = new("approvals") | {"kind": "capacity"}

    row = send(office, APPROVALS.add_url, answers).context["row"]

    assert (str(row), row.person, row.ends_on) == (
        "Capacity and capability confirmed, Site 1",
        None,
        None,
    )


def test_a_letter_is_somebodys_until_a_day(office, study):
    row = send(office, APPROVALS.add_url, new("approvals")).context["row"]

    assert (str(row), row.ends_on) == (
        "Letter of access of Ann Example, Site 1",
        dt.date(2023, 4, 30),
    )


@pytest.mark.parametrize(
    ("place", "field", "typed", "words"),
    [
        ("approvals", "kind", "", "Select what it is"),
        ("approvals", "site", "999", "Select the site"),
        ("approvals", "person", "", "Select who it is for"),
        ("approvals", "given_on", "15/6", "The date must be today or in the past"),
        (
            "approvals",
            "ends_on",
            "30 April 2022",
            "It cannot end before it was given. Check both dates",
        ),
        ("delegations", "tasks", " ", "Enter what they may do"),
        ("delegations", "person", "", "Select to whom"),
        ("delegations", "authorised_by", "999", "Select who authorised it"),
        (
            "delegations",
            "ends_on",
            "1 April 2022",
            "It cannot end before it begins. Check both dates",
        ),
        ("delegations", "trained_on", "15/6", "The date must be today or in the past"),
        (
            "delegations",
            "trained_on",
            "3 May 2022",
            "They may do it from 1 May 2022. Enter that day or an earlier one",
        ),
        (
            "delegations",
            "since",
            "13 June 2021",
            "Site 1: Region 1 opened on 14 June 2021. Enter that day or a later one",
        ),
    ],
)
def test_wrong_answer_is_said_beside_its_question(office, study, place, field, typed, words):
    kind = KINDS[place]

    page = send(office, kind.add_url, new(place) | {field: typed})

    assert problems(page) == {field: [words]}
    assert not kind.model.objects.exists()


def test_a_site_says_a_thing_once(study):
    an_approval(study.sites[0])

    with pytest.raises(ValidationError, match="The site has said this already"):
        an_approval(study.sites[0], ago(3))
    a_letter(study)
    with pytest.raises(ValidationError, match="A letter of that day is already there"):
        a_letter(study)


def test_what_took_its_place_stands_in_the_way_of_a_restore(study):
    for make in (lambda: an_approval(study.sites[0]), lambda: a_letter(study)):
        row = make()
        gone = actions.void_row(row=row, version=1, by=study.administrator, **WHY)
        make()

        with pytest.raises(ValidationError, match="stands in its place"):
            actions.restore_row(row=gone, version=2, by=study.administrator, **WHY)


def test_days_to_come_are_refused_by_the_actions_too(study):
    with pytest.raises(ValidationError) as ahead:
        an_approval(study.sites[0], ago(-1))
    with pytest.raises(ValidationError) as untrained:
        a_delegation(study.sites[0], trained_on=ago(-1))

    assert ahead.value.message_dict == {"given_on": ["The date must be today or in the past"]}
    assert untrained.value.message_dict == {"trained_on": ["The date must be today or in the past"]}


def test_what_is_delegated_is_authorised_by_somebody_else(office, study):
    pi = {"person": str(study.pi.pk), "authorised_by": str(study.pi.pk)}

    page = send(office, DELEGATIONS.add_url, new("delegations") | pi)

    assert problems(page) == {
        "authorised_by": ["Nobody authorises what they may do themselves. Select somebody else"]
    }
    assert page.context["form"]["authorised_by"].value() == str(study.pi.pk)


@pytest.mark.parametrize(("whose", "role"), [("monitor", "Monitor"), ("ppi", "PPI lead")])
def test_nothing_is_delegated_to_who_only_reads(office, study, whose, role):
    reader, row = getattr(study, whose), a_delegation(study.sites[0])
    asked = {"person": str(reader.pk)}

    page = send(office, DELEGATIONS.add_url, new("delegations") | asked)
    corrected = send(office, DELEGATIONS.deed_url(row, "correct"), WHY | asked)

    assert problems(page) == problems(corrected) == {"person": ["Select to whom"]}
    with pytest.raises(ValidationError) as refused:
        a_delegation(study.sites[0], ago(2), person=reader)
    with pytest.raises(ValidationError) as handed_on:
        actions.correct_delegation(
            delegation=row,
            version=row.version,
            reason="Moved",
            by=study.administrator,
            person=reader,
        )
    said = f"{reader} is {role} and only reads. Select somebody who works at the site"
    assert refused.value.message_dict == handed_on.value.message_dict == {"person": [said]}


def test_those_are_offered_to_whom_something_can_be_delegated(office, study):
    def offered(question: str) -> list[str]:
        choices = office.get(DELEGATIONS.add_url).context["form"][question].field.choices
        return [str(label) for value, label in choices if value]

    able = (study.researcher, study.researcher2, study.pi, study.administrator)
    assert offered("person") == sorted(one.name for one in able)
    assert offered("authorised_by") == [study.pi.name]


def test_who_holds_a_line_stays_offered_in_it(office, study):
    row = a_delegation(study.sites[0])
    held = {name: getattr(row.person, name) for name in ("version", "name", "email", "ends_on")}
    by = study.administrator
    change_user(user=row.person, role="monitor", reason="Moved", by=by, **held)

    page = office.get(DELEGATIONS.deed_url(row, "correct"))

    offered = {value for value, _ in page.context["form"]["person"].field.choices}
    assert str(row.person_id) in offered
    assert str(study.monitor.pk) not in offered


def test_a_line_of_somebody_who_only_reads_by_now_is_ended(office, study):
    row = a_delegation(study.sites[0])
    held = {name: getattr(row.person, name) for name in ("version", "name", "email", "ends_on")}
    by = study.administrator
    change_user(user=row.person, role="monitor", reason="Moved", by=by, **held)

    page = send(office, DELEGATIONS.deed_url(row, "correct"), WHY | {"ends_on": "20/6/2022"})

    assert page.context["row"].ends_on == dt.date(2022, 6, 20)


def test_a_row_of_somebody_who_left_is_corrected_as_it_stands(office, study):
    row = a_delegation(study.sites[1])
    actions.close_case(case=study.cases[1], on=ago(0), by=None)
    actions.close_site(site=study.sites[1], on=ago(0), by=None)

    page = send(office, DELEGATIONS.deed_url(row, "correct"), WHY | {"trained_on": "1/6"})

    assert page.context["row"].trained_on == dt.date(2022, 6, 1)


@pytest.mark.parametrize(
    ("days", "state", "items"),
    [
        (-31, "Holds", []),
        (-30, "Ends 14 July 2022", [("Ends 14 July 2022", False)]),
        (0, "Ends 14 June 2022", [("Ends 14 June 2022", False)]),
        (1, "Ended", [("Ended 13 June 2022", True)]),
    ],
)
def test_what_ends_within_30_days_is_said_to_who_reads_what_is_set_up(study, days, state, items):
    row = a_letter(study, given_on=ago(40), ends_on=ago(days))

    found = ending_items(study.administrator)

    assert APPROVALS.state(row).words == state
    assert [(one.note, one.is_late) for one in found] == items
    assert ending_items(study.monitor) == found
    assert ending_items(study.researcher) == []


def test_a_letter_that_was_renewed_needs_nobody(study):
    a_letter(study, given_on=ago(40), ends_on=ago(1))
    a_letter(study, given_on=ago(1), ends_on=ago(-100))
    a_delegation(study.sites[0], ago(40), ends_on=ago(1))

    assert [one.words for one in ending_items(study.administrator)] == [
        "Delegation to Ann Example, Site 1"
    ]


def test_void_ones_and_those_of_closed_sites_need_nobody(study):
    row = a_letter(study, given_on=ago(40), ends_on=ago(1))
    actions.void_row(row=row, version=1, by=study.administrator, **WHY)
    an_approval(study.sites[1], ago(40), person=study.researcher2, ends_on=ago(1))
    actions.close_case(case=study.cases[1], on=ago(0), by=None)
    actions.close_site(site=study.sites[1], on=ago(0), by=None)

    assert ending_items(study.administrator) == []
    assert APPROVALS.state(Approval.objects.get(pk=row.pk)).words == "Void"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases_approval SET kind = 'letter'",
        "UPDATE cases_approval SET ends_on = '2022-07-01'",
        "UPDATE cases_delegation SET tasks = ''",
        "UPDATE cases_delegation SET ends_on = '2000-01-01'",
        "UPDATE cases_delegation SET trained_on = '2022-06-14'",
        "UPDATE cases_delegation SET authorised_by_id = person_id",
        "DELETE FROM cases_approval",
        "DELETE FROM cases_delegation",
    ],
)
def test_the_database_holds_the_rules(study, change):
    an_approval(study.sites[0])
    a_delegation(study.sites[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        sql(change)
    assert Delegation.objects.count() == 1


def test_set_up_tells_what_ends_and_leads_to_it(office, study):
    assert "ends within 30 days" not in office.get("/set-up/").text
    row = a_letter(study, given_on=ago(40), ends_on=ago(1))

    page = office.get("/set-up/")

    assert [(one.words, one.url) for one in page.context["ending"]] == [
        ("Letter of access of Ann Example, Site 1", row.get_absolute_url())
    ]
    assert "Ended, or ends within 30 days" in page.text
