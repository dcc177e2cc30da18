"""Letters that a practice sends for the study: counts, before anybody has a name."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.models.case import Case
from cases.models.documents import DocumentVersion
from cases.models.sites import Organisation
from cases.vocabulary import Route
from linkstudy.rows import Correctable, CorrectableQuerySet, known
from linkstudy.words import day_words

MOST = 100_000  # patients of one practice


class InvitationBatch(Correctable):
    """What one organisation sent out on a day for the study, in counts of patients.

    number counts the batches of a case, turn those of a case's day: both stay when the batch is
    corrected, turn as long as the day does. Who points to a batch points to its first row, the
    batch as it was recorded first; `now` is the row that says what is known today.

    searched is how many the search found, excluded how many of them were left out, undelivered
    how many of sent_out came back. documents are the versions that went in the pack.
    """

    privacy = {
        "plain": "id case number turn practice route sent_on searched excluded sent_out undelivered"
        " remind_on documents recorded_at version voided_at void_reason replaces",
    }

    case = models.ForeignKey(Case, models.PROTECT, related_name="letters")
    number = models.PositiveSmallIntegerField(editable=False)
    turn = models.PositiveSmallIntegerField(editable=False)
    practice = models.ForeignKey(Organisation, models.PROTECT, related_name="letters")
    route = models.CharField(max_length=20, choices=Route)
    sent_on = models.DateField()
    searched = models.PositiveIntegerField()
    excluded = models.PositiveIntegerField(default=0)
    sent_out = models.PositiveIntegerField()
    undelivered = models.PositiveIntegerField(default=0)
    remind_on = models.DateField(null=True, blank=True)
    documents = models.ManyToManyField(DocumentVersion, blank=True, related_name="letters")

    objects = CorrectableQuerySet.as_manager()

    class Meta(Correctable.Meta):
        verbose_name = "batch of letters"
        verbose_name_plural = "batches of letters"
        ordering = ["sent_on", "number"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(name="letters_route_is_known", condition=known("route", Route)),
            models.CheckConstraint(
                name="letters_are_a_real_number",
                condition=Q(sent_out__gte=1, searched__lte=MOST),
                violation_error_message="One of these numbers is too large, or 0 where it cannot be",
            ),
            models.CheckConstraint(
                name="letters_left_out_were_found",
                condition=Q(excluded__lte=F("searched")),
                violation_error_message="More were left out than the search found",
            ),
            models.CheckConstraint(
                name="letters_sent_were_found",
                condition=Q(sent_out__lte=F("searched") - F("excluded")),
                violation_error_message="More were sent than were left of the search",
            ),
            models.CheckConstraint(
                name="letters_came_back_that_were_sent",
                condition=Q(undelivered__lte=F("sent_out")),
                violation_error_message="More came back than were sent",
            ),
            models.CheckConstraint(
                name="letters_are_reminded_of_later",
                condition=Q(remind_on=None) | Q(remind_on__gt=F("sent_on")),
                violation_error_message="The reminder must come after the letters",
            ),
            models.UniqueConstraint(
                name="one_batch_of_a_number", fields=["case", "number"], condition=Q(voided_at=None)
            ),
            models.UniqueConstraint(
                name="one_batch_of_a_turn",
                fields=["case", "sent_on", "turn"],
                condition=Q(voided_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Case {self.case.number}, letters {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("progress:batch", args=[self.case.number, self.slug])

    @property
    def slug(self) -> str:
        """2022-05-30 in addresses; 2022-05-30-2 for the second batch of that day."""
        return self.sent_on.isoformat() + (f"-{self.turn}" if self.turn > 1 else "")

    @property
    def about(self) -> str:
        return self.case.code

    @property
    def name(self) -> str:
        """30 May 2022, Practice A; as a list of batches names it."""
        return f"{day_words(self.sent_on)}, {self.practice.name}"

    @property
    def left(self) -> int:
        """How many of the search were not left out."""
        return self.searched - self.excluded

    @property
    def arrived(self) -> int:
        """How many did not come back."""
        return self.sent_out - self.undelivered

    @property
    def first(self) -> "InvitationBatch":
        """The batch as it was recorded first: whoever points to a batch points to this row."""
        rows = InvitationBatch.objects.filter(case=self.case_id, number=self.number)
        return rows.get(replaces=None) if self.replaces_id else self

    @property
    def now(self) -> "InvitationBatch":
        """The newest row of the batch: the one that stands, else the last that did."""
        rows = InvitationBatch.objects.current().select_related("case", "practice")
        return rows.get(case=self.case_id, number=self.number)


class Reminder(Correctable):
    """How many were reminded of a batch on a day. number counts the reminders of a case.

    batch is the first row of its batch.
    """

    privacy = {
        "plain": "id batch number sent_on sent_out recorded_at version voided_at void_reason replaces",
    }

    batch = models.ForeignKey(InvitationBatch, models.PROTECT, related_name="reminders")
    number = models.PositiveSmallIntegerField(editable=False)
    sent_on = models.DateField()
    sent_out = models.PositiveIntegerField()

    objects = CorrectableQuerySet.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["sent_on", "number"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                name="reminders_are_a_real_number",
                condition=Q(sent_out__gte=1, sent_out__lte=MOST),
                violation_error_message="One of these numbers is too large, or 0 where it cannot be",
            ),
            models.UniqueConstraint(
                name="one_reminder_of_a_batch_a_day",
                fields=["batch", "sent_on"],
                condition=Q(voided_at=None),
                violation_error_message="Reminders of this day are already recorded",
            ),
        ]

    def __str__(self) -> str:
        return f"Case {self.batch.case.number}, reminder {self.number}"

    @property
    def about(self) -> str:
        return self.batch.about
