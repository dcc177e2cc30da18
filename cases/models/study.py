"""The study itself, and what it makes the team think about."""

from django.db import models
from django.db.models import Q

from linkstudy.rows import Recorded


class Study(Recorded):
    """The one study of this installation. References that the team has not entered stay empty."""

    privacy = {
        "plain": "id title short_title iras_id funder_ref sponsor rec_reference started_on"
        " planned_end_on recorded_at version"
    }

    title = models.CharField(max_length=300)
    short_title = models.CharField(max_length=100)
    iras_id = models.CharField(max_length=20, blank=True)
    funder_ref = models.CharField(max_length=40, blank=True)
    sponsor = models.CharField(max_length=150, blank=True)
    rec_reference = models.CharField(max_length=40, blank=True)
    started_on = models.DateField(null=True, blank=True)
    planned_end_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "studies"
        constraints = [
            models.CheckConstraint(name="one_study_here", condition=Q(id=1)),
        ]

    def __str__(self) -> str:
        return self.short_title


class Topic(Recorded):
    """What data collection makes the team think about."""

    privacy = {"plain": "id name recorded_at version"}

    name = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
