"""The authorisation grid: every route, ten actors, every method, at one's own site and another's.

What must happen is worked out from the policy alone. Everybody sends valid bodies with valid
tokens, so a refusal can only come from the policy; whoever may, gets the effect and no other.
"""

import logging
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from linkstudy.testing.proofs import proof
from linkstudy.tests.routes import GUARDED, STRANGE_METHODS, Route
from linkstudy.tests.whole_house.actors import Answer
from linkstudy.tests.whole_house.asking import address
from linkstudy.tests.whole_house.bodies import TAKING
from linkstudy.tests.whole_house.cells import Cell, expected, is_of_a_site, wrong
from linkstudy.tests.whole_house.places import Place
from linkstudy.tests.whole_house.watching import statements, undone
from linkstudy.tests.whole_house.world import World

pytestmark = proof("grid")

METHODS = ["GET", "HEAD", "POST", *STRANGE_METHODS]
ANEW = re.compile(rb'name="[a-z-]*token" [^>]+')


@pytest.fixture(autouse=True)
def quiet(caplog):
    """Thousands of refusals are meant: the log does not keep them."""
    caplog.set_level(logging.CRITICAL)
    caplog.set_level(logging.CRITICAL, "django")


def by_name(route: Route) -> str:
    return route.name


@pytest.mark.parametrize("route", GUARDED, ids=by_name)
def test_everybody_gets_what_the_policy_says_and_no_more(route, world, tell):
    cells = [
        Cell(route, actor, method, at)
        for at in world.places[: 2 if is_of_a_site(route, world) else 1]
        for actor in world.actors
        for method in METHODS
    ]
    found = [
        f"{cell.method} of case {cell.at.number} by {cell.actor.name}: {words}"
        for cell in cells
        for words in wrong(cell, world)
    ]
    tell("cells", len(cells))

    assert found == [], "\n".join(found)


def asked_elsewhere(route: Route, world: World) -> Iterator[tuple[str, Place, Place]]:
    """(method, other site's place, place that does not exist) for what a researcher may not reach."""
    _, other = world.places
    researcher = world.actor("researcher")
    for method in ("GET", "POST"):
        cell = Cell(route, researcher, method, other)
        if expected(cell, world) in {"not found", "with problems"}:
            yield method, other, world.nowhere


@pytest.mark.parametrize("route", GUARDED, ids=by_name)
def test_another_sites_rows_answer_to_the_byte_like_rows_that_do_not_exist(route, world):
    browser = world.actor("researcher").browser
    for method, *places in asked_elsewhere(route, world):
        answers, asked = [], []
        for at in places:
            body = world.body(route, at) if method == "POST" else None
            with undone(), statements() as told:
                answers.append(plain(browser.send(method, address(route, at), body), at))
            asked.append(len(told))

        assert answers[0] == answers[1]
        assert asked[0] == asked[1]  # and took as many questions to the database


def plain(answer: Answer, at: Place) -> tuple[int, dict[str, str], bytes]:
    """The answer without what is new in each, and without the words of the person who asked."""
    body = ANEW.sub(b"", answer.body)
    for code in at.codes().values():
        body = body.replace(code.encode(), b"-").replace(code.lower().encode(), b"-")
    return answer.status, answer.headers | {"Set-Cookie": ""}, body


@pytest.mark.parametrize("route", TAKING, ids=by_name)
def test_no_page_saves_a_form_from_elsewhere(route, world):
    at = world.places[0]
    browser = world.opener(route, at).browser
    body = {**world.body(route, at), "csrfmiddlewaretoken": "d" * 32}

    with statements() as told:
        answer = browser.send_raw("POST", address(route, at), urlencode(body, doseq=True).encode())

    assert (answer.status, answer.heading) == (403, "This page was open too long")
    assert told.writes == []
