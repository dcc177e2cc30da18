"""Information sheets, consent forms and topic guides, in versions."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from cases.vocabulary import DocumentKind, Group
from linkstudy import clock
from linkstudy.rows import Recorded, known


class DocumentVersionQuerySet(models.QuerySet):
    def in_force(self, kind: str, on: date | None = None):
        """Versions of a kind approved and not yet replaced on a day, newest first."""
        on = on or clock.today()
        found = self.filter(kind=kind, approved_on__lte=on)
        return found.filter(Q(replaced_on=None) | Q(replaced_on__gt=on)).order_by("-approved_on")


class DocumentVersion(Recorded):
    """A version of an information sheet, consent form or topic guide, and its days."""

    privacy = {"plain": "id kind number audience approved_on replaced_on recorded_at version"}

    kind = models.CharField(max_length=20, choices=DocumentKind)
    number = models.CharField(max_length=10)
    audience = models.CharField(max_length=2, choices=Group, blank=True)
    approved_on = models.DateField()
    replaced_on = models.DateField(null=True, blank=True)

    objects = DocumentVersionQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-approved_on"]
        constraints = [
            models.CheckConstraint(
                name="document_kind_is_known", condition=known("kind", DocumentKind)
            ),
            models.CheckConstraint(
                name="document_audience_is_known", condition=known("audience", Group, blank=True)
            ),
            models.CheckConstraint(
                name="document_replaced_after_approval",
                condition=Q(replaced_on=None) | Q(replaced_on__gte=F("approved_on")),
            ),
            models.UniqueConstraint(
                name="one_document_of_a_version", fields=["kind", "audience", "number"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} v{self.number}"
