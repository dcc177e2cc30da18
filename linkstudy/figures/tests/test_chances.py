"""What may come, from what came: the numbers of a forecast."""

from math import fsum

import pytest

from linkstudy.figures.chances import Chances, to_come


def test_after_24_interviews_in_44_open_case_weeks_12_more_are_likely_in_the_22_ahead():
    chances = to_come(24, exposure=311, ahead=154)  # days; the example of the design

    assert chances.quantile(0.5) == 12
    assert chances.band(0.8) == (7, 18)
    assert round(chances.at_least(36), 6) == 0.000014


def test_the_chances_of_all_numbers_sum_to_one():
    for events, exposure, ahead in [(0, 1, 1), (5, 28, 700), (24, 311, 154), (90_000, 9e5, 9e5)]:
        assert abs(fsum(to_come(events, exposure, ahead).shares) - 1) < 1e-12


def test_with_no_time_ahead_nothing_comes():
    assert to_come(24, 311, 0) == Chances(0, (1.0,))
    assert to_come(24, 311, -3).band(0.8) == (0, 0)


def test_before_any_time_was_seen_nothing_can_be_said():
    with pytest.raises(ValueError, match="nothing was seen yet"):
        to_come(0, 0, 154)


def test_after_none_at_all_none_is_likeliest():
    chances = to_come(0, 28, 28)

    assert chances.least == 0
    assert chances.shares[0] == max(chances.shares)
    assert round(chances.shares[0], 12) == round(0.5**0.5, 12)  # what the closed form says of 0


def test_at_least_as_many_as_any_is_certain_and_more_than_thinkable_is_not():
    chances = Chances(3, (0.25, 0.5, 0.25))

    assert [chances.at_least(number) for number in range(2, 8)] == [1, 1, 0.75, 0.25, 0, 0]


def test_a_share_that_no_number_reaches_by_rounding_is_that_of_the_last():
    assert Chances(3, (0.25, 0.5, 0.25)).quantile(1.1) == 5


def test_a_band_holds_at_least_its_share():
    chances = Chances(3, (0.05, 0.1, 0.7, 0.1, 0.05))

    assert chances.band(0.8) == (4, 6)
    assert chances.band(0.5) == (5, 5)
