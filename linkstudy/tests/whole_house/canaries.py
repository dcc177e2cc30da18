"""Forty strings that say who somebody is, and where to look for them."""

import html
import io
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, quote_plus

from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache.backends import locmem
from django.db import connection

from linkstudy.testing.with_pg import programs
from linkstudy.tests.whole_house.actors import Answer

SURNAMES = ["Zqvexley", "Brackenzwaite", "Quillonby", "Ozymandle", "Wrexhampton"]
PLANTED_IN = ["known", "deciding", "booked", "withdrew", "missed"]


@dataclass(frozen=True)
class Person:
    """What is kept about somebody: eight strings that occur nowhere else."""

    number: int
    surname: str

    @property
    def canaries(self) -> dict[str, str]:
        one, name = self.number, self.surname
        return {
            "name": f"Thessaly {name}",
            "phone": f"07700 9{one}47{one}3",
            "email": f"{name.lower()}.{one}@canary.example",
            "street": f"1{one} {name} Crescent",
            "postcode": f"ZQ{one} 9X{chr(75 + one)}",
            "NHS number": f"943 47{one} 59{one}9",
            "contact": f"ask for {name}'s daughter",
            "access": f"{name} needs a hoist and Tigrinya",
        }

    @property
    def details(self) -> dict[str, str]:
        """The canaries as the form takes them."""
        held = self.canaries
        return {
            "name": held["name"],
            "phone": held["phone"],
            "email": held["email"],
            "address": f"{held['street']}\n{held['postcode']}",
            "contact": held["contact"],
            "access": f"{held['access']}, NHS {held['NHS number']}",
        }


PEOPLE = [Person(number, surname) for number, surname in enumerate(SURNAMES, start=1)]
CANARIES = [word for person in PEOPLE for word in person.canaries.values()]


def spellings(word: str) -> set[bytes]:
    """A string as pages, addresses, headers and indexes would hold it, in small letters."""
    close = "".join(word.split())
    written = {word, close, html.escape(word), quote(word), quote_plus(word)}
    return {one.lower().encode() for one in written}


def found_in(text: bytes, words: Iterable[str] = CANARIES) -> list[str]:
    """Which of the words stand in the text, in any spelling."""
    low = text.lower()
    return [word for word in words if any(one in low for one in spellings(word))]


def members(body: bytes) -> list[bytes]:
    """The files in a file, each with its name, if it is a zip, as every xlsx is."""
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return []
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        return [name.encode() + b"\n" + file.read(name) for name in file.namelist()]


@dataclass
class Net:
    """Keeps what came out, by where it came from, and says where a canary is."""

    caught: list[tuple[str, list[str]]] = field(default_factory=list)
    looked_at: int = 0

    def __str__(self) -> str:
        return "\n".join(f"{where}: {words}" for where, words in self.caught)

    def look(self, where: str, text: bytes, but_for: Iterable[str] = ()) -> None:
        """Look for canaries; those in but_for may stand there."""
        self.looked_at += 1
        words = [word for word in found_in(text) if word not in but_for]
        if words:
            self.caught.append((where, words))

    def answer(self, where: str, answer: Answer, but_for: Iterable[str] = ()) -> None:
        """Look through a body; headers may never hold any."""
        self.look(f"headers of {where}", repr(answer.headers).encode())
        self.look(where, b"\n".join([answer.body, *members(answer.body)]), but_for)


def stored() -> Iterator[tuple[str, bytes]]:
    """(where, bytes) of everything that is kept: database, sessions, e-mails, cache."""
    yield from database()
    for session in Session.objects.all():
        yield "a session", repr(session.get_decoded()).encode()
    for message in mail.outbox:
        yield "an e-mail", message.message().as_bytes()
    yield "the cache", repr(locmem._caches).encode()


def database() -> Iterator[tuple[str, bytes]]:
    """The files of an SQLite database, or a dump of a PostgreSQL one."""
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        files = [Path(f"{name}{end}") for end in ("", "-wal")]
        yield from ((path.name, path.read_bytes()) for path in files)
        return
    connection.ensure_connection()
    held = connection.connection.get_dsn_parameters()
    dump = [programs() / "pg_dump", "-h", held["host"], "-U", held["user"], held["dbname"]]
    yield "the dump", subprocess.run(dump, check=True, capture_output=True).stdout
