"""Meetings: when they are, how their minutes become agreed ones, what the database keeps."""

import datetime as dt
import hashlib
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linkstudy.clock import LONDON, telling
from linkstudy.testing.factories import a_user, ago
from linkstudy.testing.meetings import a_meeting, agreed, an_action, an_item
from linkstudy.testing.tables import a_group, a_member
from meetings import actions
from meetings.models import (
    AgendaItem,
    Attendance,
    Feed,
    Meeting,
    MeetingAction,
    MinutesVersion,
    Paper,
    State,
)

NOW = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)
FROZEN = ["These minutes are agreed. Open a new version to change them"]
MEGAN_NOTES = """Two views. A looser role lets them fit what each practice needs.
Decision: write for everyone
Action: send the group an outline @Megan 20 June
 Action: ask 2 members to write @Public contributors 1 and 2 24 June
"""


@pytest.fixture(autouse=True)
def june(db):
    with telling(NOW):
        yield


@pytest.fixture
def lead():
    return a_user("ppi", name="Megan Lloyd")


@pytest.fixture
def group(lead):
    found = a_group()
    a_member(found)
    a_member(found)
    a_member(found, user=lead, seat="researcher", chairs=True)
    return found


def words_of(refused) -> dict | list:
    value = refused.value
    return value.message_dict if hasattr(value, "error_dict") else value.messages


def state(meeting: Meeting) -> State:
    return Meeting.objects.with_state().get(pk=meeting.pk).state


def test_a_meeting_passes_from_planned_to_agreed(group, lead):
    meeting = a_meeting(group)
    states = [state(meeting)]
    item = an_item(meeting, MEGAN_NOTES)
    states.append(state(meeting))
    held = actions.send_minutes(meeting=meeting, version=1, sent_on=ago(9), by=lead)
    states.append(state(meeting))
    held = actions.agree_minutes(meeting=held, version=2, agreed_on=ago(1), by=lead).meeting
    states.append(state(meeting))

    assert states == [State.PLANNED, State.DRAFT, State.SENT, State.AGREED]
    kept = MinutesVersion.objects.get()
    assert (kept.number, kept.agreed_on) == (1, ago(1))
    assert kept.digest == hashlib.sha256(kept.text.encode()).hexdigest()
    assert kept.text == (
        "PPI group meeting, 4 June 2022\n"
        "Saturday 4 June 2022, 10:30am to midday. Online and in person\n"
        "\n"
        "Took part: nobody\n"
        "Apologies: nobody\n"
        "\n"
        "1. A blog by members\n"
        f"{MEGAN_NOTES}\n"
        "\n"
        "Actions\n"
        "- send the group an outline. Megan Lloyd, by 20 June 2022\n"
        "- ask 2 members to write. Public contributors 1 and 2, by 24 June 2022\n"
    )
    changes = [
        lambda: an_item(held),
        lambda: an_action(held),
        lambda: actions.take_notes(item=item, version=item.version, notes="", by=lead),
        lambda: actions.void_item(item=item, version=item.version, reason="Another", by=lead),
        lambda: actions.send_minutes(meeting=held, version=3, sent_on=ago(0), by=lead),
        lambda: actions.record_attendance(meeting=held, parts={}, seen={}, by=lead),
    ]
    for change in changes:
        with pytest.raises(ValidationError) as refused:
            change()
        assert words_of(refused) == FROZEN


