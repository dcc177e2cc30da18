"""Our chances are those of the negative binomial that the closed form says, as scipy reckons it."""

import random

from scipy.stats import nbinom

from linkstudy.figures.chances import PRIOR, to_come


def test_every_chance_band_and_tail_is_that_of_scipys_negative_binomial():
    draw = random.Random(7)  # noqa: S311 - a draw of examples
    for _ in range(200):
        events, exposure = draw.randint(0, 5_000), draw.randint(1, 50_000)
        ahead = draw.randint(1, 50_000)
        theirs = nbinom(events + PRIOR, exposure / (exposure + ahead))

        ours = to_come(events, exposure, ahead)

        numbers = range(ours.least, ours.least + len(ours.shares))
        assert abs(theirs.pmf(numbers) - ours.shares).max() < 1e-9
        assert [ours.quantile(one) for one in (0.1, 0.25, 0.5, 0.75, 0.9)] == list(
            theirs.ppf([0.1, 0.25, 0.5, 0.75, 0.9])
        )
        middle = ours.quantile(0.5)
        assert abs(ours.at_least(middle) - theirs.sf(middle - 1)) < 1e-9
