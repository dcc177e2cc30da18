"""An interview: booked, done or missed, and perhaps voided."""

import datetime as dt
from datetime import datetime
from functools import cache

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from cases.models import Case, Topic
from cases.vocabulary import Setting
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.clock import LONDON, today
from linkstudy.once import Once
from linkstudy.rows import Correctable, CorrectableQuerySet, known
from participants.models.consents import Clause, Consent, Withdrawal
from participants.vocabulary import MissedWhy, Mode, Others, Recording, Scope, Wave

SHORTEST, LONGEST = 1, 300  # minutes


def _shaken() -> QuerySet:
    """Keys of the people who withdrew, have a consent that ended, or said no after a yes."""
    gone = Withdrawal.objects.standing().order_by().values("participant")
    ended = Consent.objects.ended().order_by().values("participant")
    no = Clause.objects.taken_back().values("consent__participant")
    return gone.union(ended, no, all=True)


@cache
def _covered() -> Q:
    """That consent covers the interview, for what it was."""

    def covered(scope: Scope) -> Once:
        return Once(Exists(Clause.objects.covering(scope)), "participants.Interview")

    return (
        (~Q(wave=Wave.FIRST) | Q(covered(Scope.INTERVIEW)))
        & (~Q(wave=Wave.FOLLOW_UP) | Q(covered(Scope.FOLLOW_UP)))
        & (~Q(recording=Recording.AUDIO) | Q(covered(Scope.AUDIO)))
    )


@cache
def _is_undecided() -> Once:
    """Whether an interview is one of the undecided: asked of the rows of few people."""
    theirs = {"participant": OuterRef("participant")}
    shaken = (
        Exists(Withdrawal.objects.standing().filter(**theirs))
        | Exists(Consent.objects.ended().filter(**theirs))
        | Exists(Clause.objects.taken_back().filter(consent__participant=OuterRef("participant")))
    )
    found = Interview.objects.done().filter(shaken, _not_kept(), pk=OuterRef("pk"))
    return Once(Exists(found.exclude(_covered())), "participants.Interview")


def _not_kept() -> Q:
    return Q(~Exists(Decision.objects.standing().filter(interview=OuterRef("pk"))))


class InterviewQuerySet(CorrectableQuerySet):
    def visible_to(self, user: User):
        return self.filter(participant__case__in=Case.objects.reached(user, May.SEE_PEOPLE))

    def done(self, at: datetime | None = None):
        """Interviews that took place; with an instant, as known then."""
        found = self.filter(held_on__isnull=False)
        if at is None:
            return found.filter(voided_at=None)
        found = found.filter(logged_at__lte=at, held_on__lte=at.astimezone(LONDON).date())
        return found.filter(Q(voided_at=None) | Q(voided_at__gt=at))

    def open(self):
        """Bookings that wait for their day or for somebody to say what happened."""
        return self.filter(booked_on__isnull=False, held_on=None, missed_on=None, voided_at=None)

    def soonest_first(self):
        """By when they are booked for; a time that is not known comes after those that are."""
        return self.order_by("booked_on", F("booked_time").asc(nulls_last=True), "pk")

    def first_wave(self):
        return self.filter(wave=Wave.FIRST)

    def uncovered(self):
        """Interviews done that no consent covers any more: a later withdrawal or void has ended it.

        The gate let none in without a consent, so only those are looked at of whose people a consent
        has ended since, or a later answer was no.
        """

        return self.done().filter(participant__in=_shaken()).exclude(_covered())

    def with_undecided(self):
        """Annotate is_undecided, whether a principal investigator has yet to decide on it, and
        has_decisions, whether one ever did."""
        decisions = Decision.objects.filter(interview=OuterRef("pk"))
        return self.annotate(is_undecided=_is_undecided(), has_decisions=Exists(decisions))

    def undecided(self):
        """Those of the uncovered that nobody has decided to keep."""
        return self.uncovered().filter(_not_kept())


