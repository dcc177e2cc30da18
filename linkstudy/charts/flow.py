"""A flow: boxes for steps, one below the other, with what leaves at each beside it, or below it where
there is no room."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from linkstudy.charts.shapes import Area, Box, Drawing, Shape, Words
from linkstudy.charts.shapes import Line as Stroke

LINE, INNER, GAP, EDGE = 19, 9, 20, 4  # units: of text, within a box, between boxes, at the edges
TIP = 5  # of an arrow: half its breadth
SIGN, BOLD_SIGN = 7, 8  # how broad a sign is at most, on average
NUMBER = 46  # room for a number before its words

Told = tuple[str, str]  # a number, and what of


@dataclass(frozen=True)
class Line:
    """A step, and what leaves after it."""

    words: str
    exits: tuple[Told, ...]


@dataclass(frozen=True)
class Block:
    """Steps of one kind, and how they came to the first of them."""

    title: str
    lines: tuple[Line, ...]
    ways: tuple[Told, ...]


@dataclass(frozen=True)
class Size:
    """A width of the picture: where steps stand, and what leaves, beside or below them."""

    name: str
    width: int
    step: tuple[int, int]
    out: tuple[int, int]
    is_beside: bool


SIZES = (
    Size("large", 800, (EDGE, 300), (372, 424), is_beside=True),
    Size("narrow", 360, (EDGE, 352), (44, 312), is_beside=False),
)


def pictures(
    name: str, title: str, description: str, blocks: Sequence[Block]
) -> tuple[Drawing, ...]:
    """The flow in each width."""
    return tuple(_drawn(size, name, title, description, blocks) for size in SIZES)


def _drawn(size: Size, name: str, title: str, description: str, blocks: Sequence[Block]) -> Drawing:
    pen = _Pen(size)
    for block in blocks:
        pen.block(block)
    shapes = tuple(pen.shapes)
    return Drawing(name, size.name, size.width, pen.y, title, description, shapes)


class _Pen:
    """Draws downwards; y is how far it got."""

    def __init__(self, size: Size):
        self.size, self.y = size, EDGE
        self.shapes: list[Shape] = []

    def block(self, block: Block) -> None:
        x, _ = self.size.step
        self.shapes.append(Words("strong", x, self.y + LINE - 4, block.title))
        self.y += LINE + INNER
        if block.ways:
            self.y = self.told(block.ways, self.size.step, self.y)
            self.down(self.y)
        for place, line in enumerate(block.lines):
            self.line(line, is_last=place == len(block.lines) - 1)
        self.y += EDGE

    def line(self, line: Line, *, is_last: bool) -> None:
        """A step with what leaves, and the arrow to the next."""
        x, width = self.size.step
        top = self.y
        texts = wrap(line.words, (width - 2 * INNER) // BOLD_SIGN)
        bottom = top + 2 * INNER + LINE * len(texts)
        self.shapes.append(Box("frame", x, top, width, bottom - top))
        self.texts("strong", texts, x + INNER, top)
        self.y = self.exits(line.exits, top, bottom)
        if is_last:
            self.y += GAP
        else:
            self.down(bottom)

    def exits(self, exits: tuple[Told, ...], top: int, bottom: int) -> int:
        """What leaves, with the arrow there; where the next may begin."""
        if not exits:
            return bottom
        x, width = self.size.step
        to, _ = self.size.out
        if self.size.is_beside:
            self.across(x + width, to, (top + bottom) / 2)
            return max(bottom, self.told(exits, self.size.out, top))
        begins = bottom + INNER
        ends = self.told(exits, self.size.out, begins)
        self.shapes.append(Stroke("way", ((x + GAP, bottom), (x + GAP, begins + INNER + LINE / 2))))
        self.across(x + GAP, to, begins + INNER + LINE / 2)
        return ends

    def told(self, rows: tuple[Told, ...], place: tuple[int, int], top: int) -> int:
        """A box with numbers and what of; where it ends."""
        x, width = place
        y, behind = top, len(self.shapes)
        for count, label in rows:
            texts = wrap(label, (width - 2 * INNER - NUMBER) // SIGN)
            base = y + INNER + LINE - 6
            self.shapes.append(Words("lb", x + NUMBER - INNER, base, count, "end"))
            self.texts("lb", texts, x + NUMBER, y)
            y += LINE * len(texts)
        self.shapes.insert(behind, Box("frame", x, top, width, y + 2 * INNER - top))
        return y + 2 * INNER

    def texts(self, kind: str, texts: list[str], x: int, top: int) -> None:
        for place, text in enumerate(texts):
            self.shapes.append(Words(kind, x, top + INNER + LINE * (place + 1) - 6, text))

    # Arrows

    def down(self, begins: int) -> None:
        """From a box that ends there to the next one, which begins where this ends."""
        x = self.size.step[0] + GAP
        self.y += GAP
        self.shapes.append(Stroke("way", ((x, begins), (x, self.y - TIP))))
        corners = ((x - TIP, self.y - 2 * TIP), (x + TIP, self.y - 2 * TIP), (x, self.y))
        self.shapes.append(Area("tip", corners))

    def across(self, begins: float, ends: float, y: float) -> None:
        self.shapes.append(Stroke("way", ((begins, y), (ends - TIP, y))))
        corners = ((ends - 2 * TIP, y - TIP), (ends - 2 * TIP, y + TIP), (ends, y))
        self.shapes.append(Area("tip", corners))
