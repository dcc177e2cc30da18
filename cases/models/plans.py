"""What the study sets out to do, in versions: plans and their targets."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.vocabulary import Measure
from linkstudy.rows import Recorded, Voidable, VoidableQuerySet, known


class PlanVersionQuerySet(VoidableQuerySet):
    def in_force(self, on: date, at: datetime | None = None):
        """The newest plan that holds on a day, as known at an instant; None before the first."""
        return self.standing(at).filter(effective_from__lte=on).order_by("-effective_from").first()


class PlanVersion(Voidable):
    """What the study sets out to do, from a day on. Earlier versions stay."""

    privacy = {
        "plain": "id number effective_from amendment cases_planned recorded_at version"
        " voided_at void_reason"
    }

    number = models.PositiveSmallIntegerField(unique=True)
    effective_from = models.DateField(unique=True)
    cases_planned = models.PositiveSmallIntegerField()
    amendment = models.CharField(max_length=60, blank=True)

    objects = PlanVersionQuerySet.as_manager()

    class Meta(Voidable.Meta):
        ordering = ["effective_from"]

    def __str__(self) -> str:
        return f"Plan {self.number}"


class Target(Recorded):
    """A number to reach: people of a group interviewed, or observation days, in one case or in each."""

    privacy = {"plain": "id plan case measure number recorded_at version"}

    plan = models.ForeignKey(PlanVersion, models.PROTECT, related_name="targets")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True)
    measure = models.CharField(max_length=2, choices=Measure)
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="target_measure_is_known", condition=known("measure", Measure)
            ),
            models.UniqueConstraint(
                name="one_target_per_case",
                fields=["plan", "case", "measure"],
                violation_error_message="This target is already there",
            ),
            models.UniqueConstraint(
                name="one_target_for_each_case",
                fields=["plan", "measure"],
                condition=Q(case=None),
                violation_error_message="This target is already there",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()}: {self.number}"
