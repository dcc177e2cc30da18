"""The agenda, and the minutes of each item with the actions that they give."""

from difflib import SequenceMatcher
from typing import Any

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import NOTHING_NEW, void
from linkstudy.audit.writing import action, add, amend, lock
from linkstudy.rows import next_number
from meetings.actions.meetings import BACK, unlocked
from meetings.minutes import Kind, Task, pieces, task
from meetings.models import AgendaItem, Meeting, MeetingAction
from meetings.seated import Table

MOST_ITEMS, MOST_ACTIONS = 100, 100  # of a meeting, of an item
ALIKE, COMPARED = 0.6, 200  # how much of two lines is the same, and of how many characters
REMOVED = "Taken out of the notes"


@action
def add_item(
    *,
    meeting: Meeting,
    heading: str,
    by: User | None,
    minutes: int | None = None,
    after: int | None = None,
) -> AgendaItem:
    """Something more to talk about: behind the item of a number, 0 for first; without one, at the end.

    Raises ValidationError beside the question.
    """
    held = unlocked(meeting)
    number = next_number(held.items)
    if held.items.standing().count() >= MOST_ITEMS:
        words = f"This meeting has {MOST_ITEMS} items already. Plan a second meeting for more"
        raise ValidationError(words)
    row = AgendaItem(meeting=held, number=number, heading=heading, minutes=minutes)
    made = add(row, "item.added", by=by)
    _place(held, made, after, by)
    return made


@action
def change_item(
    *,
    item: AgendaItem,
    version: int,
    heading: str,
    minutes: int | None,
    by: User,
    after: int | None = None,
) -> AgendaItem:
    """Another heading, another length, or another place, as add_item. Raises Stale.

    A place alone leaves the item as it is: whoever writes its notes meanwhile is not disturbed.
    """
    meeting = unlocked(item.meeting)
    held = _standing(item)
    is_same = held.version == version and (held.heading, held.minutes) == (heading, minutes)
    if not is_same:
        facts: dict[str, Any] = {"heading": heading, "minutes": minutes}
        held = amend(item, "item.changed", by=by, version=version, **facts)
    if not _place(meeting, held, after, by) and is_same:
        raise ValidationError(NOTHING_NEW)
    return held


def _place(meeting: Meeting, item: AgendaItem, after: int | None, by: User | None) -> bool:
    """Put an item behind another of the agenda, if it is not there already; whether it moved."""
    if after is None:
        return False
    before = [one.number for one in meeting.in_order(meeting.items.standing())]
    numbers = [number for number in before if number != item.number]
    if after and after not in numbers:
        words = "That item is not on the agenda any more. Select another place"
        raise ValidationError({"after": words})
    numbers.insert(numbers.index(after) + 1 if after else 0, item.number)
    if numbers == before:
        return False
    amend(meeting, "meeting.reordered", by=by, agenda=" ".join(map(str, numbers)))
    return True


@action
def void_item(*, item: AgendaItem, version: int, reason: str, by: User) -> AgendaItem:
    """It is not talked about. Its notes stay, and what they gave to do goes."""
    unlocked(item.meeting)
    gone = void(item, "item.voided", by=by, version=version, why=reason)
    for one in item.actions.standing():
        void(one, "action.unnoted", by=by, why=reason)
    return gone


@action
def restore_item(*, item: AgendaItem, version: int, reason: str, by: User) -> AgendaItem:
    """It is talked about after all, and its actions with it."""
    unlocked(item.meeting)
    if not lock(item).voided_at:
        raise ValidationError("This agenda item is not void any more")
    back = amend(item, "item.restored", by=by, version=version, reason=reason, **BACK)
    _keep_actions(back, by)
    return back


@action
def take_notes(*, item: AgendaItem, version: int, notes: str, by: User | None) -> AgendaItem:
    """Save the minutes of an item as they were typed, with the actions that they give.

    Raises Stale when somebody else saved notes of this item meanwhile, ValidationError for more
    actions than can be listed.
    """
    unlocked(item.meeting)
    _standing(item)
    count = sum(piece.kind == Kind.ACTION for piece in pieces(notes))
    if count > MOST_ACTIONS:
        words = f"These notes hold {count:,} actions. The most we can list of one item is"
        raise ValidationError({"notes": f"{words} {MOST_ACTIONS}"})
    at = clock.study_now()
    saved = amend(item, "item.noted", by=by, version=version, notes=notes, noted_at=at)
    _keep_actions(saved, by)
    return saved


