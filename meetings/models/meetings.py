"""Meetings of a group: when and where, who takes part, and what papers there are."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.rows import Recorded, Voidable, VoidableQuerySet, known
from linkstudy.words import clock_words, day_words
from meetings.models.groups import Group, Member
from meetings.vocabulary import TOOK_PART, Came, How, Part


class State(models.TextChoices):
    """Where the minutes of a meeting stand. It follows from the meeting's facts."""

    VOID = "void", "Void"
    PLANNED = "planned", "Planned"
    DRAFT = "draft", "Draft minutes"
    SENT = "sent", "Sent for checking"
    AGREED = "agreed", "Agreed minutes"


class MeetingQuerySet(VoidableQuerySet):
    def visible_to(self, user: User):
        return self.filter(group__in=Group.objects.visible_to(user))

    def with_state(self):
        """Annotate has_notes, which `state` asks for, with the group at hand."""
        here = Meeting.objects.filter(pk=OuterRef("pk"))
        noted = here.filter(items__voided_at=None, items__notes__gt="")
        return self.select_related("group").annotate(has_notes=Exists(noted))


class Meeting(Voidable):
    """A group meets on a day.

    number counts the group's meetings, turn those of its day; slug names it in the history, and code
    in calendars: all of them stay when the meeting moves, but for turn, which is of the day. Minutes are
    sent on sent_on for checking, and agreed on agreed_on: then they are frozen, as a MinutesVersion.
    agenda holds the numbers of items in their order, once somebody chose another than that of the numbers.
    """

    privacy = {
        "plain": "id group number slug code held_on turn starts ends how place sent_on agreed_on"
        " agenda recorded_at version voided_at void_reason",
    }
    noun = "meeting"
    moments = {"starts": "held_on", "ends": "held_on"}

    group = models.ForeignKey(Group, models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(editable=False)
    slug = models.CharField(max_length=40, unique=True, editable=False)
    code = models.CharField(max_length=32, unique=True, editable=False)
    held_on = models.DateField("day")
    turn = models.PositiveSmallIntegerField(editable=False)
    starts = models.TimeField("begins")
    ends = models.TimeField()
    how = models.CharField("where it takes place", max_length=10, choices=How)
    place = models.CharField("room or link", max_length=200, blank=True)
    sent_on = models.DateField("sent for checking", null=True, blank=True)
    agreed_on = models.DateField("agreed", null=True, blank=True)
    agenda = models.CharField("order of the agenda", max_length=1000, null=True, editable=False)  # noqa: DJ001 - an empty text would be a value that no entry told

    objects = MeetingQuerySet.as_manager()

    class Meta(Voidable.Meta):
        ordering = ["-held_on", "-turn"]
        constraints = [
            *Voidable.Meta.constraints,
            models.CheckConstraint(name="meeting_how_is_known", condition=known("how", How)),
            models.CheckConstraint(
                name="meeting_ends_after_it_starts",
                condition=Q(ends__gt=F("starts")),
                violation_error_message="The end must be later than the start",
            ),
            models.CheckConstraint(
                name="minutes_are_sent_after_the_meeting",
                condition=Q(sent_on=None) | Q(sent_on__gte=F("held_on")),
                violation_error_message="Minutes cannot be sent before the meeting",
            ),
            models.CheckConstraint(
                name="minutes_are_agreed_after_they_are_sent",
                condition=Q(agreed_on=None) | Q(agreed_on__gte=F("sent_on")),
                violation_error_message="Minutes are agreed once they were sent for checking",
            ),
            models.UniqueConstraint(name="one_meeting_of_a_number", fields=["group", "number"]),
            models.UniqueConstraint(
                name="one_meeting_of_a_turn", fields=["group", "held_on", "turn"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group.name} meeting, {day_words(self.held_on)}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.group.slug, self.day])

    @property
    def day(self) -> str:
        """2022-05-18 in addresses; 2022-05-18-2 for the second meeting of that day."""
        return self.held_on.isoformat() + (f"-{self.turn}" if self.turn > 1 else "")

    @property
    def about(self) -> str:
        return f"{self.noun} {self.slug}"

    @property
    def state(self) -> State:
        """Of a meeting fetched with_state()."""
        if self.voided_at:
            return State.VOID
        if self.agreed_on:
            return State.AGREED
        if self.sent_on:
            return State.SENT
        return State.DRAFT if self.has_notes else State.PLANNED  # type: ignore[attr-defined]

    @property
    def hours(self) -> str:
        """10:30am to midday."""
        return f"{clock_words(self.starts)} to {clock_words(self.ends)}"

    def in_order(self, items: Iterable[Any]) -> list[Any]:
        """Items of the meeting as its agenda has them; whatever it does not name comes last."""
        places = {number: place for place, number in enumerate((self.agenda or "").split())}
        last = len(places)
        return sorted(items, key=lambda one: (places.get(str(one.number), last), one.number))

    @property
    def is_to_come(self) -> bool:
        return self.held_on > clock.today()


class Attendance(Recorded):
    """What a member replied before a meeting, and how they took part: "" is not said, and then they came
    as they replied."""

    privacy = {"plain": "id meeting member reply came recorded_at version"}
    named_through = ("meeting__group", "member__user")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    member = models.ForeignKey(Member, models.PROTECT, related_name="attendance")
    reply = models.CharField("said before", max_length=10, choices=Part, blank=True)
    came = models.CharField("took part", max_length=10, choices=Came, blank=True)

    class Meta:
        verbose_name = "attendance"
        constraints = [
            models.CheckConstraint(
                name="reply_is_known", condition=known("reply", Part, blank=True)
            ),
            models.CheckConstraint(name="came_is_known", condition=known("came", Came, blank=True)),
            models.UniqueConstraint(
                name="one_attendance_of_a_member", fields=["meeting", "member"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.meeting}"

    @property
    def about(self) -> str:
        return self.meeting.about

    @property
    def part(self) -> str:
        """How they took part as far as is known: as they said before, until somebody says otherwise."""
        return "" if self.came == Came.UNSAID else self.came or self.reply

    @property
    def took_part(self) -> bool:
        return self.part in TOOK_PART


class Paper(Voidable):
    """A paper of a meeting, by where it is kept: the file itself stays there."""

    privacy = {
        "plain": "id meeting number title where recorded_at version voided_at void_reason",
    }

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers")
    number = models.PositiveSmallIntegerField(editable=False)
    title = models.CharField(max_length=200)
    where = models.CharField("where it is kept", max_length=500)

    objects = VoidableQuerySet.as_manager()

    class Meta(Voidable.Meta):
        ordering = ["number"]
        constraints = [
            *Voidable.Meta.constraints,
            models.UniqueConstraint(name="one_paper_of_a_number", fields=["meeting", "number"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.meeting.get_absolute_url()

    @property
    def about(self) -> str:
        return self.meeting.about

    @property
    def link(self) -> str:
        """Where it can be opened, when that is an address."""
        return self.where if self.where.startswith("https://") and " " not in self.where else ""
