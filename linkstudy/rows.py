"""What most rows share: when they were recorded, their version, and being voided with a reason."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from linkstudy import clock

# The same order on both databases: void rows last, the one voided last before the others.
STANDING_FIRST = models.F("voided_at").desc(nulls_first=True)


def known(field: str, choices: type[models.TextChoices], *, blank: bool = False) -> Q:
    """The condition that a column holds one of its choices."""
    return Q(**{f"{field}__in": [*choices.values, *([""] if blank else [])]})


def stood(at: datetime | None = None, row: str = "") -> Q:
    """That a row was recorded by the instant and not yet void then; without one, that it is not void.

    row leads there: "consent__".
    """
    not_void = Q(**{f"{row}voided_at": None})
    if at is None:
        return not_void
    return Q(**{f"{row}recorded_at__lte": at}) & (not_void | Q(**{f"{row}voided_at__gt": at}))


def next_number(rows) -> int:
    """One more than the highest number among the rows. Lock their parent first."""
    return (rows.aggregate(highest=models.Max("number"))["highest"] or 0) + 1


def numbered(rows: Iterable[Any]) -> list[tuple[int, Any]]:
    """(number, newest row) of each fact, by when it was first recorded. rows are all of a kind.

    A fact keeps its number, for addresses, however often it is corrected.
    """
    numbers: dict[int, int] = {}
    newest: dict[int, Any] = {}
    for row in sorted(rows, key=lambda row: row.pk):
        number = numbers[row.replaces_id] if row.replaces_id else len(newest) + 1
        numbers[row.pk], newest[number] = number, row
    return list(newest.items())


class Picked(Sequence):
    """Rows for a paginator: first the keys of a page's rows are put in order, and what else is asked
    of them is reckoned for those alone."""

    def __init__(self, rows: models.QuerySet):
        self.rows = rows

    def __len__(self) -> int:
        return self.rows.count()

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, int):
            return self[place : place + 1][0]
        keys = list(self.rows.values_list("pk", flat=True)[place])
        return list(self.rows.filter(pk__in=keys))


class VoidableQuerySet(models.QuerySet):
    def standing(self, at: datetime | None = None):
        """Rows recorded by the instant and not yet voided then; without one, those not voided."""
        return self.filter(stood(at))


class CorrectableQuerySet(VoidableQuerySet):
    def current(self):
        """The newest row of each fact: the one that stands, else the last that did."""
        return self.filter(replaced_by=None)


class Recorded(models.Model):
    """A fact with the instant at which it was recorded, and a version that rises with each change.

    moments names the columns of times that people type, each with that of its day.
    """

    moments: ClassVar[dict[str, str]] = {}

    recorded_at = models.DateTimeField(default=clock.study_now, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Voidable(Recorded):
    """A fact that can be taken back: it stays, with the instant and the reason, sealed."""

    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.TextField(blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_voided_has_reason",
                condition=Q(voided_at=None, void_reason="")
                | Q(voided_at__isnull=False) & ~Q(void_reason=""),
            ),
        ]


class Correctable(Voidable):
    """A fact that can be put right: its row is voided, and a new one takes its place.

    replaces is the row whose place this one took. The rows of a fact stand one behind the other,
    and the newest alone can stand. known_at names the instants at which the fact became known:
    a row written anew has them anew, so that figures as at earlier days keep what was known then.
    """

    known_at: ClassVar[tuple[str, ...]] = ("recorded_at",)

    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="replaced_by"
    )

    class Meta(Voidable.Meta):
        abstract = True
