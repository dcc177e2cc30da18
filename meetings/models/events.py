"""Training, visits and other events at which the team learns, or is met."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.urls import reverse

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.rows import Voidable, VoidableQuerySet, known
from linkstudy.words import day_words
from meetings.vocabulary import EventKind


class EventQuerySet(VoidableQuerySet):
    def visible_to(self, user: User):
        """Every event, for whoever sees meetings: it is of no single group."""
        return self if user.may(May.SEE_MEETINGS) else self.none()


class Event(Voidable):
    """A training session, visit or event, planned or past, and what the team took from it.

    slug is its address, made of the title, and stays. Where no more than the month is known, on is
    its first day. by_whom led it; a name stands there only where it is public.
    """

    privacy = {
        "plain": "id kind slug title on is_day_known by_whom with_whom taken recorded_at version"
        " voided_at void_reason"
    }
    noun = "event"

    kind = models.CharField(max_length=20, choices=EventKind)
    slug = models.CharField(max_length=30, unique=True, editable=False)
    title = models.CharField(max_length=150)
    on = models.DateField()
    is_day_known = models.BooleanField("the day is known", default=True)
    by_whom = models.CharField("led by", max_length=200, blank=True)
    with_whom = models.CharField("with", max_length=300, blank=True)
    taken = models.TextField("what we took from it", blank=True)

    objects = EventQuerySet.as_manager()

    class Meta(Voidable.Meta):
        ordering = ["-on", "-pk"]
        constraints = [
            *Voidable.Meta.constraints,
            models.CheckConstraint(name="event_kind_is_known", condition=known("kind", EventKind)),
            models.CheckConstraint(name="event_has_a_title", condition=~Q(title="")),
            models.UniqueConstraint(
                name="one_standing_event_of_a_title_and_day",
                fields=["title", "on"],
                condition=Q(voided_at=None),
                violation_error_message="This event is already there",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:event", args=[self.slug])

    @property
    def about(self) -> str:
        return f"{self.noun} {self.slug}"

    @property
    def is_to_come(self) -> bool:
        """Whether it is spoken of as to come: where the month alone is known, until that is over, or
        somebody has written it up."""
        if self.is_day_known or self.taken:
            return not self.may_have_been
        return self.on >= first_of_month(clock.today(), is_day_known=False)

    @property
    def may_have_been(self) -> bool:
        """Whether its day has come, or its month has begun."""
        return self.on <= clock.today()

    @property
    def when(self) -> str:
        """14 June 2022, or June 2022 where no more is known."""
        return day_words(self.on) if self.is_day_known else f"{self.on:%B %Y}"

    @property
    def state(self) -> tuple[str, str, str]:
        """In a word, with its drawing and tone."""
        if self.voided_at:
            return "Void", "ended", "mute"
        if self.is_to_come:
            return "To come", "ring", "mute"
        return ("Written up", "done", "good") if self.taken else ("To write up", "half", "warn")


def first_of_month(day: dt.date, is_day_known: bool) -> dt.date:
    """The day as it is kept."""
    return day if is_day_known else day.replace(day=1)
