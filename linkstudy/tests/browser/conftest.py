import sqlite3
from pathlib import Path

import pytest
from django.db import connection

from linkstudy.accounts.passwords import DEMO_PASSWORD
from linkstudy.demo.story import tell
from linkstudy.testing.browser import *  # noqa: F403 - what every browser test needs


@pytest.fixture(scope="session")
def told_once(tmp_path_factory) -> Path:
    """Where a copy of the database with the whole story lies, once it was told."""
    return tmp_path_factory.mktemp("story") / "told.sqlite3"


@pytest.fixture
def example_study(transactional_db, settings, told_once) -> None:
    """The whole example study, with its clock standing. It is told once, then copied back."""
    settings.IS_DEMO = True
    connection.ensure_connection()
    if told_once.exists():
        with sqlite3.connect(told_once) as copy:
            copy.backup(connection.connection)
    else:
        tell(DEMO_PASSWORD)
        with sqlite3.connect(told_once) as copy:
            connection.connection.backup(copy)
