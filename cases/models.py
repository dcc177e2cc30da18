"""The study and its places."""

import datetime as dt
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.vocabulary import (
    Area,
    DocumentKind,
    Employer,
    Group,
    Measure,
    Notes,
    OrganisationKind,
    Setting,
)
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.rows import Recorded, Voidable, VoidableQuerySet, known

__all__ = ["Group"]


class Study(Recorded):
    """The one study of this installation. References that the team has not entered stay empty."""

    privacy = {
        "plain": "id title short_title iras_id funder_ref sponsor rec_reference started_on"
        " planned_end_on recorded_at version"
    }

    title = models.CharField(max_length=300)
    short_title = models.CharField(max_length=100)
    iras_id = models.CharField(max_length=20, blank=True)
    funder_ref = models.CharField(max_length=40, blank=True)
    sponsor = models.CharField(max_length=150, blank=True)
    rec_reference = models.CharField(max_length=40, blank=True)
    started_on = models.DateField(null=True, blank=True)
    planned_end_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "studies"
        constraints = [
            models.CheckConstraint(name="one_study_here", condition=Q(id=1)),
        ]

    def __str__(self) -> str:
        return self.short_title


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


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        """The cases a person may see: none unless their role reaches them."""
        return self.reached(user, May.SEE_CASES)

    def reached(self, user: User, capability: May):
        match user.reach(capability):
            case Reach.ALL | Reach.COUNTS:
                return self
            case Reach.OWN:
                mine = Membership.objects.in_force().filter(user=user).values("site")
                return self.filter(site__in=mine)
        return self.none()


