"""How many events may come in the time that is left, from how many came in the time that was.

Events come at a steady rate a day of exposure (Poisson). Nothing is known of the rate beforehand: its
prior is a gamma with shape 1/2 and no weight in days, which is Jeffreys' prior of a Poisson rate. Seen
n events in b days it is a gamma with shape n + 1/2 and rate b, and the number of events in the a days
ahead is negative binomial with size n + 1/2 and probability b / (b + a). Source: A. Gelman et al.,
Bayesian Data Analysis, 3rd edition, 2013, sections 2.6 and 2.8.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from math import fsum

PRIOR = 0.5  # events
NEGLIGIBLE = 1e-17  # of the likeliest number's chance


@dataclass(frozen=True)
class Chances:
    """The chance of each number of events to come: shares[k] is that of least + k; their sum is 1."""

    least: int
    shares: tuple[float, ...]

    def quantile(self, share: float) -> int:
        """The smallest number of events that at least this share of all outcomes does not exceed."""
        for place, below in enumerate(accumulate(self.shares)):
            if below >= share:
                return self.least + place
        return self.least + len(self.shares) - 1

    def at_least(self, number: int) -> float:
        """The chance of so many events or more."""
        return min(fsum(self.shares[max(number - self.least, 0) :]), 1.0)

    def band(self, share: float) -> tuple[int, int]:
        """(lowest, highest) of the middle of all outcomes that holds at least this share of them."""
        rest = (1 - share) / 2
        return self.quantile(rest), self.quantile(1 - rest)


def to_come(events: int, exposure: float, ahead: float) -> Chances:
    """The chances of events in the exposure ahead, after so many in the exposure so far, both in
    days of which some is over. Raises ValueError for an exposure so far that is not above 0."""
    if exposure <= 0:
        raise ValueError("nothing was seen yet")
    if ahead <= 0:
        return Chances(0, (1.0,))
    size, passes = events + PRIOR, ahead / (exposure + ahead)
    likeliest = max(int((size - 1) * passes / (1 - passes)), 0)
    below = list(_down(likeliest, size, passes))[::-1]
    every = [*below, 1.0, *_up(likeliest, size, passes)]
    whole = fsum(every)
    return Chances(likeliest - len(below), tuple(one / whole for one in every))


def _up(likeliest: int, size: float, passes: float) -> Iterator[float]:
    """Chances of the numbers above the likeliest, against its own."""
    share, number = 1.0, likeliest
    while True:
        share *= passes * (size + number) / (number + 1)
        if share < NEGLIGIBLE:
            return
        number += 1
        yield share


def _down(likeliest: int, size: float, passes: float) -> Iterator[float]:
    """Chances of the numbers below the likeliest, from the nearest, against its own."""
    share = 1.0
    for number in range(likeliest, 0, -1):
        share *= number / (passes * (size + number - 1))
        if share < NEGLIGIBLE:
            return
        yield share
