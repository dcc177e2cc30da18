"""Hashing passwords is slow on purpose: it is done one at a time in each server process.

One password is hashed, one waits, and whoever comes third is asked to come back. However many
strangers try passwords, most threads are left for the people who work inside.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from django.contrib.auth.hashers import Argon2PasswordHasher

PLACES, TURN = BoundedSemaphore(2), Lock()


class Busy(Exception):
    """Others are hashing already: nothing was done. A page says so, with when to come back."""


@contextmanager
def turn() -> Iterator[None]:
    """Wait behind one other at most. Raises Busy."""
    if not PLACES.acquire(blocking=False):
        raise Busy
    try:
        with TURN:
            yield
    finally:
        PLACES.release()


class Argon2InTurn(Argon2PasswordHasher):
    """Django's Argon2, in turn."""

    def encode(self, password: str, salt: str) -> str:
        with turn():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with turn():
            return super().verify(password, encoded)
