"""On SQLite one writes at a time. Whoever waits too long is told, and keeps what they typed."""

import sqlite3
from contextlib import closing

import pytest
from django.db import OperationalError, connection

from linkstudy.accounts.models import User
from linkstudy.middleware import is_in_use
from linkstudy.testing.factories import a_user


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_who_cannot_write_in_time_is_asked_to_come_back_and_nothing_is_saved(login):
    asha = a_user(name="Asha Example")
    browser = login(asha)
    connection.cursor().execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = browser.post("/account/letter/", {"takes_letter": "no", "version": "1"})

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "<h1>linkstudy is very busy</h1>" in answer.text
    assert "Nothing was saved." in answer.text
    assert "<dd>No</dd>" in answer.text
    assert User.objects.get(pk=asha.pk).letter_stopped_on is None


def test_no_other_trouble_of_the_database_says_that_nothing_was_saved():
    trouble = OperationalError("disk I/O error")
    trouble.__cause__ = sqlite3.OperationalError("disk I/O error")

    assert not is_in_use(trouble)
