"""Whether a member agreed to be named, where, and as what: dated, and never changed in place."""

import datetime as dt

from django.db import models
from django.db.models import Q

from linkstudy import clock
from linkstudy.rows import Correctable, CorrectableQuerySet
from meetings.models.groups import Member
from meetings.vocabulary import Place

NAME = "naming.known_as"  # where the name is sealed for
IN = {place: f"in_{place.value}" for place in Place}


class NamingQuerySet(CorrectableQuerySet):
    def in_force(self, on: dt.date | None = None):
        """What holds of each member on a day: what they said last by then, of what stands."""
        said = self.standing().filter(on__lte=on or clock.today())
        newest = said.filter(member=models.OuterRef("member")).order_by("-on", "-number")
        return said.filter(pk=models.Subquery(newest.values("pk")[:1]))


class Naming(Correctable):
    """What a member said on a day about being named: the latest word holds, for every place.

    number counts a member's answers, and stays when one is put right. All three no is a withdrawal.
    known_as is the name that they want to be printed; it is sealed.
    """

    privacy = {
        "plain": "id member number on in_minutes in_updates in_publications recorded_at version"
        " voided_at replaces",
        "sealed": "known_as void_reason",
    }
    named_through = ("member__user",)

    member = models.ForeignKey(Member, models.PROTECT, related_name="namings")
    number = models.PositiveSmallIntegerField(editable=False)
    on = models.DateField()
    in_minutes = models.BooleanField()
    in_updates = models.BooleanField()
    in_publications = models.BooleanField()
    known_as = models.TextField("name to print", blank=True)

    objects = NamingQuerySet.as_manager()

    class Meta(Correctable.Meta):
        verbose_name = "answer about being named"
        ordering = ["on", "number", "pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                name="one_standing_answer_of_a_number",
                fields=["member", "number"],
                condition=Q(voided_at=None),
            ),
            models.CheckConstraint(
                name="who_is_named_has_a_name",
                condition=Q(in_minutes=False, in_updates=False, in_publications=False)
                | ~Q(known_as=""),
                violation_error_message="Enter the name that they want to be printed",
            ),
        ]

    def __str__(self) -> str:
        return f"Answer of {self.member}"

    @property
    def about(self) -> str:
        return self.member.about

    @property
    def places(self) -> list[Place]:
        """Where they agreed to be named; none when they said no or withdrew it."""
        return [place for place, column in IN.items() if getattr(self, column)]
