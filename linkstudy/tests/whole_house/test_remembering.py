"""What tells who somebody is stays in no browser: it offers nothing of it to whoever comes next."""

import re

import pytest

from linkstudy.accounts.policy import IDENTITIES
from linkstudy.tests.routes import ROUTES, Route
from linkstudy.tests.whole_house.asking import address
from linkstudy.tests.whole_house.bodies import POSTS

TELLING = [
    route
    for route in ROUTES
    if getattr(route.view, "capability", None) in IDENTITIES and route.name in POSTS
]


@pytest.mark.parametrize("route", TELLING, ids=lambda route: route.name)
def test_no_browser_keeps_what_is_typed_about_who_somebody_is(route: Route, world):
    at = world.places[0]
    page = world.opener(route, at).browser.open(address(route, at))

    forms = re.findall(r"<form ([^>]+)>", page.text.partition("<main")[2].partition("</main>")[0])
    assert forms != []
    assert [form for form in forms if 'autocomplete="off"' not in form] == []
