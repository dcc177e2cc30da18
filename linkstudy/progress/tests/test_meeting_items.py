"""Actions of meetings on Today, among the tasks and in the morning's letter; meetings that are near."""

import pytest

from linkstudy.progress.letter import letter
from linkstudy.progress.meetings import action_items, near_meetings
from linkstudy.progress.scope import Scope
from linkstudy.testing.factories import ago
from linkstudy.testing.meetings import a_meeting, an_action, an_item
from linkstudy.testing.pages import text_of
from linkstudy.testing.tables import a_group, a_member
from meetings import actions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.fixture
def meeting(study):
    """Of a group in which the researcher and the PPI lead sit, with an action of each."""
    group = a_group()
    for user in (study.researcher, study.ppi):
        a_member(group, user=user, seat="researcher")
    a_member(group)
    found = a_meeting(group)
    an_action(found, f"add it to the guide @{study.researcher.name} 10 June")
    an_action(found, f"book a room @{study.ppi.name}")
    an_action(found, "write a draft @Public contributor 3 20 June")
    return found


def said(user, **scope) -> list[tuple[str, str, bool, str]]:
    items = action_items(Scope(user, **scope), 25)
    return [(one.words, one.note, one.is_late, str(one.who)) for one in items]


def test_each_owes_their_own_and_the_ppi_lead_asks_about_what_is_late_or_nobodys(study, meeting):
    where = "PPI group, 4 June"
    assert said(study.researcher) == [
        ("Add it to the guide", f"4 days late. {where}", True, study.researcher.name)
    ]
    assert sorted(said(study.ppi)) == [
        ("Add it to the guide", f"4 days late. {where}", True, study.researcher.name),
        ("Book a room", f"No day yet. {where}", False, study.ppi.name),
        ("Write a draft", f"By 20 June. {where}", False, ""),
    ]
    assert said(study.monitor) == []
    assert said(study.researcher2) == []
    assert said(study.researcher, numbers=(1,)) == []


def test_who_sees_all_meetings_may_ask_what_somebody_else_owes(study, meeting):
    owed = said(study.pi, owners=(study.researcher.pk,))
    assert [(words, who) for words, _, _, who in owed] == [
        ("Add it to the guide", study.researcher.name)
    ]
    assert said(study.researcher, owners=(study.ppi.pk,)) == []


def test_what_is_done_void_or_of_a_void_meeting_is_no_task(study, meeting):
    row = meeting.actions.get(number=1)
    actions.finish_action(row=row, version=1, done_on=ago(0), by=study.researcher)
    assert said(study.researcher) == []
    actions.void_meeting(meeting=meeting, version=1, reason="Called off", by=study.ppi)
    assert said(study.ppi) == []


def test_a_long_action_is_cut_short(study, meeting):
    an_item(meeting, f"Action: {'read it again ' * 20}@{study.researcher.name} 20 June")
    words = [one.words for one in action_items(Scope(study.researcher), 25)]
    assert [len(one) for one in words] == [19, 120]
    assert words[1].endswith("…")


def test_today_shows_actions_and_near_meetings(login, study, meeting):
    a_meeting(meeting.group, held_on=ago(-3), place="Room 4")
    a_meeting(meeting.group, held_on=ago(-8))
    near = "PPI group Fri 17 June , 10:30am to midday. Online and in person, Room 4"

    theirs, lead = (text_of(login(one).get("/")) for one in (study.researcher, study.ppi))

    assert "Add it to the guide 4 days late. PPI group, 4 June" in theirs
    assert "Add it to the guide 4 days late. PPI group, 4 June. Ann Example" in lead
    assert "Write a draft By 20 June. PPI group, 4 June Book a room" in lead
    assert [near.replace(" ,", ",") in one.replace(" ,", ",") for one in (theirs, lead)] == [
        True,
        True,
    ]
    assert near_meetings(study.pi) == []
    assert near_meetings(study.monitor) == []


def test_tasks_list_them_and_the_letter_counts_them(login, study, meeting):
    page = text_of(login(study.researcher).get("/tasks/?kind=actions"))
    assert "Actions of meetings (1) Add it to the guide" in page
    _, words = letter(study.researcher, "https://study.example.org")
    assert "- 1 action of a meeting is to be done, late" in words


def test_the_letter_of_the_ppi_lead_counts_meetings_and_what_is_owed_at_tables(study, meeting):
    _, words = letter(study.ppi, "https://study.example.org")
    lines = words.splitlines()

    assert lines[2] == "No meeting is within the next 7 days."
    assert lines[4:6] == [
        "- 3 actions of meetings are to be done, 1 of them late",
        "- The minutes of 1 meeting are to be finished, late",
    ]

    for days in (0, 3):
        a_meeting(meeting.group, held_on=ago(-days))
        _, words = letter(study.ppi, "https://study.example.org")
        near = "1 meeting is" if days == 0 else "2 meetings are"
        assert words.splitlines()[2] == f"{near} within the next 7 days."
