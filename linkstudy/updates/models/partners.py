"""Who gets updates: on what basis, since when and how. Who they are lies with identities."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from linkstudy.accounts.policy import May
from linkstudy.identities.kinds import Kind
from linkstudy.rows import VoidableQuerySet, known
from linkstudy.updates.models.rows import NamedRow
from linkstudy.updates.vocabulary import BY_POST, Basis, Format, Interest


class PartnerQuerySet(VoidableQuerySet):
    def getting(self):
        """Those who get the next update."""
        return self.standing().filter(ended_on=None)

    def in_order(self):
        """Those who get updates first, by number."""
        return self.order_by(F("ended_on").asc(nulls_first=True), "number")


class Partner(NamedRow):
    """Somebody who gets updates, known by a number: name and addresses stand under their key.

    since is the day from which the basis holds; ended_on the day on which they wanted no more.
    """

    privacy = {
        "plain": "id slug number interest basis since format ended_on recorded_at version voided_at"
        " void_reason",
        "indirect": "person",
    }
    noun = "partner"
    told_to: ClassVar[May] = May.SEE_PARTNERS

    number = models.PositiveIntegerField(unique=True, editable=False)
    person = models.OneToOneField("identities.PersonKey", models.PROTECT, related_name="+")
    interest = models.CharField("who they are", max_length=20, choices=Interest)
    basis = models.CharField("why we may write", max_length=20, choices=Basis)
    since = models.DateField("since")
    format = models.CharField("how they get it", max_length=20, choices=Format)
    ended_on = models.DateField("unsubscribed on", null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta(NamedRow.Meta):
        ordering = ["number"]
        constraints = [
            *NamedRow.Meta.constraints,
            models.CheckConstraint(
                name="partner_interest_is_known", condition=known("interest", Interest)
            ),
            models.CheckConstraint(name="partner_basis_is_known", condition=known("basis", Basis)),
            models.CheckConstraint(
                name="partner_format_is_known", condition=known("format", Format)
            ),
            models.CheckConstraint(
                name="partner_ends_after_it_began",
                condition=Q(ended_on=None) | Q(ended_on__isnull=False, ended_on__gte=F("since")),
                violation_error_message="They cannot unsubscribe before they got any. Check the day",
            ),
        ]

    def __str__(self) -> str:
        return f"Partner {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("updates:partner", args=[self.slug])

    @property
    def needs(self) -> Kind:
        """What must be kept of them so that an update reaches them."""
        return Kind.ADDRESS if self.format in BY_POST else Kind.EMAIL

    def gets_on(self, on: dt.date) -> bool:
        """Whether an update that is sent on a day goes to them."""
        is_over = self.ended_on is not None and self.ended_on <= on
        return not self.voided_at and self.since <= on and not is_over
