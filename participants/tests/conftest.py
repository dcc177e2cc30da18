"""Whom tests of these pages start from, in the small study on the morning of 14 June 2022."""

import datetime as dt

import pytest

from cases.actions import approve_document
from cases.models import DocumentVersion
from linkstudy.testing.factories import a_booking, a_consent, a_form, a_person, a_protocol, ago
from participants.actions import keep_contact
from participants.models import Interview, Participant
from participants.tests.pages import NAME, PHONE
from participants.tests.renewing import interview_in_may, is_booked, on, withdrew
from participants.vocabulary import Scope


@pytest.fixture
def client(study, login):
    """Ann, the researcher of case 1."""
    return login(study.researcher)


@pytest.fixture
def person(study) -> Participant:
    """C1-PT-01, of whom nothing else is known."""
    return a_person(study.cases[0])


@pytest.fixture
def booked(study) -> Interview:
    """C1-PT-01 agreed on 7 June and is booked with Ann for today, 2pm, by phone."""
    person = a_person(study.cases[0])
    a_consent(person)
    return a_booking(person)


@pytest.fixture
def two(study) -> list[Interview]:
    """Both booked with Ann for today: C1-PT-01 by video at 2pm, C1-PT-02 by phone at 4:30pm."""
    people = [a_person(study.cases[0]) for _ in range(2)]
    a_consent(people[0])
    a_consent(people[1], scopes=[Scope.INTERVIEW])
    return [
        a_booking(people[0], mode="video"),
        a_booking(people[1], mode="phone", booked_time=dt.time(16, 30)),
    ]


@pytest.fixture
def known(study) -> Participant:
    """Somebody whose name and phone number are kept."""
    person = a_person(study.cases[0])
    keep_contact(
        participant=person,
        values={"name": NAME, "phone": PHONE},
        version=person.person.version,
        by=study.researcher,
    )
    return person


@pytest.fixture
def versions(study):
    """Form 1.0 and sheet 1.0, replaced by 2.0 on 1 June 2022; settings with a follow-up."""
    with on("2022-01-01"):
        a_protocol()
        old = [a_form("1.0", kind=kind, sites=study.sites) for kind in ("consent", "information")]
    with on("2022-05-31"):
        facts = {"approved_on": ago(0), "in_force_from": dt.date(2022, 6, 1), "by": None}
        return [
            approve_document(kind=one.kind, number="2.0", replaces=one, sites=study.sites, **facts)
            for one in old
        ]


@pytest.fixture
def agreed(study, versions):
    """Somebody of case 1 who agreed in May to everything, or to some scopes."""

    def make(**facts) -> Participant:
        with on("2022-05-10"):
            case = facts.pop("case", study.cases[0])
            person = a_person(case, replied_on=dt.date(2022, 5, 1))
            form = DocumentVersion.objects.get(slug="consent-1-0")
            a_consent(person, given_on=ago(0), document=form, **facts)
        return person

    return make


@pytest.fixture
def list_of(study, agreed):
    """Who signs (C1-PT-01, C1-PT-02), is told (C1-PT-03), is finished (C1-PT-04); and C2-PT-01."""
    people = [agreed(), agreed(), agreed(scopes=["interview", "audio"]), agreed()]
    is_booked(people[1])
    interview_in_may(people[2])
    withdrew(people[3])
    return [*people, agreed(case=study.cases[1])]
