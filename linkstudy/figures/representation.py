"""Who took part, beside who replied and a benchmark that the team set: attribute by attribute.

Nothing is known of those whom a practice wrote to and who did not answer, so "invited" is who
replied. A reader of counts sees who took part alone: beside the larger numbers of those who replied,
a hidden number could be told. What they see of each attribute are parts of one total, which is shown
where the board of recruitment shows it; nothing joins two attributes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from cases.vocabulary import Measure
from linkstudy.figures import small
from linkstudy.figures.alike import (
    Alike,
    People,
    by_answers,
    for_counts,
    is_unknown,
    total,
)
from linkstudy.figures.figure import Asked, Figure, Table, Value, whose
from linkstudy.figures.recruitment import LEAST_FOR_PERCENT
from linkstudy.words import listed, uncapped
from participants.models import Benchmark
from participants.sampled import ATTRIBUTES, LABELS, NOT_SAID, answers_of
from participants.vocabulary import BANDS, Group

NEAR = 5  # points within which a share is about that of the benchmark
MOST_NAMED = 3
UNKNOWN = {"": "Not asked", NOT_SAID: "Preferred not to say"}


@dataclass(frozen=True)
class Answer:
    """An answer, and how many gave it.

    replied    how many are known to the study, with those who took part; None where it is not shown
    took_part  how many were interviewed; None where it is not shown, and hidden says so
    share      percent of those who took part and said; None for fewer than 20 of them
    benchmark  percent of the benchmark's people, None where it does not say
    """

    code: str
    label: str
    replied: int | None
    took_part: int | None
    hidden: str = ""
    share: Fraction | None = None
    benchmark: Fraction | None = None

    @property
    def percent(self) -> int | None:
        return None if self.share is None else round(self.share)

    @property
    def benchmark_percent(self) -> int | None:
        return None if self.benchmark is None else round(self.benchmark)

    @property
    def points(self) -> int | None:
        """By how many points the share is above the benchmark, as both are shown; or None."""
        if self.percent is None or self.benchmark_percent is None:
            return None
        return self.percent - self.benchmark_percent

    @property
    def difference(self) -> str:
        """10 points fewer; About the same; "" where the two cannot be compared."""
        if self.points is None:
            return ""
        if abs(self.points) < NEAR:
            return "About the same"
        return f"{abs(self.points)} points {'more' if self.points > 0 else 'fewer'}"


@dataclass(frozen=True)
class Attribute:
    """One thing that is known of people: each answer, then those of whom it is not known.

    said  how many of those who took part gave an answer; None where that is not shown
    """

    name: str
    answers: tuple[Answer, ...]
    unknown: tuple[Answer, ...]
    said: int | None
    benchmark: Benchmark | None

    @property
    def label(self) -> str:
        return LABELS[self.name]

    @property
    def every(self) -> tuple[Answer, ...]:
        return self.answers + self.unknown

    @property
    def is_compared(self) -> bool:
        return any(one.points is not None for one in self.answers)

    @property
    def why_not(self) -> str:
        """Why nothing is compared; "" where it is."""
        if self.is_compared:
            return ""
        if self.benchmark is None:
            return "No benchmark has been set for this."
        if self.said is None:
            return "Shares are not shown, as a small number could be told from them."
        return f"{self.said} gave an answer. Shares are of {LEAST_FOR_PERCENT} people or more."

    @property
    def fewer(self) -> list[Answer]:
        """The answers that fewer gave than in the benchmark, the largest difference first."""
        found = [one for one in self.answers if (one.points or 0) <= -NEAR]
        return sorted(found, key=lambda one: one.points or 0)


@dataclass(frozen=True)
class Representation:
    """Who replied and who took part of a group as at a day.

    took_part  how many; None where that is not shown; replied likewise
    """

    asked: Asked
    replied: int | None
    took_part: int | None
    attributes: tuple[Attribute, ...]

    def answers(self, name: str) -> tuple[Answer, ...]:
        """The answers to an attribute."""
        return next((one.answers for one in self.attributes if one.name == name), ())

    @property
    def sentence(self) -> str:
        """Fewer than in the benchmark: men (10 points)."""
        if self.took_part is None:
            return "Too few took part for their numbers to be shown."
        if not self.took_part:
            return "Nobody has taken part yet."
        compared = [one for one in self.attributes if one.is_compared]
        if not compared:
            return "Who took part cannot be held against a benchmark yet."
        fewer = sorted((one for a in compared for one in a.fewer), key=lambda one: one.points or 0)
        if not fewer:
            labels = listed([uncapped(one.label) for one in compared])
            return f"By {labels}, no share is {NEAR} points or more below the benchmark."
        names = [f"{uncapped(one.label)} ({-(one.points or 0)} points)" for one in fewer]
        more = len(names) - MOST_NAMED
        told = [*names[:MOST_NAMED], f"{more} more"] if more > 0 else names
        return f"Fewer than in the benchmark: {listed(told)}."


def representation(asked: Asked, people: People | None = None) -> Representation:
    """The figures of the group asked about; people are those counted already, if they are."""
    people, asked = people or People(asked), for_counts(asked)
    if asked.counts:
        return _for_counts(asked, people)
    rows = people.of(asked.group)
    took_part = [row for row in rows if row.took_part]
    held = people.benchmarks
    attributes = [_attribute(name, asked.group, rows, held.get(name)) for name in described(asked)]
    return Representation(asked, total(rows), total(took_part), tuple(attributes))


def described(asked: Asked) -> tuple[str, ...]:
    """What is known of the people of the group asked about."""
    return BANDS if asked.group == Group.PATIENT else ("title",)


def _attribute(
    name: str, group: str, rows: Sequence[Alike], benchmark: Benchmark | None
) -> Attribute:
    replied, took_part = (
        {code: number for (code,), number in by_answers(some, (name,)).items()}
        for some in (rows, [row for row in rows if row.took_part])
    )
    said = sum(count for code, count in took_part.items() if not is_unknown(code))
    shares = _shares(benchmark)
    answers = [
        Answer(
            code,
            label,
            replied.get(code, 0),
            took_part.get(code, 0),
            share=share_of(took_part.get(code, 0), said),
            benchmark=shares.get(code),
        )
        for code, label in answers_of(name, group)
    ]
    unknown = [
        Answer(code, label, replied.get(code, 0), took_part.get(code, 0))
        for code, label in UNKNOWN.items()
        if code in ATTRIBUTES[name].values
    ]
    return Attribute(name, tuple(answers), tuple(unknown), said, benchmark)


def share_of(count: int, of: int) -> Fraction | None:
    """Percent; None of fewer than 20, which percent would puff up."""
    return Fraction(100 * count, of) if of >= LEAST_FOR_PERCENT else None


def _shares(benchmark: Benchmark | None) -> Mapping[str, Fraction]:
    """{answer: percent of the benchmark's people}."""
    if benchmark is None:
        return {}
    numbers = {one.answer: one.number for one in benchmark.shares.all()}
    return {code: Fraction(100 * n, sum(numbers.values())) for code, n in numbers.items()}


def _for_counts(asked: Asked, people: People) -> Representation:
    """What a reader of counts may see: who took part, where no number under 5 can be told."""
    board = people.board.total(Measure(asked.group))
    if board.done is None:
        return Representation(asked, None, None, ())
    rows, held = people.of(asked.group, took_part=True), people.benchmarks
    attributes = [
        _hidden(_attribute(name, asked.group, rows, held.get(name))) for name in described(asked)
    ]
    return Representation(asked, None, board.done, tuple(attributes))


def _hidden(whole: Attribute) -> Attribute:
    """The attribute without numbers by which one under 5 could be told.

    Its shares would tell how many said nothing, so they go with the first number that does.
    """
    words = small.parts([one.took_part or 0 for one in whole.every])
    is_whole = not any(words)
    shown = [
        replace(
            one,
            replied=None,
            took_part=None if word else one.took_part,
            hidden=word,
            share=one.share if is_whole else None,
        )
        for one, word in zip(whole.every, words, strict=True)
    ]
    count = len(whole.answers)
    return replace(
        whole,
        answers=tuple(shown[:count]),
        unknown=tuple(shown[count:]),
        said=whole.said if is_whole else None,
    )


HEADS = (
    "About",
    "Answer",
    "Replied",
    "Took part",
    "% of those who said",
    "Benchmark %",
    "Against it",
)


def figure(asked: Asked) -> Figure:
    """Who took part as a file."""
    return shown(representation(asked))


def shown(found: Representation) -> Figure:
    """Its rows."""
    about = f"{whose(found.asked)}: people who replied, who took part, and other people."
    rows = tuple(_row(one, answer) for one in found.attributes for answer in one.every)
    return Figure(Table(f"representation{found.asked.suffix}", found.sentence, about, HEADS, rows))


def _row(attribute: Attribute, one: Answer) -> tuple[Value, ...]:
    return (
        attribute.label,
        one.label,
        one.replied,
        one.hidden or one.took_part,
        one.percent,
        one.benchmark_percent,
        one.difference or None,
    )
