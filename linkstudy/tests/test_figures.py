"""The table of figures says what was measured, and what was not."""

import sys

import pytest
from django.conf import settings

from linkstudy.testing import figures
from linkstudy.testing.figures import Line

MEASURED = {
    "cold paint": 2188,
    "warm paint": 488,
    "weight": (56000, 7900),
    "keystrokes": 14,
    "taps": 4,
    "queries": (15, ("progress:case", "researcher")),
    "SQLite": "65 ms, p95 80 ms of 100",
    "PostgreSQL": "70 ms, p95 90 ms of 100",
    "views": 12,
    "axe": 0,
    "sideways": 1,
    "complaints": 0,
    "coverage": "100",
}


def a_report(when: str, **properties) -> pytest.TestReport:
    return pytest.TestReport(
        nodeid="test.py::test",
        location=("test.py", 1, "test"),
        keywords={},
        outcome="passed",
        longrepr=None,
        when=when,
        user_properties=list(properties.items()),
    )


def test_what_tests_recorded_is_kept_once():
    plugin = figures.Properties()
    for when in ("setup", "call", "teardown"):
        plugin.pytest_runtest_logreport(a_report(when, taps=4))

    assert plugin.found == [("taps", 4)]


def test_counts_are_summed_and_of_others_the_most_is_taken():
    recorded = [("axe", 1), ("taps", 4), ("axe", 2), ("taps", 5), ("taps", 3)]

    assert figures.gathered(recorded) == {"axe": 3, "taps": 5}


def test_every_line_says_what_was_measured():
    assert list(figures.lines(MEASURED)) == [
        Line("Keystrokes to log a booked interview", "14", "20"),
        Line("Taps to log a booked interview, besides digits", "4", "5"),
        Line(
            "Most queries of a page, alike at 6 and 600 cases",
            "15: progress:case as researcher",
            "15",
        ),
        Line("Participants with 1,000 people, SQLite", "65 ms, p95 80 ms of 100", "300 ms"),
        Line("Participants with 1,000 people, PostgreSQL", "70 ms, p95 90 ms of 100", "300 ms"),
        Line("First paint of Progress at 400 kbit/s and 400 ms, cold", "2188 ms", "2,500 ms"),
        Line("First paint of Progress at 400 kbit/s and 400 ms, warm", "488 ms", "1,000 ms"),
        Line("Bytes of Progress, compressed: cold, warm", "56000 7900", "60000 10000"),
        Line("axe violations, 3 widths, light and dark", "0 in 12 views", "0"),
        Line("Pages that scroll sideways", "1 in 12 views", "0"),
        Line("CSP reports and script errors", "0", "0"),
        Line("Branches covered, over all runs", "100 %", "100 %"),
    ]


def test_what_was_not_measured_is_said_to_be_so():
    measured = [line.measured for line in figures.lines({})]

    assert {words.replace(" in not measured", "") for words in measured} == {"not measured"}


def test_the_table_has_columns_of_one_width():
    assert figures.table([Line("Taps", "4", "5")]) == (
        "| What | Measured | Must be, at most |\n"
        "| ---- | -------- | ---------------- |\n"
        "| Taps | 4        | 5                |"
    )


def test_the_server_is_timed_as_an_installation_runs_it(db):
    assert [taken > 0 for taken in figures.times(rounds=2, people=6)] == [True, True]
    assert set(settings.MIDDLEWARE) - set(figures.product_middleware()) == {
        "zeal.middleware.zeal_middleware"
    }


def test_times_are_said_by_their_middle_and_their_slow_end():
    assert figures.time_words([float(one) for one in range(1, 101)]) == ("50 ms, p95 96 ms of 100")


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("print('one'); import os; print(os.environ['NAME'])", "two"),
        ("print('one'); raise SystemExit(1)", ""),
        ("pass", ""),
    ],
)
def test_a_command_says_its_last_line_or_nothing(program, words):
    assert figures.said_by(sys.executable, "-c", program, NAME="two") == words


def test_the_machine_is_named():
    assert figures.machine().startswith("Python 3.")
