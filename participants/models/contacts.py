"""Getting in touch: each time, how, and what came of it. Days and times are London's."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from linkstudy.rows import Correctable, CorrectableQuerySet, known
from linkstudy.words import day_words
from participants.models.consents import Consent
from participants.models.interviews import Interview
from participants.vocabulary import UNANSWERED, Channel, ContactOutcome

START = dt.time(0)  # of a day: when a contact without a time counts as made


def at(time: F | OuterRef) -> Coalesce:
    """A contact's time of day, to put contacts in order by."""
    return Coalesce(time, Value(START), output_field=models.TimeField())


class ContactAttemptQuerySet(CorrectableQuerySet):
    def latest_first(self):
        """By when they were made; one without a time counts as made when its day began."""
        return self.order_by("-on", F("time").desc(nulls_last=True), "-pk")

    def unanswered(self):
        """Standing attempts of ours since the person last answered, replied, agreed or was interviewed.

        Of the last three the day counts: it settles all that was tried until its end.
        """
        theirs = {"participant": OuterRef("participant")}
        answers = ContactAttempt.objects.standing().filter(**theirs).exclude(outcome__in=UNANSWERED)
        later = Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), moment__gte=at(OuterRef("time")))
        since = {"given_on__gte": OuterRef("on")}, {"held_on__gte": OuterRef("on")}
        return (
            self.standing()
            .filter(outcome__in=UNANSWERED)
            .exclude(participant__replied_on__gte=F("on"))
            .filter(
                ~Exists(answers.annotate(moment=at(F("time"))).filter(later)),
                ~Exists(Consent.objects.standing().filter(**theirs, **since[0])),
                ~Exists(Interview.objects.done().filter(**theirs, **since[1])),
            )
        )


class ContactAttempt(Correctable):
    """We got in touch with a person, or tried to; or, when incoming, they did with us.

    next_on is the day on which to be in touch again; time is None when nobody noted it.
    """

    moments = {"time": "on"}

    privacy = {
        "plain": "id participant on time channel outcome incoming made_by next_on recorded_at version"
        " voided_at replaces",
        "sealed": "note void_reason",
    }

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="attempts"
    )
    on = models.DateField()
    time = models.TimeField(null=True, blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    outcome = models.CharField(max_length=20, choices=ContactOutcome)
    incoming = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    next_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = ContactAttemptQuerySet.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["on", "time", "pk"]
        indexes = [
            models.Index(
                name="standing_attempts",
                fields=["participant", "outcome", "on", "time"],
                condition=Q(voided_at=None),
            ),
            models.Index(
                name="unanswered_attempts",
                fields=["participant", "on", "time"],
                condition=Q(voided_at=None, outcome__in=UNANSWERED),
            ),
        ]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                name="contact_channel_is_known", condition=known("channel", Channel)
            ),
            models.CheckConstraint(
                name="contact_outcome_is_known", condition=known("outcome", ContactOutcome)
            ),
            models.CheckConstraint(
                name="who_gets_in_touch_answers",
                condition=Q(incoming=False) | ~Q(outcome__in=UNANSWERED),
                violation_error_message="They got in touch, so they were reached. Choose what they said",
            ),
            models.CheckConstraint(
                name="calling_back_has_a_day",
                condition=~Q(outcome=ContactOutcome.CALL_BACK) | Q(next_on__isnull=False),
                violation_error_message="Enter the day on which to call back",
            ),
            models.CheckConstraint(
                name="next_contact_comes_after",
                condition=Q(next_on=None) | Q(next_on__gte=F("on")),
                violation_error_message="The next contact cannot be before this one",
            ),
        ]

    def __str__(self) -> str:
        return f"Contact with {self.participant} on {day_words(self.on)}"

    @property
    def about(self) -> str:
        return self.participant.study_id
