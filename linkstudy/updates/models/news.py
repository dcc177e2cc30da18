"""Something to tell partners, written down when it happened: no record of the study holds it."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from linkstudy.accounts.policy import May
from linkstudy.rows import VoidableQuerySet, known
from linkstudy.updates.models.rows import NamedRow
from linkstudy.updates.vocabulary import Part


class NewsQuerySet(VoidableQuerySet):
    def told_in(self, part: str, first: dt.date, last: dt.date) -> Any:
        """What stands for a section, of these days, in the order in which it happened."""
        return self.standing().filter(part=part, on__range=(first, last)).order_by("on", "pk")


class News(NamedRow):
    """A few sentences for a section of the next update, and the day of which they tell."""

    privacy = {"plain": "id slug number part on words recorded_at version voided_at void_reason"}
    noun = "news"
    told_to: ClassVar[May] = May.SEE_OUTPUTS

    number = models.PositiveIntegerField(unique=True, editable=False)
    part = models.CharField("section", max_length=20, choices=Part)
    on = models.DateField("day")
    words = models.CharField(max_length=1000)

    objects = NewsQuerySet.as_manager()

    class Meta(NamedRow.Meta):
        verbose_name = verbose_name_plural = "news"
        ordering = ["-on", "-number"]
        constraints = [
            *NamedRow.Meta.constraints,
            models.CheckConstraint(name="news_part_is_known", condition=known("part", Part)),
            models.CheckConstraint(name="news_says_something", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"News {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("updates:news")
