"""People who sign in, the one-time links that let them choose a password, and who asked for one."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, When
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.crypto import salted_hmac

from linkstudy import clock
from linkstudy.accounts.addresses import spelled
from linkstudy.accounts.policy import May, Reach, Role, reach
from linkstudy.rows import known

NO_PASSWORD = "!"  # noqa: S105  what the framework's unusable passwords start with


class State(models.TextChoices):
    """Where a person's access stands. It follows from the row's facts."""

    ACTIVE = "active", "Active"
    INVITED = "invited", "Invited"
    SUSPENDED = "suspended", "Suspended"
    ENDED = "ended", "Ended"


class UserQuerySet(models.QuerySet):
    def current(self, on: dt.date | None = None):
        """People whose access holds on a day: neither suspended nor ended."""
        last = Q(ends_on=None) | Q(ends_on__gte=on or clock.today())
        return self.filter(last, is_active=True, ended_at=None)

    def letter_takers(self):
        """People who chose a password and want a letter in the morning."""
        joined = self.current().exclude(password__startswith=NO_PASSWORD)
        return joined.filter(letter_stopped_on=None).order_by("number")

    def keepers(self):
        """Administrators on whom the team can rely: they chose a password, and no end is set."""
        joined = self.current().exclude(password__startswith=NO_PASSWORD)
        return joined.filter(role=Role.ADMINISTRATOR, ends_on=None)

    def with_links(self):
        """Annotate link_made_at of the newest link, and link_until if nobody used it; or None."""
        newest = Link.objects.filter(user=OuterRef("pk")).order_by("-pk")
        waiting = newest.filter(used_at=None, ended_at=None)
        return self.annotate(
            link_made_at=Subquery(newest.values("made_at")[:1]),
            link_until=Subquery(waiting.values("expires_at")[:1]),
        )

    def in_order(self):
        """By name, with those who left at the end."""
        left = Q(ended_at__isnull=False) | Q(ends_on__lt=clock.today())
        return self.order_by(Case(When(left, then=1), default=0), Lower("name"), "number")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=spelled(username or ""))


class User(AbstractBaseUser):
    """A member of the team: one e-mail address, one name, one role.

    number stands in addresses. is_active is taken away by a suspension, which can be lifted.
    ends_on is the last day; ended_at the moment at which somebody ended the access before it.
    Sessions begun in an earlier session_round are over. On letter_stopped_on they
    said that they want no letter in the morning.
    """

    privacy = {
        "plain": "id number name role is_active ends_on ended_at session_round joined_at last_login"
        " letter_stopped_on version",
        "direct": "email password",
    }
    named_by = "name"

    number = models.PositiveIntegerField(unique=True, editable=False)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=Role, blank=True)
    is_active = models.BooleanField(default=True)
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    session_round = models.PositiveIntegerField(default=1, editable=False)
    joined_at = models.DateTimeField(default=clock.study_now)
    letter_stopped_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    noun = "team-member"  # in the addresses of histories
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_address",
                violation_error_message="This address already has an account",
            ),
            models.CheckConstraint(
                name="user_role_is_known", condition=Q(role__in=["", *Role.values])
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("team:person", args=[self.number])

    @property
    def about(self) -> str:
        return f"{self.noun} {self.number}"

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()[:2]).upper()

    @property
    def state(self) -> State:
        is_over = self.ends_on is not None and self.ends_on < clock.today()
        if self.ended_at is not None or is_over:
            return State.ENDED
        if not self.is_active:
            return State.SUSPENDED
        return State.ACTIVE if is_password_usable(self.password) else State.INVITED

    @property
    def last_day(self) -> dt.date | None:
        """Of their access, where an end is known."""
        ended = self.ended_at.astimezone(clock.LONDON).date() if self.ended_at else None
        return min(filter(None, (self.ends_on, ended)), default=None)

    @property
    def is_current(self) -> bool:
        """Whether their access holds today."""
        return self.state in {State.ACTIVE, State.INVITED}

    def reach(self, capability: May) -> Reach | None:
        """Over what this person holds the capability today, or None."""
        return reach(self.role, capability) if self.is_current else None

    def may(self, capability: May) -> bool:
        return self.reach(capability) is not None

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What every session carries: it changes with the password and with the round."""
        salt = "linkstudy.accounts.session"
        value = f"{self.session_round} {self.password}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()


class Purpose(models.TextChoices):
    """What a one-time link is for."""

    INVITATION = "invite", "Invitation"
    RESET = "reset", "New password"


LIFETIMES = {
    Purpose.INVITATION: dt.timedelta(hours=72),
    Purpose.RESET: dt.timedelta(hours=8),
}


class LinkQuerySet(models.QuerySet):
    def waiting(self):
        """Links that nobody used and nothing ended; they may be late."""
        return self.filter(used_at=None, ended_at=None)


class Link(models.Model):
    """A link that lets one person choose a password, once. Instants are the machine's.

    Its secret was shown or sent once; the row holds a digest alone. ended_at is when a newer
    link, a new password or the end of the person's access took its place.
    """

    privacy = {
        "plain": "id user purpose made_at expires_at used_at ended_at version",
        "direct": "digest",
    }

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="links")
    purpose = models.CharField(max_length=10, choices=Purpose)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.real_now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = LinkQuerySet.as_manager()

    # The secret, in the one request that made the link; never stored.
    secret = ""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="link_purpose_is_known", condition=known("purpose", Purpose)
            ),
            models.CheckConstraint(
                name="link_is_used_or_ended", condition=Q(used_at=None) | Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} of {self.user}"

    @property
    def about(self) -> str:
        return self.user.about

    @property
    def is_late(self) -> bool:
        return self.expires_at <= clock.real_now()


class LinkRequest(models.Model):
    """Somebody asked for a new link, with an address of ours or of nobody's.

    trace is a keyed digest of the address. Whose it is stands in no column: looking that up would
    make the answer for our addresses take longer than for others.
    """

    privacy = {"plain": "id at", "direct": "trace"}

    trace = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(default=clock.real_now, db_index=True)

    def __str__(self) -> str:
        return "Request for a link"
