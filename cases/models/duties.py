"""What the study has to report, to whom and when: rules that change from a day on."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from cases.models.rows import SetUpRow, demand_new_name
from cases.vocabulary import Anchor
from linkstudy.rows import VoidableQuerySet, known

MOST_MONTHS, MOST_DAYS = 120, 366


class ReportingDuty(SetUpRow):
    """A report is due so many months and days after a day: once, or again and again every so many
    months.

    in_force_from and in_force_until are the days between which the rule holds, the second no more;
    empty where it always did, or does until further notice. A report whose months end on a day on
    which the rule does not hold is not due. source says where the rule stands.
    """

    privacy = {
        "plain": "id slug name recipient anchor counted_from repeats months days in_force_from"
        " in_force_until source recorded_at version voided_at void_reason"
    }
    noun, place = "duty", "duties"
    named_by = "name"

    name = models.CharField(max_length=100)
    recipient = models.CharField("to whom", max_length=100)
    anchor = models.CharField("counted from", max_length=10, choices=Anchor)
    counted_from = models.DateField("the day it is counted from", null=True, blank=True)
    repeats = models.BooleanField("again and again")
    months = models.PositiveSmallIntegerField("months after", default=0)
    days = models.PositiveSmallIntegerField("days after that", default=0)
    in_force_from = models.DateField("rule holds from", null=True, blank=True)
    in_force_until = models.DateField("rule holds no longer from", null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    objects = VoidableQuerySet.as_manager()

    class Meta(SetUpRow.Meta):
        verbose_name = "reporting duty"
        verbose_name_plural = "reporting duties"
        ordering = ["recipient", "name", "pk"]
        constraints = [
            *SetUpRow.Meta.constraints,
            models.CheckConstraint(name="duty_anchor_is_known", condition=known("anchor", Anchor)),
            models.CheckConstraint(
                name="duty_names_another_day_alone",
                condition=Q(anchor=Anchor.DAY, counted_from__isnull=False)
                | ~Q(anchor=Anchor.DAY) & Q(counted_from=None),
                violation_error_message="Enter the day it is counted from if it is another day,"
                " and only then",
            ),
            models.CheckConstraint(
                name="duty_comes_after_its_day",
                condition=Q(months__lte=MOST_MONTHS, days__lte=MOST_DAYS),
            ),
            models.CheckConstraint(
                name="duty_repeats_after_some_months",
                condition=Q(repeats=False) | Q(months__gte=1),
                violation_error_message="Enter after how many months it comes again",
            ),
            models.CheckConstraint(
                name="duty_ends_after_it_begins",
                condition=Q(in_force_from=None)
                | Q(in_force_until=None)
                | Q(in_force_until__gt=F("in_force_from")),
                violation_error_message="The rule cannot end before it holds. Check both dates",
            ),
            models.UniqueConstraint(
                name="one_standing_duty_of_a_name",
                fields=["name", "recipient"],
                condition=Q(voided_at=None),
                violation_error_message="This duty is already there",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        demand_new_name(self, "This duty is already there", recipient=self.recipient)

    def holds(self, on: dt.date) -> bool:
        """Whether the rule holds on a day."""
        has_begun = self.in_force_from is None or self.in_force_from <= on
        return has_begun and (self.in_force_until is None or on < self.in_force_until)
