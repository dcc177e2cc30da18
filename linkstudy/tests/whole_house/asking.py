"""Addresses and bodies for a place, as somebody who may use them finds them."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from linkstudy.tests.routes import ROUTES, Route
from linkstudy.tests.whole_house.actors import Browser
from linkstudy.tests.whole_house.bodies import NAMES, POSTS, USUAL
from linkstudy.tests.whole_house.pages import Form, Page
from linkstudy.tests.whole_house.places import Place

BY_NAME = {route.name: route for route in ROUTES}


def named(route: Route, argument: str, at: Place) -> Any:
    """What an address names: what was said for its route, else the usual."""
    if argument == "number" and route.path.startswith("cases/"):
        return int(at.number)
    word = (USUAL | dict(NAMES.get(route.name, {})))[argument]
    if callable(word):
        return word(at)
    return at.slug(word) if isinstance(word, str) and hasattr(at, word) else word


def address(route: Route, at: Place) -> str:
    """Where the route is for what stands at a place."""
    return reverse(route.name, kwargs={name: named(route, name, at) for name in route.arguments})


@dataclass(frozen=True)
class Sheet:
    """A form as it stands on a page: where it was found, where it goes, what it holds."""

    stood: str
    goes: str
    form: Form


def sheets(html: str, stood: str) -> list[Sheet]:
    """The forms of a page that post."""
    found = [form for form in Page(html).forms if form.method == "post"]
    return [Sheet(stood, form.action or stood, form) for form in found]


def sheet_of(route: Route, at: Place, browser: Browser) -> Sheet:
    """The form of a route, on the page that somebody opens who may use it."""
    own, holder = address(route, at), POSTS[route.name].stands
    if holder:
        page = BY_NAME[holder]
        shown = browser.send("POST", address(page, at), body_of(page, at, browser))
    else:
        shown = browser.open(own)
    found = [one for one in sheets(shown.text, own) if one.goes == own]
    assert found, f"no form on {own} goes there ({shown.status} {shown.heading})"
    return found[0]


def body_of(route: Route, at: Place, browser: Browser) -> dict[str, Any]:
    """What the page holds, with the answers that a person gives."""
    return {**sheet_of(route, at, browser).form.filled(), **POSTS[route.name].answers(at)}
