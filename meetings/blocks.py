"""Notes as they are read: prose, decisions, and actions in words."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from meetings.minutes import Kind, Piece, pieces
from meetings.models import AgendaItem, MeetingAction


@dataclass(frozen=True)
class Block:
    """Lines of notes that are read together, or one decision, or one action."""

    kind: Kind
    text: str
    action: MeetingAction | None = None


def blocks(
    item: AgendaItem, actions: Sequence[MeetingAction], moved: Collection[int] = ()
) -> Iterator[Block]:
    """The notes of an item, with the actions of the meeting that its lines are. One whose key is among
    moved says something else by now: there the line stands as it was typed."""
    waiting = [one for one in actions if one.item_id == item.pk]
    prose: list[Piece] = []
    for piece in pieces(item.notes):
        if piece.kind == Kind.NOTE:
            prose.append(piece)
            continue
        yield from _prose(prose)
        prose = []
        row = next((one for one in waiting if one.line == piece.words), None)
        if row:
            waiting.remove(row)
        yield Block(piece.kind, piece.words, None if row and row.pk in moved else row)
    yield from _prose(prose)


def _prose(lines: list[Piece]) -> Iterator[Block]:
    text = "".join(piece.text for piece in lines).strip("\n")
    if text.strip():
        yield Block(Kind.NOTE, text)
