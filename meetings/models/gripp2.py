"""The GRIPP2 short form: how a study reports what patients and the public did in it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from linkstudy.rows import Recorded, known
from meetings.vocabulary import Section


class ReportTextQuerySet(models.QuerySet):
    def newest(self):
        """The newest text of each section."""
        newer = self.filter(
            section=models.OuterRef("section"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(newer))


class ReportText(Recorded):
    """A section as somebody wrote it: earlier ones stay. Its number is its version too, so that a
    form which saw an earlier one is stale.
    """

    privacy = {"plain": "id section number slug text recorded_at version"}
    noun = "report"

    section = models.CharField(max_length=20, choices=Section)
    number = models.PositiveSmallIntegerField(editable=False)
    slug = models.CharField(max_length=30, unique=True, editable=False)
    text = models.TextField()

    objects = ReportTextQuerySet.as_manager()

    class Meta:
        verbose_name = "report on involvement"
        ordering = ["section", "number"]
        constraints = [
            models.UniqueConstraint(
                name="one_report_text_of_a_number", fields=["section", "number"]
            ),
            models.CheckConstraint(
                name="report_section_is_known", condition=known("section", Section)
            ),
            models.CheckConstraint(name="report_text_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_section_display()}, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:gripp2")

    @property
    def about(self) -> str:
        return f"{self.noun} {self.slug}"
