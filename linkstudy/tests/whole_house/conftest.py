"""One study, built once for each module of proofs: every test takes back what it wrote."""

import time
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from linkstudy.clock import telling
from linkstudy.tests.whole_house.places import NOW
from linkstudy.tests.whole_house.world import World, a_world

SAID = pytest.StashKey[list[str]]()


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
def tell(request: pytest.FixtureRequest) -> Iterator[Callable[[str, int], None]]:
    """`tell("cells", 20)` adds to what the end of the run says about this module."""
    begin, counts = time.monotonic(), Counter[str]()

    def add(what: str, number: int) -> None:
        counts[what] += number

    yield add
    said = ", ".join(f"{number:,} {what}" for what, number in counts.items())
    line = f"{request.path.stem}: {said} in {time.monotonic() - begin:.1f} s"
    request.config.stash.setdefault(SAID, []).append(line)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """What was proved, and how long it took."""
    if lines := config.stash.get(SAID, []):
        terminalreporter.section("Proved")
        for line in lines:
            terminalreporter.write_line(line)
