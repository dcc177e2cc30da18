"""Rows that stood before a migration stand after it, and so do the guards."""

import pytest
from django.core.management import call_command

from linkstudy import guards
from linkstudy.audit.tests.lifting import lift_guards
from linkstudy.testing.factories import a_person, an_interview
from participants import actions
from participants.models import Clause, Interview
from participants.vocabulary import Scope

BEFORE = "0003_withdrawals_govern_and_decisions_are_kept"

LATER = (Scope.QUESTIONNAIRE, Scope.ROUTINE)  # nobody was asked by then


@pytest.fixture
def before(transactional_db):
    """An interview that was corrected, in the database as it was before bookings said "declined"."""
    done = an_interview(a_person())
    actions.correct_interview(
        interview=done,
        version=done.version,
        why="Misread my own writing",
        held_on=done.held_on,
        wave=done.wave,
        recording=done.recording,
        minutes=52,
        by=done.interviewer,
    )
    lift_guards()  # until the next migration makes them anew
    Clause.objects.filter(scope__in=LATER).delete()
    yield Interview.objects.order_by("pk").values()
    call_command("migrate", verbosity=0)


def test_a_database_with_corrected_interviews_is_migrated_under_its_guards(before):
    stood = list(before)
    for where in (["participants", BEFORE], []):
        call_command("migrate", *where, verbosity=0)

    assert [one["minutes"] for one in stood] == [40, 52]
    assert list(Interview.objects.order_by("pk").values()) == stood
    assert guards.missing() == []
