"""Codes for what leaves the team: each list has its own, so that two lists cannot be joined."""

from django.conf import settings
from django.db import models

from linkstudy.rows import Recorded, known
from participants.afterwards import CodesFor


class CodeList(Recorded):
    """A list of recordings that left for one purpose."""

    privacy = {"plain": "id number purpose made_by recorded_at version"}

    number = models.PositiveIntegerField(unique=True, editable=False)
    purpose = models.CharField(max_length=20, choices=CodesFor)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "list of codes"
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                name="codes_purpose_is_known", condition=known("purpose", CodesFor)
            )
        ]

    def __str__(self) -> str:
        return f"List of codes {self.number}"

    @property
    def about(self) -> str:
        """Whoever made it: people of other sites hear of no list."""
        return self.made_by.about


class Code(models.Model):
    """What stands for one recording in one list; never in the history, where its study ID stands."""

    privacy = {"plain": "id code_list participant interview", "direct": "code"}

    code_list = models.ForeignKey(CodeList, models.PROTECT, related_name="codes")
    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="codes"
    )
    interview = models.PositiveSmallIntegerField(editable=False)
    code = models.CharField(max_length=10, unique=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                name="one_code_in_a_list", fields=["code_list", "participant", "interview"]
            )
        ]

    def __str__(self) -> str:
        return f"Code for {self.participant.study_id}"

    @property
    def about(self) -> str:
        return self.participant.study_id
