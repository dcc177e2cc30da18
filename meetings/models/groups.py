"""Groups of the study, and their members: a label each. Who a member is, is kept apart."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.rows import Voidable, VoidableQuerySet, known
from linkstudy.several import Several, all_known
from meetings.vocabulary import GroupKind, Need, Seat


class GroupQuerySet(VoidableQuerySet):
    def visible_to(self, user: User):
        """Every group for those who see all of them, else those in which the person sits today."""
        match user.reach(May.SEE_MEETINGS):
            case Reach.ALL:
                return self
            case Reach.OWN:
                seats = Member.objects.at_table().filter(user=user)
                return self.standing().filter(pk__in=seats.values("group"))
        return self.none()

    def open(self, on: dt.date | None = None):
        """Standing groups that still meet on a day."""
        last = Q(closed_on=None) | Q(closed_on__gte=on or clock.today())
        return self.standing().filter(last)


class Group(Voidable):
    """A table that people sit at: advisory, public involvement, the team's own, or another.

    slug is its address, which it keeps. On closed_on it met for the last time, or later not at all.
    """

    privacy = {
        "plain": "id kind name slug purpose closed_on recorded_at version voided_at void_reason"
    }
    noun = "group"
    named_by = "name"

    kind = models.CharField(max_length=20, choices=GroupKind)
    name = models.CharField(max_length=100)
    slug = models.CharField(max_length=30, unique=True, editable=False)
    purpose = models.CharField("what it is for", max_length=500, blank=True)
    closed_on = models.DateField("last day", null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta(Voidable.Meta):
        ordering = ["name"]
        constraints = [
            *Voidable.Meta.constraints,
            models.CheckConstraint(name="group_kind_is_known", condition=known("kind", GroupKind)),
            models.UniqueConstraint(
                name="one_standing_group_of_a_name",
                fields=["name"],
                condition=Q(voided_at=None),
                violation_error_message="There is a group of this name. Choose another name",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:group", args=[self.slug])

    @property
    def about(self) -> str:
        return f"{self.noun} {self.slug}"

    def is_closed(self, on: dt.date) -> bool:
        return self.closed_on is not None and self.closed_on < on


class MemberQuerySet(VoidableQuerySet):
    def visible_to(self, user: User):
        return self.filter(group__in=Group.objects.visible_to(user))

    def at_table(self, on: dt.date | None = None):
        """Standing members who had joined by a day and had not left before it."""
        day = on or clock.today()
        stays = Q(left_on=None) | Q(left_on__gte=day)
        return self.standing().filter(stays, joined_on__lte=day)


class Member(Voidable):
    """Somebody in a group, known by a label: "Public contributor 1", or their account's name.

    number counts within the group and is given once; slug is for addresses. Their name, phone,
    e-mail and address stand under person, behind one door. left_on is the last day.
    """

    privacy = {
        "plain": "id group number slug seat chairs user person joined_on left_on recorded_at version"
        " voided_at",
        "special": "needs",
        "sealed": "void_reason",
    }
    noun = "member"

    group = models.ForeignKey(Group, models.PROTECT, related_name="members")
    number = models.PositiveSmallIntegerField(editable=False)
    slug = models.CharField(max_length=40, unique=True, editable=False)
    seat = models.CharField("sits there as", max_length=20, choices=Seat)
    chairs = models.BooleanField("chairs the group", default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="account",
        related_name="seats",
    )
    person = models.OneToOneField("identities.PersonKey", models.PROTECT, related_name="member")
    needs = Several("what they need to take part", max_length=100, blank=True, of=Need)
    joined_on = models.DateField("first day")
    left_on = models.DateField("last day", null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta(Voidable.Meta):
        ordering = ["group", "number"]
        constraints = [
            *Voidable.Meta.constraints,
            models.CheckConstraint(name="member_seat_is_known", condition=known("seat", Seat)),
            models.CheckConstraint(
                name="member_needs_are_known", condition=all_known("needs", Need)
            ),
            models.UniqueConstraint(name="one_member_of_a_number", fields=["group", "number"]),
            models.UniqueConstraint(
                name="one_seat_of_an_account_in_a_group",
                fields=["group", "user"],
                condition=Q(voided_at=None),
                violation_error_message="They are in this group already",
            ),
            models.CheckConstraint(
                name="member_leaves_after_joining",
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                violation_error_message="The last day must not be before the first",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("meetings:member", args=[self.group.slug, self.number])

    @property
    def label(self) -> str:
        """What the team calls them: their account's name, or what they sit there as and a number."""
        return self.user.name if self.user else f"{self.get_seat_display()} {self.number}"

    @property
    def about(self) -> str:
        return f"{self.noun} {self.slug}"

    @property
    def needed(self) -> list[Need]:
        """What they need to take part, in the order of the vocabulary."""
        return [Need(code) for code in self.needs.split()]

    def is_at_table(self, on: dt.date) -> bool:
        is_over = self.left_on is not None and self.left_on < on
        return not self.voided_at and self.joined_on <= on and not is_over
