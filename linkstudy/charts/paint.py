"""How the kinds of shapes look in files, which have no stylesheet: as on a light page."""

from dataclasses import dataclass

CARD, INK, INK_2 = "#ffffff", "#14212e", "#42505d"
LINE, LINE_STRONG, SUNK = "#cdd7de", "#66737f", "#e8eef2"
DONE, SHORT, PLAN, TODAY = "#12436d", "#c9500f", "#66737f", "#801650"
BAND_50, BAND_80 = "#9ab6cf", "#cfdde9"
SMALL, TEXT = 13, 14  # sizes of text


@dataclass(frozen=True)
class Paint:
    """fill and stroke are colours, "" for none; dash is (drawn, left out) along a line; size and
    is_bold are of text."""

    fill: str = ""
    stroke: str = ""
    width: float = 0
    dash: tuple[float, float] | None = None
    size: int = 0
    is_bold: bool = False


# Lines and marks first, then text. The stylesheet says the same of each class; a test compares them.
KINDS = {
    "grid": Paint(stroke=LINE, width=1),
    "base": Paint(stroke=LINE_STRONG, width=1),
    "now": Paint(stroke=TODAY, width=2),
    "planned": Paint(stroke=PLAN, width=2, dash=(2, 4)),
    "actual": Paint(stroke=DONE, width=3),
    "middle": Paint(stroke=DONE, width=3, dash=(8, 4)),
    "lacking": Paint(stroke=SHORT, width=3),
    "d1": Paint(fill=DONE),
    "lane": Paint(fill=SUNK),
    "ahead": Paint(fill=BAND_50),
    "band50": Paint(fill=BAND_50),
    "band80": Paint(fill=BAND_80, stroke=BAND_50, width=1),
    "frame": Paint(fill=CARD, stroke=LINE_STRONG, width=1),
    "way": Paint(stroke=LINE_STRONG, width=2),
    "tip": Paint(fill=LINE_STRONG),
    "ax": Paint(fill=INK_2, size=SMALL),
    "lb": Paint(fill=INK, size=SMALL),
    "plain": Paint(fill=INK, size=TEXT),
    "strong": Paint(fill=INK, size=TEXT, is_bold=True),
    "nowt": Paint(fill=TODAY, size=TEXT, is_bold=True),
    "lackt": Paint(fill=SHORT, size=TEXT, is_bold=True),
}
