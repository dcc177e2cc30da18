"""The house watches every route, also those that nobody has written yet.

What everybody gets is tried in whole_house/test_grid.py, and what any field may hold in
whole_house/test_forms.py; here stands what a new route must bring before they can judge it.
"""

import pytest

from linkstudy.accounts.policy import May
from linkstudy.tests.routes import PUBLIC, ROUTES
from linkstudy.tests.whole_house.bodies import NAMES, POSTS, USUAL

KNOWN = {route.name for route in ROUTES}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_every_view_says_who_may_open_it(route):
    if route.name in PUBLIC:
        assert not hasattr(route.view, "capability")
    else:
        assert route.view.capability in May


def test_what_is_public_still_exists():
    assert set(PUBLIC) <= KNOWN


def test_every_address_names_something_that_stands_in_the_tests():
    unknown = [
        (route.name, argument)
        for route in ROUTES
        for argument in route.arguments
        if argument not in {*USUAL, *NAMES.get(route.name, {})}
    ]

    assert unknown == []  # whole_house/bodies says what the others name


def test_every_body_is_of_a_route():
    assert set(POSTS) | set(NAMES) <= KNOWN
