"""Parts of the country, who works there, and the organisations there."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.vocabulary import OrganisationKind
from linkstudy import clock
from linkstudy.rows import Recorded, known


class Site(Recorded):
    """A part of the country in which the study works."""

    privacy = {"plain": "id number recorded_at version", "indirect": "name"}

    number = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Site {self.number}: {self.name}"


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


class Organisation(Recorded):
    """A GP practice, primary care network, voluntary or community organisation."""

    privacy = {"plain": "id kind parent site recorded_at version", "indirect": "name ods_code"}

    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    ods_code = models.CharField(max_length=10, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    site = models.ForeignKey(Site, models.PROTECT, related_name="organisations")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="organisation_kind_is_known", condition=known("kind", OrganisationKind)
            ),
            models.UniqueConstraint(
                name="one_organisation_of_a_name_at_a_site",
                fields=["site", "name"],
                violation_error_message="This organisation is already there",
            ),
        ]

    def __str__(self) -> str:
        return self.name
