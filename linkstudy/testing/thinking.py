"""Programme theories, and what was collected makes the team think about, made through the actions."""

import datetime as dt
from typing import Any

from cases import actions as case_actions
from cases.models import (
    DayReflection,
    Debrief,
    DebriefReflection,
    ObservationDay,
    ProgrammeTheory,
    Reflection,
    Statement,
    Topic,
)
from cases.models.thinking import UNTICKED
from linkstudy.accounts.models import User
from linkstudy.testing.factories import ago
from meetings import actions as meeting_actions
from meetings.models import Meeting, MeetingReflection
from participants import actions as people_actions
from participants.models import Interview, InterviewReflection

Fact = ObservationDay | Debrief | Interview | Meeting
WAYS: dict[type, tuple[type[Reflection], Any, str]] = {
    ObservationDay: (DayReflection, case_actions.reflect_on_day, "day"),
    Debrief: (DebriefReflection, case_actions.reflect_on_debrief, "debrief"),
    Interview: (InterviewReflection, people_actions.reflect_on_interview, "interview"),
    Meeting: (MeetingReflection, meeting_actions.reflect_on_meeting, "meeting"),
}


def a_theory(
    label: str = "PT1", title: str = "Trust first", on: dt.date | None = None
) -> ProgrammeTheory:
    """A programme theory, held for ten days or from the day said."""
    words = "Where people have time, they come to trust, and say what they need"
    return case_actions.add_theory(
        label=label, title=title, words=words, effective_from=on or ago(10), by=None
    )


def a_statement(theory: ProgrammeTheory | None = None, on: dt.date | None = None) -> Statement:
    """Another statement of a theory, held from yesterday or from the day said."""
    words = "Where people have time and stay the same, others come to trust them"
    return case_actions.state_theory(
        theory=theory or ProgrammeTheory.objects.first() or a_theory(),
        words=words,
        effective_from=on or ago(1),
        by=None,
    )


def reflect_on(
    fact: Fact, *ticked: Topic | ProgrammeTheory, by: User, why: str = "", version: int = -1
) -> Any:
    """Tick these, and nothing else, for what was collected, on what stands."""
    model, action, called = WAYS[type(fact)]
    held = model.of(fact)
    seen = version if version >= 0 else held.version if held else UNTICKED
    topics = [one for one in ticked if isinstance(one, Topic)]
    theories = [one for one in ticked if isinstance(one, ProgrammeTheory)]
    known = {called: fact, "version": seen, "topics": topics, "theories": theories}
    return action(by=by, why=why, **known)
