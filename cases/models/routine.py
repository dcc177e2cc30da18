"""Data that are kept anyway, such as a practice's records, and that the study asks for."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.models.case import Case
from cases.models.fieldwork import FieldworkQuerySet
from cases.vocabulary import RoutineKind
from linkstudy.rows import Correctable, known


class RoutineData(Correctable):
    """Routine data of a case: what was asked for, of which days, and when it came. The data are
    kept elsewhere.

    number is for addresses: corrected, it keeps it. label says what something else is. Small
    numbers are looked at once the data are there, before anybody else sees them.
    """

    privacy = {
        "plain": "id case number kind label starts_on ends_on requested_on received_on checked_on"
        " recorded_at version voided_at void_reason replaces",
    }

    case = models.ForeignKey(Case, models.PROTECT, related_name="routine_data")
    number = models.PositiveSmallIntegerField(editable=False)
    kind = models.CharField(max_length=20, choices=RoutineKind)
    label = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    requested_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)

    objects = FieldworkQuerySet.as_manager()

    class Meta(Correctable.Meta):
        verbose_name = verbose_name_plural = "routine data"
        ordering = ["requested_on", "pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                name="routine_data_kind_is_known", condition=known("kind", RoutineKind)
            ),
            models.CheckConstraint(
                name="routine_data_of_another_kind_has_a_label",
                condition=~Q(kind=RoutineKind.OTHER) & Q(label="")
                | Q(kind=RoutineKind.OTHER) & ~Q(label=""),
                violation_error_message="Say what it is",
            ),
            models.CheckConstraint(
                name="routine_data_end_after_they_start",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="The data cannot end before they start. Check both dates",
            ),
            models.CheckConstraint(
                name="routine_data_come_once_requested",
                condition=Q(received_on=None) | Q(received_on__gte=F("requested_on")),
                violation_error_message="The data came before they were requested. Check the dates",
            ),
            models.CheckConstraint(
                name="routine_data_come_once_their_days_are_over",
                condition=Q(received_on=None) | Q(received_on__gte=F("ends_on")),
                violation_error_message="The data came before their last day. Check the dates",
            ),
            models.CheckConstraint(
                name="routine_data_are_checked_once_they_came",
                condition=Q(checked_on=None)
                | Q(received_on__isnull=False, checked_on__gte=F("received_on")),
                violation_error_message="The data were checked before they came. Check the dates",
            ),
            models.UniqueConstraint(
                name="one_routine_data_of_a_number",
                fields=["case", "number"],
                condition=Q(voided_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Case {self.case.number}, routine data {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cases:routine_data", args=[self.case.number, self.number])

    @property
    def about(self) -> str:
        return self.case.code

    @property
    def what(self) -> str:
        """Practice records; the label of something else."""
        return self.label or self.get_kind_display()

    @property
    def state(self) -> str:
        """requested, received or checked."""
        if self.received_on is None:
            return "requested"
        return "checked" if self.checked_on else "received"
