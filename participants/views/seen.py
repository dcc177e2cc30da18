"""Fetching what an address names. What the user may not see answers as if it did not exist.

A fact that was corrected keeps its address, which names the row that stands, else the last.
"""

from collections.abc import Iterable
from typing import Any

from django.http import Http404

from linkstudy.accounts.models import User
from linkstudy.rows import STANDING_FIRST, numbered
from participants.models import (
    Consent,
    ContactAttempt,
    Decision,
    Deviation,
    Interview,
    Notice,
    Participant,
    Questionnaire,
    Refusal,
    Removal,
    Withdrawal,
)
from participants.models.people import understood


def person_or_404(user: User, slug: str, people: Any = Participant.objects) -> Participant:
    """The participant of a study ID as it stands in addresses, c5-pt-03; people bring what else the
    page reads of them."""
    seen = people.visible_to(user).select_related("case__site", "person", "owner")
    found = seen.filter(study_id=understood(slug) or "").first()
    if found is None or found.slug != slug:
        raise Http404
    return found


def interview_or_404(
    user: User, slug: str, number: int, rows: Any = Interview.objects
) -> Interview:
    """A person's interview or booking by its number; rows bring what else the page reads of it."""
    person = person_or_404(user, slug)
    found = rows.current().filter(participant=person, number=number)
    return _of(person, found.select_related("interviewer").first())


def consent_or_404(user: User, slug: str, number: int) -> Consent:
    """A person's consent by its number, 1 for the first recorded."""
    person = person_or_404(user, slug)
    rows = person.consents.select_related("document", "taken_by").prefetch_related("clauses")
    return _of(person, _numbered(rows, number))


def attempt_or_404(user: User, slug: str, number: int) -> ContactAttempt:
    """A contact with a person by its number, 1 for the first recorded."""
    person = person_or_404(user, slug)
    return _of(person, _numbered(person.attempts.all(), number))


def deviation_or_404(user: User, slug: str, number: int) -> Deviation:
    """A deviation by its number, 1 for the first recorded."""
    person = person_or_404(user, slug)
    return _of(person, _numbered(person.deviations.select_related("protocol"), number))


def questionnaire_or_404(user: User, slug: str, number: int) -> Questionnaire:
    """A person's questionnaire by its number: the row that stands, else the last."""
    person = person_or_404(user, slug)
    rows = person.questionnaires.current().filter(number=number)
    return _of(person, rows.select_related("instrument").first())


def withdrawal_or_404(user: User, slug: str, number: int) -> Withdrawal:
    """A person's withdrawal by its number, 1 for the first recorded."""
    person = person_or_404(user, slug)
    return _of(person, _numbered(person.withdrawals.all(), number))


def refusal_or_404(user: User, slug: str) -> Refusal:
    """A person's answer of no: the one that stands, else the last."""
    person = person_or_404(user, slug)
    return _of(person, person.refusals.current().order_by(STANDING_FIRST, "-pk").first())


def notice_or_404(user: User, slug: str, sheet: str) -> Notice:
    """That a person was told of a version: what stands, else the last."""
    person = person_or_404(user, slug)
    rows = person.notices.current().filter(document__slug=sheet).select_related("document")
    return _of(person, rows.order_by(STANDING_FIRST, "-pk").first())


def removal_or_404(user: User, slug: str, place: str) -> Removal:
    """What was written of a place after a withdrawal: what stands, else the last."""
    person = person_or_404(user, slug)
    rows = person.removals.current().filter(place=place)
    return _of(person, rows.order_by(STANDING_FIRST, "-pk").first())


def decision_or_404(user: User, slug: str, number: int) -> Decision:
    """The decision about an interview as it was recorded last: what stands, else the last."""
    interview = interview_or_404(user, slug, number)
    found = latest_decision(interview)
    if found is None:
        raise Http404
    found.interview = interview
    return found


def latest_decision(interview: Interview) -> Decision | None:
    """The decision about an interview that stands, else the last one."""
    return interview.decisions.current().order_by(STANDING_FIRST, "-pk").first()


def _numbered(rows: Iterable[Any], number: int) -> Any:
    return dict(numbered(rows)).get(number)


def _of(person: Participant, row: Any) -> Any:
    """The row, which knows its person. Raises Http404 when there is none."""
    if row is None:
        raise Http404
    row.participant = person
    return row