def test_a_new_version_leaves_the_one_before_as_it_was(group, lead):
    meeting = a_meeting(group)
    item = an_item(meeting, "One")
    held = agreed(meeting)
    held = actions.reopen_minutes(meeting=held, version=3, reason="A decision is missing", by=lead)
    assert (state(meeting), held.sent_on, held.agreed_on) == (State.DRAFT, None, None)

    actions.take_notes(item=item, version=item.version, notes="Two", by=lead)
    agreed(held)

    first, second = MinutesVersion.objects.order_by("number")
    assert [one.number for one in (first, second)] == [1, 2]
    assert ("One" in first.text, "Two" in first.text, "Two" in second.text) == (True, False, True)
    assert str(second) == "Minutes, version 2"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda one, by: actions.send_minutes(meeting=one, version=1, sent_on=ago(-1), by=by),
            {"sent_on": ["The day must be today or in the past"]},
        ),
        (
            lambda one, by: actions.send_minutes(meeting=one, version=1, sent_on=ago(11), by=by),
            {"sent_on": ["The meeting was on 4 June 2022. Enter that day or a later one"]},
        ),
        (
            lambda one, by: actions.send_minutes(meeting=one, version=1, sent_on=ago(1), by=by),
            ["There are no minutes yet. Write notes of an item first"],
        ),
        (
            lambda one, by: actions.agree_minutes(meeting=one, version=1, agreed_on=ago(1), by=by),
            ["These minutes were not sent for checking yet. Do that first"],
        ),
        (
            lambda one, by: actions.reopen_minutes(meeting=one, version=1, reason="So", by=by),
            ["These minutes are not agreed, so they can be changed as they are"],
        ),
        (
            lambda one, by: actions.restore_meeting(meeting=one, version=1, reason="So", by=by),
            ["This meeting is not void any more"],
        ),
    ],
)
def test_minutes_take_their_steps_in_order(group, lead, change, words):
    meeting = a_meeting(group)

    with pytest.raises(ValidationError) as refused:
        change(meeting, lead)
    assert words_of(refused) == words


def test_minutes_are_agreed_after_they_were_sent(group, lead):
    meeting = a_meeting(group)
    an_item(meeting, "One")
    held = actions.send_minutes(meeting=meeting, version=1, sent_on=ago(5), by=lead)

    with pytest.raises(ValidationError) as refused:
        actions.agree_minutes(meeting=held, version=2, agreed_on=ago(6), by=lead)
    words = "They were sent on 9 June 2022. Enter that day or a later one"
    assert words_of(refused) == {"agreed_on": [words]}


def test_a_meeting_moves_and_is_taken_back(group, lead):
    meeting, same_day = a_meeting(group), a_meeting(group)
    assert (meeting.day, same_day.day) == ("2022-06-04", "2022-06-04-2")
    facts = {"starts": dt.time(14), "ends": dt.time(15), "how": "online", "place": "Room 4"}
    why = "The room was taken"

    moved = actions.change_meeting(
        meeting=meeting, version=1, why=why, held_on=ago(-4), by=lead, **facts
    )
    assert (moved.day, moved.slug, moved.code) == ("2022-06-18", "ppi-group-1", meeting.code)
    with pytest.raises(ValidationError) as refused:
        actions.change_meeting(meeting=moved, version=2, why=why, held_on=ago(-4), by=lead, **facts)
    assert words_of(refused) == ["Nothing is different. Change what was wrong, or leave the page"]

    gone = actions.void_meeting(meeting=moved, version=2, reason="Called off", by=lead)
    assert state(gone) == State.VOID
    with pytest.raises(ValidationError) as refused:
        an_item(gone)
    assert words_of(refused) == ["This meeting is void. Restore it first"]
    back = actions.restore_meeting(meeting=gone, version=3, reason="It takes place", by=lead)
    assert state(back) == State.PLANNED


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"ends": dt.time(10)}, {"ends": ["The end must be later than the start"]}),
        (
            {"held_on": ago(-801)},
            {"held_on": ["That is more than two years ahead. Check the year"]},
        ),
        (
            {"held_on": dt.date(2022, 3, 27), "starts": dt.time(1, 30)},
            {
                "starts": [
                    (
                        "The clocks went forward at 1am on 27 March 2022. There was no 1:30am. Enter 2am"
                        " or later"
                    )
                ]
            },
        ),
    ],
)
def test_a_meeting_needs_a_time_that_can_be(group, facts, words):
    with pytest.raises(ValidationError) as refused:
        a_meeting(group, **facts)
    assert words_of(refused) == words


