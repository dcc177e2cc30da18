"""That somebody was told of a new version of an information sheet."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models import DocumentVersion
from linkstudy.rows import Correctable, CorrectableQuerySet, known
from participants.vocabulary import NoticeHow


class Notice(Correctable):
    """A person was told on a day, in a way, what a new version says. They need not sign again.

    by told them.
    """

    privacy = {
        "plain": "id participant document on how by recorded_at version voided_at replaces",
        "sealed": "void_reason",
    }

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="notices"
    )
    document = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="notices")
    on = models.DateField()
    how = models.CharField(max_length=10, choices=NoticeHow)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CorrectableQuerySet.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["on", "pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(name="notice_how_is_known", condition=known("how", NoticeHow)),
            models.UniqueConstraint(
                name="one_standing_notice_of_a_version",
                fields=["participant", "document"],
                condition=Q(voided_at=None),
                violation_error_message="Somebody has told them already",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} told of {self.document}"

    def get_absolute_url(self) -> str:
        return self.participant.get_absolute_url()

    @property
    def about(self) -> str:
        return self.participant.study_id
