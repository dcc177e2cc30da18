"""How somebody of the team is introduced to partners: a text, and a picture with its description."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from linkstudy.accounts.policy import May
from linkstudy.rows import VoidableQuerySet
from linkstudy.safety.models.notes import new_slug
from linkstudy.updates.models.rows import NamedRow


class ProfileQuerySet(VoidableQuerySet):
    def with_picture(self):
        """Annotate has_picture: whether a picture of theirs stands."""
        theirs = Picture.objects.standing().filter(profile=models.OuterRef("pk"))
        return self.annotate(has_picture=models.Exists(theirs))


class Profile(NamedRow):
    """What partners are told of somebody of the team, by their public name and in their own words.

    user is their account, if they have one. headline says in a few words what they do. agreed_on is the day on which they agreed to it.
    """

    privacy = {
        "plain": "id slug name user headline text agreed_on recorded_at version voided_at"
        " void_reason"
    }
    noun = "profile"
    told_to: ClassVar[May] = May.SEE_OUTPUTS
    named_by = "name"

    name = models.CharField(max_length=150)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="account",
    )
    headline = models.CharField("what they do", max_length=120)
    text = models.CharField("in their words", max_length=3000)
    agreed_on = models.DateField("agreed on", null=True, blank=True)

    objects = ProfileQuerySet.as_manager()

    class Meta(NamedRow.Meta):
        ordering = ["name", "pk"]
        constraints = [
            *NamedRow.Meta.constraints,
            models.CheckConstraint(
                name="profile_says_something",
                condition=~Q(name="") & ~Q(headline="") & ~Q(text=""),
            ),
            models.UniqueConstraint(
                name="one_standing_profile_of_a_name",
                fields=["name"],
                condition=Q(voided_at=None),
                violation_error_message="They are introduced already",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("updates:profile", args=[self.slug])


REPLACED = "Another picture took its place"  # why a picture is void whose place another took


class PictureQuerySet(VoidableQuerySet):
    def as_sent(self):
        """Those that updates show which went out: the place of one may be taken since by another, but
        theirs was not taken back."""
        theirs = self.model._base_manager.filter(profile=models.OuterRef("profile"), voided_at=None)
        return self.filter(Q(voided_at=None) | Q(void_reason=REPLACED), models.Exists(theirs))


class Picture(NamedRow):
    """A picture of somebody: a JPEG made anew, sealed under a key of its own, with a description."""

    privacy = {
        "plain": "id slug profile width height description recorded_at version voided_at void_reason",
        "indirect": "key",
        "direct": "content",
    }
    noun = "picture"
    told_to: ClassVar[May] = May.SEE_OUTPUTS

    slug = models.CharField(max_length=12, unique=True, editable=False, default=new_slug)
    profile = models.ForeignKey(Profile, models.PROTECT, related_name="pictures")
    key = models.ForeignKey("identities.PersonKey", models.PROTECT, related_name="+")
    content = models.TextField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    description = models.CharField(max_length=300)

    objects = PictureQuerySet.as_manager()

    class Meta(NamedRow.Meta):
        ordering = ["pk"]
        constraints = [
            *NamedRow.Meta.constraints,
            models.CheckConstraint(name="picture_is_described", condition=~Q(description="")),
            models.UniqueConstraint(
                name="one_standing_picture_of_somebody",
                fields=["profile"],
                condition=Q(voided_at=None),
                violation_error_message="There is a picture already",
            ),
        ]

    def __str__(self) -> str:
        return f"Picture of {self.profile}"

    def get_absolute_url(self) -> str:
        return self.profile.get_absolute_url()


def picture_of(profile: Profile) -> Any:
    """The picture that stands, or None; without its pixels."""
    return profile.pictures.standing().defer("content").first()
