"""What happened to the recording of an interview, step by step. The audio itself is kept elsewhere."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q
from django.urls import reverse

from linkstudy.rows import Correctable, CorrectableQuerySet
from participants.afterwards import Step
from participants.models.interviews import Interview
from participants.vocabulary import Recording


class CustodyStepQuerySet(CorrectableQuerySet):
    def of(self, interview: Interview):
        """The steps of one recording, in whichever row its interview stands."""
        return self.filter(participant=interview.participant_id, interview=interview.number)


class CustodyStep(Correctable):
    """A step on the way of one recording: who did it, on which day, and what shows it.

    interview is the interview's number among its person's, which it keeps when it is corrected:
    so the steps stay with it. proof is a short reference, such as a folder or the number of an order.
    """

    privacy = {
        "plain": "id participant interview step on who recorded_at version voided_at replaces",
        "sealed": "proof void_reason",
    }

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="custody_steps"
    )
    interview = models.PositiveSmallIntegerField(editable=False)
    step = models.PositiveSmallIntegerField(choices=Step)
    on = models.DateField()
    who = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proof = models.TextField(blank=True)

    objects = CustodyStepQuerySet.as_manager()

    class Meta(Correctable.Meta):
        verbose_name = "step of a recording"
        ordering = ["participant", "interview", "step"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(name="custody_step_is_known", condition=Q(step__in=Step.values)),
            models.UniqueConstraint(
                name="one_standing_step_of_a_recording",
                fields=["participant", "interview", "step"],
                condition=Q(voided_at=None),
                violation_error_message="This step is already recorded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant.study_id}, {self.get_step_display().lower()}"

    def get_absolute_url(self) -> str:
        return reverse("participants:interview", args=[self.participant.slug, self.interview])

    @property
    def about(self) -> str:
        return self.participant.study_id


def recorded(interviews: Any) -> models.QuerySet[Interview]:
    """Those of the interviews that took place and have audio."""
    return interviews.done().filter(recording=Recording.AUDIO)


def steps_of(**more: object) -> models.QuerySet:
    """Standing steps of the recording of the interview that a query is about."""
    return CustodyStep.objects.standing().filter(
        participant=OuterRef("participant"), interview=OuterRef("number"), **more
    )
