"""Parts of the country, who works there, and the organisations there."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.models.rows import SetUpRow, demand_new_name
from cases.vocabulary import OrganisationKind
from linkstudy import clock
from linkstudy.rows import Recorded, VoidableQuerySet, known


class SiteQuerySet(VoidableQuerySet):
    def open(self, on: date | None = None):
        """Standing sites that have opened and not closed by the day."""
        on = on or clock.today()
        begun = self.standing().filter(opened_on__lte=on)
        return begun.filter(Q(closed_on=None) | Q(closed_on__gt=on))


class Site(SetUpRow):
    """A part of the country in which the study works, from a day and perhaps to a day.

    On the day of closing it is closed.
    """

    privacy = {
        "plain": "id number slug opened_on closed_on recorded_at version voided_at void_reason",
        "indirect": "name",
    }
    noun, place = "site", "sites"

    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    objects = SiteQuerySet.as_manager()

    class Meta(SetUpRow.Meta):
        ordering = ["number"]
        constraints = [
            *SetUpRow.Meta.constraints,
            models.UniqueConstraint(
                name="one_standing_site_of_a_number",
                fields=["number"],
                condition=Q(voided_at=None),
                violation_error_message="This site number is taken. Choose another",
            ),
            models.CheckConstraint(
                name="site_number_is_positive",
                condition=Q(number__gte=1),
                violation_error_message="A site’s number starts at 1",
            ),
            models.CheckConstraint(
                name="site_closes_after_it_opens",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                violation_error_message="The site cannot close before it opens. Check both dates",
            ),
        ]

    def __str__(self) -> str:
        return f"Site {self.number}: {self.name}"

    def clean(self) -> None:
        demand_new_name(self, "Another site has this name")

    def is_closed(self, on: date) -> bool:
        return self.closed_on is not None and self.closed_on <= on


class MembershipQuerySet(models.QuerySet):
    def in_force(self, on: date | None = None):
        on = on or clock.today()
        return self.filter(since__lte=on).filter(Q(until=None) | Q(until__gte=on))


class Membership(Recorded):
    """A person works at a site from one day, perhaps to another."""

    privacy = {"plain": "id user site since until recorded_at version"}

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    site = models.ForeignKey(Site, models.PROTECT, related_name="memberships")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message="The last day must not be before the first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.site}"

    @property
    def about(self) -> str:
        return self.user.about


class Organisation(SetUpRow):
    """A GP practice, primary care network, voluntary or community organisation."""

    privacy = {
        "plain": "id slug kind parent site recorded_at version voided_at void_reason",
        "indirect": "name ods_code",
    }
    noun, place = "organisation", "organisations"
    named_by = "name"

    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    ods_code = models.CharField("ODS code", max_length=10, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    site = models.ForeignKey(Site, models.PROTECT, related_name="organisations")

    objects = VoidableQuerySet.as_manager()

    class Meta(SetUpRow.Meta):
        ordering = ["name"]
        constraints = [
            *SetUpRow.Meta.constraints,
            models.CheckConstraint(
                name="organisation_kind_is_known", condition=known("kind", OrganisationKind)
            ),
            models.UniqueConstraint(
                name="one_organisation_of_a_name_at_a_site",
                fields=["site", "name"],
                condition=Q(voided_at=None),
                violation_error_message="This organisation is already there",
            ),
            models.CheckConstraint(
                name="organisation_is_not_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=F("id")),
                violation_error_message="An organisation cannot belong to itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        demand_new_name(self, "This organisation is already there", site=self.site_id)
