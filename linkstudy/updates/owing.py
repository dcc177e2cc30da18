"""What is owed of updates to partners, for the page of a day and the list of tasks."""

import datetime as dt
from collections.abc import Iterator

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.progress.kinds import Kind
from linkstudy.progress.scope import Scope
from linkstudy.todo import Item
from linkstudy.updates.models import Update
from linkstudy.updates.models.drafts import State
from linkstudy.words import day_words

# Who does what comes next with an update, by where it stands. Whoever writes it sends it;
# administrators may, and owe it to nobody.
NEXT = {
    State.DRAFT: (May.WRITE_UPDATES, "Finish the {}"),
    State.ASKED: (May.APPROVE_UPDATES, "Approve the {}, or send it back"),
    State.APPROVED: (May.WRITE_UPDATES, "Send the {}"),
}


def items(scope: Scope, most: int) -> Iterator[tuple[Kind, list[Item]]]:
    """Updates that wait for the reader, the first to go out first. They are of no case."""
    reader = scope.reader
    is_asked = any(reader.may(capability) for capability, _ in NEXT.values())
    if is_asked and not scope.numbers and (not scope.owners or reader.pk in scope.owners):
        rows = Update.objects.standing().filter(edition=None).order_by("due_on", "month")[:most]
        yield Kind.UPDATE, [item(one) for one in rows if is_theirs(reader, one)]


def is_theirs(reader: User, row: Update) -> bool:
    return reader.may(NEXT[row.state][0])


def item(row: Update) -> Item:
    words = NEXT[row.state][1].format(row)
    asked = f"Asked on {day_words(row.asked_on, 'short')}. " if row.asked_on else ""
    if row.to_change:
        asked = "It is to be changed: its page says why. "
    if row.due_on is None:
        return Item(words, row.get_absolute_url(), dt.date.max, f"{asked}No day is set")
    is_late = row.due_on < clock.today()
    note = f"{asked}{'Was to go' if is_late else 'To go'} out by {day_words(row.due_on, 'short')}"
    return Item(words, row.get_absolute_url(), row.due_on, note, is_late=is_late)
