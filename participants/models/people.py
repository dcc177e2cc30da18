"""A participant: a study ID, a group, a way in. Who they are is kept apart."""

import datetime as dt
import re
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case as SqlCase
from django.db.models import CharField, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from cases.models import Case, InvitationBatch, Organisation
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.identities.models import PersonKey
from linkstudy.once import Once, alone
from linkstudy.rows import Voidable, VoidableQuerySet, known
from participants.models.consents import Consent, Refusal, Withdrawal, agrees_alone_to, agrees_to
from participants.models.interviews import Interview
from participants.vocabulary import (
    AgeBand,
    Deprivation,
    EthnicGroup,
    Gender,
    Group,
    JoinedVia,
    RefusalReason,
    Scope,
    Status,
    Title,
)

# No two runs of blanks stand side by side: else the time it takes to say no grows with their square.
LOOSE = re.compile(r"c?(?:\s*(\d{1,4}))?[\s\-_.]*([a-z]{2})[\s\-_.]*(\d{1,5})", re.IGNORECASE)
LONGEST = 40  # characters; no study ID needs more


def study_id(case: int, group: str, number: int) -> str:
    """`C5-PT-03`: case 5, patient 3."""
    return f"C{case}-{group}-{number:02d}"


def understood(typed: str, case: int | None = None) -> str | None:
    """A study ID typed loosely ("5 pt 3", "c5pt03", "pt3" in one's own case), or None.

    case is the case meant when none was typed. What is too long is none.
    """
    match = LOOSE.fullmatch(typed.strip()) if len(typed) <= LONGEST else None
    if not match or match[2].upper() not in Group.values:
        return None
    number = int(match[1]) if match[1] else case
    return None if number is None else study_id(number, match[2].upper(), int(match[3]))


@cache
def what_was_done() -> dict[str, Once]:
    """What a person's status rests on."""
    mine = {"participant": OuterRef("pk")}
    refusals = Refusal.objects.standing().filter(**mine)
    found = {
        "is_interviewed": Interview.objects.done().filter(**mine),
        "is_booked": Interview.objects.open().filter(**mine),
        "is_withdrawn": Withdrawal.objects.standing().filter(**mine),
        "is_refused": refusals,
        "is_ineligible": refusals.filter(reason=RefusalReason.NOT_ELIGIBLE),
    }
    made = {name: Once(Exists(rows), "participants.Participant") for name, rows in found.items()}
    return made | {"is_consented": agrees_to(Scope.INTERVIEW)}


@cache
def _next_booking() -> dict[str, Once]:
    """The day, time and way of the booking that comes first."""
    mine = Interview.objects.open().filter(participant=OuterRef("pk")).soonest_first()
    columns = {"booked_on": "booked_on", "booked_time": "booked_time", "booked_mode": "mode"}
    return {
        name: Once(Subquery(mine.values(column)[:1]), "participants.Participant")
        for name, column in columns.items()
    }


@cache
def is_still_asked() -> Q:
    """That somebody's status is invited, deciding or consented."""
    held_or_booked = Interview.objects.standing().filter(missed_on=None, participant=OuterRef("pk"))
    has_no_turn = Q(alone(held_or_booked, "participants.Participant"))
    done = what_was_done()
    is_asked = ~done["is_withdrawn"] & ~done["is_refused"]
    return ~has_no_turn & (is_asked | Q(agrees_alone_to(Scope.INTERVIEW)))


class ParticipantQuerySet(VoidableQuerySet):
    def visible_to(self, user: User):
        """The people of the cases that the person may see; none for other roles."""
        return self.filter(case__in=Case.objects.reached(user, May.SEE_PEOPLE))

    def with_status(self):
        """Annotate status (Status), next_on (day of the next step or None), and what they rest on."""
        return self.alias(**what_was_done()).annotate(
            **_next_booking(),
            status=SqlCase(
                When(is_withdrawn=True, is_consented=False, then=Value(Status.WITHDREW)),
                When(is_interviewed=True, then=Value(Status.INTERVIEWED)),
                When(booked_on__isnull=False, then=Value(Status.BOOKED)),
                When(is_consented=True, then=Value(Status.CONSENTED)),
                When(is_ineligible=True, then=Value(Status.NOT_ELIGIBLE)),
                When(is_refused=True, then=Value(Status.DECLINED)),
                When(replied_on__isnull=False, then=Value(Status.DECIDING)),
                default=Value(Status.INVITED),
                output_field=CharField(),
            ),
            next_on=Coalesce("booked_on", "contact_by"),
        )

    def still_asked(self):
        """Those whose status is invited, deciding or consented: what with_status() says, asked for
        without reckoning it."""
        return self.filter(is_still_asked())

    def with_consent_form(self):
        """Annotate form_number of the latest standing consent, and form_replaced_on, the day on which
        that form was replaced at the person's site; or None."""
        latest = Consent.objects.standing().filter(participant=OuterRef("pk")).latest_first()
        return self.annotate(
            form_number=Subquery(latest.values("document__number")[:1]),
            form_replaced_on=Subquery(
                latest.with_form_end(OuterRef(OuterRef("case__site"))).values("form_until")[:1]
            ),
        )


