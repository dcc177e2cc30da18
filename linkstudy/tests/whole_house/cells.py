"""One cell of the authorisation grid: what the policy says must come of a request, and what came."""

import re
from collections.abc import Iterator
from contextlib import nullcontext
from typing import NamedTuple

from django.http import QueryDict

from linkstudy.accounts.policy import Reach
from linkstudy.tests.routes import LEADS_ON, STRANGE_METHODS, Route
from linkstudy.tests.whole_house.actors import Actor, Answer
from linkstudy.tests.whole_house.asking import address
from linkstudy.tests.whole_house.bodies import POSTS
from linkstudy.tests.whole_house.places import Place
from linkstudy.tests.whole_house.watching import effect, statements, undone
from linkstudy.tests.whole_house.world import World

# Routes that name something, and answer alike wherever it stands.
OF_ANY_SITE = {
    "participants:find": "it leads on whether or not there is such a row",
    "progress:topic": "topics are the study's own; what touched on one is the reader's",
    "progress:theory": "so are programme theories",
    "progress:sampled": "cells of the frame are the study's own; whom one counts is the reader's",
    "progress:figure_file": "a figure has a name; what it counts is the reader's",
    "meetings:event": "events are of no single group and site",
}
STATUS = {
    "sign in": 302,
    "signed out": 403,
    "refused": 403,
    "not found": 404,
    "not this way": 405,
    "opened": 200,
    "leads on": 302,
    "with problems": 200,
}
HEADINGS = {
    "You were signed out": "signed out",
    "You cannot open this page": "refused",
    "Page not found": "not found",
    "This page does not work that way": "not this way",
}
HISTORY = ["audit_entry", "audit_head"]
WHO_IT_IS = re.compile("django_session|accounts_user")  # all that a refusal needs to know


class Cell(NamedTuple):
    route: Route
    actor: Actor
    method: str
    at: Place


def is_of_a_site(route: Route, world: World) -> bool:
    """Whether the route's address, or what is sent to it, names something at a site."""
    own, other = world.places
    if address(route, own) != address(route, other) or route.name not in POSTS:
        return address(route, own) != address(route, other)
    answers = POSTS[route.name].answers
    return answers(own) != answers(other)


def is_bound(cell: Cell, world: World) -> bool:
    """Whether what is asked concerns something that stands at a site."""
    if cell.route.name in OF_ANY_SITE:
        return False
    return bool(cell.route.arguments) or (cell.method == "POST" and is_of_a_site(cell.route, world))


def expected(cell: Cell, world: World) -> str:
    """What the policy says must come of it."""
    route, actor, method, at = cell
    asked = method.replace("HEAD", "GET")
    if asked in STRANGE_METHODS:
        return "not this way"
    if actor.is_over:
        return "signed out"
    if actor.user is None:
        return "signed out" if asked == "POST" else "sign in"
    if asked not in world.takes(route):
        return "not this way"
    held = actor.reach(route.view.capability)
    if held is None:
        return "refused"
    if held == Reach.OWN and at.number not in actor.cases and is_bound(cell, world):
        return "not found" if route.arguments else "with problems"
    if asked == "POST":
        return "done"
    return "leads on" if route.name in LEADS_ON else "opened"


def seen(cell: Cell, answer: Answer) -> str:
    """What came of it, in the words of `expected`."""
    if answer.status == 302:
        return "sign in" if answer.leads_to == sign_in(cell) else "leads on"
    if answer.status != 200:
        return HEADINGS.get(answer.heading, "an error")
    return "with problems" if answer.has_problems else "opened"


def sign_in(cell: Cell) -> str:
    """Where a stranger is sent: to sign in, and back."""
    back = QueryDict(mutable=True)
    back["next"] = address(cell.route, cell.at)
    return f"/account/login/?{back.urlencode(safe='/')}"


def wrong(cell: Cell, world: World) -> Iterator[str]:
    """What is not as the policy says, or a write that nobody asked for.

    Only what may write is taken back: to ask it of the database takes as long as many an answer.
    """
    wanted = expected(cell, world)
    body = world.body(cell.route, cell.at, cell.actor) if cell.route.name in POSTS else {}
    may_write = wanted == "done" or cell.actor.is_over
    with undone() if may_write else nullcontext(), statements() as told:
        answer = cell.actor.browser.send(cell.method, address(cell.route, cell.at), body)
        if wanted == "done":
            yield from not_done(cell, answer, world, told.writes)
            return
    if wanted == "refused":
        yield from (f"asked: {sql}" for sql in told if not WHO_IT_IS.search(sql))
    if cell.method == "HEAD":
        if (answer.status, answer.body) != (STATUS[wanted], b""):
            yield f"{answer.status}, not {wanted} without a body"
    elif (seen(cell, answer), answer.status) != (wanted, STATUS[wanted]):
        yield f"{seen(cell, answer)} ({answer.status}), not {wanted}"
    yield from (f"wrote: {one}" for one in told.writes if not is_farewell(cell, one))


def is_farewell(cell: Cell, write: str) -> bool:
    """Whether a write ends the session of somebody whose access is over, or tells of it."""
    return cell.actor.is_over and write.split()[-1] in {"django_session", *HISTORY}


def not_done(
    cell: Cell, answer: Answer, world: World, writes: list[str] | None = None
) -> Iterator[str]:
    """What is amiss with an effect: it must be the one written down, whole, told, by this actor."""
    post, user = POSTS[cell.route.name], cell.actor.user
    done = effect(world.rows, world.last, writes)
    if answer.status != post.status or answer.has_problems:
        yield f"{seen(cell, answer)} ({answer.status}), not done"
    if done.verbs != list(post.verbs):
        yield f"the history got {done.verbs}, not {list(post.verbs)}"
    if done.actors != {user.pk}:
        yield f"the history names {done.actors}, not {user.pk}"
    yield from (f"no entry tells of the change of {one}" for one in done.untold)
