"""Letters as figures: how many patients were approached, up to a day, as known at its end.

Letters are counts and people are people: the two stand side by side and are never added up.
"""

import datetime as dt
from dataclasses import dataclass, fields

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from cases.models import Case, InvitationBatch, Reminder
from linkstudy import clock


@dataclass(frozen=True)
class Sums:
    """Counts of patients over some batches.

    searched  found by the practices' searches; excluded, left out by them
    sent_out  approached; undelivered, of whom letters came back
    """

    searched: int
    excluded: int
    sent_out: int
    undelivered: int

    @property
    def not_sent(self) -> int:
        """Found, not left out, and not sent to all the same."""
        return self.searched - self.excluded - self.sent_out

    @property
    def arrived(self) -> int:
        return self.sent_out - self.undelivered


COUNTS = tuple(one.name for one in fields(Sums))


def batches_by(day: dt.date) -> QuerySet[InvitationBatch]:
    """Batches sent up to the day, as known at its end."""
    return InvitationBatch.objects.standing(clock.end_of(day)).filter(sent_on__lte=day)


def sums_in(cases: QuerySet[Case], day: dt.date) -> Sums | None:
    """The sums over the letters of all the cases; None before the first."""
    rows = batches_by(day).filter(case__in=cases.order_by().values("pk"))
    found = rows.aggregate(**{name: Sum(name) for name in COUNTS})
    return None if found["sent_out"] is None else Sums(**found)


def with_letters(cases: QuerySet[Case], day: dt.date) -> QuerySet[Case]:
    """Annotate cases with the sums of their letters up to the day, as known at its end."""
    mine = batches_by(day).filter(case=OuterRef("pk")).order_by().values("case")
    return cases.annotate(
        **{
            f"letters_{name}": Subquery(mine.annotate(all=Sum(name)).values("all"))
            for name in COUNTS
        }
    )


def sums_of(case: Case) -> Sums | None:
    """The sums of a case with_letters(); None before its first letters."""
    found = {name: getattr(case, f"letters_{name}") for name in COUNTS}
    return None if found["sent_out"] is None else Sums(**found)


def letters_sent(cases: QuerySet[Case], day: dt.date) -> dict[int, Sums]:
    """{case's key: the sums of its letters up to the day, as known at its end}; none without letters."""
    found = {case.pk: sums_of(case) for case in with_letters(cases, day)}
    return {case: sums for case, sums in found.items() if sums}


def approached(cases: QuerySet[Case], day: dt.date) -> dict[int, int]:
    """{case's key: patients approached by letters up to the day, as known at its end}."""
    return {case: sums.sent_out for case, sums in letters_sent(cases, day).items()}


def reminded(cases: QuerySet[Case], day: dt.date) -> dict[int, int]:
    """{case's key: reminders sent up to the day, as known at its end}."""
    rows = Reminder.objects.standing(clock.end_of(day)).filter(sent_on__lte=day)
    here = rows.filter(batch__case__in=cases.order_by().values("pk")).order_by()
    return dict(here.values_list("batch__case").annotate(all_sent=Sum("sent_out")))
