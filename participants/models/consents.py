"""What a person agreed to, and taking it back. Days and times are London's."""

import datetime as dt
from functools import cache

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Least, NullIf
from django.db.models.lookups import IsNull
from django.urls import reverse

from cases.models import DocumentVersion, Publication
from cases.vocabulary import DocumentKind
from linkstudy.once import Once, alone
from linkstudy.rows import Correctable, CorrectableQuerySet, known, stood
from linkstudy.words import day_words
from participants.vocabulary import ConsentHow, RefusalReason, Scope, WithdrawalLevel

NEVER = Value(dt.date.max, output_field=models.DateField())
THEIR_SITE = OuterRef("participant__case__site")


def end_of_form(form: str, site: OuterRef, replaced: str) -> NullIf:
    """From when the form that somebody signed is no longer used at their site; None while it is.

    form and replaced are columns of the form and its own end; site leads to theirs. What ended at
    a site alone is little, and the rest is not looked at further.
    """
    uses = Publication.objects.standing().filter(document=OuterRef(form), site=site)
    ended = Subquery(uses.exclude(ended_on=None).values("ended_on")[:1])
    return NullIf(Least(Coalesce(ended, NEVER), Coalesce(replaced, NEVER)), NEVER)


class ConsentQuerySet(CorrectableQuerySet):
    def latest_first(self):
        return self.order_by("-given_on", "-given_time", "-pk")

    def with_form_end(self, site: OuterRef = THEIR_SITE):
        """Annotate form_until, from when the form is no longer used at the person's site, or None.

        Inside a query that knows the site, it is the way there from two queries further in.
        """
        return self.annotate(form_until=end_of_form("document", site, "document__replaced_on"))

    def not_withdrawn(self):
        return self.standing().filter(withdrawn_on=None)

    def ended(self):
        """Those that hold no longer: withdrawn from, or void."""
        return self.filter(Q(withdrawn_on__isnull=False) | Q(voided_at__isnull=False))


class Consent(Correctable):
    """A signature: on a version, on a day, in a way, with an answer to each of its clauses.

    withdrawn_on and withdrawn_time say from which moment it no longer holds. form_until is there once
    it was fetched with_form_end().
    """

    moments = {"given_time": "given_on", "withdrawn_time": "withdrawn_on"}

    privacy = {
        "plain": "id participant document given_on given_time how taken_by withdrawn_on"
        " withdrawn_time recorded_at version voided_at replaces",
        "sealed": "void_reason",
    }

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="consents"
    )
    document = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="consents")
    given_on = models.DateField()
    given_time = models.TimeField(default=dt.time(0, 0))
    how = models.CharField(max_length=20, choices=ConsentHow)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_time = models.TimeField(null=True, blank=True)

    form_until: dt.date | None

    objects = ConsentQuerySet.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["given_on", "given_time", "pk"]
        indexes = [
            # Nearly every question about somebody asks for these, and reads no more of the row.
            models.Index(
                name="standing_consents",
                fields=["participant", "given_on", "given_time", "withdrawn_on", "document"],
                condition=Q(voided_at=None),
            ),
            models.Index(
                name="consents_that_ended",
                fields=["participant"],
                condition=Q(withdrawn_on__isnull=False) | Q(voided_at__isnull=False),
            ),
        ]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(name="consent_how_is_known", condition=known("how", ConsentHow)),
            models.CheckConstraint(
                name="withdrawal_has_day_and_time",
                condition=Q(withdrawn_on=None, withdrawn_time=None)
                | Q(withdrawn_on__isnull=False, withdrawn_time__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Consent of {self.participant} on {day_words(self.given_on)}"

    @property
    def about(self) -> str:
        return self.participant.study_id

    @property
    def agreed(self) -> list[Scope]:
        """What was agreed to, in the order of the form; reads the prefetched clauses."""
        answers = {clause.scope for clause in self.clauses.all() if clause.agreed}
        return [scope for scope in Scope if scope in answers]


def start_of(started: OuterRef) -> Coalesce:
    """The start of an interview of an outer query; one that is not known counts as the day's end."""
    return Coalesce(started, Value(dt.time.max), output_field=models.TimeField())


class ClauseQuerySet(models.QuerySet):
    def said_no_since(self, scope: str, at: dt.datetime | None = None):
        """Answers no to the scope, standing at the instant, that came after the outer row, a clause."""
        given = "consent__given_on", "consent__given_time", "consent"
        day, time, consent = (OuterRef(name) for name in given)
        return self.filter(
            Q(consent__given_on__gt=day)
            | Q(consent__given_on=day, consent__given_time__gt=time)
            | Q(consent__given_on=day, consent__given_time=time, consent__gt=consent),
            stood(at, "consent__"),
            consent__participant=OuterRef("consent__participant"),
            scope=scope,
            agreed=False,
        )

    def taken_back(self):
        """Answers no, on a consent that stands, of people who had said yes to the same by that day."""
        theirs = "consent__participant__consents"
        other = Q(**{f"{theirs}__lt": F("consent")}) | Q(**{f"{theirs}__gt": F("consent")})
        earlier = {
            f"{theirs}__voided_at": None,
            f"{theirs}__given_on__lte": F("consent__given_on"),
            f"{theirs}__clauses__scope": F("scope"),
            f"{theirs}__clauses__agreed": True,
        }
        return self.filter(other, agreed=False, consent__voided_at=None, **earlier)

    def agreed_now(self, scope: str, participant):
        """Clauses by which the participant agrees to the scope today: the latest answer governs."""
        return self.agreed(scope, participant).filter(
            ~Exists(Clause.objects.said_no_since(scope)), consent__withdrawn_on=None
        )

    def agreed(self, scope: str, participant, at: dt.datetime | None = None):
        """Answers yes of the participant to the scope, on consents that stand at the instant."""
        return self.filter(
            stood(at, "consent__"), scope=scope, agreed=True, consent__participant=participant
        )

    def said_by(self, held_on: OuterRef, started: OuterRef):
        """Answers given by the start of an interview of an outer query."""
        return self.filter(
            Q(consent__given_on__lt=held_on)
            | Q(consent__given_on=held_on, consent__given_time__lte=start_of(started))
        )

    def covering(self, scope: str):
        """Clauses that cover the outer row, an interview, for the scope.

        It asks what the database's gate asks; a test holds the two against each other.
        """
        held_on, started = OuterRef("held_on"), OuterRef("started")
        further_out = OuterRef(held_on), OuterRef(started)
        said_no = Clause.objects.said_no_since(scope).said_by(*further_out)
        gone = Withdrawal.objects.standing().filter(
            Q(on__lt=OuterRef(held_on))
            | Q(on=OuterRef(held_on), time__lte=start_of(OuterRef(started))),
            Q(on__gt=OuterRef("consent__given_on"))
            | Q(on=OuterRef("consent__given_on"), time__gte=OuterRef("consent__given_time")),
            participant=OuterRef("consent__participant"),
        )
        return self.said_by(held_on, started).filter(
            Q(consent__withdrawn_on=None)
            | Q(consent__withdrawn_on__gt=held_on)
            | Q(consent__withdrawn_on=held_on, consent__withdrawn_time__gt=started),
            Q(consent__document__audience="")
            | Q(consent__document__audience=F("consent__participant__group")),
            ~Exists(said_no),
            ~Exists(gone),
            scope=scope,
            agreed=True,
            consent__participant=OuterRef("participant"),
            consent__voided_at=None,
            consent__document__kind=DocumentKind.CONSENT,
            consent__document__approved_on__lte=F("consent__given_on"),
        )


@cache
def agrees_to(scope: Scope) -> Once:
    """Whether the person whom a query is about agrees to the scope today."""
    agreed = Clause.objects.agreed_now(scope, participant=OuterRef("pk"))
    return Once(Exists(agreed), "participants.Participant")


@cache
def agrees_alone_to(scope: Scope) -> IsNull:
    """The same, for a condition that few people reach."""
    agreed = Clause.objects.agreed_now(scope, participant=OuterRef("pk"))
    return alone(agreed, "participants.Participant")


class Clause(models.Model):
    """One answer on a consent form."""

    privacy = {"plain": "id consent scope agreed"}

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="clauses")
    scope = models.CharField(max_length=20, choices=Scope)
    agreed = models.BooleanField()

    objects = ClauseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(name="answers_no", fields=["consent", "scope"], condition=Q(agreed=False)),
            models.Index(name="answers_yes", fields=["scope", "consent"], condition=Q(agreed=True)),
        ]
        constraints = [
            models.UniqueConstraint(name="one_answer_per_clause", fields=["consent", "scope"]),
            models.CheckConstraint(name="clause_scope_is_known", condition=known("scope", Scope)),
        ]

    def __str__(self) -> str:
        return f"{self.get_scope_display()}: {'yes' if self.agreed else 'no'}"

    @property
    def about(self) -> str:
        return self.consent.about


