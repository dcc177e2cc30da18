"""Consents to renew among what needs attention."""

import datetime as dt

import pytest

from cases.actions import approve_document
from linkstudy.clock import LONDON, telling
from linkstudy.progress.attention import pressing
from linkstudy.progress.kinds import Kind
from linkstudy.progress.letter import letter
from linkstudy.progress.renewals import in_brief, to_renew
from linkstudy.progress.scope import Scope
from linkstudy.team.actions import hand_over
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_form,
    a_person,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.todo import Item
from participants.models import Participant
from participants.waves import settings_of

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


@pytest.fixture
def informed(study) -> Participant:
    """Somebody who was interviewed once and for all, with a sheet that was replaced since."""
    with telling(dt.datetime(2022, 5, 10, 9, tzinfo=LONDON)):
        old = a_form("1.0", kind="information", sites=study.sites)
        person = a_person(study.cases[0], replied_on=ago(9))
        a_consent(person, scopes=["interview", "audio"], document=a_form("1.0"))
        an_interview(person)
    facts = {"approved_on": ago(2), "sites": study.sites, "replaces": old, "by": None}
    approve_document(kind="information", number="2.0", **facts)
    return person


def days(client) -> list[tuple[str, str, str]]:
    """(words, address, who owes it) of what is to be renewed."""
    items = client.get("/").context["page"].owed.get(Kind.RENEWAL, [])
    return sorted((one.words, one.url, str(one.who)) for one in items)


def to_sign(person: Participant, who: str = "") -> tuple[str, str, str]:
    words = f"Get the new version signed by {person}"
    return words, f"/participants/{person.slug}/consent/", who or person.owner.name


def of_another(person: Participant, who: str = "") -> tuple[str, str, str]:
    """The same, for whoever does not record consents: who is to, and the person."""
    name = who or person.owner.name
    words = f"{name} is to get the new version signed by {person}"
    return words, f"/participants/{person.slug}/", name


def test_a_day_leads_to_the_form_of_each_of_ones_own_people(login, outdated, study):
    assert days(login(study.researcher)) == sorted(to_sign(one) for one in outdated[::2])


def test_who_leads_the_study_reads_who_is_to_do_it_and_sees_the_person(login, outdated, study):
    assert days(login(study.pi)) == sorted(of_another(one) for one in outdated)


def test_they_are_owed_by_whoever_looks_after_the_person(login, outdated, study):
    client, (ann, carol) = login(study.pi), (one.owner for one in outdated[:2])

    everybody = client.get("/tasks/?kind=renewals").context["list"]
    hers = client.get(f"/tasks/?kind=renewals&owner={carol.number}").context["list"]

    assert {one.who: one.count for one in everybody.people} == {ann.name: 2, carol.name: 1}
    assert [one.words for one in hers.items] == [of_another(outdated[1])[0]]


def test_they_are_handed_over_with_the_person(login, outdated, study):
    ann, cole = outdated[0].owner, a_user(name="Cole Example", sites=[study.sites[0]])

    hand_over(user=ann, takers={study.sites[0]: cole}, by=a_user("administrator"))

    assert days(login(cole)) == sorted(to_sign(one, cole.name) for one in outdated[::2])
    assert days(login(ann)) == []


def test_who_was_interviewed_with_an_earlier_sheet_is_told_of_the_new_one(login, informed, study):
    words = f"Tell {informed} of the new information sheet"
    url = f"/participants/{informed.slug}/told/information-2-0/"

    assert days(login(study.researcher)) == [(words, url, informed.owner.name)]


def test_a_booking_without_the_form_in_use_is_not_owed_twice(login, outdated, study):
    a_booking(outdated[0], booked_on=ago(-1))

    page = login(study.researcher).get("/").context["page"]

    consent = f"/participants/{outdated[0].slug}/consent/"
    assert [one.url for one in page.owed[Kind.FORM]] == [consent]
    assert [one.url for one in page.owed[Kind.RENEWAL]] == [to_sign(outdated[2])[1]]


def test_the_morning_letter_counts_them_and_names_nobody(outdated, study):
    _, words = letter(study.researcher, "https://study.example.org")

    assert "- 2 consents are to be renewed" in words.splitlines()
    assert outdated[0].study_id not in words


@pytest.mark.parametrize(("people", "shown"), [(4, 4), (5, 4), (9, 4)])
def test_a_day_shows_the_first_few_and_leads_to_the_list_of_the_rest(people, shown):
    waiting = [Item(f"Person {number}", "/", ago(0), "") for number in range(people)]

    brief = in_brief(waiting)

    assert len(brief) == shown
    assert brief[:3] == waiting[:3]
    assert (brief[3] == waiting[3]) is (people == 4)
    assert (brief[3].url == "/consents/renew/") is (people > 4)


def test_who_is_finished_owes_nothing(login, outdated, study):
    for person in outdated:
        a_withdrawal(person)

    assert list(to_renew(Participant.objects.all(), 9)) == []
    assert days(login(study.pi)) == []


def test_beside_the_figures_consents_come_last_and_where_there_is_room(outdated, study):
    scope = Scope(study.pi)

    every = pressing(scope, 9, settings_of())

    names = [item.words.rpartition(" ")[2] for item in every]
    assert names[-3:] == sorted(str(person) for person in outdated)
    others = len(every) - 3
    assert pressing(scope, others + 1, settings_of()) == every[: others + 1]
    assert pressing(scope, others, settings_of()) == every[:others]
