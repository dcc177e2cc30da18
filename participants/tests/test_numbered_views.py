"""Shared views that had one name before names were kept for one are numbered, and the history tells it."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from linkstudy.audit.models import Entry
from linkstudy.audit.tests.lifting import lift_guards
from linkstudy.testing.factories import a_user, a_view
from participants.models import SavedView

BEFORE = "0020_reflections_on_interviews"


@pytest.fixture
def before(transactional_db):
    """The views of two people, as they could be before."""
    owners = [a_user(), a_user()]
    views = [
        a_view(owners[0], "Left", is_shared=True),
        a_view(owners[1], "Gone", is_shared=True),
        a_view(owners[1], "Left 2"),
        a_view(owners[0], "Late", is_shared=True),
        a_view(owners[1], "Later", is_shared=True),
    ]
    lift_guards()
    MigrationExecutor(connection).migrate([("participants", BEFORE)])
    rows = SavedView.objects
    rows.filter(pk=views[1].pk).update(name="Left", slug="left")
    rows.filter(pk=views[4].pk).update(name="LATE", slug="later")
    yield views
    call_command("migrate", verbosity=0)


def test_all_but_the_first_get_a_number(before):
    call_command("migrate", verbosity=0)

    rows = SavedView.objects.order_by("pk").values_list("name", "slug", "version")
    assert list(rows) == [
        ("Left", "left", 1),
        ("Left 3", "left-3", 2),
        ("Left 2", "left-2", 1),
        ("Late", "late", 1),
        ("LATE 2", "later-2", 2),
    ]
    told = Entry.objects.filter(verb="view.changed").order_by("seq")
    assert [(one.key, one.about, one.actor_name, one.changes) for one in told] == [
        (
            str(before[1].pk),
            before[1].about,
            "linkstudy",
            {"name": ["Left", "Left 3"], "slug": ["left", "left-3"], "version": [1, 2]},
        ),
        (
            str(before[4].pk),
            before[4].about,
            "linkstudy",
            {"name": ["LATE", "LATE 2"], "slug": ["later", "later-2"], "version": [1, 2]},
        ),
    ]
