"""Long proofs come in two sizes: short in every run, full by `.ci/proofs NAME`.

What they measured stands at the end of the run.
"""

import os
import zlib
from collections.abc import Callable
from typing import Any

import pytest

SAID = pytest.StashKey[list[str]]()


def size(short: int, full: int) -> int:
    """How many rounds this run makes."""
    return full if os.environ.get("LINKSTUDY_PROOF") == "full" else short


def seed_of(config: pytest.Config) -> int:
    """That of the tests' order, so that one number repeats a run."""
    return int(config.getoption("randomly_seed", 7))


@pytest.fixture(scope="session")
def seed(request: pytest.FixtureRequest) -> int:
    return seed_of(request.config)


def share(name: str, seed: int, shares: int) -> int:
    """In which of so many shares a seed puts a name; over the seeds it comes to each as often."""
    return zlib.crc32(f"{seed} {name}".encode()) % shares


def proof(name: str) -> pytest.MarkDecorator:
    """`@proof("races")` marks a test as the proof, or part of it, that `.ci/proofs races` runs."""
    return pytest.mark.proof(name=name)


@pytest.fixture(scope="session")
def say(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """`say("12 functions")` prints a line at the end of the run."""
    return request.config.stash.setdefault(SAID, []).append


def pytest_sessionfinish(session: pytest.Session) -> None:
    """One of several processes of a run hands what its tests said to the one that prints."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["said"] = session.config.stash.get(SAID, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What a process said that has come to its end, once: several conftest files share this hook."""
    node.config.stash.setdefault(SAID, []).extend(node.workeroutput.pop("said", []))


def print_what_was_said(reporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """What tests said, under a heading of its own."""
    reporter.section("Measured")
    for line in config.stash.get(SAID, ["Nothing by these tests."]):
        reporter.write_line(line)
