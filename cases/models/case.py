"""A case: one link worker at one site."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.models.rows import SetUpRow
from cases.models.sites import Membership, Site
from cases.vocabulary import Area, Employer
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.rows import VoidableQuerySet, known


class CaseQuerySet(VoidableQuerySet):
    def visible_to(self, user: User):
        """The standing cases a person may see: none unless their role reaches them."""
        return self.reached(user, May.SEE_CASES)

    def reached(self, user: User, capability: May):
        """The standing cases over which the person holds the capability."""
        return self.standing().ever_reached(user, capability)

    def ever_reached(self, user: User, capability: May):
        """As reached, with void cases too: figures of an earlier day may count them."""
        match user.reach(capability):
            case Reach.ALL | Reach.COUNTS:
                return self
            case Reach.OWN:
                mine = Membership.objects.in_force().filter(user=user).values("site")
                return self.filter(site__in=mine)
        return self.none()


class Case(SetUpRow):
    """One link worker at one site. The link worker is a participant, C5-LW.

    opens_on and closes_on are planned; closed_on is the day on which data collection was over.
    """

    privacy = {
        "plain": "id number slug site opens_on closes_on closed_on lead recorded_at version"
        " voided_at void_reason",
        "indirect": "employer area population contact referrals",
    }
    noun, place = "case", "cases"

    number = models.PositiveSmallIntegerField()
    site = models.ForeignKey(Site, models.PROTECT, related_name="cases")
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opens_on = models.DateField()
    closes_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    employer = models.CharField(max_length=20, choices=Employer)
    area = models.CharField(max_length=20, choices=Area)
    population = models.PositiveIntegerField(null=True, blank=True)
    referrals = models.CharField(max_length=150, blank=True)
    contact = models.CharField(max_length=150, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta(SetUpRow.Meta):
        ordering = ["number"]
        constraints = [
            *SetUpRow.Meta.constraints,
            models.UniqueConstraint(
                name="one_standing_case_of_a_number",
                fields=["number"],
                condition=Q(voided_at=None),
                violation_error_message="This case number is taken. Choose another",
            ),
            models.CheckConstraint(
                name="case_number_is_positive",
                condition=Q(number__gte=1),
                violation_error_message="A case’s number starts at 1",
            ),
            models.CheckConstraint(
                name="case_employer_is_known", condition=known("employer", Employer)
            ),
            models.CheckConstraint(name="case_area_is_known", condition=known("area", Area)),
            models.CheckConstraint(
                name="case_closes_after_it_opens",
                condition=Q(closes_on__gte=F("opens_on")),
                violation_error_message="The case cannot close before it opens. Check both dates",
            ),
            models.CheckConstraint(
                name="case_closed_after_it_opened",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opens_on")),
                violation_error_message="The case cannot close before it opens. Check both dates",
            ),
        ]

    def __str__(self) -> str:
        return f"Case {self.number}: {self.site.name}"

    def get_absolute_url(self) -> str:
        return reverse("progress:case", args=[self.number])

    @property
    def code(self) -> str:
        return f"C{self.number}"

    @property
    def about(self) -> str:
        return self.code

    def stage(self, on: date) -> str:
        """Where the case stands on a day, in a word."""
        if self.is_closed(on):
            return "Closed"
        return "Open" if self.opens_on <= on else "To come"

    def is_closed(self, on: date) -> bool:
        return self.closed_on is not None and self.closed_on <= on

    def week(self, on: date) -> tuple[int, int]:
        """The week of fieldwork that a day falls in, and how many there are."""
        weeks = ((self.closes_on - self.opens_on).days // 7) + 1
        return min(max((on - self.opens_on).days // 7 + 1, 1), weeks), weeks
