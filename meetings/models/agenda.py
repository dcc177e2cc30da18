"""The agenda of a meeting with its minutes, what they say is to be done, and their agreed versions."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.rows import Recorded, Voidable, VoidableQuerySet
from meetings.calling import together
from meetings.models.groups import Member
from meetings.models.meetings import Meeting

MOST_NOTES = 100_000  # characters of an item


class AgendaItem(Voidable):
    """Something to talk about, for so many minutes, and what was said: its author's own words.

    number counts the meeting's items; their order is the meeting's. noted_at is when notes were saved.
    """

    privacy = {
        "plain": "id meeting number heading minutes notes noted_at recorded_at version voided_at"
        " void_reason",
    }

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField(editable=False)
    heading = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField("minutes allotted", null=True, blank=True)
    notes = models.TextField(blank=True)
    noted_at = models.DateTimeField("notes saved", null=True, blank=True, editable=False)

    objects = VoidableQuerySet.as_manager()

    class Meta(Voidable.Meta):
        verbose_name = "agenda item"
        ordering = ["number"]
        constraints = [
            *Voidable.Meta.constraints,
            models.UniqueConstraint(name="one_item_of_a_number", fields=["meeting", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.heading}"

    def get_absolute_url(self) -> str:
        group, day = self.meeting.group.slug, self.meeting.day
        return reverse("meetings:item", args=[group, day, self.number])

    @property
    def about(self) -> str:
        return self.meeting.about


class MeetingActionQuerySet(VoidableQuerySet):
    def with_owners(self):
        """With whoever owns them, and the meeting that they come from."""
        members = Prefetch("members", Member.objects.select_related("user"))
        return self.select_related("meeting__group").prefetch_related("accounts", members)

    def open(self):
        return self.standing().filter(done_on=None, dropped_on=None)

    def carried(self, meeting: Meeting):
        """Those of earlier meetings of the group that were open on the day of this one."""
        day = meeting.held_on
        earlier = Q(meeting__held_on__lt=day) | Q(
            meeting__held_on=day, meeting__turn__lt=meeting.turn
        )
        still = Q(done_on=None) | Q(done_on__gte=day)
        kept = Q(dropped_on=None) | Q(dropped_on__gte=day)
        here = self.standing().filter(earlier, meeting__group=meeting.group_id)
        return here.filter(still, kept, meeting__voided_at=None)


class MeetingAction(Voidable):
    """Something that somebody is to do, from a line of the minutes or written by itself.

    number counts the meeting's actions. item and line say where it stands in the minutes; words, the
    owners and due are what was read there. accounts own it who sign in, members who do not.
    """

    privacy = {
        "plain": "id meeting number item line words due accounts members done_on dropped_on dropped_why"
        " recorded_at version voided_at void_reason",
    }

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="actions")
    number = models.PositiveSmallIntegerField(editable=False)
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    line = models.TextField("line")
    words = models.TextField("what is to be done")
    due = models.DateField("by", null=True, blank=True)
    accounts = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, verbose_name="owners", related_name="meeting_actions"
    )
    members = models.ManyToManyField(
        Member, blank=True, verbose_name="members who own it", related_name="actions"
    )
    done_on = models.DateField("done", null=True, blank=True)
    dropped_on = models.DateField("dropped", null=True, blank=True)
    dropped_why = models.CharField("why it was dropped", max_length=1000, blank=True)

    objects = MeetingActionQuerySet.as_manager()

    class Meta(Voidable.Meta):
        verbose_name = "action"
        ordering = ["meeting", "number"]
        constraints = [
            *Voidable.Meta.constraints,
            models.UniqueConstraint(name="one_action_of_a_number", fields=["meeting", "number"]),
            models.CheckConstraint(
                name="action_is_done_or_dropped",
                condition=Q(done_on=None) | Q(dropped_on=None),
            ),
            models.CheckConstraint(
                name="action_is_dropped_with_a_reason",
                condition=Q(dropped_on=None, dropped_why="")
                | Q(dropped_on__isnull=False) & ~Q(dropped_why=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Action {self.number}: {self.words[:60]}"

    def get_absolute_url(self) -> str:
        return self.meeting.get_absolute_url()

    @property
    def about(self) -> str:
        return self.meeting.about

    @property
    def owners(self) -> list[User | Member]:
        return [*self.accounts.all(), *self.members.all()]

    @property
    def whose(self) -> str:
        """Asha Patel and Public contributors 1 and 5; "" of nobody's."""
        return together(str(one) for one in self.owners)

    @property
    def is_open(self) -> bool:
        return not (self.voided_at or self.done_on or self.dropped_on)

    @property
    def late(self) -> int:
        """By how many days it is late; 0 when it is not."""
        return max((clock.today() - self.due).days, 0) if self.due and self.is_open else 0

    def is_of(self, user: Any) -> bool:
        return user in self.accounts.all()


class MinutesVersion(Recorded):
    """Minutes as they were agreed: the whole text, which nobody changes, with its digest."""

    privacy = {"plain": "id meeting number text digest agreed_on recorded_at version"}

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(editable=False)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    agreed_on = models.DateField("agreed")

    class Meta:
        verbose_name = "version of minutes"
        verbose_name_plural = "versions of minutes"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="one_version_of_a_number", fields=["meeting", "number"]),
        ]

    def __str__(self) -> str:
        return f"Minutes, version {self.number}"

    def get_absolute_url(self) -> str:
        group, day = self.meeting.group.slug, self.meeting.day
        return reverse("meetings:version", args=[group, day, self.number])

    @property
    def about(self) -> str:
        return self.meeting.about
