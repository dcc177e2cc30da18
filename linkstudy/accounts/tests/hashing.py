"""A password hasher that counts how often it is asked."""

from django.contrib.auth.hashers import MD5PasswordHasher

ASKED: list[str] = []


class CountingHasher(MD5PasswordHasher):
    """The tests' quick hasher, and a mark for every password that reached it."""

    def encode(self, password: str, salt: str) -> str:
        ASKED.append(password)
        return super().encode(password, salt)
