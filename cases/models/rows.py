"""What rows share: those of the set-up an address and being taken back, those of fieldwork a keeper."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from linkstudy.audit.past import known_at
from linkstudy.rows import Voidable, VoidableQuerySet


class SetUpRow(Voidable):
    """A fact of the set-up: corrected in place, made void and restored, each time with a reason.

    slug   its address among its kind, which it keeps when it is void and another takes its number
    noun   what it is, in words and in the verbs of the history
    place  where its kind stands under /set-up/
    """

    noun = ""
    place = ""

    slug = models.CharField(max_length=30, unique=True, editable=False)

    class Meta(Voidable.Meta):
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse(f"set_up:{self.place}:row", args=[self.slug])

    @property
    def about(self) -> str:
        return f"{self.noun} {self.slug}"


def demand_new_name(row: Any, words: str, **among: Any) -> None:
    """Raise ValidationError beside the name of a row that stands when another one among those has
    it too, in whatever capitals and spaces."""
    if row.voided_at:
        return
    others = type(row).objects.standing().filter(**among).exclude(pk=row.pk)
    if _letters(row.name) in map(_letters, others.values_list("name", flat=True)):
        raise ValidationError({"name": words})


def _letters(name: str) -> str:
    return " ".join(name.split()).casefold()


class DatedQuerySet(VoidableQuerySet):
    """Versions of which the newest holds, from its day on; earlier ones stay."""

    def in_force(self, on: date, at: datetime | None = None) -> Any:
        """The version that holds on a day, as known at an instant; None before the first."""
        begun = self.filter(effective_from__lte=on)
        if at is None:
            return begun.standing().order_by("-effective_from").first()
        rows: QuerySet[Any] = begun.order_by("effective_from")
        known = known_at(rows, at)
        return known[-1] if known else None


def kept_by(rows: Any, doer: str) -> Any:
    """Annotate keeper, by key: to whom what is unfinished of a row was handed, else its doer."""
    to_whom = Coalesce("handed_to_id", f"{doer}_id", output_field=models.BigIntegerField())
    return rows.annotate(keeper=to_whom)
