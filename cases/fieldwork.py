"""What fieldwork in a case came to by a day, as known at its end."""

import datetime as dt
from functools import cached_property

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.models import Case, CollectedDocument, Debrief, ObservationDay, RoutineData
from linkstudy import clock
from linkstudy.audit.past import known_at
from linkstudy.words import listed


def counted(number: int, one: str, more: str) -> str:
    """1 day, 2,000 days."""
    return f"{number:,} {one if number == 1 else more}"


def hours_words(minutes: int) -> str:
    """6 hours, 40 minutes or 6 hours 30 minutes."""
    hours, rest = divmod(minutes, 60)
    told = [counted(hours, "hour", "hours")] if hours or not rest else []
    return " ".join([*told, *([counted(rest, "minute", "minutes")] if rest else [])])


def summed(rows: list[ObservationDay], debriefs: int, documents: int) -> str:
    """41 hours with the link worker on 6 days, 5 debriefs and 3 documents collected."""
    hours = hours_words(sum(one.minutes for one in rows))
    days = len({one.day for one in rows})
    first = f"{hours} with the link worker on {counted(days, 'day', 'days')}"
    talks = counted(debriefs, "debrief", "debriefs")
    papers = counted(documents, "document collected", "documents collected")
    return listed([first, talks, papers])


def with_counts(cases: QuerySet[Case], day: dt.date) -> QuerySet[Case]:
    """Annotate debriefs_held and documents_got up to a day, as known at its end."""
    at = clock.end_of(day)
    talks = Debrief.objects.standing(at).filter(day__lte=day)
    papers = CollectedDocument.objects.standing(at).filter(received_on__lte=day)
    return cases.annotate(debriefs_held=_of_case(talks), documents_got=_of_case(papers))


def _of_case(rows: QuerySet) -> Coalesce:
    mine = rows.filter(case=OuterRef("pk")).order_by().values("case")
    return Coalesce(Subquery(mine.annotate(count=Count("pk")).values("count")), 0)


CaseRow = ObservationDay | Debrief | CollectedDocument | RoutineData


class Fieldwork:
    """Four lists, newest first, each fetched once, and their sums."""

    def __init__(self, case: Case, day: dt.date):
        self.case, self.day, self.at = case, day, clock.end_of(day)

    @cached_property
    def days(self) -> list[ObservationDay]:
        rows = self.case.observation_days.standing(self.at).filter(day__lte=self.day)
        return list(rows.select_related("case", "observer").order_by("-day", "-starts", "-pk"))

    @cached_property
    def debriefs(self) -> list[Debrief]:
        rows = self.case.debriefs.standing(self.at).filter(day__lte=self.day)
        return list(rows.select_related("case", "researcher").order_by("-day", "-pk"))

    @cached_property
    def documents(self) -> list[CollectedDocument]:
        rows = self.case.collected_documents.standing(self.at).filter(received_on__lte=self.day)
        rows = rows.select_related("case", "collector").order_by("-received_on", "-pk")
        return list(rows)

    @cached_property
    def routine(self) -> list[RoutineData]:
        rows = self.case.routine_data.filter(requested_on__lte=self.day)
        return known_at(rows.select_related("case").order_by("-requested_on", "-pk"), self.at)

    @cached_property
    def taken_back(self) -> list[CaseRow]:
        """What is void and in none of today's lists, so that it can be restored; by kind and number. Lists of
        an earlier day hold what stood then."""
        if self.day != clock.today():
            return []
        case = self.case
        kinds = (case.observation_days, case.debriefs, case.collected_documents, case.routine_data)
        void = [rows.current().exclude(voided_at=None).select_related("case") for rows in kinds]
        return [row for rows in void for row in rows.order_by("number")]

    @property
    def sentence(self) -> str:
        """41 hours with the link worker on 6 days, 5 debriefs and 3 documents"""
        return summed(self.days, len(self.debriefs), len(self.documents))

    @property
    def waiting(self) -> str:
        """2 documents are to be redacted; "" when none is."""
        count = sum(1 for one in self.documents if one.is_to_redact)
        be = "is" if count == 1 else "are"
        return f"{counted(count, 'document', 'documents')} {be} to be redacted" if count else ""
