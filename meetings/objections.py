"""What meetings say against taking back what they touched on.

Design: `cases/objections.py`.
"""

from collections.abc import Iterator

from cases.models import ProgrammeTheory, Topic
from cases.objections import Objection, counted
from cases.thought_of import INSTEAD, ticked
from meetings.models import MeetingReflection


def thought_of(row: Topic | ProgrammeTheory) -> Iterator[Objection]:
    rows = MeetingReflection.objects.standing().filter(**ticked(row))
    yield from counted(
        rows.select_related("meeting__group"),
        "It was ticked for 1 meeting",
        "It was ticked for {} meetings",
        INSTEAD,
    )


RULES = {(Topic, "void"): [thought_of], (ProgrammeTheory, "void"): [thought_of]}
