"""What this run of the tests leaves out, said at its end.

The browser tests need requirements-dev.txt and Debian's Chromium, and one test needs scipy. Where
they are missing the rest runs and says so; with CI or LINKSTUDY_STRICT set, a missing part is a
failure.
"""

import os
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.db import connection

from linkstudy.testing.proofs import print_what_was_said, proof, share, size

CHROMIUM = Path("/usr/bin/chromium")
TESTS = Path(__file__).resolve().parent.parent / "tests"
BROWSER_TESTS = TESTS / "browser"
FORECAST_CHECK = TESTS.parent / "figures" / "tests" / "test_against_scipy.py"
FOLDERS = {"browser": BROWSER_TESTS, "walk": TESTS / "whole_house"}  # by the marker of their tests
IN_TURNS = 4  # runs in which a test meets each of its parameters on PostgreSQL
SAID = pytest.StashKey[bool]()
PARAMETERS = proof("parameters")
ABOUT = {  # marker: the database with which its tests run, and why they are left out of others
    "sqlite": ("sqlite", "it is about sqlite"),
    "postgresql": ("postgresql", "it is about postgresql"),
    "once": ("sqlite", "it never meets the database of the run: once is enough"),
}


def is_strict() -> bool:
    """Whether a missing browser fails the run."""
    return any(os.environ.get(name, "") not in {"", "0"} for name in ("CI", "LINKSTUDY_STRICT"))


def missing_for_browser(chromium: Path = CHROMIUM) -> str:
    """What the browser tests lack and how to get it, or nothing."""
    packages = ("pytest_playwright", "axe_playwright_python")
    if not all(find_spec(package) for package in packages):
        return "they need `pip install -r requirements-dev.txt`"
    if not chromium.exists():
        return "they need `apt-get install chromium`"
    return ""


def missing_for_forecast() -> str:
    """What the check of the forecast against scipy lacks and how to get it, or nothing."""
    return "" if find_spec("scipy") else "it needs `pip install -r requirements-dev.txt`"


def parts() -> list[tuple[str, Path, str]]:
    """(name, where its tests are, what they lack) of each part that needs more than requirements.txt."""
    return [
        ("The browser tests", BROWSER_TESTS, missing_for_browser()),
        ("The check of the forecast against scipy", FORECAST_CHECK, missing_for_forecast()),
    ]


def takes_turns(config: pytest.Config) -> bool:
    """Whether the whole suite runs on PostgreSQL, and is not to be whole in every parameter too."""
    everything = config.args_source == pytest.Config.ArgsSource.TESTPATHS
    return everything and connection.vendor == "postgresql" and bool(size(1, 0))


def sentences(turns: bool = False) -> list[str]:
    """What was left out of this run, one sentence each."""
    said = [f"{name}: {missing}." for name, _, missing in parts() if missing]
    if connection.vendor == "sqlite":
        said.append(
            "PostgreSQL: this run was on SQLite. "
            "`python -m linkstudy.testing.with_pg .venv/bin/pytest` runs the tests there."
        )
    if turns:
        said.append(
            "Three in four of a test's parameters: another seed draws others. "
            "`.ci/proofs parameters` runs them all."
        )
    return said


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out the tests of a part that cannot run."""
    for name, place, missing in parts():
        if missing and collection_path.is_relative_to(place):
            if is_strict():
                raise pytest.UsageError(f"{name} cannot run: {missing}.")
            return True
    return None


def others_turn(items: Sequence[pytest.Item], seed: int) -> list[pytest.Item]:
    """Tests that are left to other runs: of a test with many parameters this one meets a fourth, which the
    seed draws, and one at least. What differs between databases always meets all."""
    families = defaultdict(list)
    for item in items:
        if item.get_closest_marker("proof") == PARAMETERS.mark:
            families[item.path, item.nodeid.partition("[")[0]].append(item)
    left = []
    for (path, name), family in families.items():
        turns = min(len(family), IN_TURNS)
        turn = share(f"{path.name} {name}", seed, turns)
        left += [item for place, item in enumerate(family) if place % turns != turn]
    return left


@cache
def differs(module: Path) -> bool:
    """Whether the tests of a module speak of databases: they go another way on each."""
    return bool(re.search(r"connection\.vendor|mark\.postgresql", module.read_text()))


def meets_database(item: pytest.Item) -> bool:
    """Whether a test may ask the database of the run: pytest-django refuses every other."""
    asks = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    return bool(asks) or item.get_closest_marker("django_db") is not None


def kind_of(item: pytest.Item) -> str | pytest.MarkDecorator:
    """The mark that says on which databases a test is to run, if it needs one."""
    if differs(item.path):
        return "differs"
    if not meets_database(item):
        return "once"
    has_parameters = hasattr(item, "callspec") and not item.get_closest_marker("proof")
    return PARAMETERS if has_parameters else ""


def mark(items: list[pytest.Item]) -> None:
    """Mark the browser tests, the walks and what else a run may leave out, and skip what is not for this
    run's database."""
    for item in items:
        for marker, folder in FOLDERS.items():
            if item.path.is_relative_to(folder):
                item.add_marker(marker)
        if kind := kind_of(item):
            item.add_marker(kind)
        for marker, (vendor, reason) in ABOUT.items():
            if item.get_closest_marker(marker) and connection.vendor != vendor:
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what was left out, once: several conftest files share this hook."""
    if SAID not in config.stash:
        config.stash[SAID] = True
        print_what_was_said(terminalreporter, config)
        terminalreporter.section("Left out")
        for sentence in sentences(takes_turns(config)):
            terminalreporter.write_line(sentence)
