"""What an installation needs from its environment, and what to do about each thing that is amiss.

`linkstudy/settings.py` stops at the first trouble; `manage.py setup` tells them all, and makes
the key file, before any setting is read.
"""

import secrets
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from linkstudy import keys

Told = Mapping[str, str]
KNOWN = ("sqlite://", "postgres://", "postgresql://")
MAILERS = ("smtp+tls", "smtp+ssl")  # what reaches a mail server without being read on the way
HERE = {"localhost", "127.0.0.1", "::1"}
# Name, advice, and a value to start from; an empty one is drawn anew.
NEEDED = {
    "LINKSTUDY_KEYS": (
        (
            "Give the path of the key file. `python -m linkstudy.keys PATH` makes one; "
            "keep it outside the database and its backups."
        ),
        "/etc/linkstudy/keys.json",
    ),
    "SECRET_KEY": ("Give 50 random characters or more.", ""),
    "ALLOWED_HOSTS": ("Give the site's host names, with commas.", "study.example.org"),
    "DATABASE_URL": (
        "For example postgres://user@host/linkstudy.",
        "sqlite:////var/lib/linkstudy/study.sqlite3",
    ),
}


def missing(told: Told) -> list[str]:
    """Names of the variables that have no default and are not set."""
    return [name for name in NEEDED if not told.get(name)]


def troubles(told: Told) -> Iterator[str]:
    """A sentence for each thing that is amiss, with what to do. Says no secret."""
    for name in missing(told):
        yield f"{name} is not set. {NEEDED[name][0]}"
    yield from about_keys(told)
    if told.get("ALLOWED_HOSTS"):
        yield from about_hosts(told["ALLOWED_HOSTS"])
    if told.get("DATABASE_URL"):
        yield from about_database(told["DATABASE_URL"])
    if told.get("EMAIL_URL"):
        yield from about_mail(told["EMAIL_URL"])


def about_keys(told: Told) -> Iterator[str]:
    secret, ring = told.get("SECRET_KEY", ""), None
    if path := told.get("LINKSTUDY_KEYS"):
        try:
            ring = keys.load(path)
        except ImproperlyConfigured as trouble:
            yield str(trouble)
    if secret and len(secret) < 50:
        yield "SECRET_KEY is too short. Give 50 random characters or more."
    elif secret and len(set(secret)) < 10:
        yield "SECRET_KEY repeats itself. Give random characters."
    if ring and secret == ring.session:
        yield "SECRET_KEY is the key file's. Give one of its own."


def about_hosts(hosts: str) -> Iterator[str]:
    if "*" in hosts:
        yield "ALLOWED_HOSTS holds *. Name the site's hosts."
    if "" in hosts.split(","):
        yield "ALLOWED_HOSTS holds an empty name. Name the site's hosts."


def about_database(url: str) -> Iterator[str]:
    if not url.startswith(KNOWN):
        yield "DATABASE_URL is of no database that we know."
    if "/.demo/" in url:
        yield "DATABASE_URL is the demo's. Name one of its own."
    if ":memory:" in url:
        yield "DATABASE_URL keeps nothing. Name a file."


def about_mail(url: str) -> Iterator[str]:
    """Letters hold one-time links: they leave the machine encrypted or not at all."""
    server = urlsplit(url)
    is_local = server.scheme == "smtp" and server.hostname in HERE
    if not (server.scheme in MAILERS and server.hostname) and not is_local:
        yield (
            "EMAIL_URL is of no mail server that keeps letters private."
            " Use smtp+tls://user:password@host:587 or smtp://localhost:25."
        )


def demand(told: Told) -> keys.Keyring:
    """The keyring. Raises ImproperlyConfigured with the first trouble."""
    for trouble in troubles(told):
        raise ImproperlyConfigured(trouble)
    return keys.load(told["LINKSTUDY_KEYS"])


# Before the settings are read: `manage.py setup`


def prepare(told: Told, say: Callable[[str], object]) -> bool:
    """Make the key file if it is named and not there, and tell every trouble. Whether none is left."""
    make_keys(told.get("LINKSTUDY_KEYS", ""), say)
    found = list(troubles(told))
    if found:
        say("This installation is not ready yet:\n")
        for trouble in found:
            say(f"  {trouble}")
    if lacking := missing(told):
        say("\nSet what is missing, with your own values, then run the command again:\n")
        for name in lacking:
            say(f"  export {name}='{NEEDED[name][1] or secrets.token_urlsafe(60)}'")
    return not found


def make_keys(path: str, say: Callable[[str], object]) -> None:
    """Write a key file where the variable names one that is not there, if its folder stands."""
    file = Path(path)
    try:
        if not path or file.exists():
            return
        if not file.parent.is_dir():
            say(f"The folder {file.parent} is not there. Make it: mkdir -p -m 700 {file.parent}")
            return
        keys.make(file)
    except OSError as trouble:
        say(f"The key file {file} cannot be made: {trouble.strerror}.")
        return
    say(f"Made the key file {file}, which its owner alone can read.")
    say("Copy it to a safe place now, apart from the database and its backups: without it no name")
    say("can ever be read again.\n")


def write(words: str) -> None:
    """Say something on the command line."""
    sys.stdout.write(f"{words}\n")
