"""What the study sets out to do, in versions: plans and their targets."""

from django.db import models
from django.db.models import Q

from cases.models.amendments import Amendment
from cases.models.case import Case
from cases.models.rows import DatedQuerySet, SetUpRow
from cases.vocabulary import Measure
from linkstudy.rows import Recorded, known

MOST_CASES, MOST_OF_A_MEASURE = 10_000, 1_000


class PlanVersion(SetUpRow):
    """What the study sets out to do, from a day on. Earlier versions stay."""

    privacy = {
        "plain": "id number slug effective_from amendment cases_planned recorded_at version"
        " voided_at void_reason"
    }
    noun, place = "plan", "plans"

    number = models.PositiveSmallIntegerField()
    effective_from = models.DateField()
    cases_planned = models.PositiveSmallIntegerField()
    amendment = models.ForeignKey(
        Amendment, models.PROTECT, null=True, blank=True, related_name="plans"
    )

    objects = DatedQuerySet.as_manager()

    class Meta(SetUpRow.Meta):
        ordering = ["effective_from"]
        constraints = [
            *SetUpRow.Meta.constraints,
            models.UniqueConstraint(
                name="one_standing_plan_of_a_number",
                fields=["number"],
                condition=Q(voided_at=None),
                violation_error_message="This plan is already there",
            ),
            models.UniqueConstraint(
                name="one_standing_plan_from_a_day",
                fields=["effective_from"],
                condition=Q(voided_at=None),
                violation_error_message="Another plan holds from this day",
            ),
            models.CheckConstraint(
                name="plan_counts_a_real_number_of_cases",
                condition=Q(cases_planned__gte=1, cases_planned__lte=MOST_CASES),
                violation_error_message="The number of cases must be between 1 and 10,000",
            ),
        ]

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
            models.CheckConstraint(
                name="target_is_a_real_number",
                condition=Q(number__gte=0, number__lte=MOST_OF_A_MEASURE),
                violation_error_message="A target must be between 0 and 1,000",
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

    @property
    def about(self) -> str:
        return self.plan.about
