"""What a plan asks for by the end of each day.

A target is taken as even over its case's time in the field, and as due in full on its planned last
day, or from the day on which the case was closed. Cases are summed beforehand, by how many days they
are in the field, so that a curve through many days of many cases is quick, and exact.
"""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import lcm

from cases.models import Case


@dataclass(frozen=True)
class _Sums:
    """Running totals by day, in order."""

    days: list[int]
    totals: list[int]

    def by(self, day: int) -> int:
        place = bisect_right(self.days, day)
        return self.totals[place - 1] if place else 0


def _sums(pairs: Iterable[tuple[int, int]]) -> _Sums:
    ordered = sorted(pairs)
    return _Sums([day for day, _ in ordered], list(accumulate(number for _, number in ordered)))


class Schedule:
    """The targets of cases over time. Days count from the year 1, as dates do (`date.toordinal`)."""

    def __init__(self, targets: Iterable[tuple[Case, int]]):
        slopes: dict[int, list[tuple[int, int]]] = defaultdict(list)
        starts: dict[int, list[tuple[int, int]]] = defaultdict(list)
        whole = []
        for case, target in targets:
            field = (case.closes_on - case.opens_on).days + 1
            first, full = case.opens_on.toordinal(), due_on(case).toordinal()
            slopes[field] += [(first, target), (full, -target)]
            starts[field] += [(first, target * (first - 1)), (full, -target * (first - 1))]
            whole.append((full, target))
        self.common = lcm(*slopes)  # of how many days each part is counted
        self.fields = [
            (self.common // field, _sums(slopes[field]), _sums(starts[field])) for field in slopes
        ]
        self.whole = _sums(whole)

    def by(self, day: dt.date) -> Fraction:
        """How many should have been done by the end of the day."""
        number = day.toordinal()
        parts = sum(
            weight * (number * slopes.by(number) - starts.by(number))
            for weight, slopes, starts in self.fields
        )
        return Fraction(parts, self.common) + self.whole.by(number)


def due_on(case: Case) -> dt.date:
    """The first day on which all of a case's target is due."""
    return case.closes_on if case.closed_on is None else min(case.closes_on, case.closed_on)
