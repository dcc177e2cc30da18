"""A small study on the morning of 14 June 2022, and somebody to whom several things happened."""

import pytest

from linkstudy.history.tests.pages import NAME, PHONE
from linkstudy.testing.factories import a_person, an_interview
from participants import actions


@pytest.fixture(autouse=True)
def on_14_june(db, study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def person(study):
    """Somebody who agreed, was interviewed, and whose telephone number somebody looked up."""
    one = a_person(study.cases[0], ethnic_group="asian")
    an_interview(one, note="They spoke freely")
    one.person.refresh_from_db()
    actions.keep_contact(
        participant=one,
        values={"name": NAME, "phone": PHONE},
        version=one.person.version,
        by=study.researcher,
    )
    actions.look_up(participant=one, reason="To call back", by=study.researcher)
    return one
