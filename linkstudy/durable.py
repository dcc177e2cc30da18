"""SQLite as it has to be set, so that what was acknowledged is kept and what was deleted is gone."""

from django.db import connection as default_connection

# What SQLite's settings must read back as; settings.py sets them on every connection.
DURABLE = {
    "journal_mode": "wal",
    "synchronous": 2,
    "secure_delete": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "foreign_keys": 1,
}


def loose(connection=default_connection) -> list[str]:
    """SQLite's settings of this connection that are not as DURABLE says; [] on PostgreSQL."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        held = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in DURABLE}
    return [name for name, value in DURABLE.items() if held[name] != value]
