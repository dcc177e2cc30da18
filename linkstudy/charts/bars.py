"""Bars beside each other: what is done of what is planned, and a mark where it should be by now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linkstudy.charts.shapes import Box, Drawing, Line, Shape, Words

WIDTH, LEFT, RIGHT = 800, 190, 130
TOP, ROW, THICK = 16, 40, 18


@dataclass(frozen=True)
class Bar:
    """done of `of`, which is None where nothing is planned; due is how many there should be by now."""

    label: str
    done: int
    of: int | None
    due: int | None


def drawn(name: str, title: str, description: str, bars: Sequence[Bar], mark: str) -> Drawing:
    """A bar a line, all on one scale that starts at 0; the numbers stand behind each.

    mark says below what the line across a bar stands for, if any bar has one.
    """
    most = max([1, *(number or 0 for bar in bars for number in (bar.done, bar.of, bar.due))])
    shapes = [shape for place, bar in enumerate(bars) for shape in _bar(bar, place, most)]
    height = TOP + ROW * max(len(bars), 1)
    if any(bar.due for bar in bars):
        shapes += [Words("nowt", LEFT, height + THICK - 4, mark)]
        height += ROW
    return Drawing(name, "wide", WIDTH, height, title, description, tuple(shapes))


def _bar(bar: Bar, place: int, most: int) -> Iterator[Shape]:
    top, scale = TOP + ROW * place, (WIDTH - LEFT - RIGHT) / most
    middle = top + THICK - 4
    yield Words("plain", LEFT - 12, middle, bar.label, "end")
    if bar.of:
        yield Box("lane", LEFT, top, bar.of * scale, THICK)
    if bar.done:
        yield Box("d1", LEFT, top, bar.done * scale, THICK)
    if bar.due:
        x = LEFT + bar.due * scale
        yield Line("now", ((x, top - 4), (x, top + THICK + 4)))
    said = f"{bar.done:,}" if bar.of is None else f"{bar.done:,} of {bar.of:,}"
    yield Words("strong", LEFT + max(bar.done, bar.of or 0) * scale + 10, middle, said)
