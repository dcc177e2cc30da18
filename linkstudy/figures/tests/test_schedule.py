"""What a plan asks for by a day, reckoned again case by case."""

import datetime as dt
import random
from fractions import Fraction

from cases.models import Case
from linkstudy.figures.schedule import Schedule

APRIL = dt.date(2022, 4, 1)


def day(number: int) -> dt.date:
    return APRIL + dt.timedelta(days=number)


def a_case(opens: int, closes: int, closed: int | None = None) -> Case:
    return Case(
        opens_on=day(opens),
        closes_on=day(closes),
        closed_on=None if closed is None else day(closed),
    )


def plainly(case: Case, target: int, on: dt.date) -> Fraction:
    """The rule as it is said: nothing before the case opens, all of it once it closes, and so much of
    it as of its days in the field in between."""
    if on < case.opens_on:
        return Fraction(0)
    if on >= case.closes_on or (case.closed_on and on >= case.closed_on):
        return Fraction(target)
    return Fraction(
        target * ((on - case.opens_on).days + 1), (case.closes_on - case.opens_on).days + 1
    )


def test_a_target_is_even_over_the_field_and_due_in_full_at_its_end():
    found = Schedule([(a_case(0, 9), 20)])

    assert [found.by(day(number)) for number in (-1, 0, 4, 8, 9, 10)] == [0, 2, 10, 18, 20, 20]


def test_a_case_that_is_closed_early_is_due_on_that_day():
    found = Schedule([(a_case(0, 9, closed=3), 20)])

    assert [found.by(day(number)) for number in (2, 3, 9)] == [6, 20, 20]


def test_a_case_closed_on_the_day_it_opened_is_due_at_once():
    assert Schedule([(a_case(0, 9, closed=0), 20)]).by(APRIL) == 20


def test_a_case_closed_late_is_due_on_its_planned_last_day():
    assert Schedule([(a_case(0, 9, closed=30), 20)]).by(day(9)) == 20


def test_nothing_is_due_without_cases_or_targets():
    assert Schedule([]).by(APRIL) == 0
    assert Schedule([(a_case(0, 9), 0)]).by(day(5)) == 0


def test_many_cases_are_due_as_the_sum_of_each():
    draw = random.Random(7)  # noqa: S311 - a draw of examples
    for _ in range(30):
        cases = []
        for _ in range(draw.randint(1, 25)):
            opens = draw.randint(0, 200)
            length = draw.choice([0, 1, 7, 30, 30, 30, 91])
            closed = draw.choice([None, None, opens + draw.randint(0, 120)])
            cases.append((a_case(opens, opens + length, closed), draw.randint(0, 15)))
        found = Schedule(cases)

        for number in range(-1, 340, 7):
            expected = sum(plainly(case, target, day(number)) for case, target in cases)
            assert found.by(day(number)) == expected
