"""Fetching what an address names. What the user may not see answers as if it did not exist."""

from typing import Any, TypeVar

from django.http import Http404

from cases.converters import Sent
from cases.models import (
    Case,
    CollectedDocument,
    Debrief,
    InvitationBatch,
    ObservationDay,
    Reminder,
    RoutineData,
)
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May

Numbered = TypeVar("Numbered", Debrief, CollectedDocument, RoutineData)
PEOPLE: dict[type, list[str]] = {Debrief: ["researcher"], CollectedDocument: ["collector"]}


def case_or_404(user: User, capability: May, number: int, cases: Any = Case.objects) -> Case:
    """The case, if the person's capability reaches it; else as if there were none.

    cases are those to look among, with what is to come with them.
    """
    cases = cases.reached(user, capability).select_related("site", "lead")
    found = cases.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def observation_or_404(user: User, capability: May, case: int, number: int) -> ObservationDay:
    """An observation day by the numbers in its address: the row that stands, else the last."""
    rows = ObservationDay.objects.filter(case__in=Case.objects.reached(user, capability))
    found = rows.current().filter(case__number=case, number=number)
    day = found.select_related("case__site", "observer").first()
    if day is None:
        raise Http404
    return day


def numbered_or_404(
    model: type[Numbered], user: User, capability: May, case: int, number: int
) -> Numbered:
    """A debrief, document or routine data of a case by its number: the row that stands, else the last."""
    rows: Any = model._default_manager.filter(case__in=Case.objects.reached(user, capability))
    found = rows.current().filter(case__number=case, number=number)
    row = found.select_related("case__site", *PEOPLE.get(model, [])).order_by("-pk").first()
    if row is None:
        raise Http404
    return row


def batch_or_404(user: User, capability: May, case: int, sent: Sent) -> InvitationBatch:
    """Letters by their day, 2022-05-30 or 2022-05-30-2: the row that stands, else the last.

    A batch whose day was corrected answers to each day that it had.
    """
    rows = InvitationBatch.objects.filter(case__in=Case.objects.reached(user, capability))
    found = rows.filter(case__number=case, sent_on=sent.day, turn=sent.turn).order_by("-pk").first()
    if found is None:
        raise Http404
    return (
        rows.current()
        .select_related("case__site", "practice")
        .get(case=found.case_id, number=found.number)
    )


def reminder_or_404(user: User, capability: May, case: int, sent: Sent, number: int) -> Reminder:
    """Reminders of a batch by their number: the row that stands, else the last."""
    batch = batch_or_404(user, capability, case, sent)
    of_it = {"batch__case": batch.case_id, "batch__number": batch.number}
    rows = Reminder.objects.current().filter(number=number, **of_it)
    found = rows.select_related("batch__case__site").first()
    if found is None:
        raise Http404
    return found
