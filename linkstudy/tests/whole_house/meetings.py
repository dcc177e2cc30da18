"""The meetings of a place's group: one in each state of its minutes. All places have the same days."""

import datetime as dt

from cases.models import Case
from linkstudy.testing.factories import SmallStudy
from linkstudy.testing.meetings import a_meeting, a_paper, agreed, an_action, an_item
from linkstudy.testing.thinking import reflect_on
from meetings import actions
from meetings.models import Group, Meeting

DRAFT, SENT, AGREED, VOID = "2022-06-04", "2022-05-25", "2022-05-15", "2022-05-05"
NOTED, NO_ITEM, NO_NOTES = 1, 2, 3  # items of the draft: with notes, void, without notes
OPEN, DONE, NO_ACTION = 2, 3, 4  # its actions: the first stands in notes
PAPER, NO_PAPER = 1, 2


def some_meetings(group: Group, case: Case, study: SmallStudy) -> None:
    """The draft has items, actions that everybody owns, papers and members who came."""
    by, people = study.ppi, (case.lead, study.pi, study.administrator, study.ppi)
    owners = " ".join(f"@{user.name}" for user in people)
    draft, sent, kept, void = (held(group, day) for day in (DRAFT, SENT, AGREED, VOID))
    an_item(draft, f"They talked of blogs\nAction: send an outline {owners} 20 June")
    twice = an_item(draft)
    actions.void_item(item=twice, version=1, reason="Next time", by=by)
    an_item(draft, heading="How tightly should the job be defined?")
    for _ in (OPEN, DONE, NO_ACTION):
        last = an_action(draft, f"Book a room {owners} 21 June")
    done = draft.actions.get(number=DONE)
    actions.finish_action(row=done, version=1, done_on=dt.date(2022, 6, 13), by=by)
    actions.void_action(row=last, version=1, reason="Written twice", by=by)
    for _ in (PAPER, NO_PAPER):
        paper = a_paper(draft)
    actions.void_paper(paper=paper, version=1, reason="Another meeting", by=by)
    for meeting in (sent, kept):
        an_item(meeting, "They talked of letters")
    actions.send_minutes(meeting=sent, version=1, sent_on=dt.date(2022, 5, 26), by=by)
    an_action(kept, f"Send the letters {owners} 20 June")
    agreed(kept)
    reflect_on(kept, study.topic, by=by)
    actions.void_meeting(meeting=void, version=1, reason="Called off", by=by)


def held(group: Group, day: str) -> Meeting:
    return a_meeting(group, held_on=dt.date.fromisoformat(day))
