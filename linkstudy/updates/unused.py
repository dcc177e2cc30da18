"""What the data of an update's days hold, or say is soon to come, and its words do not say."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from linkstudy.updates.facts import Period
from linkstudy.updates.gatherings import TALKED, of_interest, that_met, told_events, told_meetings
from linkstudy.updates.models import News, Profile, Section
from linkstudy.updates.tokens import plain
from linkstudy.updates.vocabulary import Part
from linkstudy.words import day_words
from meetings.models import AgendaItem, Event, Group, Meeting

AGREED, ROUTINE, WRITTEN, NONE = "agreed", "routine", "written", "none"  # of minutes
WHY = {
    AGREED: "Its minutes were agreed after this was written",
    WRITTEN: "Its minutes are not agreed yet, so it is told only that you met",
    NONE: "It has no minutes, so it is told only that you met",
}
DAY, MONTH, WRITTEN_UP = range(3)  # of an event: its day is known, its month, or that it has been
KNOWN_OF = {DAY: Q(is_day_known=True), MONTH: Q(is_day_known=False, taken="")}
TO_COME = "Still to come"  # of an event: it is told as ahead


@dataclass(frozen=True)
class Unused:
    """Something found: what it is, in which section it would stand, its page, and perhaps why."""

    words: str
    part: str
    url: str
    why: str = ""

    @property
    def is_waiting(self) -> bool:
        """Whether minutes are to be agreed before more can be told."""
        return self.why == WHY[WRITTEN]

    @property
    def section(self) -> str:
        return str(Part(self.part).label)


@dataclass(frozen=True)
class Said:
    """What the sections of an update say, and what the data wrote of meetings."""

    text: str
    drafted: str

    @classmethod
    def by(cls, sections: list[Section]) -> "Said":
        shown = [plain(one.text) for one in sections if not one.left_out]
        drafted = [plain(one.drafted) for one in sections if one.part == Part.MEETINGS]
        return cls(" ".join(shown).casefold(), "\n".join(drafted))

    def holds(self, words: str) -> bool:
        return words.casefold() in self.text

    def tells_of(self, meeting: Meeting) -> bool:
        """Whether what was said there was at hand when the data wrote last."""
        met, lines = that_met(meeting), self.drafted.splitlines()
        return any(one.startswith(met) and after == TALKED for one, after in pairwise(lines))


Row = tuple[Any, ...]  # kind, words, what kind of it, address, day, number
Reading = Callable[[Row, Said], Unused | None]


def unused(sections: Iterable[Section], period: Period) -> list[Unused]:
    """Publications, news, meetings, events and people that no section names, in that order; and meetings
    of which it is told only that they were."""
    said = Said.by(list(sections))
    return [*publications(period, said), *recorded(period, said)]


def publications(period: Period, said: Said) -> Iterator[Unused]:
    for one in period.shown:
        if not said.holds(one.subject):
            words = f"{one.get_kind_display()}: {one.title}"
            yield Unused(words, Part.PUBLICATIONS, one.get_absolute_url())


def recorded(period: Period, said: Said) -> Iterator[Unused]:
    """The rest, by one question: rows of the same columns, the first of each kind first."""
    rows = news_rows(period).union(
        meeting_rows(period), event_rows(period), person_rows(period), all=True
    )
    by_kind: dict[str, list[Row]] = {kind: [] for kind in READ}
    for row in rows:
        by_kind[row[0]].append(row)
    for kind, found in by_kind.items():
        for row in sorted(found, key=lambda one: one[4:]):
            if one := READ[kind](row, said):
                yield one


def news_rows(period: Period) -> QuerySet[Any, Row]:
    rows = News.objects.standing().filter(on__range=(period.first, period.last)).order_by()
    return rows.values_list(Value("news"), "words", "part", "slug", "on", "number")


def news(row: Row, said: Said) -> Unused | None:
    _, words, part, slug, *_ = row
    is_told = said.holds(words.strip(" ."))
    return None if is_told else Unused(words, part, News(slug=slug).get_absolute_url())


def meeting_rows(period: Period) -> QuerySet[Any, Row]:
    noted = AgendaItem.objects.filter(meeting=OuterRef("pk"), voided_at=None, notes__gt="")
    told = noted.filter(of_interest())
    minutes = Case(
        When(agreed_on=None, then=Case(When(Exists(noted), Value(WRITTEN)), default=Value(NONE))),
        When(Exists(told), then=Value(AGREED)),
        default=Value(ROUTINE),
    )
    rows = told_meetings(period).order_by()
    return rows.values_list(
        Value("meeting"), "group__name", minutes, "group__slug", "held_on", "turn"
    )


def meeting(row: Row, said: Said) -> Unused | None:
    _, name, minutes, slug, day, turn = row
    found = Meeting(group=Group(name=name, slug=slug), held_on=day, turn=turn)
    is_told = said.holds(f"{name} in {day:%B %Y}")
    why = "" if minutes == AGREED and said.tells_of(found) else WHY.get(minutes, "")
    if is_told and not why:
        return None
    return Unused(str(found), Part.MEETINGS, found.get_absolute_url(), why)


def event_rows(period: Period) -> QuerySet[Any, Row]:
    day, month = (When(known, then=Value(one)) for one, known in KNOWN_OF.items())
    known = Case(day, month, default=Value(WRITTEN_UP))
    rows = told_events(period).order_by()
    return rows.values_list(Value("event"), "title", "kind", "slug", "on", known)


def event(row: Row, said: Said) -> Unused | None:
    _, title, kind, slug, day, known = row
    facts = {"title": title, "kind": kind, "slug": slug, "on": day, "is_day_known": known == DAY}
    found = Event(taken="Written up" if known == WRITTEN_UP else "", **facts)
    words = f"{found.get_kind_display()}: {title}, {found.when}"
    why = TO_COME if found.is_to_come else ""
    is_told = said.holds(title)
    return None if is_told else Unused(words, Part.TRAINING, found.get_absolute_url(), why)


def person_rows(period: Period) -> QuerySet[Any, Row]:
    rows = Profile.objects.standing().filter(agreed_on__range=(period.first, period.last))
    found = rows.order_by()
    return found.values_list(Value("person"), "name", Value(""), "slug", "agreed_on", F("pk"))


def person(row: Row, said: Said) -> Unused | None:
    _, name, _, slug, day, _ = row
    words = f"{name}, who agreed on {day_words(day)} to be introduced"
    url = Profile(slug=slug).get_absolute_url()
    return None if said.holds(name) else Unused(words, Part.TEAM, url)


READ: dict[str, Reading] = {"news": news, "meeting": meeting, "event": event, "person": person}
