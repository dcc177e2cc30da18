"""What an interview makes the team think about, beyond what its interviewer ticked when logging it."""

from django.db import models

from cases.models import Reflection
from cases.models.thinking import one_reflection
from participants.models.interviews import Interview


class InterviewReflection(Reflection):
    """What an interview makes the team think about. Its reasons are coded, so they name nobody."""

    privacy = {
        "plain": "id interview author topics theories recorded_at version voided_at void_reason"
        " replaces"
    }
    fact, owner = "interview", "participant"

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="reflections")

    class Meta(Reflection.Meta):
        verbose_name = "reflection on an interview"
        verbose_name_plural = "reflections on interviews"
        constraints = [*Reflection.Meta.constraints, one_reflection("interview")]
