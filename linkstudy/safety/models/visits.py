"""Visits alone: who went, until when, and who looks out for them."""

from typing import cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from cases.models import Case
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.rows import Recorded, known
from linkstudy.safety.models.notes import new_slug
from linkstudy.safety.vocabulary import Errand
from participants.models import Interview


def is_late() -> Q:
    """The condition that a visit which is not over was to be."""
    return Q(expected_at__lt=clock.study_now())


class VisitQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        """Every visit for those who watch over all, else the person's own and those of a buddy."""
        match user.reach(May.WATCH_VISITS):
            case Reach.ALL:
                return self
            case Reach.OWN:
                return self.filter(Q(researcher=user) | Q(buddy=user))
        return self.none()

    def open(self):
        return self.filter(back_at=None)

    def late(self):
        """Visits that were to be over, and of which nobody has said so."""
        return self.open().filter(is_late())

    def placed(self):
        """Annotate number and site of the case in which a visit is."""
        return self.annotate(
            in_number=Coalesce("case__number", "booking__participant__case__number"),
            in_site=Coalesce("case__site", "booking__participant__case__site"),
        )

    def with_places(self):
        """Fetch the case with its site along."""
        return self.select_related("case__site", "booking__participant__case__site")


class Visit(Recorded):
    """A researcher goes alone to a booking in person, or else out for fieldwork in a case, and
    somebody looks out for them.

    errand is what the fieldwork is. buddy is a colleague. Nobody's address stands here: the booking
    leads to the person, whose contact details are opened with a reason. back_by is who said that
    they are back.
    """

    privacy = {
        "plain": "id slug booking case errand researcher buddy began_at expected_at back_at back_by"
        " recorded_at version",
    }

    slug = models.CharField(max_length=12, unique=True, editable=False, default=new_slug)
    booking = models.ForeignKey(Interview, models.PROTECT, null=True, blank=True, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    errand = models.CharField(max_length=20, choices=Errand, null=True, blank=True)  # noqa: DJ001 - an empty text would be a value that no entry told
    researcher = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    buddy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    expected_at = models.DateTimeField()
    back_at = models.DateTimeField(null=True, blank=True)
    back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="visit_ends_after_it_begins", condition=Q(expected_at__gt=F("began_at"))
            ),
            models.CheckConstraint(
                name="visit_is_over_by_somebodys_word",
                condition=Q(back_at=None, back_by=None)
                | Q(back_at__isnull=False, back_by__isnull=False, back_at__gte=F("began_at")),
            ),
            models.CheckConstraint(
                name="visit_has_somebody_else_as_buddy", condition=~Q(buddy=F("researcher"))
            ),
            models.CheckConstraint(
                name="visit_is_to_a_booking_or_else_in_a_case",
                condition=Q(booking__isnull=False, case=None, errand=None)
                | Q(booking=None, case__isnull=False, errand__isnull=False),
            ),
            models.CheckConstraint(
                name="visit_errand_is_known", condition=Q(errand=None) | known("errand", Errand)
            ),
            models.UniqueConstraint(
                name="one_visit_to_a_booking_at_a_time",
                fields=["booking"],
                condition=Q(back_at=None),
                violation_error_message="You are checked in for this booking already",
            ),
            models.UniqueConstraint(
                name="one_visit_of_fieldwork_at_a_time",
                fields=["researcher"],
                condition=Q(back_at=None, booking=None),
                violation_error_message="You are checked in for fieldwork already. Say on your page"
                " Today that you are back, then check in again",
            ),
        ]

    def __str__(self) -> str:
        return f"Visit in Case {self.case_number}"

    def get_absolute_url(self) -> str:
        return reverse("safety:visit", args=[self.slug])

    @property
    def about(self) -> str:
        """Its own name: it stands in no history of a person, a case or the study."""
        return f"visit {self.slug}"

    @property
    def in_case(self) -> Case:
        return self.case or cast(Interview, self.booking).participant.case

    @property
    def case_number(self) -> int:
        return self.in_case.number

    @property
    def what(self) -> str:
        """An interview, or what the fieldwork is."""
        return self.get_errand_display() or "Interview"

    @property
    def is_overdue(self) -> bool:
        return self.back_at is None and self.expected_at < clock.study_now()
