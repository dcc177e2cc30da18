"""What waits for somebody about people's safety: that there is something, never what it says."""

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.progress.scope import Scope
from linkstudy.safety.models import SafetyNote, Visit
from linkstudy.todo import Item
from linkstudy.words import clock_words, in_london
from participants.briefs import short


def safety_items(scope: Scope, most: int) -> list[Item]:
    """Open notes that the reader may read, the oldest first."""
    if not scope.reader.may(May.RAISE_SAFETY):
        return []
    rows = scope.notes.select_related("writer").order_by("happened_on", "pk")[:most]
    return [note_item(scope.reader, one) for one in rows]


def note_item(user: User, note: SafetyNote) -> Item:
    """An open note: for whoever wrote it, and for those who read all."""
    day = note.happened_on
    if user.reach(May.RAISE_SAFETY) == Reach.ALL:
        words = f"Read the safety note of {short(day)}"
        url = note.get_absolute_url()
        return Item(words, url, day, "It is open", note.writer, is_late=True)
    words, note_words = f"Your safety note of {short(day)} is open", "Close it when nothing is left"
    return Item(words, note.get_absolute_url(), day, f"{note_words} to do", user)


def visit_items(scope: Scope, most: int) -> list[Item]:
    """The reader's own visit, those of colleagues whom they look out for, and who is late."""
    user = scope.reader
    if not user.may(May.WATCH_VISITS):
        return []
    rows = scope.visits.order_by("expected_at", "pk")
    found = rows.select_related("booking__participant__case", "researcher", "buddy")[:most]
    return [
        visit_item(user, one)
        for one in found
        if one.is_overdue or user in (one.researcher, one.buddy)
    ]


def visit_item(user: User, visit: Visit) -> Item:
    """A visit that is not over: who, in which case and until when."""
    end = in_london(visit.expected_at)
    until = clock_words(end.time())
    note = f"Case {visit.case_number}, expected back at {until}"
    words = f"{visit.researcher} is on a visit"
    if visit.researcher == user:
        words = "Say that you are back"
    elif visit.is_overdue:
        words = f"{visit.researcher} is late. Ring them"
    url, is_late = visit.get_absolute_url(), visit.is_overdue
    return Item(words, url, end.date(), note, visit.researcher, is_late=is_late)
