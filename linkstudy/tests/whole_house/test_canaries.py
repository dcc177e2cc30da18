"""Who people are stands on the page that shows it, for those who may see it, and nowhere else.

Forty strings are planted through the product's own form. Then everybody walks everywhere, sends
the strings where they do not belong, and makes every kind of error happen; nothing that came
out, was logged or is stored holds any of them.

A form that was not taken is given back to the person who sent it, in that same answer: on the
form's own page, and on those for what went wrong on our side, for an expired form and for one
sent after the session ended (linkstudy/errors.py). Losing what somebody typed would be worse,
and they had it on their screen a moment before. No other answer repeats what was sent. What
stands in the query of an address is repeated by the search box, and by the address to which a
sign-in leads back; no form of the product asks for an identity there.
"""

import io
import logging
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from urllib.parse import quote_plus

import pytest
from django.core import mail
from django.db import OperationalError, connection, transaction

from linkstudy.clock import telling
from linkstudy.testing.proofs import proof, size
from linkstudy.tests.routes import ROUTES, Route
from linkstudy.tests.whole_house.actors import SECRET, URLENCODED, Actor, Answer
from linkstudy.tests.whole_house.asking import BY_NAME, address, body_of
from linkstudy.tests.whole_house.bodies import POSTS, TAKING
from linkstudy.tests.whole_house.canaries import (
    CANARIES,
    PEOPLE,
    PLANTED_IN,
    Net,
    Person,
    found_in,
    stored,
)
from linkstudy.tests.whole_house.crawling import crawl
from linkstudy.tests.whole_house.places import NOW, Place
from linkstudy.tests.whole_house.values import encoded
from linkstudy.tests.whole_house.watching import undone
from linkstudy.tests.whole_house.world import World, a_world

EXPORT = "/participants/export/"
GIVEN_BACK = {
    "Sorry, there is a problem",
    "This page was open too long",
    "You were signed out",
}
TODAY = BY_NAME["progress:today"]  # which opens for everybody, whatever else is drawn
REVEAL = BY_NAME["participants:contact"]
CHANGE = BY_NAME["participants:contact_change"]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the product writes to its log, as it writes it."""
    kept = io.StringIO()
    handlers = {one for name in ("", "django") for one in logging.getLogger(name).handlers}
    consoles = [one for one in handlers if type(one) is logging.StreamHandler]
    with pytest.MonkeyPatch.context() as patch:
        for one in consoles:
            patch.setattr(one, "stream", kept)  # setStream would write to one that may be closed
        yield kept


@pytest.fixture
def world(transactional_db: None) -> Iterator[World]:
    """The world, in a database that was really written, with the strings planted."""
    with telling(NOW):
        with transaction.atomic():
            made = a_world()
        for person in PEOPLE:
            plant(person, made)
        yield made


def home(person: Person, world: World) -> tuple[Place, Actor]:
    """The place where somebody is "known", and who works there: three are of the first site."""
    own, name = (0, "researcher") if person.number <= 3 else (1, "elsewhere")
    at = world.places[own]
    who = getattr(at, PLANTED_IN[person.number - 1])
    return replace(at, known=who), world.actor(name)


def plant(person: Person, world: World) -> None:
    at, actor = home(person, world)
    body = body_of(CHANGE, at, actor.browser) | person.details
    assert actor.browser.send("POST", address(CHANGE, at), body).status == 302


def reveal(actor: Actor, at: Place) -> Answer:
    """What somebody gets who says why they need somebody's contact details."""
    body = {"reason": "To confirm the interview"}
    return actor.browser.send("POST", address(REVEAL, at), body)


def test_who_somebody_is_shows_to_their_site_alone_and_one_at_a_time(world):
    shown = {
        (actor.name, person.number): sorted(found_in(reveal(actor, at).body))
        for person in PEOPLE
        for at, _ in [home(person, world)]
        for actor in world.actors
    }

    for person in PEOPLE:
        _, at_home = home(person, world)
        for actor in world.actors:
            mine = sorted(person.canaries.values()) if actor is at_home else []
            assert shown[actor.name, person.number] == mine


