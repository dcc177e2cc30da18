"""Small counts: what a reader may see who must not learn that there are fewer than 5.

Hiding a count is not enough: a total less the counts shown gives it back. So in a column where
a count is under 5, the smallest of the larger ones goes too, and every count up to it is marked
alike. The rule looks at sizes alone, never at places, and the hidden counts are not all equal:
exchanged with each other they give the same page, so none of them can be told, not even by
somebody who knows this rule. A test tries every small table.

Days compared with each other could still tell. Pages therefore show counts of today only.
"""

from collections.abc import Sequence

LEAST = 5
UNDER = "under 5"
AT_LEAST = "5 or more"
NOT_SHOWN = "not shown"


def column(counts: Sequence[int | None], *, single: bool = False) -> list[str]:
    """What stands in place of each count, then of their total; "" where the number is shown.

    counts  one per case; None for a case that has not opened, where everybody knows it is 0
    single  the measure is about one person in each case: then nothing is shown at all
    """
    known = [count for count in counts if count is not None]
    if single:
        return ["" if count is None else NOT_SHOWN for count in counts] + [NOT_SHOWN]
    if all(count >= LEAST for count in known):
        return [""] * (len(counts) + 1)
    larger = [count for count in known if count >= LEAST]
    if not larger:
        total = UNDER if sum(known) < LEAST else AT_LEAST
        return ["" if count is None else UNDER for count in counts] + [total]
    most = min(larger)
    return [NOT_SHOWN if count is not None and count <= most else "" for count in counts] + [""]


def chain(counts: Sequence[int], at: int) -> list[bool]:
    """Which of some counts are shown, of which each holds the next: the steps of a flow.

    at is the place of one that is known already, if it is not small itself. From there up and down, a
    count is shown where it is not small, and differs from the last one shown by no small number: else
    one subtracted from the other would give a small count. Which are left out says of those no more
    than that: between two shown, a count may be any of five or more.
    """
    shown = [False] * len(counts)
    if counts[at] < LEAST:
        return shown
    for way in (range(at, -1, -1), range(at, len(counts))):
        last = None
        for place in way:
            count = counts[place]
            if last is None or (count >= LEAST and abs(count - last) >= LEAST):
                shown[place], last = True, count
    return shown


def parts(counts: Sequence[int]) -> list[str]:
    """What stands in place of each of the parts of a total that is shown elsewhere; "" for the number.

    As in a column, but for parts that are all under 5: there the total is known, so they are marked
    as those are among which a larger one is hidden, and nobody can tell which it is.
    """
    if all(count >= LEAST for count in counts):
        return [""] * len(counts)
    most = min((count for count in counts if count >= LEAST), default=LEAST)
    return [NOT_SHOWN if count <= most else "" for count in counts]
