"""What was done although a rule of the protocol was against it, and why."""

from django.conf import settings
from django.db import models

from cases.models import Case, Protocol
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.rows import Correctable, CorrectableQuerySet, known
from linkstudy.words import day_words
from participants.vocabulary import Rule


class DeviationQuerySet(CorrectableQuerySet):
    def visible_to(self, user: User):
        return self.filter(participant__case__in=Case.objects.reached(user, May.SEE_DEVIATIONS))


class Deviation(Correctable):
    """A rule was broken on a day. protocol holds its setting then; what says what was done."""

    privacy = {
        "plain": "id participant rule protocol on noted_by recorded_at version voided_at replaces",
        "indirect": "what",
        "sealed": "reason void_reason",
    }

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="deviations"
    )
    rule = models.CharField(max_length=20, choices=Rule)
    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="+")
    on = models.DateField()
    what = models.CharField(max_length=200)
    reason = models.TextField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = DeviationQuerySet.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["on", "pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(name="deviation_rule_is_known", condition=known("rule", Rule)),
        ]

    def __str__(self) -> str:
        return f"Deviation of {self.participant} on {day_words(self.on)}"

    @property
    def about(self) -> str:
        return self.participant.study_id
