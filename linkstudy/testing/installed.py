"""An installation in a folder of a test, and programs run in its environment."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

SECRET = "example of sixty characters that no installation would ever use"
OURS = ("LINKSTUDY_", "DATABASE_", "DJANGO_", "EMAIL_")  # what a test's own environment may hold


def environment(folder: Path) -> dict[str, str]:
    """The environment of an installation on SQLite whose files, not yet made, lie in the folder."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return outside | {
        "LINKSTUDY_KEYS": str(folder / "keys.json"),
        "SECRET_KEY": SECRET,
        "ALLOWED_HOSTS": "study.example.org",
        "DATABASE_URL": f"sqlite:///{folder / 'study.sqlite3'}",
    }


def run(environment: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    """What Python said that was started with these arguments in the project's folder."""
    return subprocess.run(
        [sys.executable, *arguments],
        check=False,
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
