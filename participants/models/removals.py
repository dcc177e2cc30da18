"""What was done, place by place, after somebody asked for what is kept of them to be taken out."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from linkstudy.rows import Correctable, CorrectableQuerySet, known
from participants.models.people import Participant
from participants.vocabulary import Outcome, Place


class Removal(Correctable):
    """Somebody looked at a place on a day and took out what was kept of a person there, or could not.

    proof is what shows it, or why it was kept: sealed. by who looked.
    """

    privacy = {
        "plain": "id participant place on outcome by recorded_at version voided_at replaces",
        "sealed": "proof void_reason",
    }

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="removals")
    place = models.CharField(max_length=20, choices=Place)
    on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proof = models.TextField()

    objects = CorrectableQuerySet.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["on", "pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(name="removal_place_is_known", condition=known("place", Place)),
            models.CheckConstraint(
                name="removal_outcome_is_known", condition=known("outcome", Outcome)
            ),
            models.CheckConstraint(
                name="removal_has_proof",
                condition=~Q(proof=""),
                violation_error_message="Enter what shows it",
            ),
            models.UniqueConstraint(
                name="one_standing_removal_of_a_place",
                fields=["participant", "place"],
                condition=Q(voided_at=None),
                violation_error_message="Somebody has looked there already",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_place_display()} of {self.participant}"

    def get_absolute_url(self) -> str:
        return reverse("participants:person", args=[self.participant.slug])

    @property
    def about(self) -> str:
        return self.participant.study_id
