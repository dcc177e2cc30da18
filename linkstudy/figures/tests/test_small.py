"""No count under 5 can be told from what a reader of counts is shown."""

from itertools import product

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
