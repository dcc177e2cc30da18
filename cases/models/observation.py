"""Days spent with a link worker."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.models.case import Case
from cases.models.rows import kept_by
from cases.vocabulary import Notes, Setting
from linkstudy.accounts.models import User
from linkstudy.rows import Correctable, CorrectableQuerySet, known


class ObservationDayQuerySet(CorrectableQuerySet):
    def visible_to(self, user: User):
        return self.filter(case__in=Case.objects.visible_to(user))

    def unfinished(self):
        """Standing days whose field notes were started, with who is to finish them as keeper."""
        return kept_by(self.standing().filter(notes=Notes.STARTED), "observer")


class ObservationDay(Correctable):
    """A day, or part of one, spent with a link worker. It counts groups, it names nobody.

    number is for addresses: a corrected day keeps it.

    Times are London's. Counts are people: patients observed, patients who said no,
    professionals. handed_to is who finishes the notes since the observer's work was handed over.
    """

    moments = {"starts": "day", "ends": "day"}

    privacy = {
        "plain": "id case number observer handed_to day starts ends setting notes recorded_at"
        " version voided_at void_reason replaces",
        "indirect": "patients declined professionals voluntary",
    }

    case = models.ForeignKey(Case, models.PROTECT, related_name="observation_days")
    observer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    handed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
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

    class Meta(Correctable.Meta):
        verbose_name = "observation day"
        ordering = ["day", "starts"]
        constraints = [
            *Correctable.Meta.constraints,
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
            models.UniqueConstraint(
                name="one_observation_of_a_number",
                fields=["case", "number"],
                condition=Q(voided_at=None),
            ),
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
