"""Which questionnaires are out, and which are overdue."""

from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from linkstudy.accounts.models import User
from linkstudy.once import Once
from linkstudy.words import be
from participants.afterwards import Returning
from participants.forms.questionnaires import QuestionnairesFilter
from participants.models import Clause, Questionnaire
from participants.vocabulary import Scope

STILL_OUT = (Returning.OUT, Returning.OVERDUE)


def overdue(people: QuerySet) -> QuerySet[Questionnaire]:
    """Questionnaires of the people that should be back by now, the longest overdue first; of those
    who still agree to them."""
    theirs = Exists(people.filter(pk=OuterRef("participant")))  # few are overdue: asked from them
    rows = Questionnaire.objects.overdue().filter(theirs, _still_agrees())
    return rows.select_related("participant", "instrument").order_by("due_on", "pk")


@cache
def _still_agrees() -> Once:
    theirs = OuterRef("participant")
    agreed = Clause.objects.agreed_now(Scope.QUESTIONNAIRE, participant=theirs)
    return Once(Exists(agreed), "participants.Questionnaire")


def listed(user: User, asked: QuestionnairesFilter) -> tuple[QuerySet[Questionnaire], str]:
    """The questionnaires that a filter asks for, and what is overdue of all in the case asked for."""
    seen = Questionnaire.objects.visible_to(user).standing()
    if asked.its_case:
        seen = seen.filter(participant__case=asked.its_case)
    rows = seen.with_state().select_related("participant__case", "participant__owner", "instrument")
    if asked.its_state in (None, *STILL_OUT):
        wanted = [asked.its_state] if asked.its_state else STILL_OUT
        found = rows.filter(stands__in=wanted).order_by("due_on", "pk")
    else:
        found = rows.filter(stands=asked.its_state).order_by("-settled_at", "-pk")
    return found, sentence(seen)


def sentence(seen: Any) -> str:
    """2 questionnaires are overdue, and 5 more are out."""
    late, out = seen.overdue().count(), seen.open().count()
    if not out:
        return "No questionnaire is out."
    if not late:
        return f"No questionnaire is overdue. {counted(out)} out."
    more = out - late
    return f"{counted(late)} overdue{f', and {more:,} more {be(more)} out' if more else ''}."


def counted(count: int) -> str:
    """1 questionnaire is, 5 questionnaires are."""
    return f"{count:,} questionnaire{'' if count == 1 else 's'} {be(count)}"