# What goes to partners, by email.
UPDATES = {
    f"{month} update: The test study" for month in ("October 2021", "December 2021", "January 2022")
}


@proof("canaries")
def test_nobody_meets_them_on_a_walk_and_nothing_keeps_them(world, log, capfd, settings, tell):
    settings.CAN_MAIL, net = True, Net()
    for person in PEOPLE:
        at, actor = home(person, world)
        reveal(actor, at)
    for actor in world.actors:
        for where, answer in crawl(actor.browser, size(1, 12)):
            net.answer(f"{actor.name} {where}", answer)
    for where, answer in everything_sent(world):
        net.answer(where, answer)
    look_at_what_is_kept(net, log, capfd)
    tell("looks for canaries", net.looked_at)

    assert net.caught == [], str(net)
    subjects = {message.subject for message in mail.outbox}
    assert subjects - {"Choose your password for linkstudy"} == UPDATES


def everything_sent(world: World) -> Iterator[tuple[str, Answer]]:
    """The answer to every form, filled in well; every kind of file for everybody who may."""
    own = world.places[0]
    for route in TAKING:
        with undone():
            browser = world.opener(route, own).browser
            body = body_of(route, own, browser)
            answer = browser.send("POST", address(route, own), body)
        if route != REVEAL:
            yield f"the answer of {route.name}", answer
    for actor in world.actors:
        for kind in ("xlsx", "csv"):
            answer = actor.browser.send("POST", EXPORT, {"purpose": "analysis", "kind": kind})
            yield f"the {kind} of {actor.name}", answer


def look_at_what_is_kept(net: Net, log: io.StringIO, capfd: pytest.CaptureFixture) -> None:
    """Look through the stores, the log, and what else was written to the terminal."""
    places = dict(stored())
    assert b"C1-PT-01" in b"".join(places.values())  # so that these are the bytes meant
    for where, content in places.items():
        net.look(where, content)
    out, err = capfd.readouterr()
    net.look("the log", log.getvalue().encode())
    net.look("the terminal", (out + err).encode())


# Errors


@dataclass(frozen=True)
class Slip:
    """A request that should not have been made, with canaries in its body and its query."""

    why: str
    actor: Actor
    method: str
    address: str
    body: bytes = b""
    headers: dict[str, str] | None = None
    kind: str = URLENCODED
    broken: bool = False

    def make(self) -> Answer:
        with broken_database() if self.broken else nullcontext():
            return self.actor.browser.ask(
                self.method,
                self.address,
                self.body,
                self.kind,
                headers={"x-csrftoken": SECRET} | (self.headers or {}),
            )


@contextmanager
def broken_database() -> Iterator[None]:
    """Every statement fails but those that say who somebody is, with words that tell too much."""

    def refuse(execute, sql, params, many, context):
        if "django_session" in sql or "accounts_user" in sql:
            return execute(sql, params, many, context)
        raise OperationalError(f"row ({', '.join(CANARIES)})")

    with connection.execute_wrapper(refuse):
        yield


IN_THE_BODY = [word for person in PEOPLE[:3] for word in person.canaries.values()]
IN_THE_QUERY = [word for person in PEOPLE[3:] for word in person.canaries.values()]
QUERY = "&".join(
    f"{name}={quote_plus(word)}"
    for name, word in zip(
        ["q", "who", "case", "name", "at", "page", "sort", "then", "phone"],
        IN_THE_QUERY,
        strict=False,
    )
)


def spoilt(route: Route, world: World) -> dict[str, list[str]]:
    """A body that no form takes: canaries and a hidden character in all that can be typed."""
    all_of_them = [f"{' '.join(IN_THE_BODY)}\0"]
    held = PEOPLE[0].details | PEOPLE[1].details | PEOPLE[2].details
    body = dict.fromkeys(held, all_of_them)
    if route.name in POSTS:
        own = world.places[0]
        browser = world.opener(route, own).browser
        body |= dict.fromkeys(body_of(route, own, browser), all_of_them)
    return body | {"csrfmiddlewaretoken": [SECRET]}


