"""Fixtures that every test can ask for. Each package's conftest.py imports this module."""

import datetime as dt
import gc
import ipaddress
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from copy import deepcopy
from itertools import groupby
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from cases.models import Site
from linkstudy.accounts.models import User
from linkstudy.clock import DEMO_NOW, LONDON, telling
from linkstudy.testing import guards_flush, left_out
from linkstudy.testing.factories import a_study, a_user
from linkstudy.testing.left_out import pytest_ignore_collect, pytest_terminal_summary
from linkstudy.testing.proofs import (
    pytest_sessionfinish,
    pytest_testnodedown,
    say,
    seed,
    seed_of,
)

__all__ = [
    "login",
    "no_network",
    "pytest_collection_finish",
    "pytest_collection_modifyitems",
    "pytest_ignore_collect",
    "pytest_sessionfinish",
    "pytest_terminal_summary",
    "pytest_testnodedown",
    "say",
    "scene_once",
    "seed",
    "study",
    "study_clock",
]

guards_flush.install()


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Iterator[None]:
    """Mark what a run may leave out before anything chooses by marks. At the end, a module's tests
    on an empty database come before those on its scene, which then stands."""
    left_out.mark(items)
    if left_out.takes_turns(config):
        others = set(left_out.others_turn(items, seed_of(config)))
        config.hook.pytest_deselected(items=list(others))
        items[:] = [item for item in items if item not in others]
    yield
    modules = groupby(list(items), key=lambda item: item.path)
    items[:] = [item for _, own in modules for item in sorted(own, key=needs_scene)]


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: nothing looks through it, again and again, for what
    could be thrown away."""
    if not gc.get_freeze_count():
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)


def needs_scene(item: pytest.Item) -> bool:
    return "scene_once" in getattr(item, "fixturenames", ())


class NetworkUsed(AssertionError):
    """A test tried to reach another machine."""


def is_this_machine(address: Any) -> bool:
    """Whether a socket's address is a file or a loopback address."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Tests reach this machine alone."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if not is_this_machine(address):
            raise NetworkUsed(f"A test tried to reach {address}.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture
def login(db: None) -> Callable[..., Client]:
    """`login("researcher", site)`: a client signed in as a new user of that role at those sites;
    `login(user)`: as that user."""

    def sign_in(who: str | User, *sites: Site) -> Client:
        user = who if isinstance(who, User) else a_user(who, list(sites))
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def study_clock() -> Iterator[Callable[[str], None]]:
    """`study_clock("2022-06-14 09:12")` sets the study's clock, by London time, until the test ends.

    It holds in the test's own thread. In a browser test `settings.IS_DEMO = True` makes the
    clock stand at the demo's moment for the server too.
    """
    with ExitStack() as stack:

        def stand_at(moment: str) -> None:
            instant = dt.datetime.fromisoformat(moment).replace(tzinfo=LONDON)
            stack.enter_context(telling(instant))

        yield stand_at


@pytest.fixture(scope="module")
def scene_once(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Any]:
    """What the module's function `scene` made, or else `a_study`, on the morning of 14 June 2022.

    It is made once, in a transaction that is rolled back after the module's last test.
    """
    make = getattr(request.module, "scene", a_study)
    with django_db_blocker.unblock(), transaction.atomic():
        with telling(DEMO_NOW):
            made = make()
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def study(scene_once: Any, db: None, study_clock: Callable[[str], None]) -> Any:
    """The module's scene, as if it had just been made, with the clock where it was made.

    What the test does to it is undone. Not for tests that commit.
    """
    study_clock("2022-06-14 09:12")
    return deepcopy(scene_once)