class Interview(Correctable):
    """What was booked and what took place. Days and times are London's; length is in minutes.

    Rows hold facts; whether an interview is booked, done, missed or void follows from them.
    number counts a person's interviews and bookings, for addresses: a corrected one keeps it.
    part counts sittings: 1, and 2 for a second interview in the same wave.
    """

    moments = {"booked_time": "booked_on", "started": "held_on"}
    known_at = ("recorded_at", "logged_at", "missed_at")

    privacy = {
        "plain": "id participant number wave part booked_on booked_time interviewer mode setting held_on"
        " started minutes recording others consent_checked logged_at missed_on missed_why"
        " missed_at topics recorded_at version voided_at replaces",
        "sealed": "note void_reason",
    }

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="interviews"
    )
    number = models.PositiveSmallIntegerField(editable=False)
    wave = models.CharField(max_length=10, choices=Wave, default=Wave.FIRST)
    part = models.PositiveSmallIntegerField(default=1)
    booked_on = models.DateField(null=True, blank=True)
    booked_time = models.TimeField(null=True, blank=True)
    interviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="interviews"
    )
    mode = models.CharField(max_length=10, choices=Mode)
    setting = models.CharField(max_length=20, choices=Setting, blank=True)
    held_on = models.DateField(null=True, blank=True)
    started = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    recording = models.CharField(max_length=10, choices=Recording, blank=True)
    others = models.CharField(max_length=20, choices=Others, default=Others.NOBODY)
    consent_checked = models.BooleanField(default=False)
    logged_at = models.DateTimeField(null=True, blank=True)
    missed_on = models.DateField(null=True, blank=True)
    missed_why = models.CharField(max_length=20, choices=MissedWhy, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="interviews")

    objects = InterviewQuerySet.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["participant", "number"]
        indexes = [
            models.Index(fields=["held_on"], name="interviews_by_day"),
            models.Index(fields=["booked_on"], name="bookings_by_day"),
            models.Index(
                name="standing_interviews",
                fields=["participant", "wave", "held_on", "missed_on", "booked_on"],
                condition=Q(voided_at=None),
            ),
        ]
        constraints = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                name="one_interview_of_a_number",
                fields=["participant", "number"],
                condition=Q(voided_at=None),
            ),
            models.CheckConstraint(name="interview_wave_is_known", condition=known("wave", Wave)),
            models.CheckConstraint(name="interview_mode_is_known", condition=known("mode", Mode)),
            models.CheckConstraint(
                name="interview_setting_is_known", condition=known("setting", Setting, blank=True)
            ),
            models.CheckConstraint(
                name="interview_recording_is_known",
                condition=known("recording", Recording, blank=True),
            ),
            models.CheckConstraint(
                name="interview_others_are_known", condition=known("others", Others)
            ),
            models.CheckConstraint(
                name="missed_why_is_known", condition=known("missed_why", MissedWhy, blank=True)
            ),
            models.CheckConstraint(
                name="interview_booked_done_or_missed",
                condition=Q(held_on=None) | Q(missed_on=None),
            ),
            models.CheckConstraint(
                name="interview_booked_or_done",
                condition=Q(booked_on__isnull=False) | Q(held_on__isnull=False),
            ),
            models.CheckConstraint(
                name="interview_done_has_its_facts",
                condition=Q(held_on=None, minutes=None, logged_at=None)
                | Q(
                    held_on__isnull=False,
                    minutes__isnull=False,
                    minutes__gte=SHORTEST,
                    minutes__lte=LONGEST,
                    recording__in=Recording.values,
                    logged_at__isnull=False,
                    consent_checked=True,
                ),
            ),
            models.CheckConstraint(
                name="interview_missed_says_why",
                condition=Q(missed_on=None, missed_why="", missed_at=None)
                | Q(missed_on__isnull=False, missed_at__isnull=False) & ~Q(missed_why=""),
            ),
            models.UniqueConstraint(
                name="one_standing_interview_per_wave_and_part",
                fields=["participant", "wave", "part"],
                condition=Q(voided_at=None, held_on__isnull=False),
                violation_error_message="This interview is already logged",
            ),
            models.UniqueConstraint(
                name="one_open_booking_per_wave",
                fields=["participant", "wave"],
                condition=Q(voided_at=None, held_on=None, missed_on=None, booked_on__isnull=False),
                violation_error_message="They already have a booking. Change that one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant.study_id}, {self.get_wave_display().lower()}"

    def get_absolute_url(self) -> str:
        return reverse("participants:interview", args=[self.participant.slug, self.number])

    @property
    def about(self) -> str:
        return self.participant.study_id

    @property
    def state(self) -> str:
        """booked, done, missed or void."""
        if self.voided_at:
            return "void"
        if self.held_on:
            return "done"
        return "missed" if self.missed_on else "booked"

    @property
    def day(self) -> dt.date | None:
        """The day it took place, was missed, or is booked for."""
        return self.held_on or self.missed_on or self.booked_on

    @property
    def is_for_today(self) -> bool:
        """Whether it is booked for today."""
        return self.state == "booked" and self.booked_on == today()


class Decision(Correctable):
    """A principal investigator keeps an interview that no consent covers any more, and says why.

    It holds for the interview as it was recorded: put right, it waits for another decision.
    """

    privacy = {
        "plain": "id interview on recorded_at version voided_at replaces",
        "sealed": "why void_reason",
    }

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="decisions")
    on = models.DateField()
    why = models.TextField()

    objects = CorrectableQuerySet.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["on", "pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                name="one_standing_decision",
                fields=["interview"],
                condition=Q(voided_at=None),
                violation_error_message="Somebody has decided to keep this interview already",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision to keep {self.interview}"

    def get_absolute_url(self) -> str:
        return self.interview.get_absolute_url()

    @property
    def about(self) -> str:
        return self.interview.about
