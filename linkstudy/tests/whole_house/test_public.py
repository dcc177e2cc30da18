"""Routes without a line of the policy: few, open to strangers, and just as strict otherwise."""

import pytest

from linkstudy.tests.routes import PUBLIC, STRANGE_METHODS
from linkstudy.tests.whole_house.asking import BY_NAME, address
from linkstudy.tests.whole_house.bodies import POSTS
from linkstudy.tests.whole_house.watching import effect, statements, undone

OPEN = [BY_NAME[name] for name in PUBLIC]
TAKING = [route for route in OPEN if route.name in POSTS]
# Whom the history names, when that is not the lead of the case.
NAMED = {"accounts:forgotten": {None}, "accounts:link": set(), "updates:leave": {None}}
THE_ROOM = {"django_session"}  # where a page may write when it is opened: this visit's own drawer


@pytest.mark.parametrize("route", OPEN, ids=lambda route: route.name)
def test_opening_a_public_page_writes_nothing_and_no_other_method_is_known(route, world):
    for actor in world.actors:
        if actor.is_over:
            continue  # the grid tries that no page opens for them
        with undone(), statements() as told:
            where = address(route, world.places[0])
            opened = actor.browser.open(where)
            asked = actor.browser.send("HEAD", where)
            refused = {actor.browser.send(method, where).status for method in STRANGE_METHODS}

        assert (opened.status, opened.heading) in {(200, opened.heading), (302, "")}
        assert (asked.status, asked.body) == (opened.status, b"")
        assert refused == {405}
        assert [one for one in told.writes if one.split()[-1] not in THE_ROOM] == []


@pytest.mark.parametrize("route", TAKING, ids=lambda route: route.name)
def test_a_public_page_does_what_it_is_for(route, world):
    at, post = world.places[0], POSTS[route.name]
    browser = world.opener(route, at).browser

    answer = browser.send("POST", address(route, at), post.answers(at))

    done = effect(world.rows, world.last)
    assert (answer.status, answer.has_problems) == (post.status, False)
    assert done.verbs == list(post.verbs)
    assert done.actors == NAMED.get(route.name, {int(at.lead)})
    assert done.untold == []
