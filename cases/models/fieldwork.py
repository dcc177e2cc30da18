"""What fieldwork in a case leaves besides observation days: talks about the day, and papers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.models.case import Case
from cases.models.rows import kept_by
from cases.vocabulary import Paper
from linkstudy.accounts.models import User
from linkstudy.rows import Correctable, CorrectableQuerySet, known


class FieldworkQuerySet(CorrectableQuerySet):
    def visible_to(self, user: User):
        return self.filter(case__in=Case.objects.visible_to(user))


class Debrief(Correctable):
    """A talk with the link worker about a day: how long, and whether it was recorded.

    What was said is kept nowhere here: it is about people whom nobody asked for their consent.
    number is for addresses: a corrected debrief keeps it. minutes are minutes.
    """

    privacy = {
        "plain": "id case number researcher day minutes recorded recorded_at version voided_at"
        " void_reason replaces",
    }

    case = models.ForeignKey(Case, models.PROTECT, related_name="debriefs")
    researcher = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(editable=False)
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    recorded = models.BooleanField()

    objects = FieldworkQuerySet.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["day", "pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                name="debrief_has_a_length", condition=Q(minutes__gte=1, minutes__lte=300)
            ),
            models.UniqueConstraint(
                name="one_debrief_of_a_number",
                fields=["case", "number"],
                condition=Q(voided_at=None),
            ),
            models.UniqueConstraint(
                name="one_debrief_a_day",
                fields=["case", "day", "researcher"],
                condition=Q(voided_at=None),
                violation_error_message="A debrief of that day is already logged",
            ),
        ]

    def __str__(self) -> str:
        return f"Case {self.case.number}, debrief {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cases:debrief", args=[self.case.number, self.number])

    @property
    def about(self) -> str:
        return self.case.code


class CollectedDocumentQuerySet(FieldworkQuerySet):
    def to_redact(self):
        """Standing documents that wait to be redacted, with who is to do it as keeper."""
        waiting = self.standing().filter(confidential=True, redacted_on=None)
        return kept_by(waiting, "collector")


class CollectedDocument(Correctable):
    """A paper or file that the study was given. It lies elsewhere: here stands where.

    number is for addresses: a corrected document keeps it. lies_in is a reference such as the
    number of a folder. A confidential one is redacted before anybody analyses it, by its collector or
    by handed_to, since their work was handed over.
    """

    privacy = {
        "plain": "id case number collector handed_to kind received_on confidential redacted_on"
        " lies_in recorded_at version voided_at void_reason replaces",
    }

    case = models.ForeignKey(Case, models.PROTECT, related_name="collected_documents")
    collector = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    handed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    number = models.PositiveSmallIntegerField(editable=False)
    kind = models.CharField(max_length=20, choices=Paper)
    received_on = models.DateField()
    confidential = models.BooleanField()
    redacted_on = models.DateField(null=True, blank=True)
    lies_in = models.CharField(max_length=60)

    objects = CollectedDocumentQuerySet.as_manager()

    class Meta(Correctable.Meta):
        verbose_name = "collected document"
        ordering = ["received_on", "pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                name="collected_document_kind_is_known", condition=known("kind", Paper)
            ),
            models.CheckConstraint(
                name="collected_document_lies_somewhere", condition=~Q(lies_in="")
            ),
            models.CheckConstraint(
                name="collected_document_redacted_once_received",
                condition=Q(redacted_on=None)
                | Q(redacted_on__isnull=False, redacted_on__gte=F("received_on")),
                violation_error_message="It was redacted before it was received. Check the dates",
            ),
            models.CheckConstraint(
                name="collected_document_redacted_if_confidential",
                condition=Q(redacted_on=None) | Q(confidential=True),
                violation_error_message="Only what is confidential is redacted",
            ),
            models.UniqueConstraint(
                name="one_collected_document_of_a_number",
                fields=["case", "number"],
                condition=Q(voided_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Case {self.case.number}, collected document {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cases:collected", args=[self.case.number, self.number])

    @property
    def about(self) -> str:
        return self.case.code

    @property
    def is_to_redact(self) -> bool:
        return self.confidential and self.redacted_on is None
