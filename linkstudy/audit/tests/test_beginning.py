"""A database that nobody has used yet: its history is empty, and sealed as such."""

import threading

import pytest
from django.db import connection

from linkstudy.accounts.models import User
from linkstudy.audit.chain import Verdict, verify
from linkstudy.audit.models import Entry, Head
from linkstudy.audit.writing import begin
from linkstudy.testing.factories import a_user


def test_migrating_seals_the_end_of_an_empty_history(db):
    assert Head.objects.get().seq == 0
    assert verify() == Verdict(0)


def test_a_history_begins_once(db):
    a_user()
    end = Head.objects.get().seal

    begin()

    assert Head.objects.get().seal == end
    assert verify() == Verdict(1)


def test_people_without_a_history_are_trouble(db):
    User.objects.create(number=1, email="a@example.org", name="Ann Example")

    assert verify() == Verdict(0, "The history is empty, though people are known here.")


@pytest.mark.django_db(transaction=True)
def test_a_history_that_goes_on_while_it_is_checked_holds():
    """Many entries are written while the check runs again and again."""
    written = threading.Event()

    def write() -> None:
        for _ in range(150):
            a_user()
        connection.close()
        written.set()

    writer = threading.Thread(target=write)
    writer.start()
    found = [verify().trouble]
    while not written.is_set():
        found.append(verify().trouble)
    writer.join()

    assert set(found) == {""}
    assert verify() == Verdict(150) == Verdict(Entry.objects.count())