def test_a_closed_or_void_group_does_not_meet(group, lead):
    closed = actions.close_group(group=group, version=1, on=ago(20), by=lead)
    with pytest.raises(ValidationError) as refused:
        a_meeting(closed)
    words = "The group met for the last time by 25 May 2022. Check the day"
    assert words_of(refused) == {"held_on": [words]}

    other = a_group("Another group")
    void = actions.void_group(group=other, version=1, reason="Twice", by=lead)
    with pytest.raises(ValidationError) as refused:
        a_meeting(void)
    assert words_of(refused) == ["This group is void. Restore it first"]


def broken(row, **values) -> str:
    """The database's word on a write past the actions."""
    same = type(row).objects.filter(pk=row.pk)
    write = partial(same.update, **values) if row.pk else row.save
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write()
    return str(refused.value).splitlines()[0]


def test_the_database_keeps_agreed_minutes_as_they_were(group, lead):
    meeting = a_meeting(group)
    item = an_item(meeting, "Action: book a room @Megan")
    first = group.members.first()
    actions.record_attendance(meeting=meeting, parts={first: "person"}, seen={}, by=lead)
    agreed(meeting)
    frozen = "These minutes are agreed: open a new version first"

    row = MeetingAction.objects.get()
    assert broken(item, notes="Other words") == frozen
    assert broken(AgendaItem(meeting=meeting, number=9, heading="More")) == frozen
    assert broken(row, words="Other words") == frozen
    assert broken(Attendance.objects.get(), came="absent") == frozen
    assert broken(MinutesVersion.objects.get(), text="") == (
        "Rows of meetings_minutesversion are never changed"
    )
    assert broken(row, line="Other words") == frozen
    order = "agenda of meetings_meeting are fixed: void the row and write a new one"
    assert broken(meeting, agenda="1") == order
    MeetingAction.objects.filter(pk=row.pk).update(done_on=ago(0), due=ago(1))


def test_the_database_keeps_a_meeting_together(group, lead):
    meeting, other = a_meeting(group), a_meeting(a_group("Another group"))
    item, member = an_item(other), a_member(other.group)

    assert broken(meeting, agreed_on=ago(0), sent_on=ago(0)) == (
        "Minutes are agreed as a version that is kept"
    )
    assert broken(Attendance(meeting=meeting, member=member, came="person")) == (
        "Only members of the group attend its meetings"
    )
    row = MeetingAction(meeting=meeting, item=item, number=1, line="x", words="x")
    assert broken(row) == "The item is of another meeting"
    own, noted = an_item(meeting), an_item(meeting, "Action: book a room")
    row = noted.actions.get()
    fixed = "item_id of meetings_meetingaction are fixed: void the row and write a new one"
    assert broken(row, item=own) == fixed
    actions.take_notes(item=noted, version=2, notes="We met", by=lead)
    assert broken(row, item=None) == fixed
    assert broken(row, item=item) == "The item is of another meeting"
    MeetingAction.objects.filter(pk=row.pk).update(item=own)
    actions.void_meeting(meeting=other, version=1, reason="Called off", by=lead)
    assert broken(item, heading="Other words") == "This meeting is void"


def test_rows_have_names_and_addresses(group, lead):
    meeting = a_meeting(group)
    item, row = an_item(meeting), an_action(meeting, "Book a room")
    held = "/meetings/ppi-group/2022-06-04/"

    assert (str(item), item.get_absolute_url()) == ("1. A blog by members", f"{held}items/1/")
    assert (str(row), row.get_absolute_url()) == ("Action 1: Book a room", held)
    made = actions.make_feed(user=lead, by=lead)
    assert (str(made), made.about) == ("Calendar address of Megan Lloyd", lead.about)
    assert Paper.objects.count() == 0
    assert Feed.objects.count() == 1
