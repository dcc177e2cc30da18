"""An update as it went out, and its way to each of those who get it."""

import datetime as dt
import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from linkstudy import clock
from linkstudy.accounts.policy import May
from linkstudy.rows import Recorded, known
from linkstudy.updates.models.drafts import Update
from linkstudy.updates.models.partners import Partner
from linkstudy.updates.vocabulary import BY_POST, Format, Trouble

PATIENCE = dt.timedelta(minutes=5)  # longer than any mail server may take for a letter


class Edition(Recorded):
    """The words of an update on the day they went out; written once. The first is what was sent, each
    later one corrects it, and says what.

    body is JSON: {"title", "study", "parts"}, and parts a list of {"part", "heading", "text",
    "picture", "description"}, where picture is a slug or "".
    """

    privacy = {"plain": "id update number body corrects went_on recorded_at version"}
    told_to: ClassVar[May] = May.SEE_UPDATES

    update = models.ForeignKey(Update, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(editable=False)
    body = models.TextField("its words")
    corrects = models.CharField("what was put right", max_length=500, blank=True)
    went_on = models.DateField("went out on")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="one_edition_of_a_number", fields=["update", "number"]),
            models.CheckConstraint(
                name="later_edition_says_what_it_corrects",
                condition=Q(number=1, corrects="") | Q(number__gt=1) & ~Q(corrects=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.update}, edition {self.number}"

    def get_absolute_url(self) -> str:
        return self.update.get_absolute_url()

    @property
    def about(self) -> str:
        return self.update.about

    @property
    def words(self) -> dict[str, Any]:
        return dict(json.loads(self.body))

    @property
    def parts(self) -> list[dict[str, Any]]:
        return list(self.words["parts"])


class DeliveryQuerySet(models.QuerySet):
    def by_mail(self):
        return self.exclude(format__in=BY_POST)

    def waiting(self):
        """Those that nobody began to send yet."""
        return self.filter(begun_at=None, done_at=None, trouble="")

    def to_mail(self):
        return self.by_mail().waiting()

    def unknown(self):
        """Those that were being sent when the server or the line broke: they may have arrived."""
        return self.filter(begun_at__isnull=False, done_at=None, trouble="")


class Delivery(Recorded):
    """An update on its way to a partner, once. format is how they wanted it on the day.

    begun_at is written before the letter is handed to the mail server, done_at once that has taken
    it, or it was posted; trouble says why they do not get it. Begun and neither done nor in trouble, it may have
    arrived: nobody but a person sends it again, once no letter can still be on its way. mailbox is the
    blind index of the address that gets it.
    """

    privacy = {
        "plain": "id update partner format begun_at done_at trouble recorded_at version",
        "indirect": "mailbox",
    }
    told_to: ClassVar[May] = May.SEE_PARTNERS

    update = models.ForeignKey(Update, models.PROTECT, related_name="deliveries")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="deliveries")
    format = models.CharField("how", max_length=20, choices=Format)
    begun_at = models.DateTimeField("handed over", null=True, blank=True)
    done_at = models.DateTimeField("sent", null=True, blank=True)
    mailbox = models.CharField(max_length=64, blank=True)
    trouble = models.CharField(max_length=20, choices=Trouble, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ["partner__number"]
        constraints = [
            models.UniqueConstraint(name="one_delivery_each", fields=["update", "partner"]),
            models.CheckConstraint(
                name="delivery_format_is_known", condition=known("format", Format)
            ),
            models.CheckConstraint(
                name="delivery_trouble_is_known", condition=known("trouble", Trouble, blank=True)
            ),
            models.CheckConstraint(
                name="delivery_is_done_once_begun",
                condition=Q(done_at=None) | Q(begun_at__isnull=False, trouble=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.update} to {self.partner}"

    def get_absolute_url(self) -> str:
        return reverse("updates:sending", args=[self.update.slug])

    @property
    def about(self) -> str:
        return self.update.about

    @property
    def is_by_post(self) -> bool:
        return self.format in BY_POST

    @property
    def is_waiting(self) -> bool:
        return not (self.begun_at or self.done_at or self.trouble)

    @property
    def state(self) -> tuple[str, str, str]:
        """In words, with its drawing and tone."""
        if self.trouble:
            return Trouble(self.trouble).label, "left", "mute" if self.is_settled else "warn"
        if self.done_at:
            return "Posted" if self.is_by_post else "Sent", "done", "good"
        if self.is_on_its_way:
            return "Being sent", "half", "mute"
        if self.begun_at:
            return "May have arrived", "half", "warn"
        return "To post" if self.is_by_post else "To send", "ring", "mute"

    @property
    def is_settled(self) -> bool:
        """Whether they are not to get it, and nothing is to be done about that."""
        return self.trouble in {Trouble.UNSUBSCRIBED, Trouble.OFF}

    @property
    def may_go_again(self) -> bool:
        """Whether somebody may send it again, knowing what happened."""
        is_open = not self.done_at and not self.is_settled and not self.is_on_its_way
        return is_open and bool(self.begun_at or self.trouble)

    @property
    def is_on_its_way(self) -> bool:
        """Whether another window may be handing it over."""
        is_begun = self.begun_at is not None and self.done_at is None
        return is_begun and clock.study_now() - self.begun_at < PATIENCE  # type: ignore[operator]
