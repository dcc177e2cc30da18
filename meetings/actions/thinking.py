"""What a meeting makes the team think about."""

from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.thinking import reflect
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action
from meetings.models import Meeting, MeetingReflection


@action
def reflect_on_meeting(*, meeting: Meeting, by: User, **ticked: Any) -> MeetingReflection:
    """The topics and theories that a meeting touched on. See `reflect`."""
    if meeting.is_to_come:
        raise ValidationError("This meeting is still to come. Tick what it touched on afterwards")
    return reflect(MeetingReflection, meeting, by=by, **ticked)