class Participant(Voidable):
    """A person in one case, known by study ID.

    Bands are empty when not asked. invited_on is set for people approached by name; replied_on for
    those who answered, and batch for those who answered letters: the first row of that batch.
    contact_by is the day by which to be in touch next.
    Somebody added by mistake is voided in place: their study ID is not given to anybody else.
    """

    privacy = {
        "plain": "id study_id number case group joined_via batch invited_on replied_on contact_by"
        " owner person recorded_at version voided_at",
        "indirect": "title organisation age_band gender deprivation",
        "special": "ethnic_group",
        "sealed": "void_reason",
    }

    study_id = models.CharField(max_length=16, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="participants")
    group = models.CharField(max_length=2, choices=Group)
    number = models.PositiveSmallIntegerField()
    person = models.OneToOneField(PersonKey, models.PROTECT, related_name="participant")
    title = models.CharField("role", max_length=20, choices=Title, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    joined_via = models.CharField(max_length=20, choices=JoinedVia)
    batch = models.ForeignKey(
        InvitationBatch, models.PROTECT, null=True, blank=True, related_name="replies"
    )
    invited_on = models.DateField(null=True, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    contact_by = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    age_band = models.CharField(max_length=10, choices=AgeBand, blank=True)
    gender = models.CharField(max_length=10, choices=Gender, blank=True)
    ethnic_group = models.CharField(max_length=10, choices=EthnicGroup, blank=True)
    deprivation = models.CharField(max_length=2, choices=Deprivation, blank=True)

    objects = ParticipantQuerySet.as_manager()

    # What is known of a person: it is put right with a reason. Plans, such as the owner, are not.
    KNOWN = (
        "joined_via",
        "batch",
        "invited_on",
        "replied_on",
        "title",
        "organisation",
        "age_band",
        "gender",
        "ethnic_group",
        "deprivation",
    )

    class Meta(Voidable.Meta):
        ordering = ["case__number", "group", "number"]
        constraints = [
            *Voidable.Meta.constraints,
            models.UniqueConstraint(
                name="one_person_of_a_number",
                fields=["case", "group", "number"],
                violation_error_message="This study ID is taken",
            ),
            models.CheckConstraint(
                name="participant_group_is_known", condition=known("group", Group)
            ),
            models.CheckConstraint(
                name="participant_joined_via_is_known", condition=known("joined_via", JoinedVia)
            ),
            models.CheckConstraint(
                name="participant_title_is_known", condition=known("title", Title)
            ),
            models.CheckConstraint(name="age_band_is_known", condition=known("age_band", AgeBand)),
            models.CheckConstraint(name="gender_is_known", condition=known("gender", Gender)),
            models.CheckConstraint(
                name="ethnic_group_is_known", condition=known("ethnic_group", EthnicGroup)
            ),
            models.CheckConstraint(
                name="deprivation_is_known", condition=known("deprivation", Deprivation)
            ),
            models.CheckConstraint(
                name="somebody_invited_or_replied",
                condition=Q(invited_on__isnull=False) | Q(replied_on__isnull=False),
                violation_error_message="Enter when they were invited or when they replied",
            ),
            models.CheckConstraint(
                name="who_answers_letters_replied",
                condition=Q(batch=None) | Q(replied_on__isnull=False),
                violation_error_message="Enter when they answered the letters",
            ),
        ]

    def __str__(self) -> str:
        return self.study_id

    def get_absolute_url(self) -> str:
        return reverse("participants:person", args=[self.slug])

    def wrong_by(self, facts: dict[str, Any]) -> list[str]:
        """Names of what is known of the person and would be different by these facts."""
        held = {name: getattr(self, name) for name in self.KNOWN if name in facts}
        return [name for name, value in held.items() if value and value != facts[name]]

    @property
    def slug(self) -> str:
        return self.study_id.lower()

    @property
    def known_since(self) -> dt.date:
        """The day of their invitation by name, or of their reply, whichever came first."""
        return min(day for day in (self.invited_on, self.replied_on) if day)

    @property
    def is_patient(self) -> bool:
        return self.group == Group.PATIENT

    @property
    def about(self) -> str:
        return self.study_id