class Withdrawal(Correctable):
    """A person takes part no longer, from a moment on and as far as they say.

    consents are those that stood when it was recorded: it ends them whatever their day.
    """

    moments = {"time": "on"}

    privacy = {
        "plain": "id participant on time level consents recorded_at version voided_at replaces",
        "sealed": "note void_reason",
    }

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="withdrawals"
    )
    on = models.DateField()
    time = models.TimeField()
    level = models.CharField(max_length=20, choices=WithdrawalLevel)
    note = models.TextField(blank=True)
    consents = models.ManyToManyField(Consent, blank=True, related_name="+")

    objects = CorrectableQuerySet.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["on", "time"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                name="withdrawal_level_is_known", condition=known("level", WithdrawalLevel)
            ),
            models.UniqueConstraint(
                name="one_standing_withdrawal_at_a_time",
                fields=["participant", "on", "time"],
                condition=Q(voided_at=None),
                violation_error_message="A withdrawal at this time is already recorded",
            ),
        ]

    def __str__(self) -> str:
        return f"Withdrawal of {self.participant}"

    @property
    def about(self) -> str:
        return self.participant.study_id


class Refusal(Correctable):
    """A person does not take part, with a coded reason and, sealed, their own words."""

    privacy = {
        "plain": "id participant on may_contact_again recorded_at version voided_at replaces",
        "special": "reason",
        "sealed": "words void_reason",
    }

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="refusals"
    )
    on = models.DateField()
    reason = models.CharField(max_length=20, choices=RefusalReason)
    words = models.TextField(blank=True)
    may_contact_again = models.BooleanField(default=False)

    objects = CorrectableQuerySet.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["on"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                name="refusal_reason_is_known", condition=known("reason", RefusalReason)
            ),
            models.UniqueConstraint(
                name="one_standing_refusal",
                fields=["participant"],
                condition=Q(voided_at=None),
                violation_error_message="They already said no. Open their page to see when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} said no"

    @property
    def about(self) -> str:
        return self.participant.study_id

    def get_absolute_url(self) -> str:
        return reverse("participants:person", args=[self.participant.slug])
