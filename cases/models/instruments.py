"""Questionnaires that people fill in: for whom, and when. What they answer is kept nowhere here."""

from django.db import models
from django.db.models import Q

from cases.models.rows import SetUpRow
from cases.vocabulary import Group, TimePoint
from linkstudy.rows import VoidableQuerySet

# Which column says that it is for a group, or for a time point.
FOR = {
    Group.PATIENT: "patients",
    Group.HEALTH: "health",
    Group.VOLUNTARY: "voluntary",
    Group.LINK_WORKER: "link_workers",
    Group.MANAGER: "managers",
}
AT = {TimePoint.FIRST: "at_first", TimePoint.FOLLOW_UP: "at_follow_up"}
MOST_DAYS = 365


class InstrumentQuerySet(VoidableQuerySet):
    def for_group(self, group: str):
        """Those that stand and that people of the group fill in."""
        return self.standing().filter(**{FOR[Group(group)]: True})


class Instrument(SetUpRow):
    """A questionnaire: its name, the groups it is for, and the time points it is filled in at.

    days is how long people have until it is to be back; None where the study sets no day.
    """

    privacy = {
        "plain": "id slug name patients health voluntary link_workers managers at_first"
        " at_follow_up days recorded_at version voided_at void_reason"
    }
    noun, place = "instrument", "instruments"
    named_by = "name"

    name = models.CharField(max_length=100)
    patients = models.BooleanField(default=False)
    health = models.BooleanField("health professionals", default=False)
    voluntary = models.BooleanField("voluntary sector", default=False)
    link_workers = models.BooleanField("link workers", default=False)
    managers = models.BooleanField("managers", default=False)
    at_first = models.BooleanField("first", default=False)
    at_follow_up = models.BooleanField("follow-up", default=False)
    days = models.PositiveSmallIntegerField("days to fill it in", null=True, blank=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta(SetUpRow.Meta):
        ordering = ["name"]
        constraints = [
            *SetUpRow.Meta.constraints,
            models.CheckConstraint(
                name="instrument_is_for_somebody",
                condition=Q(*((name, True) for name in FOR.values()), _connector=Q.OR),
                violation_error_message="Tick who fills it in",
            ),
            models.CheckConstraint(
                name="instrument_has_a_time_point",
                condition=Q(at_first=True) | Q(at_follow_up=True),
                violation_error_message="Tick when it is filled in",
            ),
            models.CheckConstraint(
                name="instrument_leaves_some_days",
                condition=Q(days=None) | Q(days__gte=1, days__lte=MOST_DAYS),
            ),
            models.UniqueConstraint(
                name="one_standing_instrument_of_a_name",
                fields=["name"],
                condition=Q(voided_at=None),
                violation_error_message="This instrument is already there",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def groups(self) -> list[Group]:
        """Who fills it in."""
        return [group for group, name in FOR.items() if getattr(self, name)]

    @property
    def time_points(self) -> list[TimePoint]:
        """When it is filled in."""
        return [point for point, name in AT.items() if getattr(self, name)]
