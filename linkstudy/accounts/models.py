"""People who sign in."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from linkstudy import clock
from linkstudy.accounts.policy import May, Reach, Role, reach


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A member of the team: one e-mail address, one name, one role."""

    privacy = {
        "plain": "id name role is_active ends_on joined_at last_login version",
        "direct": "email password",
    }

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=Role, blank=True)
    is_active = models.BooleanField(default=True)
    ends_on = models.DateField(null=True, blank=True)
    joined_at = models.DateTimeField(default=clock.study_now)
    version = models.PositiveIntegerField(default=1)

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
        return reverse("accounts:policy")

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()[:2]).upper()

    def reach(self, capability: May) -> Reach | None:
        """Over what this person holds the capability today, or None."""
        ended = self.ends_on is not None and self.ends_on < clock.today()
        return None if ended or not self.is_active else reach(self.role, capability)

    def may(self, capability: May) -> bool:
        return self.reach(capability) is not None
