"""A part of the story: theories, what was collected makes us think about, and an event."""

from cases import actions
from cases.models import Topic
from linkstudy.testing.events import an_event
from linkstudy.testing.factories import (
    SmallStudy,
    a_person,
    a_topic,
    ago,
    an_interview,
    an_observation,
)
from linkstudy.testing.in_the_field import a_debrief
from linkstudy.testing.meetings import a_meeting
from linkstudy.testing.thinking import a_statement, a_theory, reflect_on
from meetings import actions as meetings

WHY = {"reason": "Typed wrongly", "by": None}


def think(small: SmallStudy) -> None:
    """Theories are stated, put right, taken back and restored; so is what was ticked, and an event."""
    case, by, topic = small.cases[0], small.researcher, a_topic("Time to listen")
    theory = a_theory()
    theory = actions.correct_theory(
        theory=theory, version=1, label="PT1", title="Trust and time", **WHY
    )
    said = a_statement(theory)
    said = actions.correct_statement(
        statement=said, version=1, words="Time helps", effective_from=ago(2), **WHY
    )
    for row in (said, a_theory("PT2", "Another")):
        gone = actions.void_row(row=row, version=row.version, **WHY)
        actions.restore_row(row=gone, version=gone.version, **WHY)
    interview = an_interview(a_person(case), ago(2))
    day, debrief = an_observation(case, ago(6)), a_debrief(case, ago(6))
    for fact in (interview, day, debrief, a_meeting()):
        tick(fact, [topic, theory], by)
    attend(small)


def tick(fact, ticked: list, by) -> None:
    """Ticked, ticked otherwise, not at all, and again."""
    topic: Topic = ticked[0]
    reflect_on(fact, topic, by=by)
    reflect_on(fact, *ticked, by=by)
    reflect_on(fact, by=by, why="mistake")
    reflect_on(fact, *ticked, by=by)


def attend(small: SmallStudy) -> None:
    """An event: written up, put right, taken back and restored."""
    by, event = small.ppi, an_event()
    event = meetings.write_up_event(event=event, version=1, taken="Listen first", by=by)
    facts = {"kind": "visit", "title": "A visit", "on": ago(9), "is_day_known": True}
    told = {"by_whom": "", "with_whom": "A group", "taken": "Listen first"}
    event = meetings.correct_event(event=event, version=2, why="Misread", by=by, **facts, **told)
    gone = meetings.void_event(event=event, version=3, reason="Twice", by=by)
    meetings.restore_event(event=gone, version=4, reason="Not so", by=by)
