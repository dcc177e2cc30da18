"""What waits for somebody about people's safety: that there is something, never what it says."""

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.progress.items import Item
from linkstudy.safety.models import SafetyNote, Visit
from linkstudy.words import clock_words, in_london
from participants.briefs import short

MOST = 10  # notes on one page; the list has the rest


def safety_items(user: User) -> list[Item]:
    """Open notes that the person may read, the oldest first."""
    if not user.may(May.RAISE_SAFETY):
        return []
    rows = SafetyNote.objects.visible_to(user).open().select_related("writer")
    return [note_item(user, one) for one in rows.order_by("happened_on", "pk")[:MOST]]


def note_item(user: User, note: SafetyNote) -> Item:
    """An open note: for whoever wrote it, and for those who read all."""
    day = note.happened_on
    if user.reach(May.RAISE_SAFETY) == Reach.ALL:
        words, by = f"Read the safety note of {short(day)}", str(note.writer)
        return Item(words, note.get_absolute_url(), day, "It is open", by, is_late=True)
    words = f"Your safety note of {short(day)} is open"
    return Item(words, note.get_absolute_url(), day, "Close it when nothing is left to do")


def visit_items(user: User) -> list[Item]:
    """The person's own visit, those of colleagues whom they look out for, and who is late."""
    if not user.may(May.WATCH_VISITS):
        return []
    rows = Visit.objects.visible_to(user).open().order_by("expected_at", "pk")
    found = rows.select_related("booking__participant__case", "researcher", "buddy")[:MOST]
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
    return Item(words, visit.get_absolute_url(), end.date(), note, is_late=visit.is_overdue)
