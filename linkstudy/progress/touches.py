"""What touched on a topic or a programme theory: each thing that was collected, once.

A further source is one function and, where it counts apart, one column: it yields
the touches that a reader may see, and stands in SOURCES. The map, its list and its file read it then.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from django.db.models import F, QuerySet
from django.urls import reverse

from cases.models import Case, DayReflection, Debrief, DebriefReflection, ObservationDay
from cases.vocabulary import Group
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from meetings.models import Meeting, MeetingReflection
from participants.models import Interview, InterviewReflection

By = Literal["topics", "theories"]
COLUMNS = {
    **{group.value: group.plural for group in Group},
    "OD": "Observation days",
    "DB": "Debriefs",
    "MT": "Meetings",
}
PEOPLE = [group.value for group in Group]  # the columns that are interviews with people


@dataclass(frozen=True)
class Asked:
    """Of whose cases the touches are wanted, of topics or of theories, and as at which day.

    subject  the key of the one topic or theory that is asked for; 0 for all
    """

    reader: User
    by: By
    day: dt.date
    subject: int = 0

    def ticked(self, way: str) -> dict[str, Any]:
        """The condition that some of these, or the one, was ticked there."""
        return {way: self.subject} if self.subject else {f"{way}__isnull": False}

    @property
    def at(self) -> dt.datetime:
        return clock.end_of(self.day)

    @cached_property
    def cases(self) -> QuerySet[Case]:
        """The cases that the reader may see, void ones too: figures of an earlier day count them."""
        return Case.objects.ever_reached(self.reader, May.SEE_PROGRESS)


@dataclass(frozen=True)
class Touch:
    """One thing that touched on a subject.

    subject  the key of the topic or theory
    case     the number of its case; 0 for what belongs to none
    column   one of COLUMNS
    what     the thing in words; route and args are its page, and tell it from every other
    """

    subject: int
    day: dt.date
    case: int
    column: str
    what: str
    route: str
    args: tuple[Any, ...]

    @property
    def url(self) -> str:
        return reverse(self.route, args=self.args)

    @property
    def column_words(self) -> str:
        return COLUMNS[self.column]


Source = Callable[[Asked], Iterable[Touch]]


def logged(asked: Asked) -> Iterator[Touch]:
    """The topics that were ticked when an interview was logged."""
    if asked.by == "topics":
        yield from _interviews(interviews_done(asked).filter(**asked.ticked("topics")), "topics")


def interviews(asked: Asked) -> Iterator[Touch]:
    """Interviews that somebody reflected on."""
    way = "participant__interviews"
    standing = InterviewReflection.objects.standing(asked.at)
    rows = reflected(interviews_done(asked), f"{way}__reflections", standing, asked)
    yield from _interviews(rows, f"{way}__reflections__{asked.by}")


def interviews_done(asked: Asked) -> QuerySet[Interview]:
    done = Interview.objects.done(asked.at)
    return done.filter(participant__case__in=asked.cases.values("pk")).order_by()


def _interviews(rows: QuerySet[Interview], subject: str) -> Iterator[Touch]:
    person = ("participant__study_id", "participant__case__number", "participant__group")
    for key, day, number, code, case, group in rows.values_list(
        subject, "held_on", "number", *person
    ):
        what, where = f"{code}, interview {number}", (code.lower(), number)
        yield Touch(key, day, case, group, what, "participants:interview", where)


def days(asked: Asked) -> Iterator[Touch]:
    """Observation days that somebody reflected on."""
    way = "case__observation_days__reflections"
    standing = DayReflection.objects.standing(asked.at)
    rows = reflected(in_cases(ObservationDay, asked), way, standing, asked)
    found = rows.values_list(f"{way}__{asked.by}", "day", "case__number", "number")
    for key, day, case, number in found:
        what = f"Case {case}, observation day {number}"
        yield Touch(key, day, case, "OD", what, "cases:observation", (case, number))


def debriefs(asked: Asked) -> Iterator[Touch]:
    """Debriefs that somebody reflected on."""
    way = "case__debriefs__reflections"
    standing = DebriefReflection.objects.standing(asked.at)
    rows = reflected(in_cases(Debrief, asked), way, standing, asked)
    found = rows.values_list(f"{way}__{asked.by}", "day", "case__number", "number")
    for key, day, case, number in found:
        what = f"Case {case}, debrief {number}"
        yield Touch(key, day, case, "DB", what, "cases:debrief", (case, number))


def meetings(asked: Asked) -> Iterator[Touch]:
    """Meetings of groups that the reader sees, of which somebody ticked what they touched on."""
    rows = Meeting.objects.visible_to(asked.reader).standing(asked.at)
    held = rows.filter(held_on__lte=asked.day).order_by()
    standing = MeetingReflection.objects.standing(asked.at)
    way = f"reflections__{asked.by}"
    found = held.filter(reflections__in=standing, **asked.ticked(way))
    for row in found.select_related("group").annotate(touched=F(way)):
        key = row.touched
        where = (row.group.slug, row.day)
        yield Touch(key, row.held_on, 0, "MT", str(row), "meetings:meeting", where)


def in_cases(model: type[ObservationDay] | type[Debrief], asked: Asked) -> Any:
    """The days or debriefs that stand, up to the day."""
    rows: Any = model._default_manager
    standing = rows.standing(asked.at).filter(day__lte=asked.day)
    return standing.filter(case__in=asked.cases.values("pk")).order_by()


def reflected(rows: Any, way: str, standing: Any, asked: Asked) -> Any:
    """Rows of facts with what was ticked about them: a reflection points to a fact's first row, which
    shares its number."""
    same = {f"{way.rpartition('__')[0]}__number": F("number")}
    ticked = asked.ticked(f"{way}__{asked.by}")
    return rows.filter(**same, **{f"{way}__in": standing}, **ticked)


SOURCES: tuple[Source, ...] = (logged, interviews, days, debriefs, meetings)


def touches(asked: Asked) -> list[Touch]:
    """Each thing once for a subject, newest first."""
    found = {(one.subject, one.route, one.args): one for source in SOURCES for one in source(asked)}
    return sorted(found.values(), key=lambda one: (one.day, one.what), reverse=True)
