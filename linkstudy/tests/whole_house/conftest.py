"""One study, built once for each module of proofs: every test takes back what it wrote."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from linkstudy.clock import telling
from linkstudy.testing.proofs import seed_of, share, size
from linkstudy.tests.routes import GUARDED
from linkstudy.tests.whole_house.bodies import POSTS
from linkstudy.tests.whole_house.places import NOW
from linkstudy.tests.whole_house.world import World, a_world

A_FEW = 6  # routes in the short form, before it is cut into shares


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`drawn` is every route that takes a body, one after the other; a few in the short form."""
    if "drawn" in metafunc.fixturenames:
        draw = random.Random(f"{seed_of(metafunc.config)} {metafunc.function.__name__}")  # noqa: S311
        taking = [route for route in GUARDED if route.name in POSTS]
        routes = draw.sample(taking, size(A_FEW, len(taking)))
        metafunc.parametrize("drawn", routes, ids=lambda route: route.name)


# Proofs that say the same of the product on either database, and take long. The short form cuts
# their routes into shares, of which SQLite takes one, and PostgreSQL another; a test that is about
# no single route runs in every gate, on the one database or the other.
SHARED = {"grid", "canaries", "sites", "edits", "forms"}
SHARES = 4
TAKES = ["sqlite", "postgresql"]


def is_taken(name: str, seed: int, shares: int = SHARES) -> bool:
    """Whether a name is in this run's share; in a whole proof each is."""
    return bool(size(0, 1)) or share(name, seed, shares) == TAKES.index(connection.vendor)


def is_left_out(item: pytest.Item, seed: int) -> bool:
    """Whether a test is in a share that this run does not take."""
    proof = item.get_closest_marker("proof")
    if proof is None or proof.kwargs["name"] not in SHARED:
        return False
    route = item.name.partition("[")[2]
    return not (is_taken(route, seed) if route else is_taken(item.name, seed, len(TAKES)))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In short form each database takes its share; a whole proof is run on both."""
    seed = seed_of(config)
    gone = {item for item in items if is_left_out(item, seed)}
    items[:] = [item for item in items if item not in gone]
    config.hook.pytest_deselected(items=list(gone))


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), telling(NOW):
        yield a_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World, db: None) -> World:
    """The study as it was built; what the test writes is taken back at its end."""
    return built


@pytest.fixture(scope="module")
def tell(
    request: pytest.FixtureRequest, say: Callable[[str], None]
) -> Iterator[Callable[[str, int], None]]:
    """`tell("cells", 20)` adds to what the end of the run says about this module."""
    begin, counts = time.monotonic(), Counter[str]()

    def add(what: str, number: int) -> None:
        counts[what] += number

    yield add
    said = ", ".join(f"{number:,} {what}" for what, number in counts.items())
    say(f"{request.path.stem}: {said} in {time.monotonic() - begin:.1f} s")
