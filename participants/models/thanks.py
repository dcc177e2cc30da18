"""Thanking people: vouchers bought for a site, and handed to those who were interviewed."""

from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Sum
from django.urls import reverse

from cases.models import Case, Site
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.money import Pence, pounds
from linkstudy.rows import Correctable, CorrectableQuerySet, known
from participants.afterwards import ThankedHow

MOST_EACH, MOST_BOUGHT = 10_000, 1_000  # pence for one voucher, vouchers at once


class PurchaseQuerySet(CorrectableQuerySet):
    def visible_to(self, user: User):
        """Of the sites of the cases that the person may see."""
        if user.reach(May.SEE_THANKS) == Reach.ALL:
            return self
        return self.filter(site__in=Case.objects.reached(user, May.SEE_THANKS).values("site"))


class Purchase(Correctable):
    """Vouchers bought for a site: how many, for how much each. They are kept there until given.

    number is for addresses: corrected, it keeps it. Until its old row is void, the new one alone counts.
    """

    privacy = {
        "plain": "id number site on each count recorded_at version voided_at void_reason replaces"
    }

    number = models.PositiveIntegerField(editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="voucher_purchases")
    on = models.DateField()
    each = Pence("amount each")
    count = models.PositiveSmallIntegerField("number of vouchers")

    objects = PurchaseQuerySet.as_manager()

    class Meta(Correctable.Meta):
        verbose_name = "purchase of vouchers"
        ordering = ["-on", "-number"]
        constraints = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                name="one_purchase_of_a_number", fields=["number"], condition=Q(replaces=None)
            ),
            models.CheckConstraint(
                name="vouchers_are_few_and_worth_something",
                condition=Q(each__gte=1, each__lte=MOST_EACH, count__gte=1, count__lte=MOST_BOUGHT),
            ),
        ]

    def __str__(self) -> str:
        vouchers = "voucher" if self.count == 1 else "vouchers"
        return f"{self.count:,} {vouchers} of {pounds(self.each)}"

    def get_absolute_url(self) -> str:
        return reverse("participants:thanks")

    @property
    def about(self) -> str:
        return self.site.about

    @property
    def worth(self) -> int:
        """All of them, in pence."""
        return self.each * self.count


class ThanksQuerySet(CorrectableQuerySet):
    def visible_to(self, user: User):
        return self.filter(participant__case__in=Case.objects.reached(user, May.SEE_THANKS))

    def outstanding(self):
        """Those whose receipt nobody has seen."""
        return self.standing().filter(receipt_on=None)


class Thanks(Correctable):
    """A voucher given to somebody for an interview. Its serial number identifies them: it is sealed.

    number counts a person's vouchers: corrected, one keeps it. interview is the interview's number.
    extra is the reason for one more.
    """

    privacy = {
        "plain": "id participant number interview on pence how receipt_on recorded_at version"
        " voided_at replaces",
        "sealed": "serial extra void_reason",
    }

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="thanks"
    )
    number = models.PositiveSmallIntegerField(editable=False)
    interview = models.PositiveSmallIntegerField(editable=False)
    on = models.DateField()
    pence = Pence("amount")
    how = models.CharField(max_length=10, choices=ThankedHow)
    serial = models.TextField(blank=True)
    extra = models.TextField(blank=True)
    receipt_on = models.DateField(null=True, blank=True)

    objects = ThanksQuerySet.as_manager()

    class Meta(Correctable.Meta):
        verbose_name = "voucher"
        ordering = ["on", "pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(name="thanked_how_is_known", condition=known("how", ThankedHow)),
            models.CheckConstraint(
                name="thanks_are_worth_something", condition=Q(pence__gte=1, pence__lte=MOST_EACH)
            ),
            models.CheckConstraint(
                name="receipt_comes_after_the_voucher",
                condition=Q(receipt_on=None) | Q(receipt_on__gte=F("on")),
                violation_error_message="The receipt cannot be older than the voucher",
            ),
            models.UniqueConstraint(
                name="one_voucher_of_a_number",
                fields=["participant", "number"],
                condition=Q(voided_at=None),
            ),
            models.UniqueConstraint(
                name="one_voucher_for_an_interview",
                fields=["participant", "interview"],
                condition=Q(voided_at=None, extra=""),
                violation_error_message="They have a voucher for this interview. Say why one more",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant.study_id}, voucher of {pounds(self.pence)}"

    def get_absolute_url(self) -> str:
        return reverse("participants:interview", args=[self.participant.slug, self.interview])

    @property
    def about(self) -> str:
        return self.participant.study_id


def with_thanked(interviews: Any) -> Any:
    """Annotate is_thanked: whether a voucher stands for it."""
    theirs = Thanks.objects.standing().filter(
        participant=OuterRef("participant"), interview=OuterRef("number")
    )
    return interviews.annotate(is_thanked=Exists(theirs))


def left_at(site: Site) -> int:
    """The pence in vouchers that a site still has: bought less given."""
    bought = Purchase.objects.standing().filter(site=site)
    given = Thanks.objects.standing().filter(participant__case__site=site)
    paid = bought.aggregate(sum=Sum(F("each") * F("count")))["sum"] or 0
    return paid - (given.aggregate(sum=Sum("pence"))["sum"] or 0)
