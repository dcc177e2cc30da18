"""Questionnaires that people were given: when, and what became of them. Dates alone, never answers."""

from datetime import datetime

from django.db import models
from django.db.models import Case as SqlCase
from django.db.models import CharField, F, Q, Value, When

from cases.models import Case, Instrument
from cases.vocabulary import TimePoint
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.rows import Correctable, CorrectableQuerySet, known
from linkstudy.words import uncapped
from participants.afterwards import GivenHow, NotComing, Returning


class QuestionnaireQuerySet(CorrectableQuerySet):
    def visible_to(self, user: User):
        return self.filter(participant__case__in=Case.objects.reached(user, May.SEE_PEOPLE))

    def open(self, at: datetime | None = None):
        """Those that may still come back; with an instant, as known then."""
        if at is None:
            return self.standing().filter(settled_at=None)
        return self.standing(at).filter(Q(settled_at=None) | Q(settled_at__gt=at))

    def overdue(self):
        return self.open().filter(due_on__lt=clock.today())

    def with_state(self):
        """Annotate stands (Returning), as at today."""
        return self.annotate(
            stands=SqlCase(
                When(returned_on__isnull=False, then=Value(Returning.RETURNED)),
                When(not_coming_on__isnull=False, then=Value(Returning.NOT_COMING)),
                When(due_on__lt=clock.today(), then=Value(Returning.OVERDUE)),
                default=Value(Returning.OUT),
                output_field=CharField(),
            )
        )


class Questionnaire(Correctable):
    """A questionnaire that a person was given on a day, to fill in by another.

    Stored are days; whether it is out, overdue, returned or not coming follows from them.
    settled_at is when it became known what came of it. number is for addresses: corrected, it
    keeps it.
    """

    known_at = ("recorded_at", "settled_at")

    privacy = {
        "plain": "id participant number instrument time_point given_on how due_on returned_on"
        " not_coming_on not_coming_why settled_at recorded_at version voided_at replaces",
        "sealed": "void_reason",
    }

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="questionnaires"
    )
    number = models.PositiveSmallIntegerField(editable=False)
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="questionnaires")
    time_point = models.CharField(max_length=10, choices=TimePoint)
    given_on = models.DateField()
    how = models.CharField(max_length=10, choices=GivenHow)
    due_on = models.DateField()
    returned_on = models.DateField(null=True, blank=True)
    not_coming_on = models.DateField(null=True, blank=True)
    not_coming_why = models.CharField(max_length=20, choices=NotComing, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["given_on", "pk"]
        indexes = [models.Index(fields=["due_on"], name="questionnaires_by_day_due")]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                name="questionnaire_time_point_is_known", condition=known("time_point", TimePoint)
            ),
            models.CheckConstraint(
                name="questionnaire_how_is_known", condition=known("how", GivenHow)
            ),
            models.CheckConstraint(
                name="not_coming_why_is_known",
                condition=known("not_coming_why", NotComing, blank=True),
            ),
            models.CheckConstraint(
                name="questionnaire_is_due_once_given",
                condition=Q(due_on__gte=F("given_on")),
                violation_error_message="It cannot be due before they got it. Check both dates",
            ),
            models.CheckConstraint(
                name="questionnaire_comes_back_once_given",
                condition=Q(returned_on=None) | Q(returned_on__gte=F("given_on")),
                violation_error_message="It cannot be back before they got it. Check both dates",
            ),
            models.CheckConstraint(
                name="questionnaire_is_given_up_once_given",
                condition=Q(not_coming_on=None)
                | Q(not_coming_why=NotComing.WITHDREW)
                | Q(not_coming_on__gte=F("given_on")),
                violation_error_message="Nobody could know before they got it. Check both dates",
            ),
            models.CheckConstraint(
                name="questionnaire_not_coming_says_why",
                condition=Q(not_coming_on=None, not_coming_why="")
                | Q(not_coming_on__isnull=False) & ~Q(not_coming_why=""),
            ),
            models.CheckConstraint(
                name="questionnaire_comes_back_or_not",
                condition=Q(returned_on=None, not_coming_on=None, settled_at=None)
                | Q(returned_on__isnull=False, not_coming_on=None, settled_at__isnull=False)
                | Q(returned_on=None, not_coming_on__isnull=False, settled_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_questionnaire_of_a_number",
                fields=["participant", "number"],
                condition=Q(voided_at=None),
            ),
            models.UniqueConstraint(
                name="one_questionnaire_a_time_point",
                fields=["participant", "instrument", "time_point"],
                condition=Q(voided_at=None, not_coming_on=None),
                violation_error_message="They have this questionnaire already",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant.study_id}, {self.name}"

    def get_absolute_url(self) -> str:
        return self.participant.get_absolute_url()

    @property
    def about(self) -> str:
        return self.participant.study_id

    @property
    def name(self) -> str:
        """Well-being questionnaire, follow-up."""
        return f"{self.instrument}, {uncapped(self.get_time_point_display())}"

    @property
    def is_open(self) -> bool:
        """Whether it may still come back."""
        return self.voided_at is None and self.settled_at is None

    @property
    def state(self) -> Returning:
        """As `with_state` says it."""
        if self.returned_on:
            return Returning.RETURNED
        if self.not_coming_on:
            return Returning.NOT_COMING
        return Returning.OVERDUE if self.due_on < clock.today() else Returning.OUT
