"""Private addresses of calendars: who holds one reads a person's diary, and nothing else."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from linkstudy import clock
from linkstudy.rows import Recorded


class FeedQuerySet(models.QuerySet):
    def working(self):
        """The newest address of each person, unless they ended it."""
        later = Feed.objects.filter(user=OuterRef("user"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later)).exclude(digest="")


class Feed(Recorded):
    """An address with a secret, which takes the place of the one before; without a secret, none does.

    It was shown once; the row holds a digest alone.
    """

    privacy = {"plain": "id user made_at recorded_at version", "direct": "digest"}

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="feeds")
    digest = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(default=clock.real_now)

    objects = FeedQuerySet.as_manager()

    # The secret, in the one request that made it; never stored.
    secret = ""

    class Meta:
        verbose_name = "calendar address"
        constraints = [
            models.UniqueConstraint(
                name="one_feed_of_a_digest", fields=["digest"], condition=~Q(digest="")
            ),
        ]

    def __str__(self) -> str:
        return f"Calendar address of {self.user}"

    @property
    def about(self) -> str:
        return self.user.about
