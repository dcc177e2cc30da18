"""A list of people that somebody asks for again and again, under a name."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from cases.models import Membership
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach, Role, reach
from linkstudy.rows import Recorded

SHARED = Q(is_shared=True, removed_at=None)
SAME_NAME = "A shared view has this name. Choose another name"


class SavedViewQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(removed_at=None)

    def met_by(self, view: "SavedView"):
        """Those that stand in a list of views beside this one: a shared view may meet any other that is
        shared, a private one those that its owner sees."""
        others = self.standing().exclude(pk=view.pk)
        seen = Q(pk__in=others.reached(view.owner).values("pk"))
        return others.filter(seen | Q(is_shared=True) if view.is_shared else seen)

    def reached(self, user: User):
        """One's own, and those that colleagues share: people of one's sites or of all sites."""
        shared = Q(is_shared=True)
        if user.reach(May.SEE_PEOPLE) != Reach.ALL:
            here = Membership.objects.in_force().filter(user=user).values("site")
            mates = Membership.objects.in_force().filter(site__in=here).values("user")
            everywhere = [one for one in Role if reach(one, May.SEE_PEOPLE) == Reach.ALL]
            shared &= Q(owner__in=mates) | Q(owner__role__in=everywhere)
        return self.filter(Q(owner=user) | shared)


class SavedView(Recorded):
    """Filters and order under a name; who may see which people is asked anew each time.

    A shared one is its readers' as much as its owner's: the history says who changed it. Its name and
    its address are those of no other that is shared, so that a link to it opens the same list for
    all who see it.

    query is a query string of the list, without a page and without words that were searched for.
    """

    privacy = {"plain": "id owner name slug query is_shared removed_at recorded_at version"}

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=60)
    query = models.CharField(max_length=500, blank=True)
    is_shared = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_view_of_a_name_of_a_person",
                fields=["owner", "slug"],
                condition=Q(removed_at=None),
                violation_error_message="You have a view of this name. Choose another name",
            ),
            models.UniqueConstraint(
                name="one_shared_view_of_an_address",
                fields=["slug"],
                condition=SHARED,
                violation_error_message=SAME_NAME,
            ),
            models.UniqueConstraint(
                Lower("name"),
                name="one_shared_view_of_a_name",
                condition=SHARED,
                violation_error_message=SAME_NAME,
            ),
            models.CheckConstraint(
                name="a_view_has_an_address",
                condition=~Q(slug=""),
                violation_error_message="Use some letters or digits in the name",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("participants:view", args=[self.slug])

    @property
    def about(self) -> str:
        return self.owner.about
