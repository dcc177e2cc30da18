"""Answers, and how counts of people stand in them: a journal publishes them, so small ones are hidden."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import mean, median

from django.db.models import TextChoices

from linkstudy.figures import small
from linkstudy.figures.figure import Figure, Table, Value


@dataclass(frozen=True)
class Answer:
    """What the data say about an item: sentences, and perhaps numbers, of which told says each row in a
    sentence. Empty where nothing is recorded."""

    sentences: tuple[str, ...] = ()
    figure: Figure | None = None
    told: tuple[str, ...] = ()


def counted(counts: Mapping[str, int]) -> tuple[list[tuple[str, Value]], Value]:
    """({label: count}, total) as a journal may print them. Labels without anybody are left out."""
    shown: list[tuple[str, Value]]
    there = {label: count for label, count in counts.items() if count}
    *words, total = small.column(list(there.values()))
    shown = [(label, word or there[label]) for label, word in zip(there, words, strict=True)]
    return shown, total or sum(there.values())


def breakdown(counts: Mapping[str, int]) -> str:
    """Phone 20; video 12; 32 in all."""
    shown, total = counted(counts)
    return "; ".join(
        [*(f"{label} {said(count)}" for label, count in shown), f"{said(total)} in all"]
    )


def shares(counts: Mapping[str, int]) -> dict[str, Value]:
    """The counts of a total that other sentences tell as well; those by which a small one could be told
    are hidden."""
    words = small.parts(list(counts.values()))
    return {label: word or counts[label] for label, word in zip(counts, words, strict=True)}


def of_interviews(counts: Mapping[str, int]) -> str:
    """The same in words. Interviews are counted as people are: most people have one."""
    told = [f"{label} {said(count)}" for label, count in shares(counts).items()]
    return "; ".join([*told, f"{few(sum(counts.values()))} in all"])


def said(count: Value) -> str:
    return f"{count:,}" if isinstance(count, int) else str(count)


def few(count: int) -> str:
    """A count of people, or that there are under 5."""
    return small.UNDER if 0 < count < small.LEAST else f"{count:,}"


def labelled(codes: Iterable[str], choices: type[TextChoices]) -> Counter[str]:
    """How often each of the choices is there, by its label, in their order."""
    found = Counter(codes)
    return Counter({str(one.label): found[one.value] for one in choices if found[one.value]})


def spread(numbers: list[float], unit: str) -> str:
    """mean 41, median 40, from 15 to 90 minutes"""
    low, high = (rounded(one) for one in (min(numbers), max(numbers)))
    middle, half = rounded(mean(numbers)), rounded(median(numbers))
    return f"mean {middle}, median {half}, from {low} to {high} {unit}"


def rounded(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def one_column(name: str, title: str, about: str, what: str, counts: Mapping[str, int]) -> Figure:
    """A table of labels and counts, with their total."""
    shown, total = counted(counts)
    rows = (*shown, ("In all", total)) if shown else ()
    return Figure(Table(name, title, about, (what, "People"), rows))
