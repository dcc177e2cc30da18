"""An update to partners while it is written: its period, its sections and how far it is."""

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from linkstudy.accounts.policy import May
from linkstudy.rows import Recorded, VoidableQuerySet, known
from linkstudy.updates.models.rows import NamedRow
from linkstudy.updates.vocabulary import Part


class State(models.TextChoices):
    """Where an update stands. It follows from its facts."""

    DRAFT = "draft", "Draft"
    ASKED = "asked", "Approval asked"
    APPROVED = "approved", "Approved"
    SENT = "sent", "Sent"


class Update(NamedRow):
    """An update of a month, of what happened from first to last. slug is 2022-06.

    asked_words is the digest of all that was to be read when approval was asked, as copies.digest()
    gives it. to_change is why it was sent back or opened again, until approval is asked anew. sent_on
    is the day on which it first went out. edition is the number of what went out as the words stand;
    there is none before that, and none while they are corrected.
    """

    privacy = {
        "plain": "id slug month first last due_on asked_on asked_words approved_on approved_by to_change"
        " edition sent_on recorded_at version voided_at void_reason"
    }
    noun = "update"
    told_to: ClassVar[May] = May.SEE_UPDATES

    month = models.DateField()
    first = models.DateField("tells of the days from")
    last = models.DateField("to")
    due_on = models.DateField("to be sent by", null=True, blank=True)
    asked_on = models.DateField("approval asked on", null=True, blank=True)
    asked_words = models.CharField(  # noqa: DJ001 - an empty text would be a value that no entry told
        "words for approval", max_length=64, null=True, blank=True, editable=False
    )
    approved_on = models.DateField("approved on", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_change = models.TextField(  # noqa: DJ001 - as of asked_words
        "to be changed", null=True, blank=True, editable=False
    )
    edition = models.PositiveSmallIntegerField(null=True, blank=True)
    sent_on = models.DateField("sent on", null=True, blank=True)

    objects = VoidableQuerySet.as_manager()

    class Meta(NamedRow.Meta):
        ordering = ["-month", "-pk"]
        constraints = [
            *NamedRow.Meta.constraints,
            models.CheckConstraint(
                name="update_covers_some_days",
                condition=Q(last__gte=F("first")),
                violation_error_message="The last day must not be before the first",
            ),
            models.CheckConstraint(
                name="update_is_approved_once_asked",
                condition=Q(approved_on=None, approved_by=None)
                | Q(asked_on__isnull=False, approved_on__isnull=False, approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="update_goes_out_once_approved",
                condition=Q(edition=None) | Q(approved_on__isnull=False, sent_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_standing_update_of_a_month",
                fields=["month"],
                condition=Q(voided_at=None),
                violation_error_message="There is an update of this month already",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%B} {self.month.year} update"

    def get_absolute_url(self) -> str:
        return reverse("updates:update", args=[self.slug])

    @property
    def state(self) -> State:
        if self.edition:
            return State.SENT
        if self.approved_on:
            return State.APPROVED
        return State.ASKED if self.asked_on else State.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether its words can still be changed."""
        return self.state == State.DRAFT and not self.voided_at


class Section(Recorded):
    """A section of an update: its author's text, and what the data wrote last.

    In both stand tokens, as linkstudy/updates/tokens.py reads them.
    """

    privacy = {"plain": "id update part text drafted left_out recorded_at version"}
    told_to: ClassVar[May] = May.SEE_UPDATES

    update = models.ForeignKey(Update, models.PROTECT, related_name="sections")
    part = models.CharField("section", max_length=20, choices=Part)
    text = models.TextField(blank=True)
    drafted = models.TextField("as the data wrote it", blank=True)
    left_out = models.BooleanField("left out", default=False)

    class Meta:
        verbose_name = "section of an update"
        constraints = [
            models.CheckConstraint(name="section_part_is_known", condition=known("part", Part)),
            models.UniqueConstraint(name="one_section_of_a_part", fields=["update", "part"]),
        ]

    def __str__(self) -> str:
        return f"{self.update}: {self.get_part_display()}"

    def get_absolute_url(self) -> str:
        return self.update.get_absolute_url()

    @property
    def place(self) -> str:
        """Where it stands on the page of its update."""
        return f"{self.get_absolute_url()}#{self.part}"

    @property
    def about(self) -> str:
        return self.update.about


def month_of(day: dt.date) -> dt.date:
    """The first of its month."""
    return day.replace(day=1)
