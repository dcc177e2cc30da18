"""What must hold before the first request is served."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from linkstudy import grants, guards


def demand() -> None:
    """Raise ImproperlyConfigured, with what to do, unless this installation may serve."""
    from linkstudy.audit import chain  # noqa: PLC0415  once the models stand

    guards.demand(connection)
    chain.demand()
    if settings.IS_LIVE and (found := [*grants.too_much(connection), *open_to_others(connection)]):
        raise ImproperlyConfigured(" ".join(found))


def open_to_others(connection: Any) -> Iterator[str]:
    """The first file of an SQLite database that others than its owner can open."""
    if connection.vendor != "sqlite":
        return
    for end in ("", "-wal", "-shm"):
        file = Path(f"{connection.settings_dict['NAME']}{end}")
        if file.exists() and file.stat().st_mode & 0o077:
            yield f"The database's file {file} can be opened by others. Use chmod 600."
            return
