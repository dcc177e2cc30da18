"""How long the server takes for pages of a study of 20,000 people in 600 cases, and how much they ask
for.

    python -m linkstudy.testing.figures large

It makes the study, which takes minutes, on SQLite and on PostgreSQL.
"""

import json
import statistics
import time
from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linkstudy.testing.grown import Grown, grown

PEOPLE, CASES, ROUNDS = 20_000, 600, 50
FIRST, LIST = 150, 500  # milliseconds, at most
PAGES = {
    "Today": ("progress:today", FIRST),
    "Participant": ("participants:person", FIRST),
    "Progress": ("progress:recruitment", FIRST),
    "Flow": ("progress:flow", FIRST),
    "Who is missing": ("progress:sampling", FIRST),
    "Case board": ("progress:case_board", LIST),
    "Tasks": ("progress:tasks", LIST),
    "Participants": ("participants:people", LIST),
    "Follow-ups": ("participants:follow_ups", LIST),
    "Renewals": ("participants:renewals", LIST),
    "Recordings": ("participants:recordings", LIST),
    "Questionnaires": ("participants:questionnaires", LIST),
    "Thanks": ("participants:thanks", LIST),
    "Cases": ("progress:cases", LIST),
}


class Opened(NamedTuple):
    """A page as somebody opened it again and again: milliseconds of the first time, the middle of the
    others and their slow end, and how many questions it asks the database."""

    page: str
    reader: str
    cold: float
    median: float
    slow: float
    queries: int

    @property
    def words(self) -> str:
        times = f"{self.median:.0f} ms, p95 {self.slow:.0f} ms, cold {self.cold:.0f} ms"
        return f"{times}; {self.queries} queries"


def opened(people: int = PEOPLE, cases: int = CASES, rounds: int = ROUNDS) -> Iterator[Opened]:
    """Every page, by a researcher and by a principal investigator, in a study of so many people."""
    from linkstudy.testing.figures import product_middleware  # noqa: PLC0415 - each asks the other

    made = grown(people, cases)
    with override_settings(MIDDLEWARE=product_middleware()):
        for reader in ("researcher", "pi"):
            client = Client()
            client.force_login(getattr(made, reader))
            for page in PAGES:
                yield _opened(client, page, reader, _address(page, made), rounds)


def _address(page: str, made: Grown) -> str:
    name, _ = PAGES[page]
    return reverse(name, args=[made.person.slug] if page == "Participant" else [])


def _opened(client: Client, page: str, reader: str, url: str, rounds: int) -> Opened:
    taken = []
    for _ in range(rounds + 1):
        begin = time.perf_counter()
        client.get(url)
        taken.append((time.perf_counter() - begin) * 1000)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    cold, *warm = taken
    slow = statistics.quantiles(warm, n=20)[-1]
    return Opened(page, reader, cold, statistics.median(warm), slow, len(asked))


def told(found: Iterator[Opened]) -> str:
    """All of it on one line, for the process that asked."""
    return json.dumps(list(found))


def understood(line: str) -> list[Opened]:
    """What was told; nothing when it failed."""
    return [Opened(*one) for one in json.loads(line or "[]")]
