"""Of whom the study wants to hear how many, and the people it is held against.

They stand here, above the places of a study, because they ask for what is known of people.
"""

from typing import Any

from django.db import models
from django.db.models import F, Q

from cases.models.rows import DatedQuerySet, SetUpRow
from linkstudy.rows import Recorded, known
from linkstudy.several import Several, all_known
from participants.sampled import ANSWERS, ATTRIBUTES, Attribute, answer_words, cell_words
from participants.vocabulary import BANDS, Group

MOST_PEOPLE, MOST_OF_A_SHARE = 1_000, 100_000_000


def several(attribute: str, label: str) -> Several:
    """Any of the answers to what is known of people."""
    return Several(label, max_length=150, blank=True, of=ATTRIBUTES[attribute])


class SamplingCell(SetUpRow):
    """People of a group whom the study wants to hear from: of which kinds, at least or at most how many.

    Each of age_band to title holds any of several answers, "" where it asks for none; a person is
    meant whose every answer is among them. It counts from effective_from on.
    """

    privacy = {
        "plain": "id slug group name age_band gender ethnic_group deprivation title least most"
        " effective_from recorded_at version voided_at void_reason"
    }
    noun, place = "cell", "sampling"

    group = models.CharField(max_length=2, choices=Group)
    name = models.CharField(max_length=60, blank=True)
    age_band = several("age_band", "age band")
    gender = several("gender", "gender")
    ethnic_group = several("ethnic_group", "ethnic group")
    deprivation = several("deprivation", "area deprivation")
    title = several("title", "role")
    least = models.PositiveSmallIntegerField("at least", null=True, blank=True)
    most = models.PositiveSmallIntegerField("at most", null=True, blank=True)
    effective_from = models.DateField("holds from")

    objects = DatedQuerySet.as_manager()

    class Meta(SetUpRow.Meta):
        verbose_name = "sampling cell"
        ordering = ["group", "pk"]
        constraints = [
            *SetUpRow.Meta.constraints,
            models.CheckConstraint(name="cell_group_is_known", condition=known("group", Group)),
            *(
                models.CheckConstraint(
                    name=f"cell_{name}_is_known", condition=all_known(name, ATTRIBUTES[name])
                )
                for name in ATTRIBUTES
            ),
            models.CheckConstraint(
                name="cell_asks_for_something",
                condition=~Q(**dict.fromkeys(ATTRIBUTES, "")),
                violation_error_message="Tick who belongs to the cell",
            ),
            models.CheckConstraint(
                name="cell_asks_what_describes_its_group",
                condition=Q(group=Group.PATIENT, title="")
                | ~Q(group=Group.PATIENT) & Q(**dict.fromkeys(BANDS, "")),
                violation_error_message="Patients have no role, and the others have a role alone",
            ),
            models.CheckConstraint(
                name="cell_has_a_goal",
                condition=Q(least__isnull=False) | Q(most__isnull=False),
                violation_error_message="Enter the least, the most or both",
            ),
            models.CheckConstraint(
                name="cell_goal_is_a_real_number",
                condition=(Q(least=None) | Q(least__gte=1, least__lte=MOST_PEOPLE))
                & (Q(most=None) | Q(most__gte=1, most__lte=MOST_PEOPLE)),
            ),
            models.CheckConstraint(
                name="cell_most_is_not_below_least",
                condition=Q(least=None) | Q(most=None) | Q(most__gte=F("least")),
                violation_error_message="The most cannot be below the least",
            ),
            models.UniqueConstraint(
                name="one_standing_cell_that_asks_this",
                fields=["group", *ATTRIBUTES],
                condition=Q(voided_at=None),
                violation_error_message="Another cell asks for the same people. Correct that one",
            ),
        ]

    def __str__(self) -> str:
        return self.name or cell_words(self.group, self.asked)

    @property
    def asked(self) -> dict[str, frozenset[str]]:
        """{attribute: answers} of what it asks for."""
        held = {name: getattr(self, name) for name in ATTRIBUTES}
        return {name: frozenset(codes.split()) for name, codes in held.items() if codes}


class Benchmark(SetUpRow):
    """Of which answers the people are against whom the study's are held, from a day on.

    Its shares are percentages, or numbers of people.
    """

    privacy = {
        "plain": "id slug attribute is_percent source effective_from recorded_at version voided_at"
        " void_reason"
    }
    noun, place = "benchmark", "benchmarks"

    attribute = models.CharField("what it is about", max_length=20, choices=Attribute)
    is_percent = models.BooleanField("in percent")
    source = models.CharField(max_length=200)
    effective_from = models.DateField("holds from")

    objects = DatedQuerySet.as_manager()

    class Meta(SetUpRow.Meta):
        ordering = ["attribute", "effective_from"]
        constraints = [
            *SetUpRow.Meta.constraints,
            models.CheckConstraint(
                name="benchmark_attribute_is_known", condition=known("attribute", Attribute)
            ),
            models.CheckConstraint(
                name="benchmark_has_a_source",
                condition=~Q(source=""),
                violation_error_message="Enter where the numbers are from",
            ),
            models.UniqueConstraint(
                name="one_standing_benchmark_from_a_day",
                fields=["attribute", "effective_from"],
                condition=Q(voided_at=None),
                violation_error_message="Another benchmark for this holds from this day",
            ),
        ]

    def __str__(self) -> str:
        return f"Benchmark for {self.get_attribute_display().lower()}"


class Share(Recorded):
    """How many of a benchmark's people gave an answer: percent of them, or a number."""

    privacy = {"plain": "id benchmark answer number recorded_at version"}

    benchmark = models.ForeignKey(Benchmark, models.PROTECT, related_name="shares")
    answer = models.CharField(max_length=10)
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name = "share of a benchmark"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="share_answer_is_known", condition=Q(answer__in=sorted(ANSWERS))
            ),
            models.CheckConstraint(
                name="share_is_a_real_number", condition=Q(number__lte=MOST_OF_A_SHARE)
            ),
            models.UniqueConstraint(name="one_share_of_an_answer", fields=["benchmark", "answer"]),
        ]

    def __str__(self) -> str:
        return f"{self.words}: {self.number:,}"

    @property
    def words(self) -> str:
        """The answer, as pages have it."""
        return answer_words(self.benchmark.attribute, self.answer)

    @property
    def about(self) -> Any:
        return self.benchmark.about
