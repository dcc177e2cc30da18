"""Whom the study wanted to hear from, and of whom it has heard: the team's own sampling frame.

As at a day, with the cells that were set up by then and what was known of people then. A reader
of counts is shown a number only where it is the sum of numbers that representation shows them
anyway, so the frame tells them nothing beyond that.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from linkstudy import clock
from linkstudy.accounts.policy import May, Reach
from linkstudy.audit.past import known_at
from linkstudy.figures import small
from linkstudy.figures.alike import Alike, People, by_answers, fits, may_fit, total
from linkstudy.figures.figure import Asked, Figure, Table, Value, whose
from linkstudy.figures.representation import Representation, representation
from linkstudy.words import listed, many, uncapped
from participants.models import SamplingCell
from participants.sampled import ATTRIBUTES, LABELS, NOT_SAID, codes_words
from participants.vocabulary import Group

MOST_NAMED = 3  # cells that one sentence names
TINTS = 3


@dataclass(frozen=True)
class Cell:
    """People whom the study asks for, and how many of them were interviewed.

    people     how many fit, or None when the reader may not see so small a number
    unasked    how many may fit, but were not asked something; unsaid those who preferred not to say
    hidden     what stands in place of a number that is not shown
    is_part    the people are some of the study's, whose goal it is: there is no gap to be told
    """

    row: SamplingCell
    people: int | None
    unasked: int = 0
    unsaid: int = 0
    hidden: str = ""
    is_part: bool = False

    def __str__(self) -> str:
        return str(self.row)

    @property
    def to_find(self) -> int:
        """How many are lacking; 0 when that is not known."""
        if self.people is None or self.is_part:
            return 0
        return max((self.row.least or 0) - self.people, 0)

    @property
    def over(self) -> int:
        """How many more than the most; 0 when that is not known."""
        if self.people is None or self.row.most is None or self.is_part:
            return 0
        return max(self.people - self.row.most, 0)

    @property
    def is_gap(self) -> bool:
        return self.to_find > 0

    @property
    def goal(self) -> str:
        """At least 9; at most 20; 9 to 20."""
        least, most = self.row.least, self.row.most
        if least is None:
            return f"at most {most}"
        return f"at least {least}" if most is None else f"{least} to {most}"

    @property
    def whole(self) -> int:
        """What a bar of it is drawn against."""
        return self.row.least or self.row.most or 0

    @property
    def state(self) -> str:
        """2 to find; 1 more than asked for; Goal met; "" where that cannot be told."""
        if self.hidden or self.is_part:
            return ""
        if self.to_find:
            return f"{self.to_find} to find"
        return f"{self.over} more than asked for" if self.over else "Goal met"

    @property
    def sentence(self) -> str:
        """Men aged 18 to 39: 1 of at least 3, 2 to find."""
        if self.hidden:
            return f"{self}: {self.hidden}, goal {self.goal}"
        if self.is_part:
            return f"{self}: {self.people}, goal of the study {self.goal}"
        of = f"{self.people} of {self.goal}" if self.row.least else f"{self.people}, {self.goal}"
        return f"{self}: {of}, {uncapped(self.state)}"

    @property
    def unknown(self) -> str:
        """3 not asked, 1 preferred not to say; "" where all is known."""
        found = [
            f"{self.unasked} not asked" if self.unasked else "",
            f"{self.unsaid} preferred not to say" if self.unsaid else "",
        ]
        return ", ".join(one for one in found if one)


@dataclass(frozen=True)
class Spot:
    """A cell where it stands in a matrix: under which column, with a tint from 0 to 3."""

    cell: Cell
    column: str
    tint: int


@dataclass(frozen=True)
class Line:
    """A row of a matrix."""

    name: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Matrix:
    """The cells that ask for two things, when there is one for each pair of answers."""

    head: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def cells(self) -> list[Cell]:
        return [spot.cell for line in self.lines for spot in line.spots]


@dataclass(frozen=True)
class Sampling:
    """The frame of a group as at a day.

    people    how many of the group were interviewed, or None where that is not shown
    is_part   they are those of one case or of the reader's sites, and the goals are the study's
    cells     those that counted on the day, gaps first, then in the order in which they were set up
    """

    asked: Asked
    people: int | None
    cells: tuple[Cell, ...]
    matrix: Matrix | None
    is_part: bool = False

    @property
    def gaps(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.is_gap]

    @property
    def is_met(self) -> bool:
        """Whether every goal can be shown, and none is missed."""
        return bool(self.cells) and all(cell.state and not cell.is_gap for cell in self.cells)

    @property
    def goals(self) -> list[Cell]:
        """The cells that no matrix shows."""
        shown = self.matrix.cells if self.matrix else []
        return [cell for cell in self.cells if cell not in shown]

    @property
    def sentence(self) -> str:
        """3 gaps: men aged 18 to 39, patients aged 70 and over and 1 more."""
        if not self.cells:
            whom = uncapped(Group(self.asked.group).plural)
            return f"Nobody has said yet which {whom} the study wants to hear from."
        if self.is_part:
            return "The goals are those of the whole study, so these people alone have no gaps."
        hidden = sum(bool(cell.hidden) for cell in self.cells)
        gaps, over = self.gaps, [cell for cell in self.cells if cell.over]
        said = [f"{many(len(gaps), 'gap')}: {_named(gaps)}."] if gaps else []
        words = " ".join([*said, *([f"More than asked for: {_named(over)}."] if over else [])])
        if words or hidden == len(self.cells):
            return words or "How the goals stand cannot be shown: the numbers are too small."
        if hidden:
            return f"No gap in the {many(len(self.cells) - hidden, 'cell')} that can be shown."
        return f"No gap: {_all_met(len(self.cells))}."


def _all_met(count: int) -> str:
    return "the one goal is met" if count == 1 else f"all {count} goals are met"


def _named(cells: Sequence[Cell]) -> str:
    """Men, women and 2 more."""
    more = len(cells) - MOST_NAMED
    names = [uncapped(str(cell)) for cell in cells[:MOST_NAMED]]
    names += [f"{more} more"] if more > 0 else []
    return "; ".join(names) if any("," in name for name in names) else listed(names)


def sampling(asked: Asked, people: People | None = None) -> Sampling:
    """The frame of the group asked about; people are those counted already, if they are."""
    return frames(people or People(asked))[asked.group]


def frames(people: People) -> dict[str, Sampling]:
    """{group: its frame}, of every group: one count serves them all."""
    asked = people.asked
    every = known_at(SamplingCell.objects.order_by("pk"), clock.end_of(asked.day))
    begun = [row for row in every if row.effective_from <= asked.day]
    found = {}
    for group in Group.values:
        of_group = Asked(asked.reader, asked.day, asked.case, group, asked.wave)
        found[group] = _frame(of_group, people, [row for row in begun if row.group == group])
    return found


def _frame(asked: Asked, people: People, rows: list[SamplingCell]) -> Sampling:
    is_part = asked.case is not None or asked.reader.reach(May.SEE_PROGRESS) == Reach.OWN
    if asked.counts:
        shown = representation(asked, people) if rows else None
        cells = [_by_what_is_shown(row, shown) for row in rows if shown]
        count = shown.took_part if shown else None
    else:
        took_part = people.of(asked.group, took_part=True)
        cells = [replace(cell, is_part=is_part) for cell in _counted(rows, took_part)]
        count = total(took_part)
    in_order = sorted(cells, key=lambda cell: not cell.is_gap)
    return Sampling(asked, count, tuple(in_order), _matrix(cells), is_part)


def _counted(rows: Iterable[SamplingCell], people: Iterable[Alike]) -> list[Cell]:
    """The cells, each with those who fit and those of whom nobody knows.

    Cells that ask for the same attributes share one count by these.
    """
    counts: dict[tuple[str, ...], Counter[tuple[str, ...]]] = {}
    found = []
    for row in rows:
        names, codes = tuple(row.asked), tuple(row.asked.values())
        if names not in counts:
            counts[names] = by_answers(people, names)
        fit, unknown = 0, {"": 0, NOT_SAID: 0}
        for answers, number in counts[names].items():
            if fits(answers, codes):
                fit += number
            elif (why := may_fit(answers, codes)) is not None:
                unknown[why] += number
        found.append(Cell(row, fit, unknown[""], unknown[NOT_SAID]))
    return found


def _by_what_is_shown(row: SamplingCell, shown: Representation) -> Cell:
    """A cell for a reader of counts: the sum of what they see of one attribute, or no number."""
    asked = row.asked
    if len(asked) == 1:
        [(name, codes)] = asked.items()
        answers = [one for one in shown.answers(name) if one.code in codes]
        counts = [one.took_part for one in answers if one.took_part is not None]
        if len(counts) == len(codes):
            return Cell(row, sum(counts))
    return Cell(row, None, hidden=small.NOT_SHOWN)


def _matrix(cells: Sequence[Cell]) -> Matrix | None:
    """The first two attributes of which the cells are a cross; or None."""
    crossed: dict[tuple[str, ...], dict[tuple[frozenset[str], ...], Cell]] = {}
    for cell in cells:
        asked = cell.row.asked
        crossed.setdefault(tuple(asked), {})[tuple(asked.values())] = cell
    for names in combinations(ATTRIBUTES, 2):
        at = crossed.get(names, {})
        across, down = (
            _sides(name, {key[place] for key in at}) for place, name in enumerate(names)
        )
        if len(at) == len(across) * len(down) and len(across) > 1 and len(down) > 1:
            return _drawn(names, across, down, at)
    return None


def _sides(name: str, asked: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The answers to an attribute that cells ask for, in the vocabulary's order."""
    places = {code: place for place, code in enumerate(ATTRIBUTES[name].values)}
    return sorted(asked, key=lambda codes: sorted(places[code] for code in codes))


