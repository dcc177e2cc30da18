"""Paying public contributors: what an hour is worth from a day on, and what each is offered and paid.

Vouchers that thank participants are another ledger, and never meet this one.
"""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.money import Pence, pounds
from linkstudy.rows import Correctable, CorrectableQuerySet, Voidable, VoidableQuerySet, known
from meetings.models.groups import Member
from meetings.vocabulary import Answer, Work

MOST_AN_HOUR, MOST_EXPENSES, MOST_MINUTES = 20_000, 100_000, 6_000


class RateQuerySet(VoidableQuerySet):
    def in_force(self, on: dt.date) -> "Rate | None":
        """What an hour was worth on a day."""
        return self.standing().filter(starts_on__lte=on).order_by("-starts_on").first()


class Rate(Voidable):
    """What an hour is worth from a day on, until the next rate starts. A wrong one is void."""

    privacy = {"plain": "id number starts_on hourly recorded_at version voided_at void_reason"}
    noun = "rate"

    number = models.PositiveIntegerField(unique=True, editable=False)
    starts_on = models.DateField("holds from")
    hourly = Pence("for an hour")

    objects = RateQuerySet.as_manager()

    class Meta(Voidable.Meta):
        ordering = ["-starts_on", "-number"]
        constraints = [
            *Voidable.Meta.constraints,
            models.UniqueConstraint(
                name="one_standing_rate_of_a_day",
                fields=["starts_on"],
                condition=Q(voided_at=None),
                violation_error_message="A rate starts on that day already",
            ),
            models.CheckConstraint(
                name="an_hour_is_worth_something",
                condition=Q(hourly__gte=1, hourly__lte=MOST_AN_HOUR),
            ),
        ]

    def __str__(self) -> str:
        return f"{pounds(self.hourly)} an hour"

    def get_absolute_url(self) -> str:
        return reverse("meetings:payments")

    @property
    def about(self) -> str:
        return f"{self.noun} {self.number}"


class PaymentQuerySet(CorrectableQuerySet):
    def visible_to(self, user: User):
        return self if user.may(May.SEE_INVOLVEMENT) else self.none()


class Payment(Correctable):
    """Money offered to a member for work on a day: its hours at the rate of that day, and expenses.

    number counts a member's payments, and a corrected row keeps it. rate is None for expenses
    alone. They accept or decline it, and what was accepted is paid; each with its day.
    """

    privacy = {
        "plain": "id member number on work minutes rate expenses offered_on answer answered_on"
        " paid_on recorded_at version voided_at replaces",
        "sealed": "void_reason",
    }

    member = models.ForeignKey(Member, models.PROTECT, related_name="payments")
    number = models.PositiveSmallIntegerField(editable=False)
    on = models.DateField("worked on")
    work = models.CharField("for", max_length=20, choices=Work)
    minutes = models.PositiveSmallIntegerField(default=0)
    rate = models.ForeignKey(Rate, models.PROTECT, null=True, blank=True, related_name="payments")
    expenses = Pence(default=0)
    offered_on = models.DateField("offered on")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField("answered on", null=True, blank=True)
    paid_on = models.DateField("paid on", null=True, blank=True)

    objects = PaymentQuerySet.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["-on", "-pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                name="one_standing_payment_of_a_number",
                fields=["member", "number"],
                condition=Q(voided_at=None),
            ),
            models.CheckConstraint(name="payment_work_is_known", condition=known("work", Work)),
            models.CheckConstraint(
                name="payment_answer_is_known", condition=known("answer", Answer, blank=True)
            ),
            models.CheckConstraint(
                name="payment_is_for_something",
                condition=Q(minutes__lte=MOST_MINUTES, expenses__lte=MOST_EXPENSES)
                & (Q(minutes__gte=1) | Q(expenses__gte=1)),
                violation_error_message="Enter how long it took, or what it cost them",
            ),
            models.CheckConstraint(
                name="hours_are_paid_at_a_rate",
                condition=Q(minutes=0, rate=None) | Q(minutes__gte=1, rate__isnull=False),
            ),
            models.CheckConstraint(
                name="payment_is_offered_then_answered",
                condition=Q(answer="", answered_on=None)
                | ~Q(answer="") & Q(answered_on__isnull=False, answered_on__gte=F("offered_on")),
                violation_error_message="The answer cannot be older than the offer",
            ),
            models.CheckConstraint(
                name="payment_is_accepted_then_paid",
                condition=Q(paid_on=None)
                | Q(answer=Answer.ACCEPTED, paid_on__isnull=False, paid_on__gte=F("answered_on")),
                violation_error_message="Only what was accepted is paid, on that day or later",
            ),
        ]

    def __str__(self) -> str:
        return f"Payment {self.number} of {self.member}"

    def get_absolute_url(self) -> str:
        group = self.member.group.slug
        return reverse("meetings:payment", args=[group, self.member.number, self.number])

    @property
    def about(self) -> str:
        return self.member.about

    @property
    def fee(self) -> int:
        """The hours at their rate, in pence, to the nearest penny."""
        return (self.minutes * self.rate.hourly + 30) // 60 if self.rate else 0

    @property
    def amount(self) -> int:
        return self.fee + self.expenses

    @property
    def state(self) -> str:
        """Offered, accepted, declined, paid or void: it follows from what is recorded."""
        if self.voided_at:
            return "Void"
        if self.paid_on:
            return "Paid"
        return Answer(self.answer).label if self.answer else "Offered"