def _keep_actions(item: AgendaItem, by: User | None) -> None:
    """Let the actions of an item be those that its notes give."""
    lines = [piece.words for piece in pieces(item.notes) if piece.kind == Kind.ACTION]
    kept = list(item.actions.standing().with_owners().order_by("number"))
    pairs = matched([one.line for one in kept], lines)
    for place, one in enumerate(kept):
        if place not in pairs.values():
            void(one, "action.unnoted", by=by, why=REMOVED)
    if not lines:
        return
    table, day = Table(item.meeting.group, item.meeting.held_on), item.meeting.held_on
    for place, line in enumerate(lines):
        read = task(line, table.people, day)
        if place in pairs:
            row = kept[pairs[place]]
            if row.line != line or _owns_more(table.links(read.owners), row):
                amend(row, "action.renoted", by=by, **saying(row, line, read, table))
        elif back := _taken_out(item.meeting, line):
            facts: dict[str, Any] = BACK | {"item": item}
            amend(back, "action.noted_again", by=by, **facts)
        else:
            row = _row(item.meeting, item, line, read)
            add(row, "action.noted", by=by, links=table.links(read.owners))


def _owns_more(links: dict[str, list], row: MeetingAction) -> bool:
    """Whether a line names all owners of its action, and others, who became members since."""
    now = {one for owners in links.values() for one in owners}
    return now > set(row.owners)


def _taken_out(meeting: Meeting, line: str) -> MeetingAction | None:
    """The action that the same line gave before it was cut out of notes of the meeting: pasted there
    again it is the same, so one that was done stays done."""
    rows = MeetingAction.objects.filter(meeting=meeting, line=line, item__isnull=False)
    return rows.exclude(voided_at=None).order_by("-voided_at", "-number").first()


def matched(before: list[str], now: list[str]) -> dict[int, int]:
    """{place of a line now: place of the line before that it was}: the same, else one very like it."""
    pairs: dict[int, int] = {}
    for is_same in (str.__eq__, is_alike):
        for place, line in enumerate(now):
            free = (old for old in range(len(before)) if old not in pairs.values())
            if place not in pairs:
                found = next((old for old in free if is_same(before[old], line)), None)
                pairs |= {} if found is None else {place: found}
    return pairs


def is_alike(old: str, new: str) -> bool:
    """Whether a line is the same one, written on or put right."""
    if new.startswith(old) or old.startswith(new):
        return True
    return SequenceMatcher(None, old[:COMPARED], new[:COMPARED]).ratio() > ALIKE


@action
def add_action(*, meeting: Meeting, line: str, by: User | None) -> MeetingAction:
    """Something to do that stands in no item, in one line."""
    held = unlocked(meeting)
    if held.actions.standing().filter(item=None).count() >= MOST_ACTIONS:
        raise ValidationError(f"This meeting has {MOST_ACTIONS} actions of its own already")
    table = Table(held.group, held.held_on)
    read = task(line, table.people, held.held_on)
    row = _row(held, None, line, read)
    return add(row, "action.added", by=by, links=table.links(read.owners))


def _row(meeting: Meeting, item: AgendaItem | None, line: str, read: Task) -> MeetingAction:
    """An action of the meeting, with the next number there."""
    number = next_number(meeting.actions)
    facts = {"line": line, "words": read.words, "due": read.due}
    return MeetingAction(meeting=meeting, number=number, item=item, **facts)


def saying(row: MeetingAction, line: str, read: Task, table: Table) -> dict[str, Any]:
    """What an action holds once it says what a line says; owners, where they are others."""
    links = changed(row, table.links(read.owners))
    return {"links": links, "line": line, "words": read.words, "due": read.due}


def changed(row: MeetingAction, links: dict[str, list]) -> dict[str, list]:
    """Of the links that an action is to have, those that hold others so far."""
    return {
        name: owners
        for name, owners in links.items()
        if set(getattr(row, name).all()) != set(owners)
    }


def _standing(item: AgendaItem) -> AgendaItem:
    held: AgendaItem = lock(item)
    if held.voided_at:
        raise ValidationError("This agenda item is void. Restore it first")
    return held
