"""Changes to the study that the sponsor and, when substantial, the ethics committee looked at."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from cases.models.rows import SetUpRow
from cases.vocabulary import AmendmentCategory
from linkstudy.rows import VoidableQuerySet, known


class AmendmentQuerySet(VoidableQuerySet):
    def usable(self):
        """Standing ones that may be in use: approved, or submitted where nobody has to approve."""
        unasked = Q(is_substantial=False, submitted_on__isnull=False)
        return self.standing().filter(Q(approved_on__isnull=False) | unasked)


class Amendment(SetUpRow):
    """An amendment by the number that the sponsor gave it.

    category says what it asks of NHS sites; empty while nobody has said. Days stay empty until
    they come; a non-substantial one needs no approval.
    """

    privacy = {
        "plain": "id slug number summary is_substantial category submitted_on approved_on"
        " recorded_at version voided_at void_reason"
    }
    noun, place = "amendment", "amendments"
    named_by = "number"

    number = models.CharField(max_length=60)
    summary = models.CharField(max_length=200, blank=True)
    is_substantial = models.BooleanField("substantial")
    category = models.CharField(max_length=1, choices=AmendmentCategory, blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)

    objects = AmendmentQuerySet.as_manager()

    class Meta(SetUpRow.Meta):
        ordering = ["number"]
        constraints = [
            *SetUpRow.Meta.constraints,
            models.UniqueConstraint(
                name="one_standing_amendment_of_a_number",
                fields=["number"],
                condition=Q(voided_at=None),
                violation_error_message="This amendment is already there",
            ),
            models.CheckConstraint(
                name="amendment_category_is_known",
                condition=known("category", AmendmentCategory, blank=True),
            ),
            models.CheckConstraint(
                name="amendment_approved_after_it_was_submitted",
                condition=Q(approved_on=None)
                | Q(submitted_on=None)
                | Q(approved_on__gte=F("submitted_on")),
                violation_error_message="It cannot be approved before it is submitted."
                " Check both dates",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def brought(self) -> list[SetUpRow]:
        """What comes from it: versions of documents, plans and the protocol's settings."""
        rows: Any = self
        return [*rows.documents.standing(), *rows.plans.standing(), *rows.protocols.standing()]

    @property
    def usable_from(self) -> dt.date | None:
        """The first day on which it may be in use; None while it may not."""
        return self.approved_on or (None if self.is_substantial else self.submitted_on)


class AmendmentUse(SetUpRow):
    """An amendment is in use at a case, from a day on."""

    privacy = {"plain": "id slug amendment case since recorded_at version voided_at void_reason"}
    noun, place = "use", "uses"

    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="uses")
    case = models.ForeignKey(Case, models.PROTECT, related_name="amendment_uses")
    since = models.DateField()

    objects = VoidableQuerySet.as_manager()

    class Meta(SetUpRow.Meta):
        verbose_name = "use"
        ordering = ["amendment__number", "case__number", "pk"]
        constraints = [
            *SetUpRow.Meta.constraints,
            models.UniqueConstraint(
                name="one_standing_use_of_an_amendment_at_a_case",
                fields=["amendment", "case"],
                condition=Q(voided_at=None),
                violation_error_message="This amendment is in use at this case already",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amendment} at Case {self.case.number}"
