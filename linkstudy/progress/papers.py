"""What is still to come back, or to be seen to, of papers: all of it by one question.

Questionnaires that are overdue, receipts of vouchers, documents to redact, field notes that were
started, and routine data whose small numbers nobody has checked. With them, in the same question,
consents to renew: `linkstudy/progress/renewals.py` says what is to be done there.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db.models import (
    CharField,
    DateField,
    Exists,
    F,
    OuterRef,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce
from django.urls import reverse

from cases.models import CollectedDocument, ObservationDay, RoutineData
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.progress.kinds import Kind
from linkstudy.progress.renewals import TO_DO, renewal_item, to_renew
from linkstudy.progress.scope import Scope
from linkstudy.todo import Item
from participants.briefs import short
from participants.models import Participant, Thanks
from participants.questionnaires import overdue
from participants.reach import silent


class Paper(NamedTuple):
    """A paper: which of the kinds below, whose or of which case, its number there, since when it
    waits, what it is called, and who sees to it."""

    what: str
    study_id: str
    case: int
    number: int
    day: Any
    called: str
    pk: int | None
    name: Any
    user_number: Any

    @property
    def who(self) -> User | str:
        return User(pk=self.pk, name=self.name, number=self.user_number) if self.pk else ""

    @property
    def person(self) -> Participant:
        return Participant(study_id=self.study_id)

    @property
    def place(self) -> list[Any]:
        """What its address holds."""
        return [self.person.slug if self.study_id else self.case, self.number]


class Sort(NamedTuple):
    """How papers of a kind are told: the words of who does it, of who reads that somebody is to do it,
    since when, who may do it, and where; elsewhere they are only seen."""

    kind: Kind
    task: str
    since: str
    may: May
    route: str
    seen: str
    is_late: bool = False


Whose = tuple[str, str, str]  # the columns of somebody's key, name and number
KEEPER: Whose = ("keeper", "keeper_name", "keeper_number")
SORTS = {
    "questionnaire": Sort(
        Kind.QUESTIONNAIRE,
        "ask {0.study_id} for their questionnaire",
        "{0.called}, was due {1}",
        May.RECORD,
        "participants:settle_questionnaire",
        "participants:person",
        is_late=True,
    ),
    "receipt": Sort(
        Kind.RECEIPT,
        "get the receipt of {0.study_id}",
        "Voucher given {1}",
        May.THANK,
        "participants:confirm_receipt",
        "participants:person",
    ),
    "redact": Sort(
        Kind.FIELDWORK,
        "redact document {0.number} of Case {0.case}",
        "Received {1}",
        May.LOG_OBSERVATION,
        "cases:redact_collected",
        "cases:collected",
    ),
    "notes": Sort(
        Kind.FIELDWORK,
        "finish the field notes of day {0.number} in Case {0.case}",
        "Observed {1}",
        May.LOG_OBSERVATION,
        "cases:observation",
        "cases:observation",
    ),
    "check": Sort(
        Kind.FIELDWORK,
        "check routine data {0.number} of Case {0.case} for small numbers",
        "Came {1}",
        May.LOG_OBSERVATION,
        "cases:check_routine_data",
        "cases:routine_data",
    ),
}


def paper_items(scope: Scope, most: int, *, with_renewals: bool) -> Iterator[tuple[Kind, Item]]:
    """Each with its kind, who waits longest first, at most so many of all; and as many consents to
    renew."""
    asked = [told(scope) for told in TOLD]
    if with_renewals:
        asked.append(renewals(scope, most))
    found = asked[0].union(*asked[1:], all=True).order_by("since", "what", "study_id", "number")
    for row in found[: most * (1 + with_renewals)]:
        paper = Paper(*row)
        if paper.what in TO_DO:
            facts = paper.what, paper.person, paper.called, paper.who
            yield Kind.RENEWAL, renewal_item(scope.reader, *facts)
        else:
            yield SORTS[paper.what].kind, paper_item(scope, paper)


def paper_item(scope: Scope, paper: Paper) -> Item:
    """A paper, for whoever sees to it; others read who is to."""
    sort, may = SORTS[paper.what], scope.reader.may
    task, note = sort.task.format(paper), sort.since.format(paper, short(paper.day))
    route = sort.route if may(sort.may) else sort.seen
    place = [paper.person.slug] if route == "participants:person" else paper.place
    if may(sort.may) or not paper.pk:
        task = task[:1].upper() + task[1:]
    else:
        task = f"{paper.who} is to {task}"
    return Item(task, reverse(route, args=place), paper.day, note, paper.who, is_late=sort.is_late)


def questionnaires(scope: Scope) -> QuerySet[Any, Any]:
    return of_people(overdue(scope.people), "questionnaire", "due_on", F("instrument__name"))


def receipts(scope: Scope) -> QuerySet[Any, Any]:
    """Receipts to ask for: nobody asks who wants no more contact, though the ledger waits for theirs."""
    theirs = Exists(scope.people.filter(pk=OuterRef("participant")))  # asked from the few receipts
    rows = Thanks.objects.outstanding().filter(theirs).exclude(silent("participant"))
    return of_people(rows, "receipt", "on", Value("", CharField()))


def to_redact(scope: Scope) -> QuerySet[Any, Any]:
    rows = CollectedDocument.objects.visible_to(scope.reader).to_redact()
    return of_cases(kept(scope, rows, "collector"), "redact", "received_on", KEEPER)


def notes(scope: Scope) -> QuerySet[Any, Any]:
    rows = ObservationDay.objects.visible_to(scope.reader).unfinished()
    return of_cases(kept(scope, rows, "observer"), "notes", "day", KEEPER)


def kept(scope: Scope, rows: Any, doer: str) -> Any:
    """Those of the scope, of whoever keeps them, with the keeper's name and number."""
    return scope.narrowed(rows, "keeper", "case__number").annotate(
        keeper_name=Coalesce("handed_to__name", f"{doer}__name"),
        keeper_number=Coalesce("handed_to__number", f"{doer}__number"),
    )


