"""What stands against taking back a topic or a programme theory: that somebody ticked it."""

from collections.abc import Iterator

from cases.models import DayReflection, DebriefReflection, ProgrammeTheory, Topic
from cases.objecting import Objection, counted

INSTEAD = "Correct its words instead"


def ticked(row: Topic | ProgrammeTheory) -> dict:
    """The reflections that name the row."""
    return {"topics" if isinstance(row, Topic) else "theories": row}


def of_days(row: Topic | ProgrammeTheory) -> Iterator[Objection]:
    yield from counted(
        DayReflection.objects.standing().filter(**ticked(row)).select_related("day__case"),
        "It was ticked for 1 observation day",
        "It was ticked for {} observation days",
        INSTEAD,
    )


def of_debriefs(row: Topic | ProgrammeTheory) -> Iterator[Objection]:
    rows = DebriefReflection.objects.standing().filter(**ticked(row))
    yield from counted(
        rows.select_related("debrief__case"),
        "It was ticked for 1 debrief",
        "It was ticked for {} debriefs",
        INSTEAD,
    )
