"""The checklists of the example study print no small count of people or interviews."""

import pytest

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.handover.checklists.lists import CHECKLISTS
from linkstudy.handover.tests.reading import report, small_counts


@pytest.mark.parametrize("name", CHECKLISTS)
def test_no_small_count_stands_in_a_checklist(told, name):
    pi = User.objects.filter(role=Role.PI).first()

    assert small_counts(report(pi, name, clock.today())) == []
