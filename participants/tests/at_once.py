"""Several people at the same moment, each on a connection of their own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

from linkstudy.clock import telling
from participants.tests.histories import NOW

PATIENCE = 60  # seconds for the slowest


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Start the jobs together; what each returned, or the exception it raised, in their order."""
    answers: list[Any] = [None] * len(jobs)
    start = threading.Barrier(len(jobs))

    def run(place: int, job: Callable[[], Any]) -> None:
        try:
            with telling(NOW):
                start.wait(PATIENCE)
                answers[place] = job()
        except Exception as trouble:  # noqa: BLE001  the test looks at it
            answers[place] = trouble
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return answers
