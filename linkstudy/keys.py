"""The installation's key file, which lies outside the database and its backups.

`python -m linkstudy.keys PATH` makes one. It holds, as base64 text:

masters   {key id: 32 bytes}, with which each person's own key is wrapped
current   the key id that new people are wrapped with
index     32 bytes for the blind index
chain     32 bytes for the history's chain
session   text for signing, used by demo and tests alone
"""

import base64
import json
import os
import secrets
import sys
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, repr=False)
class Keyring:
    """Key material. It has no repr, so that no log or error page can show it."""

    masters: dict[str, bytes]
    current: str
    index: bytes
    chain: bytes
    session: str = field(default="")


def fresh() -> dict[str, object]:
    """The contents of a new key file."""

    def secret() -> str:
        return base64.b64encode(secrets.token_bytes(32)).decode()

    return {
        "masters": {"m1": secret()},
        "current": "m1",
        "index": secret(),
        "chain": secret(),
        "session": secrets.token_urlsafe(60),
    }


def load(path: str | Path) -> Keyring:
    """Read a key file. Raises ImproperlyConfigured when it is missing, open to others or damaged."""
    path = Path(path)
    try:
        others = path.stat().st_mode & 0o077
        held = json.loads(path.read_text())
        masters = {name: base64.b64decode(key) for name, key in held["masters"].items()}
        ring = Keyring(
            masters,
            held["current"],
            base64.b64decode(held["index"]),
            base64.b64decode(held["chain"]),
            held["session"],
        )
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as trouble:
        raise ImproperlyConfigured(f"The key file {path} cannot be read.") from trouble
    if others:
        raise ImproperlyConfigured(f"The key file {path} can be read by others. Use chmod 600.")
    sizes = {len(key) for key in [*masters.values(), ring.index, ring.chain]}
    if ring.current not in masters or sizes != {32}:
        raise ImproperlyConfigured(f"The key file {path} is damaged.")
    return ring


def make(path: str | Path) -> None:
    """Write a new key file that its owner alone can read. Raises FileExistsError, never overwrites."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(fresh(), file)


def load_or_make(path: Path) -> Keyring:
    """For demo and tests: the key file, made at the first start."""
    if not path.exists():
        make(path)
    return load(path)


if __name__ == "__main__":
    make(sys.argv[1])