def slips(route: Route, world: World, spoilt_body: dict[str, list[str]]) -> Iterator[Slip]:
    """Every way to get a 400, 403, 404, 405, 413 or 500 from a route, by somebody of each kind."""
    where = f"{address(route, world.places[0])}?{QUERY}"
    other = f"{address(route, world.places[1])}?{QUERY}"
    nothing = f"/nothing{where}"
    sent, many = encoded(spoilt_body), encoded(spoilt_body | MANY)
    big = sent + b"&more=" + b"x" * 5_000_000
    no_token = {"x-csrftoken": "d" * 32}
    for actor in (world.actor(name) for name in ("researcher", "ppi", "anonymous")):
        yield Slip("opened with them in the query", actor, "GET", where)
        yield Slip("a form not taken", actor, "POST", where, sent)
        yield Slip("another site's", actor, "POST", other, sent)
        yield Slip("no such page", actor, "POST", nothing, sent)
        yield Slip("no such method", actor, "DELETE", where, sent)
        yield Slip("too many fields", actor, "POST", where, many)
        yield Slip("too much", actor, "POST", where, big)
        yield Slip("no form", actor, "POST", where, sent, kind="multipart/form-data")
        yield Slip("no token", actor, "POST", where, bare(spoilt_body), no_token)
        yield Slip("a host that is not ours", actor, "GET", where, headers={"host": "x.example"})
        yield Slip("a broken database", actor, "GET", where, broken=True)
        yield Slip("a broken database", actor, "POST", where, sent, broken=True)


MANY = {f"field{number}": ["x"] for number in range(1001)}


def bare(body: dict[str, list[str]]) -> bytes:
    return encoded({name: one for name, one in body.items() if name != "csrfmiddlewaretoken"})


def may_come_back(slip: Slip, answer: Answer) -> list[str]:
    """What an answer may repeat to the person who sent it a moment before."""
    taken_back = answer.has_problems or answer.heading in GIVEN_BACK
    leads_back = answer.status == 200 or answer.heading in GIVEN_BACK
    asked = IN_THE_QUERY if leads_back else []
    return [*asked, *(IN_THE_BODY if slip.method == "POST" and taken_back else [])]


@proof("canaries")
def test_no_error_tells_on_anybody(world, log, capfd, seed, tell):
    net, statuses = Net(), Counter()
    draw = random.Random(f"{seed} errors")  # noqa: S311 - a draw of examples
    drawn = [TODAY, *draw.sample(ROUTES, size(10, len(ROUTES)))]
    # Read before any is sent: a form that asks nothing is done, and may not stand there again.
    bodies = {route.name: spoilt(route, world) for route in drawn}
    for route in drawn:
        for slip in slips(route, world, bodies[route.name]):
            with undone() if route.name == "account_logout" else nullcontext():
                answer = slip.make()
            statuses[answer.status] += 1
            where = f"{slip.why}: {slip.method} {route.name} by {slip.actor.name}"
            if answer.leads_to.startswith("/account/login/?next="):
                answer = replace(answer, headers={})  # leads back to the address that was asked
            net.answer(where, answer, may_come_back(slip, answer))
    look_at_what_is_kept(net, log, capfd)
    tell("looks for canaries", net.looked_at)

    assert net.caught == [], str(net)
    assert {302, 400, 403, 404, 405, 413, 500} <= set(statuses)


@pytest.mark.differs
def test_signing_in_as_somebody_who_takes_part_leaves_no_trace_of_them(world, log, capfd):
    net, sign_in = Net(), BY_NAME["account_login"]
    at, browser = world.places[0], world.actor("anonymous").browser
    where = f"{address(sign_in, at)}?{QUERY}"
    for person in PEOPLE:
        for word in person.canaries.values():
            answer = browser.send("POST", where, {"login": word, "password": word})
            net.answer(where, answer, [*person.canaries.values(), *IN_THE_QUERY])
    look_at_what_is_kept(net, log, capfd)

    assert net.caught == [], str(net)
