"""What a meeting makes the team think about."""

from typing import Any

from django.db import models

from cases.models.thinking import Reflection, one_reflection
from meetings.models.meetings import Meeting


class MeetingReflection(Reflection):
    """The topics and programme theories that a meeting touched on."""

    privacy = {
        "plain": "id meeting author topics theories recorded_at version voided_at void_reason"
        " replaces"
    }
    fact, owner = "meeting", "group"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="reflections")

    class Meta(Reflection.Meta):
        verbose_name = "reflection on a meeting"
        verbose_name_plural = "reflections on meetings"
        constraints = [*Reflection.Meta.constraints, one_reflection("meeting")]

    @classmethod
    def first_row(cls, fact: Any) -> Any:
        """The meeting itself: it is corrected in place."""
        return fact
