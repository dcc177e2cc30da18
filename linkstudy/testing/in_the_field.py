"""What fieldwork leaves, and what goes wrong there, made through the actions."""

import datetime as dt
from typing import Any

from cases import actions as case_actions
from cases.models import (
    Amendment,
    AmendmentUse,
    Approval,
    Case,
    CollectedDocument,
    Debrief,
    Delegation,
    ReportingDuty,
    RoutineData,
    Site,
)
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.safety import actions as safety_actions
from linkstudy.safety.models import SafetyNote, Visit
from linkstudy.testing.factories import a_booking, a_case, a_person, ago, an_amendment, by_for
from participants.models import Interview, Participant


def a_debrief(
    case: Case | None = None, day: dt.date | None = None, by: User | None = None, **facts: Any
) -> Debrief:
    """Twenty minutes about yesterday, or the day said, recorded."""
    case = case or Case.objects.first() or a_case()
    given = {"minutes": 20, "recorded": True}
    return case_actions.log_debrief(
        case=case, day=day or ago(1), by=by_for(case, by), **given | facts
    )


def a_collected_document(
    case: Case | None = None, by: User | None = None, **facts: Any
) -> CollectedDocument:
    """A confidential report, received yesterday, not yet redacted."""
    case = case or Case.objects.first() or a_case()
    given = {"kind": "report", "received_on": ago(1), "confidential": True, "lies_in": "FW-1/1"}
    return case_actions.collect_document(case=case, by=by_for(case, by), **given | facts)


def some_routine_data(
    case: Case | None = None, by: User | None = None, **facts: Any
) -> RoutineData:
    """Practice records of a month, requested yesterday."""
    case = case or Case.objects.first() or a_case()
    given = {"kind": "practice", "starts_on": ago(37), "ends_on": ago(7), "requested_on": ago(1)}
    return case_actions.request_routine_data(case=case, by=by_for(case, by), **given | facts)


def a_safety_note(
    about: Participant | Case | None = None, by: User | None = None, **facts: Any
) -> SafetyNote:
    """Distress yesterday, told to nobody yet: of a person, or of a visit in a case."""
    about = about or a_person()
    person, case = (about, about.case) if isinstance(about, Participant) else (None, about)
    given = {
        "concern": "distress",
        "happened_on": ago(1),
        "what": "They wept",
        "done": "We stopped",
        "reported_to": "nobody",
    }
    return safety_actions.raise_note(
        case=case, participant=person, by=by_for(case, by), **given | facts
    )


def a_visit(booking: Interview | None = None, **facts: Any) -> Visit:
    """Whoever keeps a booking in person sets off until 11pm; a principal investigator looks out."""
    booking = booking or a_booking(mode="person", setting="home")
    by = booking.interviewer
    given = {"expected": dt.time(23)} | facts
    if "buddy" not in given:
        given["buddy"] = User.objects.filter(role=Role.PI).first()
    return safety_actions.check_in(booking=booking, by=by, **given)


def a_visit_for(case: Case | None = None, by: User | None = None, **facts: Any) -> Visit:
    """A researcher sets off to an observation day until 11pm; a principal investigator looks out."""
    case = case or Case.objects.first() or a_case()
    given = {"errand": "observation", "expected": dt.time(23)} | facts
    if "buddy" not in given:
        given["buddy"] = User.objects.filter(role=Role.PI).first()
    return safety_actions.set_off(case=case, by=by_for(case, by), **given)


def an_approval(site: Site, given_on: dt.date | None = None, **facts: Any) -> Approval:
    """A green light, or a letter of access where it is somebody's."""
    kind = "letter" if facts.get("person") else "green"
    given = {"kind": kind, "given_on": given_on or ago(1)} | facts
    return case_actions.record_approval(site=site, by=None, **given)


def a_delegation(site: Site, since: dt.date | None = None, **facts: Any) -> Delegation:
    """To a researcher, by a principal investigator."""
    first = User.objects.order_by("pk")
    given: dict[str, Any] = {"tasks": "Take consent, interview", "since": since or ago(1)}
    given["person"] = first.filter(role=Role.RESEARCHER).first()
    given["authorised_by"] = first.filter(role=Role.PI).first()
    return case_actions.delegate(site=site, by=None, **given | facts)


def an_amendment_in_use(
    amendment: Amendment | None = None,
    *cases: Case,
    since: dt.date | None = None,
    by: User | None = None,
) -> AmendmentUse:
    """In use for ten days, or since the day said: at these cases, or at the first."""
    chosen = cases or (Case.objects.first() or a_case(),)
    return case_actions.use_amendment(
        amendment=amendment or an_amendment(), cases=list(chosen), since=since or ago(10), by=by
    )


def a_duty(name: str = "Progress report", **facts: Any) -> ReportingDuty:
    """To the funder, every six months after the start of the study."""
    given = {"recipient": "Funder", "anchor": "start", "repeats": True, "months": 6}
    return case_actions.record_duty(name=name, by=None, **given | facts)
