"""What a person's consent lacks, and an older form, are said before anything is typed."""

import datetime as dt

import pytest

from linkstudy.testing.factories import (
    a_booking,
    a_case,
    a_consent,
    a_form,
    a_person,
    a_user,
    ago,
    an_interview,
)
from linkstudy.testing.pages import problems, text_of
from participants import actions
from participants.tests.pages import LOG, answers
from participants.vocabulary import Scope


@pytest.mark.parametrize("group", ["PT", "HP"])
def test_missing_consent_is_said_as_soon_as_the_person_is_chosen(client, study, group):
    a_person(study.cases[0], group)
    page = client.get(LOG, {"who": f"c1-{group.lower()}-01"})

    assert page.context["about"].lacks == (
        f"There is no consent from C1-{group}-01 yet. Record consent first"
    )
    assert f'href="/participants/c1-{group.lower()}-01/consent/?then=log"' in page.text


def test_a_consent_without_the_interview_is_said_as_soon_as_the_person_is_chosen(client, study):
    a_consent(a_person(study.cases[0]), scopes=[Scope.OBSERVATION])
    page = client.get(LOG, {"who": "c1-pt-01"})

    assert page.context["about"].lacks == "C1-PT-01 did not agree to an interview"
    assert "C1-PT-01 did not agree to an interview." in text_of(page)


def test_a_booked_follow_up_that_nobody_agreed_to_is_said_as_soon_as_it_is_chosen(client, study):
    person = a_person(study.cases[0])
    a_consent(person, scopes=[Scope.INTERVIEW])
    an_interview(person, recording="notes")
    a_booking(person, wave="follow_up")

    words = "C1-PT-01 did not agree to a follow-up interview"
    assert client.get(LOG, {"who": "c1-pt-01"}).context["about"].lacks == words


def test_a_consent_after_the_day_booked_is_said_as_soon_as_the_person_is_chosen(
    client, study, study_clock
):
    study_clock("2022-06-09 09:00")
    person = a_person(study.cases[0])
    a_booking(person)
    study_clock("2022-06-14 09:12")
    a_consent(person, given_on=ago(1))

    assert client.get(LOG, {"who": "c1-pt-01"}).context["about"].lacks == (
        "The interview was before consent was given on 13 June 2022. Check both dates"
    )


def test_nothing_is_lacking_of_somebody_who_agreed(client, two):
    assert client.get(LOG).context["about"].lacks == ""


# Somebody who withdrew

SINCE = "C1-PT-01 withdrew on 13 June 2022. Nothing after that can be logged"


@pytest.mark.parametrize("had_agreed", [True, False])
def test_that_they_withdrew_is_said_where_an_earlier_interview_is_logged(client, study, had_agreed):
    person = a_person(study.cases[0])
    if had_agreed:
        a_consent(person)
    leave(person)

    page = client.get(LOG, {"before": "c1-pt-01"})
    [tile] = page.context["tiles"]
    assert tile.line == "Withdrew on 13 June."
    assert page.context["about"].lacks == SINCE
    assert "No consent yet" not in text_of(page)
    assert "Record it now" not in text_of(page)


@pytest.mark.parametrize("had_agreed", [True, False])
def test_an_interview_after_they_withdrew_is_refused_with_the_day(client, study, had_agreed):
    person = a_person(study.cases[0])
    if had_agreed:
        a_consent(person)
    leave(person)

    page = client.post(LOG, answers(recording="notes"))

    assert problems(page) == {"when": [SINCE]}
    assert page.context["tiles"][0].line == "Withdrew on 13 June."


def leave(person):
    """They withdraw yesterday, whether or not they had agreed to anything."""
    actions.record_withdrawal(
        participant=person, on=ago(1), time=dt.time(9), level="keep", by=person.owner
    )


# An older consent form


PAGES = [f"{LOG}?who=c1-pt-01", "/participants/c1-pt-01/interviews/1/change/"]
ADVICE = "The consent still holds. Ask them to sign the form in use when you meet, and record it"


@pytest.fixture
def signed_older(study):
    """C1-PT-01 signed v1.0 on 7 June, and is booked for 20 June; another group has forms too."""
    form = a_form("1.0", approved_on=ago(300), replaced_on=ago(2), audience="PT")
    a_form("0.9", approved_on=ago(320), audience="HP")
    person = a_person(study.cases[0])
    a_consent(person, document=form)
    a_booking(person, ago(-6))
    return person


@pytest.mark.parametrize("address", PAGES)
def test_a_form_that_was_replaced_is_said_beside_the_person(client, signed_older, address):
    words = (
        "C1-PT-01 signed consent form v1.0. Form v1.3 is in force at this site since 14 June 2021"
    )
    page = client.get(address)

    assert page.context["about"].old_form == words
    assert f"{words}. {ADVICE}" in text_of(page).replace(" .", ".")


def test_a_replaced_form_without_another_at_the_site_says_until_when_it_was_in_use(study, login):
    case = a_case(3)  # whose site the study's form v1.3 was never published for
    form = a_form("1.0", approved_on=ago(300), replaced_on=ago(2), sites=[case.site])
    a_consent(a_person(case), document=form)
    page = login(a_user(sites=[case.site])).get(LOG, {"who": "c3-pt-01"})

    words = "C3-PT-01 signed consent form v1.0, in use until 12 June 2022"
    assert page.context["about"].old_form == words


def test_an_old_form_is_no_reason_to_refuse_the_interview(client, signed_older):
    page = client.post(LOG, answers(when="yesterday"))

    assert page.url == "/participants/c1-pt-01/interviews/1/saved/"


def test_a_form_that_will_be_replaced_by_the_day_booked_is_said_when_booking(client, study):
    form = a_form("1.0", approved_on=ago(300), replaced_on=ago(-5), audience="PT")
    a_form("2.0", approved_on=ago(3), in_force_from=ago(-5), audience="PT")
    person = a_person(study.cases[0])
    a_consent(person, document=form)
    assert client.get("/participants/c1-pt-01/book/").context["about"].old_form == ""
    a_booking(person, ago(-6))

    assert client.get(PAGES[1]).context["about"].old_form == (
        "C1-PT-01 signed consent form v1.0. Form v2.0 is in force at this site from 19 June 2022"
    )
