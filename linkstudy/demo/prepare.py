"""Make the demo's database ready, and take it away. It lies in `.demo/` and nowhere else."""

from pathlib import Path

from django.core.management import call_command

from linkstudy import guards
from linkstudy.accounts.passwords import DEMO_PASSWORD
from linkstudy.accounts.policy import Role
from linkstudy.demo import story
from linkstudy.demo.study import TEAM

DATABASE = "linkstudy.sqlite3"


def prepare() -> bool:
    """Migrate, tell the story once, and demand every guard. False when the story stood already.

    Cut off at any point, it goes on at the next start.
    """
    call_command("migrate", verbosity=0)
    told = story.tell(DEMO_PASSWORD)
    guards.demand()
    return told


def reset(home: Path) -> list[str]:
    """Delete the database's files in the folder, before anybody opens them. Gives their names."""
    files = [home / (DATABASE + end) for end in ("", "-wal", "-shm")]
    there = [file for file in files if file.exists()]
    for file in there:
        file.unlink()
    return [file.name for file in there]


def sign_ins() -> str:
    """Who can sign in, one line each, and the password."""
    lines = [
        f"  {address}@example.org".ljust(32) + f"{name}, {Role(role).label}"
        for address, name, role in TEAM
    ]
    return "\n".join([*lines, f"  Password: {DEMO_PASSWORD}"])
