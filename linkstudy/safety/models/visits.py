"""Visits alone: who went, until when, and who looks out for them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.rows import Recorded
from linkstudy.safety.models.notes import new_slug
from participants.models import Interview


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


class Visit(Recorded):
    """A researcher goes to a booking in person, and somebody looks out for them.

    buddy is a colleague. Nobody's address stands here: the booking leads to the person, whose
    contact details are opened with a reason. back_by is who said that they are back.
    """

    privacy = {
        "plain": "id slug booking researcher buddy began_at expected_at back_at back_by recorded_at"
        " version",
    }

    slug = models.CharField(max_length=12, unique=True, editable=False, default=new_slug)
    booking = models.ForeignKey(Interview, models.PROTECT, related_name="+")
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
            models.UniqueConstraint(
                name="one_visit_to_a_booking_at_a_time",
                fields=["booking"],
                condition=Q(back_at=None),
                violation_error_message="You are checked in for this booking already",
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
    def case_number(self) -> int:
        return self.booking.participant.case.number

    @property
    def is_overdue(self) -> bool:
        return self.back_at is None and self.expected_at < clock.study_now()
