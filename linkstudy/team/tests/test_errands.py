"""Actions of meetings change hands with the rest of what somebody looks after."""

import pytest

from linkstudy.accounts.models import User
from linkstudy.audit.models import Entry
from linkstudy.team import actions
from linkstudy.team.tests.leavers import ann_and_cole, refusal
from linkstudy.team.tests.pages import address, hand_over
from linkstudy.team.work import errands_of, work_of
from linkstudy.testing.factories import a_user
from linkstudy.testing.meetings import a_meeting, an_action
from linkstudy.testing.pages import text_of
from linkstudy.testing.tables import a_group, a_member
from meetings.models import Group, MeetingAction

scene = ann_and_cole


@pytest.fixture
def ppi(ann) -> Group:
    """A group in which Ann sits, with something for her to do."""
    group = a_group()
    a_member(group, user=ann, seat="researcher")
    an_action(a_meeting(group), f"Book a room @{ann.name}")
    return group


def takers(ann: User, cole: User) -> dict:
    return {work.site: cole for work in work_of(ann)}


def test_an_action_goes_to_who_takes_over_and_sits_there(study, ann, cole, ppi):
    a_member(ppi, user=cole, seat="researcher")
    [row] = errands_of(ann)

    actions.hand_over(user=ann, takers=takers(ann, cole), by=study.administrator)

    assert ([*errands_of(ann)], [*errands_of(cole)]) == ([], [row])
    assert Entry.objects.filter(verb="action.handed_over").count() == 1


def test_an_action_waits_where_who_takes_over_does_not_sit(study, ann, cole, ppi):
    [row] = errands_of(ann)

    facts = {"version": ann.version, "reason": "Left", "takers": takers(ann, cole)}
    actions.leave(user=ann, by=study.administrator, **facts)

    assert ([*errands_of(ann)], [*errands_of(cole)]) == ([], [])
    assert MeetingAction.objects.get(pk=row.pk).owners == []


def test_whoever_owns_it_too_keeps_it(study, ann, cole, ppi):
    pat = a_user("pi", name="Pat Principal")
    [row] = errands_of(ann)
    row.accounts.add(pat)

    actions.hand_over(user=ann, takers=takers(ann, cole), by=study.administrator)

    assert list(row.accounts.all()) == [pat]


def test_actions_alone_are_work_to_hand_over(study, office):
    lead = a_user("ppi", name="Megan Lead")
    an_action(a_meeting(a_group()), f"Book a room @{lead.name}")

    page = office.get(address(lead, "hand-over/"))
    assert "1 action of meetings. Who takes over gets what is of a group" in text_of(page)
    assert hand_over(office, lead).status_code == 302

    assert [*errands_of(lead)] == []
    words = ["Megan Lead looks after nothing that is open. Check what happened to it"]
    assert refusal(actions.hand_over, user=lead, takers={}, by=study.administrator) == words
