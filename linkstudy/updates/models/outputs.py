"""Papers, blogs and talks: what they are, how far they are, and who made them."""

import datetime as dt
import re
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.urls import reverse

from linkstudy.accounts.policy import May
from linkstudy.rows import Correctable, CorrectableQuerySet, VoidableQuerySet, known
from linkstudy.updates.models.rows import NamedRow
from linkstudy.updates.vocabulary import OutputKind, Stage

DOI = "https://doi.org/"
PLACES = {stage: place for place, stage in enumerate(Stage)}


class OutputQuerySet(VoidableQuerySet):
    def with_stage(self, on: dt.date):
        """Annotate stage and stage_on: the last that was reached by the day, or None."""
        reached = OutputStep.objects.standing().filter(output=OuterRef("pk"), on__lte=on)
        last = reached.by_time().reverse()
        return self.annotate(
            stage=Subquery(last.values("stage")[:1]), stage_on=Subquery(last.values("on")[:1])
        )

    def newest_first(self):
        """Those that are not out yet first, then the latest; needs with_stage."""
        is_out = Case(When(stage=Stage.OUT, then=1), default=0)
        return self.order_by(is_out, F("stage_on").desc(nulls_first=True), "-pk")

    def with_makers(self):
        """With those who made it at hand, as `makers`."""
        return self.prefetch_related(makers())


def makers() -> Prefetch:
    made = Contributor.objects.standing().select_related("user")
    return Prefetch("contributors", made, to_attr="makers")


class Output(NamedRow):
    """Something that came of the study. What it is of itself, such as a paper's blog, is parent.

    doi is without its address; web_address is where it can be read.
    """

    privacy = {
        "plain": "id slug kind title venue doi web_address summary parent recorded_at version voided_at"
        " void_reason"
    }
    noun = "output"
    named_by = "title"
    told_to: ClassVar[May] = May.SEE_OUTPUTS
    makers: list["Contributor"]  # of rows that were fetched with_makers

    kind = models.CharField(max_length=20, choices=OutputKind)
    title = models.CharField(max_length=300)
    venue = models.CharField(max_length=200, blank=True)
    doi = models.CharField("DOI", max_length=120, blank=True)
    web_address = models.CharField(max_length=500, blank=True)
    summary = models.CharField("what it says", max_length=600, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="goes with",
    )

    objects = OutputQuerySet.as_manager()

    class Meta(NamedRow.Meta):
        verbose_name = "publication"
        ordering = ["pk"]
        constraints = [
            *NamedRow.Meta.constraints,
            models.CheckConstraint(
                name="output_kind_is_known", condition=known("kind", OutputKind)
            ),
            models.CheckConstraint(name="output_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="output_link_is_an_address",
                condition=Q(web_address="")
                | Q(web_address__startswith="https://")
                | Q(web_address__startswith="http://"),
            ),
            models.CheckConstraint(
                name="output_goes_with_another", condition=Q(parent=None) | ~Q(parent=F("id"))
            ),
            models.UniqueConstraint(
                name="one_standing_output_of_a_doi",
                fields=["doi"],
                condition=Q(voided_at=None) & ~Q(doi=""),
                violation_error_message="A publication with this DOI is already there",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("updates:output", args=[self.slug])

    @property
    def subject(self) -> str:
        """The title; or what it is about, where the title only says that: the study, of “Blog on the study”.
        A paper always has a title."""
        kind = rf"(?:an? |the )?{self.get_kind_display()} (?:on|about) (.+)"
        described = re.fullmatch(kind, self.title, re.IGNORECASE)
        return described[1] if described and self.kind != OutputKind.PAPER else self.title

    @property
    def doi_link(self) -> str:
        return f"{DOI}{self.doi}" if self.doi else ""


class StepQuerySet(CorrectableQuerySet):
    def by_time(self):
        """By day; those of one day as far as they go."""
        places = [When(stage=stage, then=Value(place)) for stage, place in PLACES.items()]
        return self.order_by("on", Case(*places, default=0), "pk")


class OutputStep(Correctable):
    """A publication got so far on a day. number is for addresses: a corrected step keeps it."""

    privacy = {
        "plain": "id output number stage on recorded_at version voided_at void_reason replaces"
    }

    told_to: ClassVar[May] = May.SEE_OUTPUTS

    output = models.ForeignKey(Output, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField(editable=False)
    stage = models.CharField("how far it is", max_length=20, choices=Stage)
    on = models.DateField("since")

    objects = StepQuerySet.as_manager()

    class Meta(Correctable.Meta):
        verbose_name = "step of a publication"
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(name="step_stage_is_known", condition=known("stage", Stage)),
            models.UniqueConstraint(
                name="one_standing_step_of_a_number",
                fields=["output", "number"],
                condition=Q(voided_at=None),
            ),
            models.UniqueConstraint(
                name="one_standing_step_of_a_stage",
                fields=["output", "stage"],
                condition=Q(voided_at=None),
                violation_error_message="That step is recorded already. Correct it instead",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.output}: {self.get_stage_display()}"

    @property
    def about(self) -> str:
        return self.output.about


class Contributor(Correctable):
    """Somebody who made a publication, by the name that is printed on it, which is public.

    place is their place among the names; user is their account, if they are in the team. number is
    for addresses: a corrected contributor keeps it.
    """

    privacy = {
        "plain": "id output number place name user recorded_at version voided_at void_reason"
        " replaces"
    }

    told_to: ClassVar[May] = May.SEE_OUTPUTS

    output = models.ForeignKey(Output, models.PROTECT, related_name="contributors")
    number = models.PositiveSmallIntegerField(editable=False)
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=150)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="account",
    )

    objects = CorrectableQuerySet.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["place", "number"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(name="contributor_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(name="contributor_has_a_place", condition=Q(place__gte=1)),
            models.UniqueConstraint(
                name="one_standing_contributor_of_a_number",
                fields=["output", "number"],
                condition=Q(voided_at=None),
            ),
            models.UniqueConstraint(
                name="one_standing_contributor_of_a_name",
                fields=["output", "name"],
                condition=Q(voided_at=None),
                violation_error_message="This name is among them already",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, of {self.output}"

    @property
    def about(self) -> str:
        return self.output.about
