"""No count under 5 can be told from what a reader of counts is shown."""

from collections.abc import Iterator
from itertools import combinations, combinations_with_replacement, pairwise, product

import pytest

from linkstudy.figures import small


def shown(table: tuple[int, ...]) -> tuple:
    """What the page prints for a column of counts, and for their total."""
    words = small.column(table)
    return tuple(word or number for word, number in zip(words, [*table, sum(table)], strict=True))


@pytest.mark.parametrize(("cases", "most"), [(1, 20), (2, 16), (3, 11), (4, 8)])
def test_every_hidden_count_could_be_another_number(cases, most):
    """Every table up to a size, grouped by its page: a hidden cell has two values or more."""
    pages: dict[tuple, list[tuple[int, ...]]] = {}
    for table in product(range(most + 1), repeat=cases):
        pages.setdefault(shown(table), []).append(table)

    told = [
        (page, place)
        for page, tables in pages.items()
        for place in range(cases)
        if isinstance(page[place], str) and len({table[place] for table in tables}) < 2
    ]

    assert told == []


@pytest.mark.parametrize(("cases", "most"), [(1, 20), (2, 16), (3, 11)])
def test_no_count_under_5_is_shown(cases, most):
    for table in product(range(most + 1), repeat=cases):
        numbers = [cell for cell in shown(table) if isinstance(cell, int)]
        assert [number for number in numbers if number < 5] == []


def test_smallest_of_the_larger_counts_goes_too():
    assert shown((7, 6, 9, 2, 6)) == (7, "not shown", 9, "not shown", "not shown", 30)


def test_counts_all_under_5_give_no_total():
    assert shown((1, 2)) == ("under 5", "under 5", "under 5")
    assert shown((4, 4, 4)) == ("under 5", "under 5", "under 5", "5 or more")


def test_nothing_is_hidden_where_no_count_is_small():
    assert small.column([7, 5, None]) == ["", "", "", ""]


def test_case_that_has_not_opened_is_known_to_have_none():
    assert small.column([7, 2, None, 6]) == ["", "not shown", "", "not shown", ""]


def test_measure_about_one_person_in_each_case_is_not_shown():
    assert small.column([1, 1, None], single=True) == ["not shown", "not shown", "", "not shown"]


# A flow, of which each step holds the next


def flow_shown(steps: tuple[int, ...], at: int) -> tuple[int | None, ...]:
    """What the page prints for the steps of a flow."""
    shown = small.chain(steps, at)
    return tuple(step if is_shown else None for step, is_shown in zip(steps, shown, strict=True))


def flows(steps: int, most: int) -> Iterator[tuple[int, ...]]:
    """Every flow of so many steps up to a size."""
    return combinations_with_replacement(range(most, -1, -1), steps)


@pytest.mark.parametrize(("steps", "most"), [(2, 24), (3, 20), (4, 17), (5, 13)])
@pytest.mark.parametrize("from_the_top", [True, False])
def test_no_small_number_can_be_told_from_the_steps_of_a_flow(steps, most, from_the_top):
    """Every flow up to a size, grouped by its page. Neither a step nor how many left after it, whatever
    is subtracted from whatever, is known to be any one number under 5."""
    at = 0 if from_the_top else steps - 1
    pages: dict[tuple, list[tuple[int, ...]]] = {}
    for flow in flows(steps, most):
        pages.setdefault(flow_shown(flow, at), []).append(flow)

    told = [
        (page, one, other)
        for page, found in pages.items()
        for one, other in combinations(range(steps + 1), 2)
        if len(left := {(*flow, 0)[one] - (*flow, 0)[other] for flow in found}) == 1
        and left.pop() < 5
        and max(found[0]) < most - 5  # at the edge of what was tried, others are lacking
    ]

    assert told == []


@pytest.mark.parametrize(("steps", "most"), [(2, 24), (3, 20), (4, 17)])
def test_no_step_under_5_is_shown_and_none_that_differs_by_less(steps, most):
    for flow in flows(steps, most):
        numbers = [step for step in flow_shown(flow, steps - 1) if step is not None]
        assert [one for one in numbers if one < 5] == []
        assert [pair for pair in pairwise(numbers) if pair[0] - pair[1] < 5] == []


def test_a_flow_is_shown_from_the_step_that_is_known():
    assert flow_shown((55, 54, 54, 30, 28, 24), 5) == (None, None, 54, 30, None, 24)
    assert flow_shown((24, 20, 15, 7, 2), 0) == (24, None, 15, 7, None)
    assert flow_shown((24, 20, 4), 2) == (None, None, None)


@pytest.mark.parametrize(("answers", "most"), [(2, 16), (3, 11), (4, 8)])
def test_a_hidden_part_could_be_another_number_although_the_total_is_known(answers, most):
    """Every way to part a total that is shown, grouped by its page and total."""
    pages: dict[tuple, list[tuple[int, ...]]] = {}
    for table in product(range(most + 1), repeat=answers):
        words = small.parts(table)
        page = tuple(word or number for word, number in zip(words, table, strict=True))
        if sum(table) >= small.LEAST:
            pages.setdefault((sum(table), *page), []).append(table)

    told = [
        (page, place)
        for (total, *page), tables in pages.items()
        for place in range(answers)
        # what is only just large enough to be hidden may be told: it is not small
        if isinstance(page[place], str)
        and len({table[place] for table in tables}) < 2
        and tables[0][place] < small.LEAST
    ]
    small_ones = [
        number for page in pages for number in page[1:] if isinstance(number, int) and number < 5
    ]

    assert (told, small_ones) == ([], [])


def test_parts_that_are_all_small_are_marked_as_those_beside_a_larger_one():
    assert small.parts([4, 4, 4]) == small.parts([5, 4, 3]) == ["not shown"] * 3
    assert small.parts([9, 5, 4]) == ["", "not shown", "not shown"]
    assert small.parts([9, 5]) == ["", ""]
