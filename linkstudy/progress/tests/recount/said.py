"""What the product says of everybody, as its pages ask it, in the terms of `reckoned`."""

import datetime as dt
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from django.db.models import Exists, OuterRef

from cases.models import Case, Protocol
from cases.vocabulary import Group
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.figures import flow as flowing
from linkstudy.figures.figure import Asked
from linkstudy.figures.letters import approached
from linkstudy.figures.recruitment import recruitment
from linkstudy.progress.letters import replies, with_steps
from linkstudy.progress.tests.recount.flowing import ASKED
from linkstudy.progress.tests.recount.narrowed import ways
from linkstudy.progress.tests.recount.prepared import Prepared
from linkstudy.progress.tests.recount.reckoning import SCOPES
from linkstudy.progress.tests.recount.settled import Settings, settled
from participants.attempts import with_waits
from participants.models import Clause, Interview, Participant, Questionnaire
from participants.models.thanks import with_thanked
from participants.reach import closed_by
from participants.recordings import chains
from participants.removals import asked, checklist, waiting
from participants.renewals import outdated
from participants.waves import settings_of, window_of, with_follow_up

Answers = dict[str, Any]
STANDS = (
    "study_id",
    "status",
    "booked_on",
    "booked_time",
    "booked_mode",
    "next_on",
    "follow_up",
    "counted_from",
    "waits",
    "unplanned",
)
HELD = ("participant__study_id", "number", "is_undecided", "is_thanked")
RETURNING = ("participant__study_id", "number", "stands")
NEEDS = ("study_id", "need", "new_form", "new_sheet", "told_on")


def people() -> Answers:
    """{study ID: where they stand}, of everybody there ever was."""
    protocol = settings_of()
    return {row["study_id"]: where(row, protocol) for row in prepared(*settled(protocol))[0].rows()}


def where(row: Answers, protocol: Protocol | None) -> Answers:
    """Where somebody stands, by their row."""
    return {
        "status": row["status"],
        "agrees": [scope for scope in SCOPES if row[f"to_{scope}"]],
        "booked": (row["booked_on"], row["booked_time"], row["booked_mode"]),
        "next": row["next_on"],
        "follow_up": row["follow_up"],
        "window": window_of(SimpleNamespace(**row), protocol),
        "waits": row["waits"],
        "unplanned": row["unplanned"],
    }


def renewals() -> Answers:
    """{study ID: what they need}, of those whose version was replaced."""
    return {
        row["study_id"]: {
            "need": row["need"],
            "form": row["new_form"],
            "sheet": row["new_sheet"],
            "told": row["told_on"],
        }
        for row in prepared(*settled(settings_of()))[1].rows()
    }


@lru_cache(maxsize=1024)
def prepared(day: dt.date, held: Settings) -> tuple[Prepared, Prepared]:
    """The questions for where people stand, and for what they need, on a day and under settings."""
    protocol = settings_of()
    agreed = {
        f"to_{scope}": Exists(Clause.objects.agreed_now(scope, participant=OuterRef("pk")))
        for scope in SCOPES
    }
    found = with_waits(with_follow_up(Participant.objects.with_status(), protocol), protocol)
    return (
        Prepared(found.annotate(**agreed), (*agreed, *STANDS)),
        Prepared(outdated(Participant.objects.all()), NEEDS),
    )


def interviews() -> Answers:
    """{(study ID, number): where it stands}, of interviews that took place."""
    found = {
        (row["participant__study_id"], row["number"]): {
            "undecided": row["is_undecided"],
            "owed": not row["is_thanked"],
        }
        for row in held().rows()
    }
    taped = Interview.objects.done().filter(recording="audio").select_related("participant")
    for key, way in ways(chains(taped)).items():
        found[key] |= way
    return found


@lru_cache
def held() -> Prepared:
    """The question for what is to be decided and whom to thank, which is the same on any day."""
    return Prepared(with_thanked(Interview.objects.done().with_undecided()), HELD)


def questionnaires() -> Answers:
    """{(study ID, number): where it stands}, of those that were handed out."""
    return {
        (row["participant__study_id"], row["number"]): row["stands"]
        for row in handed_out(clock.today()).rows()
    }


@lru_cache(maxsize=1024)
def handed_out(day: dt.date) -> Prepared:
    """The question for where questionnaires stand, on a day."""
    return Prepared(Questionnaire.objects.standing().with_state(), RETURNING)


def removals() -> Answers:
    """{study ID: {place: (by when, whether done)}}, by the checklists."""
    return {
        one.study_id: {due.place: (due.by, due.done is not None) for due in checklist(one)}
        for one in asked(Participant.objects.all())
    }


def left_to_remove() -> Answers:
    """{study ID: {place: by when}} of what nobody has looked at, by the one question for all."""
    found = waiting(Participant.objects.all())
    return {dues[0].person.study_id: {due.place: due.by for due in dues} for dues in found}


def closed() -> list[str]:
    """Whom nobody is to contact now."""
    people = Participant.objects.all()
    day = dt.date.max
    return sorted(one.study_id for one in people if closed_by(one, day, None))


def figures(user: User, case: Case, day: dt.date) -> Answers:
    """How many were approached and interviewed as at a day."""
    row = recruitment(user, day, only=case).rows[0]
    groups = {cell.measure.value: cell.done for cell in row.cells}
    sent = approached(Case.objects.filter(pk=case.pk), day)
    return {
        "approached": sent.get(case.pk, 0),
        "interviewed": Counter({name: groups[name] for name in Group.values if groups[name]}),
    }


def replied(case: Case) -> tuple[int, int, int]:
    """How far those got today who answered letters."""
    found = replies(with_steps(Participant.objects.standing().filter(case=case)))
    return found.replied, found.consented, found.interviewed


def flow(user: User, case: Case, day: dt.date) -> tuple[Any, Any]:
    """How far everybody got as at a day, and why not further; and what was sent."""
    found = {
        (group, wave): flowing.flow(Asked(user, day, case, group, wave)) for group, wave in ASKED
    }
    sent = found["PT", "first"].letters
    said = {asked: _flow_of(one.people) for asked, one in found.items()}
    return said, sent and tuple(step.count for step in sent.steps)


def _flow_of(people: flowing.Part) -> tuple[Counter, Counter, Counter]:
    """The steps, those who are out at each and why, and how they came. Steps add up, and never grow."""
    for step, after in pairwise(people.steps):
        assert step.count == after.count + sum(one.count for one in step.exits)
    return (
        +Counter({step.name: step.count for step in people.steps}),
        Counter({(step.name, one.code): one.count for step in people.steps for one in step.exits}),
        Counter({one.code: one.count for one in people.ways}),
    )
