"""Safety notes: what happened and what was done, sealed."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.models import Case
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.rows import Correctable, CorrectableQuerySet, known
from linkstudy.safety.vocabulary import Concern, ReportedTo
from participants.models import Participant


def new_slug() -> str:
    """A name for an address that tells nobody how many there are."""
    return secrets.token_hex(6)


class SafetyNoteQuerySet(CorrectableQuerySet):
    def visible_to(self, user: User):
        """Every note for those who may read all, else those that the person wrote."""
        match user.reach(May.RAISE_SAFETY):
            case Reach.ALL:
                return self
            case Reach.OWN:
                return self.filter(writer=user)
        return self.none()

    def open(self):
        return self.standing().filter(closed_on=None)


class SafetyNote(Correctable):
    """Something about somebody's safety: only its writer and the principal investigators read it.

    It is about a participant, or else about a visit in a case. Its text is sealed under the
    participant's key, or else under a key of its own. slug is for addresses: a corrected note
    keeps it.
    """

    privacy = {
        "plain": "id slug writer case happened_on closed_on recorded_at version voided_at replaces",
        "indirect": "participant key",
        "special": "concern reported_to",
        "sealed": "what done void_reason",
    }

    slug = models.CharField(max_length=12, editable=False, default=new_slug)
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    participant = models.ForeignKey(
        Participant, models.PROTECT, null=True, blank=True, related_name="+"
    )
    key = models.ForeignKey("identities.PersonKey", models.PROTECT, related_name="+")
    concern = models.CharField(max_length=20, choices=Concern)
    happened_on = models.DateField()
    what = models.TextField()
    done = models.TextField()
    reported_to = models.CharField(max_length=20, choices=ReportedTo)
    closed_on = models.DateField(null=True, blank=True)

    objects = SafetyNoteQuerySet.as_manager()

    class Meta(Correctable.Meta):
        verbose_name = "safety note"
        ordering = ["-happened_on", "-pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                name="safety_concern_is_known", condition=known("concern", Concern)
            ),
            models.CheckConstraint(
                name="safety_reported_to_is_known", condition=known("reported_to", ReportedTo)
            ),
            models.CheckConstraint(
                name="safety_note_says_something", condition=~Q(what="") & ~Q(done="")
            ),
            models.CheckConstraint(
                name="safety_note_closes_after_it_happened",
                condition=Q(closed_on=None)
                | Q(closed_on__isnull=False, closed_on__gte=F("happened_on")),
            ),
            models.UniqueConstraint(
                name="one_safety_note_of_an_address",
                fields=["slug"],
                condition=Q(voided_at=None),
            ),
        ]

    def __str__(self) -> str:
        return "Safety note"

    def get_absolute_url(self) -> str:
        return reverse("safety:note", args=[self.slug])

    @property
    def about(self) -> str:
        """Its own name: it stands in no history of a person, a case or the study."""
        return f"safety {self.slug}"

    @property
    def whom(self) -> str:
        """C5-PT-03, or A visit in Case 5."""
        return str(self.participant or f"A visit in Case {self.case.number}")
