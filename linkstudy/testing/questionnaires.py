"""Instruments and questionnaires for tests: as in factories, through the actions."""

from typing import Any

from cases import actions as case_actions
from cases.models import Instrument
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.testing.factories import a_consent, a_person, ago, an_interview, by_for
from participants import actions
from participants.consents import no_questionnaire
from participants.models import Participant, Questionnaire


def an_instrument(name: str = "Well-being questionnaire", **facts: Any) -> Instrument:
    """For patients, the first time and at follow-up; they have two weeks."""
    given = {"patients": True, "at_first": True, "at_follow_up": True, "days": 14}
    return case_actions.add_instrument(name=name, by=None, **given | facts)


def a_questionnaire(
    person: Participant | None = None, by: User | None = None, **facts: Any
) -> Questionnaire:
    """Given yesterday on paper, due in a week, to somebody who agreed to everything; a follow-up, to
    somebody who was interviewed."""
    person = person or a_person()
    given: dict[str, Any] = {"time_point": "first", "how": "paper", "due_on": ago(-7)}
    given |= {"given_on": ago(1)} | facts
    if "instrument" not in given:
        given["instrument"] = Instrument.objects.standing().first() or an_instrument()
    if no_questionnaire(person, given["given_on"]):
        a_consent(person, given_on=given["given_on"])
    if given["time_point"] == "follow_up" and not person.interviews.done().exists():
        an_interview(person, given["given_on"], recording="notes", by=by)
    return actions.hand_out(participant=person, by=by_for(person.case, by), **given)


def returned(row: Questionnaire, by: User | None = None) -> Questionnaire:
    """It came back today."""
    return actions.settle_questionnaire(
        questionnaire=row,
        version=row.version,
        returned_on=clock.today(),
        by=by_for(row.participant.case, by),
    )