def _drawn(
    names: tuple[str, str],
    across: list[frozenset[str]],
    down: list[frozenset[str]],
    at: dict[tuple[frozenset[str], ...], Cell],
) -> Matrix:
    highest = max(cell.people or 0 for cell in at.values())
    columns = [(column, codes_words(names[0], column)) for column in across]
    lines = [
        Line(
            codes_words(names[1], row),
            tuple(
                Spot(cell, words, tint(cell.people, highest))
                for column, words in columns
                for cell in [at[column, row]]
            ),
        )
        for row in down
    ]
    return Matrix(LABELS[names[1]], tuple(words for _, words in columns), tuple(lines))


def tint(people: int | None, highest: int) -> int:
    """0 for nobody and for what is not shown, else 1 to 3 by thirds of the highest count."""
    return -(-TINTS * people // highest) if people else 0


HEADS = (
    "Cell",
    "Interviewed",
    "At least",
    "At most",
    "To find",
    "Over",
    "Not asked",
    "Preferred not to say",
)


def figure(asked: Asked) -> Figure:
    """The frame as a file."""
    return shown(sampling(asked))


def shown(found: Sampling) -> Figure:
    """Its rows."""
    about = f"{whose(found.asked)}: people interviewed, by cell of the sampling frame."
    rows = tuple(_row(cell) for cell in found.cells)
    return Figure(Table(f"sampling{found.asked.suffix}", found.sentence, about, HEADS, rows))


def _row(cell: Cell) -> tuple[Value, ...]:
    goal = (cell.row.least, cell.row.most)
    if cell.hidden:
        return (str(cell), cell.hidden, *goal, None, None, None, None)
    lacking = (None, None) if cell.is_part else (cell.to_find, cell.over)
    return (str(cell), cell.people, *goal, *lacking, cell.unasked, cell.unsaid)
