"""Who let the study work where, and who may do what there."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F, Q

from cases.models.rows import SetUpRow
from cases.models.sites import Site
from cases.vocabulary import ApprovalKind
from linkstudy import clock
from linkstudy.rows import VoidableQuerySet, known
from linkstudy.words import day_words

NEAR = timedelta(days=30)  # before something ends, it is time to see to it


class EndingQuerySet(VoidableQuerySet):
    def ending(self, today: date):
        """Those that have ended, or end soon, at open sites, and that no later one follows; of people who are
        in the team."""
        model: Any = self.model
        later = model.objects.standing().filter(**model.same())
        return (
            self.standing()
            .filter(ends_on__isnull=False, ends_on__lte=today + NEAR)
            .filter(site__closed_on=None, site__voided_at=None)
            .filter(person__in=get_user_model().objects.current())
            .filter(~models.Exists(later))
            .order_by("ends_on", "pk")
        )


class Approval(SetUpRow):
    """A site's say, or a letter of access that lets somebody work there until a day."""

    privacy = {
        "plain": "id slug kind site person given_on ends_on recorded_at version voided_at"
        " void_reason"
    }
    noun, place = "approval", "approvals"

    kind = models.CharField(max_length=20, choices=ApprovalKind)
    site = models.ForeignKey(Site, models.PROTECT, related_name="approvals")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = EndingQuerySet.as_manager()

    class Meta(SetUpRow.Meta):
        ordering = ["site__number", "given_on", "pk"]
        constraints = [
            *SetUpRow.Meta.constraints,
            models.CheckConstraint(
                name="approval_kind_is_known", condition=known("kind", ApprovalKind)
            ),
            models.CheckConstraint(
                name="a_letter_is_somebodys",
                condition=Q(kind=ApprovalKind.LETTER, person__isnull=False)
                | ~Q(kind=ApprovalKind.LETTER) & Q(person=None, ends_on=None),
            ),
            models.CheckConstraint(
                name="approval_ends_after_it_was_given",
                condition=Q(ends_on=None) | Q(ends_on__isnull=False, ends_on__gte=F("given_on")),
                violation_error_message="It cannot end before it was given. Check both dates",
            ),
            models.UniqueConstraint(
                name="one_standing_approval_of_a_site",
                fields=["kind", "site"],
                condition=Q(voided_at=None, person=None),
                violation_error_message="The site has said this already",
            ),
            models.UniqueConstraint(
                name="one_standing_letter_of_a_day",
                fields=["site", "person", "given_on"],
                condition=Q(voided_at=None, person__isnull=False),
                violation_error_message="A letter of that day is already there",
            ),
        ]

    def __str__(self) -> str:
        whose = f" of {self.person}" if self.person else ""
        return f"{self.get_kind_display()}{whose}, Site {self.site.number}"

    @staticmethod
    def same() -> dict[str, models.OuterRef | Q]:
        """What another one has in common that goes on later."""
        return {
            "kind": models.OuterRef("kind"),
            "site": models.OuterRef("site"),
            "person": models.OuterRef("person"),
            "ends_on__gt": models.OuterRef("ends_on"),
        }


class Delegation(SetUpRow):
    """What somebody may do for the study at a site, from when to when, by whose word."""

    privacy = {
        "plain": "id slug site person tasks since ends_on trained_on authorised_by recorded_at"
        " version voided_at void_reason"
    }
    noun, place = "delegation", "delegations"

    site = models.ForeignKey(Site, models.PROTECT, related_name="delegations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tasks = models.CharField(max_length=200)
    since = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    trained_on = models.DateField(null=True, blank=True)
    authorised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = EndingQuerySet.as_manager()

    class Meta(SetUpRow.Meta):
        ordering = ["site__number", "since", "pk"]
        constraints = [
            *SetUpRow.Meta.constraints,
            models.CheckConstraint(name="a_delegation_is_of_tasks", condition=~Q(tasks="")),
            models.CheckConstraint(
                name="delegation_ends_after_it_begins",
                condition=Q(ends_on=None) | Q(ends_on__isnull=False, ends_on__gte=F("since")),
                violation_error_message="It cannot end before it begins. Check both dates",
            ),
            models.CheckConstraint(
                name="somebody_is_trained_before_it_begins",
                condition=Q(trained_on=None) | Q(trained_on__lte=F("since")),
                violation_error_message="They cannot begin before they are trained. Check both dates",
            ),
            models.CheckConstraint(
                name="nobody_delegates_to_themselves",
                condition=~Q(authorised_by=F("person")),
                violation_error_message="Nobody authorises what they may do themselves",
            ),
            models.UniqueConstraint(
                name="one_standing_delegation_of_a_day",
                fields=["site", "person", "since"],
                condition=Q(voided_at=None),
                violation_error_message="Something is delegated to them from that day already",
            ),
        ]

    def __str__(self) -> str:
        return f"Delegation to {self.person}, Site {self.site.number}"

    @staticmethod
    def same() -> dict[str, models.OuterRef]:
        """What another one has in common that goes on later."""
        return {
            "site": models.OuterRef("site"),
            "person": models.OuterRef("person"),
            "ends_on__gt": models.OuterRef("ends_on"),
        }


def end_words(ends_on: date) -> str:
    """Ended 1 June 2022, or Ends 1 July 2022."""
    word = "Ended" if ends_on < clock.today() else "Ends"
    return f"{word} {day_words(ends_on)}"
