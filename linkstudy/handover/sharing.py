"""Whole numbers for parts of a whole, which add up to the whole."""

from collections.abc import Sequence
from fractions import Fraction


def shared(parts: Sequence[Fraction]) -> list[int]:
    """Each part rounded so that all add up to their rounded sum: the largest remainders are rounded
    up, among equal ones the first."""
    whole = [int(part) for part in parts]
    more = round(sum(parts)) - sum(whole)
    by_rest = sorted(range(len(parts)), key=lambda one: (whole[one] - parts[one], one))
    up = set(by_rest[:more])
    return [number + (place in up) for place, number in enumerate(whole)]
