"""Many at once, over the pages: nothing acknowledged is lost, and nothing happens twice.

Everybody has a session, a page and a connection of their own, and all send in the same moment.
`.ci/proofs edits` makes 400 edits, sends every form five times at once, twice, and keeps 16 people
busy; each run of the suite makes a few of each, drawn by its seed.
"""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import cycle, pairwise
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from linkstudy.accounts.models import User
from linkstudy.audit.chain import verify
from linkstudy.audit.models import Entry
from linkstudy.clock import telling
from linkstudy.testing import snapshot
from linkstudy.testing.proofs import proof, size
from linkstudy.tests.whole_house.actors import Browser
from linkstudy.tests.whole_house.asking import BY_NAME, address, body_of, sheet_of, sheets
from linkstudy.tests.whole_house.bodies import EVERY_TIME, POSTS, TAKING
from linkstudy.tests.whole_house.crawling import crawl, route_of
from linkstudy.tests.whole_house.places import NOW, Place
from linkstudy.tests.whole_house.watching import undone
from linkstudy.tests.whole_house.world import World, a_world
from participants.models import Participant
from participants.tests.at_once import at_once

CLIENTS = 16
EDITS = size(2, 25)  # of each client
CHANGE = BY_NAME["participants:change"]
OVERTAKEN = " changed this while you were typing. Nothing is saved yet"
BUSY = 503


@pytest.fixture(scope="module")
def stored(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> tuple[World, snapshot.Snapshot]:
    """The world and its rows: built once, in a transaction that is taken back."""
    with django_db_blocker.unblock(), undone(), telling(NOW):
        return a_world(), snapshot.taken()


@pytest.fixture
def world(stored: tuple[World, snapshot.Snapshot], transactional_db: None) -> Iterator[World]:
    """The world, in a database that was really written."""
    made, rows = stored
    snapshot.put_back(rows)
    with telling(NOW):
        yield made
        assert verify().trouble == ""


def told_since(last: int) -> list[Entry]:
    return list(Entry.objects.filter(seq__gt=last).order_by("seq"))


# Edits of the same records


def edit(record: Place, user: User, answers: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Open the form, change something, save; anew when somebody was faster. What was saved."""
    browser, where = Browser(user), address(CHANGE, record)
    for answer in answers:
        while True:
            back = browser.send("POST", where, body_of(CHANGE, record, browser) | answer)
            if back.status == 302:
                break
            if back.status != BUSY:  # which says that nothing was saved
                assert OVERTAKEN in back.text, (back.status, back.heading)
    return [(record.known, answer["contact_by"]) for answer in answers]


def answer_of(number: int) -> dict[str, str]:
    """An answer that nobody else gives."""
    return {"contact_by": (NOW.date() + dt.timedelta(days=number + 1)).isoformat()}


@proof("edits")
def test_every_edit_that_was_acknowledged_stands_in_the_history_and_none_twice(world, tell):
    at, researcher = world.places[0], world.study.researcher
    records = [replace(at, known=code) for code in (at.known, at.deciding, at.booked, at.missed)]
    jobs = [
        partial(edit, record, researcher, [answer_of(place * EDITS + n) for n in range(EDITS)])
        for place, record in zip(range(CLIENTS), cycle(records), strict=False)
    ]

    saved = [one for each in at_once(*jobs) for one in each]

    tell("edits", len(saved))
    told = [entry for entry in told_since(world.last) if entry.verb != "user.signed_in"]
    assert {entry.verb for entry in told} == {"participant.changed"}
    assert len(saved) == CLIENTS * EDITS
    assert sorted((one.about, one.changes["contact_by"][1]) for one in told) == sorted(saved)
    for record in records:
        steps = [entry.changes for entry in told if entry.about == record.known]
        for name in ("version", "contact_by"):
            assert all(one[name][1] == two[name][0] for one, two in pairwise(steps))
        now = Participant.objects.get(study_id=record.known)
        assert now.version == steps[-1]["version"][1]
        assert now.contact_by.isoformat() == steps[-1]["contact_by"][1]


# The same form, five times at once


def five(world: World, route: Any) -> tuple[Place, str, list[Browser]]:
    at = world.places[0]
    user = world.opener(route, at).user
    return at, address(route, at), [Browser(user) for _ in range(5)]


@proof("edits")
@pytest.mark.parametrize("time", size(1, 2) * ["once more"])
def test_a_form_that_is_sent_five_times_at_once_does_one_thing(world, drawn, time, tell):
    at, where, browsers = five(world, drawn)
    body, last = body_of(drawn, at, browsers[0]), Entry.objects.count()

    answers = at_once(*(partial(one.send, "POST", where, body) for one in browsers))

    tell("forms sent five times at once", 1)
    verbs = [entry.verb for entry in told_since(last)]
    times = 5 if set(verbs) <= EVERY_TIME else 1
    assert verbs == [*POSTS[drawn.name].verbs] * times
    assert len({(answer.status, answer.leads_to) for answer in answers}) == 1
    assert not answers[0].has_problems


@proof("edits")
def test_of_five_who_change_one_thing_at_once_one_is_taken_and_four_are_told(world, drawn, tell):
    at, where, browsers = five(world, drawn)
    is_versioned = "version" in sheet_of(drawn, at, browsers[0]).form.questions
    bodies, last = [body_of(drawn, at, one) for one in browsers], Entry.objects.count()
    pairs = zip(browsers, bodies, strict=True)

    answers = at_once(*(partial(one.send, "POST", where, body) for one, body in pairs))

    tell("forms sent by five at once", 1)
    taken = [answer for answer in answers if answer.status == 302 or not answer.has_problems]
    assert {answer.status for answer in answers} <= {200, 302}
    assert taken != []
    verbs = [entry.verb for entry in told_since(last)]
    post = POSTS[drawn.name]
    again = [verb for verb in post.verbs if verb not in post.settles]
    assert verbs == [*post.verbs, *again * (len(taken) - 1)]
    assert len(taken) == 1 or not is_versioned


# Everybody does everything


def work(user: User, at: Place, addresses: list[str], draw: random.Random) -> Counter[int]:
    """Open pages and send forms, as fast as they can. How often which status came back."""
    browser, seen = Browser(user), Counter[int]()
    mine = [route for route in TAKING if user.may(route.view.capability)]
    for _ in range(size(4, 60)):
        where = address(draw.choice(mine), at)
        page = browser.open(draw.choice([where, *draw.sample(addresses, 1)]))
        seen[page.status] += 1
        for sheet in [one for one in sheets(page.text, where) if one.goes == where]:
            body = sheet.form.filled() | dict(POSTS[route_of(where)].answers(at))
            seen[browser.send("POST", where, body).status] += 1
    return seen


@proof("edits")
def test_sixteen_people_at_once_get_no_error(world, seed, tell):
    at, user = world.places[0], world.study.researcher
    addresses = [where for where, _ in crawl(Browser(user), 1)]
    draws = [random.Random(f"{seed} {number}") for number in range(CLIENTS)]  # noqa: S311 - examples

    answered = at_once(*(partial(work, user, at, addresses, draw) for draw in draws))

    statuses = sum(answered, Counter())
    tell("requests by 16 at once", statuses.total())
    assert {status for status in statuses if status >= 500} == set()
    assert {200, 302} <= set(statuses)
