"""Consents to renew among what needs attention."""

import datetime as dt

import pytest

from cases.actions import approve_document
from linkstudy.accounts.models import User
from linkstudy.clock import LONDON, telling
from linkstudy.progress.renewals import renewal_items, to_renew
from linkstudy.team.actions import hand_over
from linkstudy.testing.factories import a_consent, a_form, a_person, a_user, a_withdrawal, ago
from linkstudy.todo import Item
from participants.models import Participant
from participants.vocabulary import Need

pytestmark = pytest.mark.django_db


@pytest.fixture
def outdated(study) -> list[Participant]:
    """Three who signed what was replaced since; two of them are Ann's, one is Carol's."""
    with telling(dt.datetime(2022, 5, 10, 9, tzinfo=LONDON)):
        old = a_form("1.0", sites=study.sites)
        people = [a_person(case, replied_on=ago(9)) for case in [*study.cases, study.cases[0]]]
        for person in people:
            a_consent(person, given_on=ago(0), document=old)
    approve_document(
        kind="consent",
        number="2.0",
        approved_on=ago(2),
        sites=study.sites,
        replaces=old,
        by=None,
    )
    return people


def said(items: list[Item]) -> list[tuple[str, str, str]]:
    """(words, address, who owes it) of what is to be renewed."""
    return sorted((one.words, one.url, str(one.who)) for one in items if "renew" in one.words)


def days(client) -> list[tuple[str, str, str]]:
    return said(client.get("/").context["page"].items)


def told(people: str, who: str) -> tuple[str, str, str]:
    return f"Consents to renew: {people} to sign a new version", "/consents/renew/", who


def test_a_day_counts_the_consents_of_ones_own_people_and_leads_to_the_list(login, outdated, study):
    ann, carol = (one.owner.name for one in outdated[:2])
    mine, hers = told("2 people are", ann), told("1 person is", carol)

    assert days(login(study.researcher)) == [mine]
    assert days(login(study.pi)) == sorted([mine, hers])


def test_they_are_owed_by_whoever_looks_after_the_person(login, outdated, study):
    client, (ann, carol) = login(study.pi), (one.owner for one in outdated[:2])

    everybody = client.get("/tasks/?kind=renewals").context["list"]
    hers = client.get(f"/tasks/?kind=renewals&owner={carol.number}").context["list"]

    assert [(one.who, one.count) for one in everybody.people] == sorted(
        [(ann.name, 1), (carol.name, 1)]
    )
    assert said(hers.items) == [told("1 person is", carol.name)]


def test_they_are_handed_over_with_the_person(login, outdated, study):
    ann, cole = outdated[0].owner, a_user(name="Cole Example", sites=[study.sites[0]])

    hand_over(user=ann, takers={study.sites[0]: cole}, by=a_user("administrator"))

    assert told("2 people are", "Cole Example") in days(login(study.pi))
    assert days(login(ann)) == []


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({Need.SIGN: 1}, "1 person is to sign a new version"),
        ({Need.TELL: 1}, "1 is to be told of one"),
        (
            {Need.SIGN: 1200, Need.TELL: 3},
            "1,200 people are to sign a new version and 3 are to be told of one",
        ),
    ],
)
def test_what_is_to_be_done_is_said_in_one_line(counts, words):
    ann = User(pk=1, name="Ann Example")

    [item] = renewal_items({ann: counts})

    assert (item.words, item.by) == (f"Consents to renew: {words}", "Ann Example")


def test_who_is_finished_owes_nothing(outdated):
    for person in outdated:
        a_withdrawal(person)

    assert to_renew(Participant.objects.all()) == {}
    assert renewal_items({}) == []
