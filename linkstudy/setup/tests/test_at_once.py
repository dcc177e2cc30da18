"""Several people at the same moment: one is first, the others are told, and nothing is written twice."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from cases import actions
from cases.models import Case, DocumentVersion, Site
from linkstudy.audit.chain import verify
from linkstudy.clock import LONDON, telling
from linkstudy.testing.factories import (
    a_case,
    a_form,
    a_person,
    a_site,
    a_study,
    ago,
)
from participants import actions as people
from participants.models import Consent, Interview, Participant
from participants.tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
NOW = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)
WHY = {"reason": "Typed wrongly", "by": None}


@pytest.fixture(autouse=True)
def morning(transactional_db):
    with telling(NOW):
        yield


def refusals(answers: list) -> list[list[str]]:
    """What was said to those who came second; any other error fails the test."""
    wrong = [one for one in answers if isinstance(one, Exception)]
    assert [one for one in wrong if not isinstance(one, ValidationError)] == []
    return [one.messages for one in wrong]


def test_one_of_eight_gets_the_number():
    jobs = [lambda: actions.open_site(number=7, name="North", by=None)] * 8

    said = refusals(at_once(*jobs))

    assert said == [["Site 7 is already there. Choose another number"]] * 7
    assert Site.objects.count() == 1
    assert verify().trouble == ""


def test_a_form_sent_five_times_at_once_makes_one_row():
    site = a_site(1)
    facts = {"site": site, "name": "Network", "kind": "network", "by": None, "token": "t" * 32}
    jobs = [lambda: actions.add_organisation(**facts)] * 5

    answers = at_once(*jobs)

    assert {one.pk for one in answers} == {site.organisations.get().pk}


def test_of_two_corrections_of_one_row_the_second_is_shown_both_values():
    site = a_site(1)

    def correct(name: str):
        return lambda: actions.correct_site(site=site, version=1, name=name, **WHY)

    said = refusals(at_once(correct("North"), correct("South")))

    assert [words[0].endswith("changed this while you were typing") for words in said] == [True]
    assert Site.objects.get().version == 2


def test_a_row_is_void_once():
    site = a_site(1)
    jobs = [lambda: actions.void_row(row=site, version=1, **WHY)] * 3

    said = refusals(at_once(*jobs))

    assert said == [["This site is already void"]] * 2


@pytest.mark.parametrize("round", range(3))
def test_nobody_joins_a_case_while_it_becomes_void(round):
    case = a_case(5)
    join = lambda: people.add_participant(  # noqa: E731  a job
        case=case, group="PT", joined_via="letter", replied_on=ago(1), by=case.lead
    )

    said = refusals(at_once(lambda: actions.void_row(row=case, version=1, **WHY), join))

    assert len(said) == 1
    is_void = Case.objects.get().voided_at is not None
    assert Participant.objects.exists() is not is_void


@pytest.mark.parametrize("round", range(3))
def test_nobody_signs_a_form_while_it_becomes_void(round):
    person = a_person(a_case(5))
    form = a_form()
    sign = lambda: people.record_consent(  # noqa: E731  a job
        participant=person,
        document=form,
        given_on=ago(1),
        how="paper",
        scopes=["interview"],
        by=person.owner,
    )

    said = refusals(at_once(lambda: actions.void_row(row=form, version=1, **WHY), sign))

    assert len(said) == 1
    is_void = DocumentVersion.objects.get().voided_at is not None
    assert Consent.objects.exists() is not is_void


@pytest.mark.parametrize("round", range(3))
def test_nothing_is_booked_at_a_site_while_it_closes(round):
    study = a_study()
    person = a_person(study.cases[0])
    actions.close_case(case=study.cases[0], on=ago(1), by=None)
    book = lambda: people.book(  # noqa: E731  a job
        participant=person, booked_on=ago(-3), wave="first", mode="phone", by=person.owner
    )
    close = lambda: actions.close_site(site=study.sites[0], on=NOW.date(), by=None)  # noqa: E731

    said = refusals(at_once(close, book))

    assert len(said) == 1
    is_closed = Site.objects.get(number=1).closed_on is not None
    assert Interview.objects.open().exists() is not is_closed


def test_two_plans_from_one_day_are_one():
    def adopt(cases: int):
        return lambda: actions.adopt_plan(
            effective_from=ago(3), cases_planned=cases, targets=[(None, "PT", 10)], by=None
        )

    said = refusals(at_once(adopt(6), adopt(7)))

    assert said == [
        ["Plan 1 holds from this day already. Choose another day, or void Plan 1 first"]
    ]