def to_check(scope: Scope) -> QuerySet[Any, Any]:
    rows = RoutineData.objects.visible_to(scope.reader).standing()
    came = rows.filter(received_on__isnull=False, checked_on=None)
    return of_cases(
        scope.narrowed(came, "case__lead", "case__number"),
        "check",
        "received_on",
        named("case__lead"),
    )


def renewals(scope: Scope, most: int) -> QuerySet[Any, Any]:
    """People, by what they need, with the new sheet's address: before all papers."""
    told = {"called": Coalesce("newest", Value("", CharField())), "case_number": F("case__number")}
    rows = to_renew(scope.people, most).annotate(
        what=F("need"), since=Value(dt.date.min, DateField()), **told
    )
    return columns(rows.order_by(), named("owner"))


TOLD: list[Callable[[Scope], QuerySet[Any, Any]]] = [
    questionnaires,
    receipts,
    to_redact,
    notes,
    to_check,
]


def of_people(rows: Any, what: str, day: str, called: Any) -> QuerySet[Any, Any]:
    """Papers of people, whose owners see to them, in the columns of a Paper."""
    told = {"study_id": F("participant__study_id"), "case_number": F("participant__case__number")}
    return in_columns(rows, what, day, named("participant__owner"), called=called, **told)


def of_cases(rows: Any, what: str, day: str, whose: Whose) -> QuerySet[Any, Any]:
    """Papers of cases, in the columns of a Paper."""
    nothing = Value("", CharField())
    told = {"study_id": nothing, "case_number": F("case__number")}
    return in_columns(rows, what, day, whose, called=nothing, **told)


def named(whose: str) -> Whose:
    return whose, f"{whose}__name", f"{whose}__number"


def in_columns(rows: Any, what: str, day: str, whose: Whose, **told: Any) -> QuerySet[Any, Any]:
    found = rows.order_by().annotate(what=Value(what, CharField()), since=F(day), **told)
    return columns(found, whose)


def columns(rows: Any, whose: Whose) -> QuerySet[Any, Any]:
    """Those of a Paper."""
    return rows.values_list("what", "study_id", "case_number", "number", "since", "called", *whose)
