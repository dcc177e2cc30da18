"""The figures that this software must reach, measured here and now, as a table.

    python -m linkstudy.testing.figures
    python -m linkstudy.testing.figures large

The second takes the times of pages of a study of 20,000 people alone. The first needs requirements-dev.txt and Chromium, and PostgreSQL for its server time. It runs the
journeys, the look at every page and the count of queries, which leave their numbers as
properties of their tests; then it takes the server's time for a long list, which no test does:
a machine that is busy fails no test. The share of branches is that of the last `.ci/run`.
"""

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pytest

TESTS = [
    "linkstudy/tests/browser/test_journeys.py",
    "linkstudy/tests/browser/test_every_page.py",
    "linkstudy/tests/browser/test_other_pages.py",
    "linkstudy/tests/browser/test_progress.py",
    "linkstudy/tests/whole_house/test_queries.py",
]
COUNTED = {"views", "axe", "sideways", "complaints"}  # summed over tests; of others the most
COVERAGE = ".ci/kept/coverage"
PEOPLE, ROUNDS = 1000, 100
Figures = dict[str, Any]


class Line(NamedTuple):
    """One line of the table: what, as measured, as it must be."""

    what: str
    measured: str
    bound: str


class Properties:
    """A pytest plugin that keeps what tests recorded."""

    def __init__(self) -> None:
        self.found: list[tuple[str, Any]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            self.found += report.user_properties


def gathered(properties: Iterable[tuple[str, Any]]) -> Figures:
    """{property: its sum, or the most of it}."""
    found: Figures = {}
    for name, value in properties:
        if name in COUNTED:
            found[name] = found.get(name, 0) + value
        else:
            found[name] = max(found.get(name, value), value)
    return found


def times(rounds: int = ROUNDS, people: int = PEOPLE) -> list[float]:
    """Milliseconds that the server took for each opening of Participants, whole page, in a study
    of so many people."""
    from django.test import Client, override_settings  # noqa: PLC0415 - needs settings

    from linkstudy.testing.many import many  # noqa: PLC0415 - needs settings

    client, taken = Client(), []
    client.force_login(many(cases=6, people=people).lead)
    with override_settings(MIDDLEWARE=product_middleware()):
        for _ in range(rounds + 5):
            begin = time.perf_counter()
            client.get("/participants/")
            taken.append((time.perf_counter() - begin) * 1000)
    return taken[5:]  # the first ones load templates


def product_middleware() -> list[str]:
    """What an installation runs: without the watch for a query per row."""
    from django.conf import settings  # noqa: PLC0415 - needs settings

    return [name for name in settings.MIDDLEWARE if not name.startswith("zeal.")]


def time_words(taken: list[float]) -> str:
    """Median and 95th percentile of milliseconds."""
    slowest = statistics.quantiles(taken, n=20)[-1]
    return f"{statistics.median(taken):.0f} ms, p95 {slowest:.0f} ms of {len(taken)}"


def lines(found: Figures) -> Iterator[Line]:
    """The table, from what was gathered; what was not measured is said to be so."""

    def said(name: str, words: str = "{}") -> str:
        return words.format(found[name]) if name in found else "not measured"

    number, page = found.get("queries", (0, ("", "")))
    where = f"{number}: {' as '.join(page)}" if number else "not measured"
    views = said("views", "{} views")
    yield Line("Keystrokes to log a booked interview", said("keystrokes"), "20")
    yield Line("Taps to log a booked interview, besides digits", said("taps"), "5")
    yield Line("Most queries of a page, alike at 6 and 600 cases", where, "15")
    for database in ("SQLite", "PostgreSQL"):
        what = f"Participants with {PEOPLE:,} people, {database}"
        yield Line(what, said(database), "300 ms")
    for kind, most in (("cold", "2,500 ms"), ("warm", "1,000 ms")):
        what = f"First paint of Progress at 400 kbit/s and 400 ms, {kind}"
        yield Line(what, said(f"{kind} paint", "{} ms"), most)
    weights = found.get("weight", ("not", "measured"))
    yield Line("Bytes of Progress, compressed: cold, warm", "{} {}".format(*weights), "60000 10000")
    yield Line("axe violations, 3 widths, light and dark", f"{said('axe')} in {views}", "0")
    yield Line("Pages that scroll sideways", f"{said('sideways')} in {views}", "0")
    yield Line("CSP reports and script errors", said("complaints"), "0")
    yield Line("Branches covered, over all runs", said("coverage", "{} %"), "100 %")


def table(rows: Iterable[Line]) -> str:
    """The lines as a table in Markdown, with columns of one width."""
    head = Line("What", "Measured", "Must be, at most")
    cells = [head, *rows]
    widths = [max(len(row[column]) for row in cells) for column in range(3)]
    cells.insert(1, Line(*("-" * width for width in widths)))
    padded = ([cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in cells)
    return "\n".join(f"| {' | '.join(row)} |" for row in padded)


def machine() -> str:
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"


def said_by(*command: str, **environment: str) -> str:
    """The last line that a command wrote; "" when it failed."""
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env={**os.environ, **environment}
    )
    return done.stdout.strip().splitlines()[-1] if done.returncode == 0 and done.stdout else ""


def large_lines(database: str, line: str) -> Iterator[Line]:
    """The table of a large study, from what a run on the database told."""
    from linkstudy.testing import large  # noqa: PLC0415 - needs settings

    for one in large.understood(line):
        bound = large.PAGES[one.page][1]
        yield Line(f"{one.page} as {one.reader}, {database}", one.words, f"{bound} ms, 15 queries")


def of_a_large_study() -> Iterator[Line]:  # pragma: no cover - makes it, on both databases
    configure()
    time_it = [sys.executable, "-m", "linkstudy.testing.figures", "time-large"]
    with_pg = [sys.executable, "-m", "linkstudy.testing.with_pg", *time_it]
    for database, command in {"SQLite": time_it, "PostgreSQL": with_pg}.items():
        yield from large_lines(database, said_by(*command))


def measured_elsewhere() -> Figures:  # pragma: no cover - starts servers and takes their times
    """Server times of both databases, and the share of branches of the last gate."""
    time_it = [sys.executable, "-m", "linkstudy.testing.figures", "time"]
    share = [sys.executable, "-m", "coverage", "report", "--format=total", "--fail-under=0"]
    found = {
        "SQLite": said_by(*time_it),
        "PostgreSQL": said_by(sys.executable, "-m", "linkstudy.testing.with_pg", *time_it),
        "coverage": said_by(*share, COVERAGE_FILE=COVERAGE),
    }
    return {name: words for name, words in found.items() if words}


def configure() -> None:  # pragma: no cover - a test run has settings already
    import django  # noqa: PLC0415 - settings are chosen first

    os.environ["DJANGO_SETTINGS_MODULE"] = "linkstudy.testing.settings"
    django.setup()


def on_a_database(measure: Callable[[], str]) -> str:  # pragma: no cover - makes one of its own
    """What is measured on a test database where DATABASE_URL says."""
    configure()
    from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415

    made = setup_databases(verbosity=0, interactive=False)
    try:
        return measure()
    finally:
        teardown_databases(made, verbosity=0)


def time_large() -> str:  # pragma: no cover - takes minutes
    from linkstudy.testing import large  # noqa: PLC0415 - needs settings

    return large.told(large.opened())


MEASURES = {"time": lambda: time_words(times()), "time-large": time_large}


def main() -> int:  # pragma: no cover - runs the tests that would run it
    """Print the table. 1 when a test failed on the way."""
    os.environ["LINKSTUDY_PROOF"] = "full"  # pages at every width
    properties = Properties()
    failed = pytest.main(["-q", "-p", "no:cacheprovider", *TESTS], plugins=[properties])
    found = gathered(properties.found) | measured_elsewhere()
    print(f"\n{machine()}\n\n{table(lines(found))}")  # noqa: T201 - what it is for
    return int(failed != 0)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["large"]:
            print(f"{machine()}\n\n{table(of_a_large_study())}")  # noqa: T201 - what it is for
        case [name]:
            print(on_a_database(MEASURES[name]))  # noqa: T201 - read by the one that started it
        case _:
            sys.exit(main())
