"""What tests of recordings share: a study in June 2022, and a step put right, taken back, restored."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from linkstudy.clock import LONDON
from participants import actions
from participants.afterwards import Step
from participants.models import CustodyStep, Interview

NOW = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)


def correct(row: CustodyStep, **more: Any) -> CustodyStep:
    said = {"on": row.on, "who": row.who, "by": row.who, "version": row.version, "why": "Misread"}
    said |= {"proof": "Deletion log"} if Step(row.step).asks_reference else {}
    return actions.correct_step(row=row, **said | more)


def void(row: CustodyStep) -> CustodyStep:
    return actions.void_step(row=row, version=row.version, reason="Another one", by=row.who)


def restore(row: CustodyStep) -> CustodyStep:
    return actions.restore_step(row=row, version=row.version, reason="This one", by=row.who)


def anew(interview: Interview) -> Interview:
    return interview.participant.interviews.standing().get(number=interview.number)


def words_of(refused: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return list(refused.value.messages)
