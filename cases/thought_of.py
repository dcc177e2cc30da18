"""What stands against taking back a topic or a programme theory: that somebody ticked it."""

from collections.abc import Iterator

from cases.models import DayReflection, DebriefReflection, ProgrammeTheory, Reflection, Topic
from cases.objecting import Objection, Rule, counted

INSTEAD = "Correct its words instead"


def ticked_for(reflections: type[Reflection], near: str, what: str) -> Rule:
    """The rule of what is reflected on: near is what its rows name, and what is what it is called."""

    def rule(row: Topic | ProgrammeTheory) -> Iterator[Objection]:
        ticked = {"topics" if isinstance(row, Topic) else "theories": row}
        rows = reflections.objects.standing().filter(**ticked)
        one, many = f"It was ticked for 1 {what}", f"It was ticked for {{}} {what}s"
        yield from counted(rows.select_related(near), one, many, INSTEAD)

    return rule


of_days = ticked_for(DayReflection, "day__case", "observation day")
of_debriefs = ticked_for(DebriefReflection, "debrief__case", "debrief")
