"""What happens to a recording, for tests: as in factories, through the actions."""

import datetime as dt
from typing import Any

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.testing.factories import an_interview, by_for
from participants import actions
from participants.afterwards import Step
from participants.models import CustodyStep, Interview


def a_step(
    interview: Interview | None = None,
    step: Step = Step.UPLOADED,
    on: dt.date | None = None,
    by: User | None = None,
    **facts: Any,
) -> CustodyStep:
    """A step of a recording, today or on the day said, by the case's lead."""
    interview = interview or an_interview()
    given = {"proof": "Drive, folder 3"} if step.asks_reference else {}
    return actions.record_step(
        interview=interview,
        step=step,
        on=on or clock.today(),
        by=by_for(interview.participant.case, by),
        **given | facts,
    )


def steps_until(last: Step, interview: Interview, on: dt.date | None = None) -> list[CustodyStep]:
    """Every step of a recording up to one, all on a day: today, or as said."""
    return [a_step(interview, step, on) for step in Step if step <= last]
