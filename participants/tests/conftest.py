"""Whom tests of these pages start from, in the small study on the morning of 14 June 2022."""

import datetime as dt

import pytest

from linkstudy.testing.factories import a_booking, a_consent, a_person
from participants.actions import keep_contact
from participants.models import Interview, Participant
from participants.tests.pages import NAME, PHONE
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
