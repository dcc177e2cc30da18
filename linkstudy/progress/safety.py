"""What waits for somebody about people's safety: that there is something, never what it says."""

from typing import Any, NamedTuple

from django.db.models import Case, DateField, DateTimeField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.progress.scope import Scope
from linkstudy.safety.models import SafetyNote, Visit
from linkstudy.safety.models.visits import is_late
from linkstudy.todo import Item
from linkstudy.words import clock_words, in_london
from participants.briefs import short


class Matter(NamedTuple):
    """A note that is open, with its day, or a visit that is not over, until when: whose it is, and in
    which case. A note of somebody who left is nobody's own: principal investigators see to it."""

    kind: str
    slug: str
    day: Any
    until: Any
    pk: int | None
    name: str
    number: int
    case: int

    @property
    def who(self) -> User | str:
        return User(pk=self.pk, name=self.name, number=self.number) if self.pk else ""

    @property
    def is_overdue(self) -> bool:
        return self.until < clock.study_now()


def safety_items(scope: Scope, most: int) -> list[Item]:
    """Visits that are not over, then notes that are open; at most so many, by one question."""
    user = scope.reader
    return [
        visit_item(user, one) if one.kind == "visit" else note_item(user, one)
        for one in matters(scope, most)
    ]


def matters(scope: Scope, most: int) -> list[Matter]:
    """What the reader may know of: visits by when they end, then notes, the oldest first."""
    found = []
    if scope.reader.may(May.WATCH_VISITS):
        found.append(visits(concerning(scope.visits.order_by(), scope.reader)))
    if scope.reader.may(May.RAISE_SAFETY):
        found.append(notes(scope.notes.order_by()))
    if not found:
        return []
    first, *more = found
    rows = first.union(*more, all=True).order_by("-matter", "until", "day", "slug")
    return [Matter(*row) for row in rows[:most]]


def concerning(rows: QuerySet, user: User) -> QuerySet:
    """Of the visits, one's own, those of whom one looks out for, and those that are late."""
    return rows.filter(is_late() | Q(researcher=user) | Q(buddy=user))


def visits(rows: QuerySet) -> Any:
    """Visits that are placed(), in the columns of a Matter."""
    told = rows.annotate(
        matter=Value("visit"),
        day=Cast(Value(None), DateField()),
        until=F("expected_at"),
    )
    who = ("researcher", "researcher__name", "researcher__number")
    return told.values_list("matter", "slug", "day", "until", *who, "in_number")


def notes(rows: QuerySet) -> Any:
    """Safety notes in the columns of a Matter."""
    told = rows.annotate(
        matter=Value("note"),
        day=F("happened_on"),
        until=Cast(Value(None), DateTimeField()),
        keeper=Case(When(writer__in=User.objects.current(), then=F("writer"))),
    )
    who = ("keeper", "writer__name", "writer__number")
    return told.values_list("matter", "slug", "day", "until", *who, "case__number")


def note_item(user: User, note: Matter) -> Item:
    """An open note: for whoever wrote it, and for those who read all."""
    day, url = note.day, SafetyNote(slug=note.slug).get_absolute_url()
    if user.reach(May.RAISE_SAFETY) == Reach.ALL:
        words = f"Read the safety note of {short(day)}"
        return Item(words, url, day, "It is open", note.who, is_late=True)
    words = f"Your safety note of {short(day)} is open"
    return Item(words, url, day, "Close it when nothing is left to do", user)


def visit_item(user: User, visit: Matter) -> Item:
    """A visit that is not over: who, in which case and until when."""
    end, is_overdue = in_london(visit.until), visit.is_overdue
    note = f"Case {visit.case}, expected back at {clock_words(end.time())}"
    words = f"{visit.name} is on a visit"
    if visit.pk == user.pk:
        words = "Say that you are back"
    elif is_overdue:
        words = f"{visit.name} is late. Ring them"
    url = Visit(slug=visit.slug).get_absolute_url()
    return Item(words, url, end.date(), note, visit.who, is_late=is_overdue)