class Case(Recorded):
    """One link worker at one site. The link worker is a participant, C5-LW."""

    privacy = {
        "plain": "id number site opens_on closes_on closed_on lead recorded_at version",
        "indirect": "employer area population contact referrals",
    }

    number = models.PositiveSmallIntegerField(unique=True)
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

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(name="case_number_is_positive", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="case_employer_is_known", condition=known("employer", Employer)
            ),
            models.CheckConstraint(name="case_area_is_known", condition=known("area", Area)),
            models.CheckConstraint(
                name="case_closes_after_it_opens", condition=Q(closes_on__gte=F("opens_on"))
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
        if self.closed_on and self.closed_on <= on:
            return "Closed"
        return "Open" if self.opens_on <= on else "To come"

    def week(self, on: date) -> tuple[int, int]:
        """The week of fieldwork that a day falls in, and how many there are."""
        weeks = ((self.closes_on - self.opens_on).days // 7) + 1
        return min(max((on - self.opens_on).days // 7 + 1, 1), weeks), weeks


class Topic(Recorded):
    """What data collection makes the team think about."""

    privacy = {"plain": "id name recorded_at version"}

    name = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PlanVersionQuerySet(VoidableQuerySet):
    def in_force(self, on: date, at: datetime | None = None):
        """The newest plan that holds on a day, as known at an instant; None before the first."""
        return self.standing(at).filter(effective_from__lte=on).order_by("-effective_from").first()


class PlanVersion(Voidable):
    """What the study sets out to do, from a day on. Earlier versions stay."""

    privacy = {
        "plain": "id number effective_from amendment cases_planned recorded_at version"
        " voided_at void_reason"
    }

    number = models.PositiveSmallIntegerField(unique=True)
    effective_from = models.DateField(unique=True)
    cases_planned = models.PositiveSmallIntegerField()
    amendment = models.CharField(max_length=60, blank=True)

    objects = PlanVersionQuerySet.as_manager()

    class Meta(Voidable.Meta):
        ordering = ["effective_from"]

    def __str__(self) -> str:
        return f"Plan {self.number}"


class Target(Recorded):
    """A number to reach: people of a group interviewed, or observation days, in one case or in each."""

    privacy = {"plain": "id plan case measure number recorded_at version"}

    plan = models.ForeignKey(PlanVersion, models.PROTECT, related_name="targets")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True)
    measure = models.CharField(max_length=2, choices=Measure)
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="target_measure_is_known", condition=known("measure", Measure)
            ),
            models.UniqueConstraint(
                name="one_target_per_case",
                fields=["plan", "case", "measure"],
                violation_error_message="This target is already there",
            ),
            models.UniqueConstraint(
                name="one_target_for_each_case",
                fields=["plan", "measure"],
                condition=Q(case=None),
                violation_error_message="This target is already there",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()}: {self.number}"


class DocumentVersionQuerySet(models.QuerySet):
    def in_force(self, kind: str, on: date | None = None):
        """Versions of a kind approved and not yet replaced on a day, newest first."""
        on = on or clock.today()
        found = self.filter(kind=kind, approved_on__lte=on)
        return found.filter(Q(replaced_on=None) | Q(replaced_on__gt=on)).order_by("-approved_on")


class DocumentVersion(Recorded):
    """A version of an information sheet, consent form or topic guide, and its days."""

    privacy = {"plain": "id kind number audience approved_on replaced_on recorded_at version"}

    kind = models.CharField(max_length=20, choices=DocumentKind)
    number = models.CharField(max_length=10)
    audience = models.CharField(max_length=2, choices=Group, blank=True)
    approved_on = models.DateField()
    replaced_on = models.DateField(null=True, blank=True)

    objects = DocumentVersionQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-approved_on"]
        constraints = [
            models.CheckConstraint(
                name="document_kind_is_known", condition=known("kind", DocumentKind)
            ),
            models.CheckConstraint(
                name="document_audience_is_known", condition=known("audience", Group, blank=True)
            ),
            models.CheckConstraint(
                name="document_replaced_after_approval",
                condition=Q(replaced_on=None) | Q(replaced_on__gte=F("approved_on")),
            ),
            models.UniqueConstraint(
                name="one_document_of_a_version", fields=["kind", "audience", "number"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} v{self.number}"


class ObservationDayQuerySet(VoidableQuerySet):
    def visible_to(self, user: User):
        return self.filter(case__in=Case.objects.visible_to(user))


class ObservationDay(Voidable):
    """A day, or part of one, spent with a link worker. It counts groups, it names nobody.

    Times are London's. Counts are people: patients observed, patients who said no,
    professionals.
    """

    privacy = {
        "plain": "id case number observer day starts ends setting notes recorded_at version"
        " voided_at void_reason",
        "indirect": "patients declined professionals voluntary",
    }

    case = models.ForeignKey(Case, models.PROTECT, related_name="observation_days")
    observer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(editable=False)
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    setting = models.CharField(max_length=20, choices=Setting)
    patients = models.PositiveSmallIntegerField(default=0)
    declined = models.PositiveSmallIntegerField(default=0)
    professionals = models.PositiveSmallIntegerField(default=0)
    voluntary = models.PositiveSmallIntegerField(default=0)
    notes = models.CharField(max_length=20, choices=Notes, default=Notes.NONE)

    objects = ObservationDayQuerySet.as_manager()

    class Meta(Voidable.Meta):
        ordering = ["day", "starts"]
        constraints = [
            *Voidable.Meta.constraints,
            models.CheckConstraint(
                name="observation_ends_after_it_starts",
                condition=Q(ends__gt=F("starts")),
                violation_error_message="The end must be after the start",
            ),
            models.CheckConstraint(
                name="observation_setting_is_known", condition=known("setting", Setting)
            ),
            models.CheckConstraint(
                name="observation_notes_are_known", condition=known("notes", Notes)
            ),
            models.UniqueConstraint(name="one_observation_of_a_number", fields=["case", "number"]),
            models.UniqueConstraint(
                name="one_observation_at_a_time",
                fields=["case", "day", "starts"],
                condition=Q(voided_at=None),
                violation_error_message="An observation that starts then is already logged",
            ),
        ]

    def __str__(self) -> str:
        return f"Case {self.case.number}, observation day {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cases:observation", args=[self.case.number, self.number])

    @property
    def about(self) -> str:
        return self.case.code

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        start, end = (dt.datetime.combine(self.day, t) for t in (self.starts, self.ends))
        return int((end - start).total_seconds() // 60)

    @property
    def with_whom(self) -> str:
        """2 patients, 1 patient said no, 3 health professionals; or Nobody else."""
        kinds = [
            (self.patients, "patient", "patients"),
            (self.declined, "patient said no", "patients said no"),
            (self.professionals, "health professional", "health professionals"),
            (
                self.voluntary,
                "person from the voluntary sector",
                "people from the voluntary sector",
            ),
        ]
        there = [f"{count} {one if count == 1 else more}" for count, one, more in kinds if count]
        return ", ".join(there) or "Nobody else"
