"""What an interview makes the team think about."""

from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.thinking import reflect
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action
from participants.models import Interview, InterviewReflection


@action
def reflect_on_interview(*, interview: Interview, by: User, **ticked: Any) -> InterviewReflection:
    """What an interview that took place makes the team think about. See `reflect`."""
    if interview.held_on is None:
        raise ValidationError("This interview did not take place. Open it to see what happened")
    return reflect(InterviewReflection, interview, by=by, **ticked)
