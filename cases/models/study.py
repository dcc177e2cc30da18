"""The study itself, and what it makes the team think about."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.models.rows import SetUpRow, demand_new_name
from linkstudy.rows import Recorded, VoidableQuerySet


class Study(Recorded):
    """The one study of this installation. References that the team has not entered stay empty.

    contacts are names and addresses that the study makes public, one person a line.
    """

    privacy = {
        "plain": "id title short_title iras_id cpms_id funder_ref sponsor rec_name rec_reference"
        " favourable_opinion_on started_on planned_end_on led_by web_page contacts recorded_at version"
    }
    noun = about = "study"

    title = models.CharField(max_length=300)
    short_title = models.CharField(max_length=100)
    iras_id = models.CharField(max_length=20, blank=True)
    cpms_id = models.CharField(max_length=20, blank=True)
    funder_ref = models.CharField(max_length=40, blank=True)
    sponsor = models.CharField(max_length=150, blank=True)
    rec_name = models.CharField(max_length=150, blank=True)
    rec_reference = models.CharField(max_length=40, blank=True)
    favourable_opinion_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    planned_end_on = models.DateField(null=True, blank=True)
    led_by = models.CharField(max_length=300, null=True, blank=True)  # noqa: DJ001 - an empty text would be a value that no entry told
    web_page = models.CharField(max_length=500, null=True, blank=True)  # noqa: DJ001 - an empty text would be a value that no entry told
    contacts = models.TextField("whom partners may ask", null=True, blank=True)  # noqa: DJ001 - likewise

    class Meta:
        verbose_name_plural = "studies"
        constraints = [
            models.CheckConstraint(
                name="one_study_here",
                condition=Q(id=1),
                violation_error_message="The study is already described. Correct it instead",
            ),
            models.CheckConstraint(
                name="study_ends_after_it_starts",
                condition=Q(started_on=None)
                | Q(planned_end_on=None)
                | Q(planned_end_on__gte=F("started_on")),
                violation_error_message="The study cannot end before it starts. Check both dates",
            ),
        ]

    def __str__(self) -> str:
        return self.short_title

    def get_absolute_url(self) -> str:
        return reverse("set_up:study:row")


class Topic(SetUpRow):
    """What data collection makes the team think about."""

    privacy = {"plain": "id slug name recorded_at version voided_at void_reason"}
    noun, place = "topic", "topics"
    named_by = "name"

    name = models.CharField(max_length=100)

    objects = VoidableQuerySet.as_manager()

    class Meta(SetUpRow.Meta):
        ordering = ["name"]
        constraints = [
            *SetUpRow.Meta.constraints,
            models.UniqueConstraint(
                name="one_standing_topic_of_a_name",
                fields=["name"],
                condition=Q(voided_at=None),
                violation_error_message="This topic is already there",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        demand_new_name(self, "This topic is already there")
