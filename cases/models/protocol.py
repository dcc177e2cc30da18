"""The protocol's rules that are numbers, in versions."""

from functools import reduce
from operator import and_

from django.db import models
from django.db.models import F, Q

from cases.models.amendments import Amendment
from cases.models.rows import DatedQuerySet, SetUpRow
from cases.vocabulary import FollowUpAnchor
from linkstudy.rows import known

MOST_HOURS, MOST_ATTEMPTS, MOST_MONTHS, OLDEST = 720, 20, 60, 120
MOST_DAYS = 3650
DAYS = (
    "days_to_upload",
    "days_to_send",
    "days_to_return",
    "days_to_check",
    "days_to_pseudonymise",
    "days_to_release",
    "days_to_destroy",
    "days_to_remove",
)


def few(name: str) -> Q:
    return Q(**{f"{name}__lte": MOST_DAYS})


class Protocol(SetUpRow):
    """The rules that hold from a day on. Earlier versions stay.

    cooling_off_hours      between an invitation's papers and consent; 0 for none
    most_contact_attempts  without an answer, before somebody decides
    follow_up_*_months     calendar months after the anchor, between which a follow-up falls
    least_age, most_age    in years; most_age is empty where there is no limit
    days_to_*              from one step of a recording to the next, days_to_check twice;
                           days_to_destroy from its release to analysis, days_to_remove from a
                           withdrawal that asks for it. Empty where there is no limit
    """

    privacy = {
        "plain": "id number slug effective_from amendment cooling_off_hours most_contact_attempts"
        " follow_up_min_months follow_up_max_months follow_up_anchor least_age most_age"
        " days_to_upload days_to_send days_to_return days_to_check days_to_pseudonymise"
        " days_to_release days_to_destroy days_to_remove"
        " recorded_at version voided_at void_reason"
    }
    noun, place = "protocol", "protocol"

    number = models.PositiveSmallIntegerField()
    effective_from = models.DateField()
    amendment = models.ForeignKey(
        Amendment, models.PROTECT, null=True, blank=True, related_name="protocols"
    )
    cooling_off_hours = models.PositiveSmallIntegerField()
    most_contact_attempts = models.PositiveSmallIntegerField()
    follow_up_min_months = models.PositiveSmallIntegerField()
    follow_up_max_months = models.PositiveSmallIntegerField()
    follow_up_anchor = models.CharField(max_length=20, choices=FollowUpAnchor)
    least_age = models.PositiveSmallIntegerField()
    most_age = models.PositiveSmallIntegerField(null=True, blank=True)
    days_to_upload = models.PositiveSmallIntegerField(null=True, blank=True)
    days_to_send = models.PositiveSmallIntegerField(null=True, blank=True)
    days_to_return = models.PositiveSmallIntegerField(null=True, blank=True)
    days_to_check = models.PositiveSmallIntegerField(null=True, blank=True)
    days_to_pseudonymise = models.PositiveSmallIntegerField(null=True, blank=True)
    days_to_release = models.PositiveSmallIntegerField(null=True, blank=True)
    days_to_destroy = models.PositiveSmallIntegerField(null=True, blank=True)
    days_to_remove = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(SetUpRow.Meta):
        ordering = ["effective_from"]
        constraints = [
            *SetUpRow.Meta.constraints,
            models.UniqueConstraint(
                name="one_standing_protocol_of_a_number",
                fields=["number"],
                condition=Q(voided_at=None),
                violation_error_message="These settings are already there",
            ),
            models.UniqueConstraint(
                name="one_standing_protocol_from_a_day",
                fields=["effective_from"],
                condition=Q(voided_at=None),
                violation_error_message="Other settings hold from this day",
            ),
            models.CheckConstraint(
                name="follow_up_anchor_is_known",
                condition=known("follow_up_anchor", FollowUpAnchor),
            ),
            models.CheckConstraint(
                name="protocol_numbers_are_real",
                condition=Q(
                    cooling_off_hours__lte=MOST_HOURS,
                    most_contact_attempts__gte=1,
                    most_contact_attempts__lte=MOST_ATTEMPTS,
                    follow_up_max_months__lte=MOST_MONTHS,
                    least_age__lte=OLDEST,
                )
                & (Q(most_age=None) | Q(most_age__lte=OLDEST)),
                violation_error_message="One of these numbers is too large, or 0 where it cannot be",
            ),
            models.CheckConstraint(
                name="protocol_days_are_real",
                condition=reduce(and_, (Q(**{name: None}) | few(name) for name in DAYS)),
                violation_error_message="One of these numbers of days is too large",
            ),
            models.CheckConstraint(
                name="follow_up_window_closes_after_it_opens",
                condition=Q(follow_up_max_months__gte=F("follow_up_min_months")),
                violation_error_message="The follow-up window cannot close before it opens",
            ),
            models.CheckConstraint(
                name="oldest_is_not_younger_than_youngest",
                condition=Q(most_age=None) | Q(most_age__gte=F("least_age")),
                violation_error_message="The oldest age cannot be below the youngest",
            ),
        ]

    def __str__(self) -> str:
        return f"Protocol settings {self.number}"
