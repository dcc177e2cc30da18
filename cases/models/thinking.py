"""Programme theories in their versions, and what the team was made to think about by what it collected."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from cases.models.fieldwork import Debrief
from cases.models.observation import ObservationDay
from cases.models.rows import DatedQuerySet, SetUpRow
from cases.models.study import Topic
from linkstudy.rows import Correctable, CorrectableQuerySet, VoidableQuerySet

UNTICKED = 1  # the version of what was ticked for a fact before anybody ticked anything


class ProgrammeTheory(SetUpRow):
    """What the team thinks works, for whom and why. Its statements say it, version by version."""

    privacy = {"plain": "id label title slug recorded_at version voided_at void_reason"}
    noun, place = "theory", "theories"

    label = models.CharField(max_length=10)
    title = models.CharField(max_length=100)

    objects = VoidableQuerySet.as_manager()

    class Meta(SetUpRow.Meta):
        verbose_name = "programme theory"
        verbose_name_plural = "programme theories"
        ordering = ["label"]
        constraints = [
            *SetUpRow.Meta.constraints,
            models.UniqueConstraint(
                name="one_standing_theory_of_a_label",
                fields=["label"],
                condition=models.Q(voided_at=None),
                violation_error_message="Another theory has this label. Choose another one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.title}"


class Statement(SetUpRow):
    """What a programme theory says from a day on. The team words it anew as it learns."""

    privacy = {
        "plain": "id theory number slug words effective_from recorded_at version voided_at"
        " void_reason"
    }
    noun, place = "statement", "statements"

    theory = models.ForeignKey(ProgrammeTheory, models.PROTECT, related_name="statements")
    number = models.PositiveSmallIntegerField(editable=False)
    words = models.TextField()
    effective_from = models.DateField()

    objects = DatedQuerySet.as_manager()

    class Meta(SetUpRow.Meta):
        ordering = ["theory", "effective_from"]
        constraints = [
            *SetUpRow.Meta.constraints,
            models.CheckConstraint(name="statement_says_something", condition=~models.Q(words="")),
            models.UniqueConstraint(name="one_statement_of_a_number", fields=["theory", "number"]),
            models.UniqueConstraint(
                name="one_standing_statement_from_a_day",
                fields=["theory", "effective_from"],
                condition=models.Q(voided_at=None),
                violation_error_message="Another statement of this theory holds from this day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theory.label}, statement {self.number}"


class Reflection(Correctable):
    """What something that was collected makes the team think about: topics and programme theories.

    Its version counts from 2, and 1 is that of a fact for which nothing was ticked yet. It points to
    the first row of its fact, and holds for the fact however that is corrected. It is
    written anew whenever somebody ticks something else; with nothing ticked, it is void.

    fact   the column that points to the fact
    owner  the fact's own column, within which its number counts
    """

    fact: ClassVar[str]
    owner: ClassVar[str]

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    topics = models.ManyToManyField(Topic, blank=True, related_name="%(class)ss")
    theories = models.ManyToManyField(ProgrammeTheory, blank=True, related_name="%(class)ss")

    objects = CorrectableQuerySet.as_manager()

    class Meta(Correctable.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.about_what}, what it makes us think about"

    def get_absolute_url(self) -> str:
        return self.about_what.get_absolute_url()

    @property
    def about_what(self) -> Any:
        """The fact, as it was recorded first."""
        return getattr(self, self.fact)

    @property
    def about(self) -> str:
        return self.about_what.about

    @property
    def is_empty(self) -> bool:
        return self.voided_at is not None

    @classmethod
    def of(cls, fact: Any) -> Self | None:
        """The newest reflection on a fact, however the fact was corrected."""
        same = {f"{cls.fact}__{name}": value for name, value in cls.named(fact).items()}
        rows: Any = cls._default_manager
        return rows.current().filter(**same).order_by("-pk").first()

    @classmethod
    def first_row(cls, fact: Any) -> Any:
        """The row to which a reflection on a fact points."""
        return type(fact)._default_manager.get(replaces=None, **cls.named(fact))

    @classmethod
    def named(cls, fact: Any) -> dict[str, int]:
        """What the rows of a fact have in common."""
        owner = f"{cls.owner}_id"
        return {owner: getattr(fact, owner), "number": fact.number}


def one_reflection(fact: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        name=f"one_reflection_on_a_{fact}", fields=[fact], condition=models.Q(voided_at=None)
    )


class DayReflection(Reflection):
    """What an observation day makes the team think about."""

    privacy = {
        "plain": "id day author topics theories recorded_at version voided_at void_reason replaces"
    }
    fact, owner = "day", "case"

    day = models.ForeignKey(ObservationDay, models.PROTECT, related_name="reflections")

    class Meta(Reflection.Meta):
        verbose_name = "reflection on a day"
        verbose_name_plural = "reflections on days"
        constraints = [*Reflection.Meta.constraints, one_reflection("day")]


class DebriefReflection(Reflection):
    """What a debrief makes the team think about. What was said in it is kept nowhere."""

    privacy = {
        "plain": "id debrief author topics theories recorded_at version voided_at void_reason"
        " replaces"
    }
    fact, owner = "debrief", "case"

    debrief = models.ForeignKey(Debrief, models.PROTECT, related_name="reflections")

    class Meta(Reflection.Meta):
        verbose_name = "reflection on a debrief"
        verbose_name_plural = "reflections on debriefs"
        constraints = [*Reflection.Meta.constraints, one_reflection("debrief")]
