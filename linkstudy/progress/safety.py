"""What waits for somebody about people's safety: that there is something, never what it says."""

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.progress.items import Item
from linkstudy.safety.models import SafetyNote
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
