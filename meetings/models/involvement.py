"""What a group or one of its members advised, and what changed because of it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.rows import Correctable, CorrectableQuerySet, known
from meetings.models.groups import Group, Member
from meetings.vocabulary import Stage


class ContributionQuerySet(CorrectableQuerySet):
    def visible_to(self, user: User):
        return self if user.may(May.SEE_INVOLVEMENT) else self.none()


class Contribution(Correctable):
    """A piece of advice, given by a group or by one of its members on a day, and what came of it.

    number is its address, which a corrected row keeps. changed is empty until something changed;
    evidence says where that can be seen, such as a version of a document.
    """

    privacy = {
        "plain": "id number group member on stage advised changed_on changed evidence recorded_at"
        " version voided_at void_reason replaces"
    }
    number = models.PositiveIntegerField(editable=False)
    group = models.ForeignKey(Group, models.PROTECT, related_name="contributions")
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="contributions"
    )
    on = models.DateField("advised on")
    stage = models.CharField("part of the research", max_length=20, choices=Stage)
    advised = models.TextField("what was advised")
    changed_on = models.DateField("changed on", null=True, blank=True)
    changed = models.TextField("what changed because of it", blank=True)
    evidence = models.CharField("where that can be seen", max_length=500, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta(Correctable.Meta):
        verbose_name = "advice"
        ordering = ["-on", "-number", "-pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                name="one_standing_contribution_of_a_number",
                fields=["number"],
                condition=Q(voided_at=None),
            ),
            models.CheckConstraint(
                name="contribution_stage_is_known", condition=known("stage", Stage)
            ),
            models.CheckConstraint(name="contribution_says_something", condition=~Q(advised="")),
            models.CheckConstraint(
                name="what_changed_has_a_day",
                condition=Q(changed_on=None, changed="", evidence="")
                | Q(changed_on__isnull=False, changed_on__gte=F("on")) & ~Q(changed=""),
                violation_error_message="Enter what changed and on which day, not before the advice",
            ),
        ]

    def __str__(self) -> str:
        return f"Advice {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:contribution", args=[self.number])

    @property
    def about(self) -> str:
        return self.group.about

    @property
    def whose(self) -> str:
        """Public contributor 1, or the group as a whole."""
        return self.member.label if self.member else self.group.name
