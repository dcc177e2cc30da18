"""The sampling frame, and the benchmarks that people are held against."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.rows import demand_within_study, enter, in_turn_of, put_right
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add_each
from linkstudy.several import joined
from linkstudy.words import day_words
from participants.models import Benchmark, SamplingCell, Share
from participants.sampled import ATTRIBUTES

ROUNDED = range(97, 104)  # what whole percentages of a whole may add up to
FEWEST = 2  # answers that are told apart


@action
def add_cell(*, by: User | None, **facts: Any) -> SamplingCell:
    """A cell of the frame. What it asks for is given as lists of answers, attribute by attribute."""
    row = SamplingCell(**_joined(facts))
    demand_within_study("effective_from", row.effective_from, "Nothing can hold")
    return enter(row, "cell.added", address=in_turn_of(SamplingCell), by=by)


@action
def correct_cell(
    *, cell: SamplingCell, version: int, reason: str, by: User | None, **facts: Any
) -> SamplingCell:
    """What it asks for from now on: figures as at earlier days keep what was known then."""
    if "effective_from" in facts:
        demand_within_study("effective_from", facts["effective_from"], "Nothing can hold")
    return put_right(cell, version=version, reason=reason, by=by, **_joined(facts))


def _joined(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts, with several answers in one column."""
    return {
        name: joined(ATTRIBUTES[name], value) if name in ATTRIBUTES else value
        for name, value in facts.items()
    }


@action
def set_benchmark(*, shares: Sequence[tuple[str, int]], by: User | None, **facts: Any) -> Benchmark:
    """A benchmark with its shares: (answer, percent or number of people)."""
    row = Benchmark(**facts)
    demand_within_study("effective_from", row.effective_from, "Nothing can hold")
    _demand_free_day(row)
    _demand_whole(row, shares)
    row = enter(row, "benchmark.set", address=in_turn_of(Benchmark), by=by)
    rows = [Share(benchmark=row, answer=answer, number=number) for answer, number in shares]
    add_each(rows, "share.set", by=by)
    return row


@action
def correct_benchmark(
    *, benchmark: Benchmark, version: int, reason: str, by: User | None, source: str
) -> Benchmark:
    """The words of its source. Its day and numbers are fixed: void it and set another."""
    return put_right(benchmark, version=version, reason=reason, by=by, source=source)


def _demand_free_day(row: Benchmark) -> None:
    same = Benchmark.objects.standing().filter(
        attribute=row.attribute, effective_from=row.effective_from
    )
    if same.exists():
        day = day_words(row.effective_from)
        words = f"{row} from {day} is there already. Choose another day, or void that one first"
        raise ValidationError({"effective_from": words})


def _demand_whole(row: Benchmark, shares: Sequence[tuple[str, int]]) -> None:
    """Raise ValidationError for shares that are no whole."""
    for answer, _ in shares:
        demand_answer(row.attribute, answer)
    total = sum(number for _, number in shares)
    words = ""
    if len(shares) < FEWEST:
        words = "Enter the shares of two answers or more, one a line"
    elif row.is_percent and total not in ROUNDED:
        words = f"The percentages add up to {total:,}. Check them: they should add up to about 100"
    elif not total:
        words = "The numbers add up to 0. Check them"
    if words:
        raise ValidationError({"shares": words})


def demand_answer(attribute: str, answer: str) -> None:
    """Raise ValidationError for an answer to another question."""
    if answer not in ATTRIBUTES[attribute].values:
        raise ValidationError({"shares": f"“{answer}” is no answer here"})
