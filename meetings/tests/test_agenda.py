"""The agenda of a meeting with its notes and actions, its papers, and who came."""

import datetime as dt
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from linkstudy.audit.models import Entry
from linkstudy.audit.writing import Stale
from linkstudy.clock import LONDON, telling
from linkstudy.testing.factories import a_user, ago
from linkstudy.testing.meetings import a_meeting, a_paper, agreed, an_item
from linkstudy.testing.tables import a_group, a_member
from meetings import actions
from meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingAction,
)
from meetings.written import whole

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


def told(meeting: Meeting) -> list[str]:
    return list(Entry.objects.filter(about=meeting.about).values_list("verb", flat=True))


def actions_of(item: AgendaItem) -> list[tuple]:
    rows = MeetingAction.objects.standing().filter(item=item).with_owners().order_by("number")
    return [(one.number, one.words, one.whose, one.due) for one in rows]


def test_notes_are_kept_as_typed_with_the_actions_that_they_give(group, lead):
    item = an_item(a_meeting(group), "  \n" + MEGAN_NOTES + "  ")

    assert item.notes == "  \n" + MEGAN_NOTES + "  "
    assert actions_of(item) == [
        (1, "send the group an outline", "Megan Lloyd", dt.date(2022, 6, 20)),
        (
            2,
            "ask 2 members to write",
            "Public contributors 1 and 2",
            dt.date(2022, 6, 24),
        ),
    ]
    assert told(item.meeting) == [
        "meeting.planned",
        "item.added",
        "item.noted",
        "action.noted",
        "action.noted",
    ]


def test_an_action_stays_the_same_while_its_line_is_written_on(group, lead):
    item = an_item(a_meeting(group), "Action: send\nAction: book a room @Megan 20 June")
    typed = [
        "Action: send the outline @Megan\nAction: book a room @Megan 20 June",
        "Action: book a room @Megan 21 June\nAction: send the outline @Megan",
        "Action: book a room @Megan 21 June\nAction: thank everybody for coming",
        "Nothing to do",
    ]
    seen = []
    for notes in typed:
        item = actions.take_notes(item=item, version=item.version, notes=notes, by=lead)
        seen.append([(number, words) for number, words, *_ in actions_of(item)])

    assert seen == [
        [(1, "send the outline"), (2, "book a room")],
        [(1, "send the outline"), (2, "book a room")],
        [(2, "book a room"), (3, "thank everybody for coming")],
        [],
    ]
    assert {one.void_reason for one in MeetingAction.objects.all()} == {"Taken out of the notes"}


def test_a_line_that_is_cut_and_pasted_is_the_same_action_in_any_item(group, lead):
    meeting = a_meeting(group)
    other = an_item(meeting)
    text = "We met.\nAction: book a room @Megan 20 June"
    item = an_item(meeting, text)
    row = item.actions.get()
    actions.finish_action(row=row, version=1, done_on=ago(1), by=lead)

    def note(item: AgendaItem, notes: str) -> list[tuple]:
        item.refresh_from_db()
        actions.take_notes(item=item, version=item.version, notes=notes, by=lead)
        rows = meeting.actions.standing().values_list("item", "number", "done_on")
        return list(rows.order_by("number"))

    assert note(item, "We met.") == []
    assert note(item, text) == [(item.pk, 1, ago(1))]
    assert note(item, "We met.") == []
    assert note(other, "Action: book a room @Megan 20 June") == [(other.pk, 1, ago(1))]
    assert note(item, "Action: book a room @Megan 20 June") == [
        (other.pk, 1, ago(1)),
        (item.pk, 2, None),
    ]
    assert told(meeting)[-9:] == [
        "action.unnoted",
        "item.noted",
        "action.noted_again",
        "item.noted",
        "action.unnoted",
        "item.noted",
        "action.noted_again",
        "item.noted",
        "action.noted",
    ]


def test_two_people_on_two_items_never_meet_and_on_one_the_second_is_told(group, lead):
    meeting, other = a_meeting(group), a_user("ppi", name="Tom Reid")
    first, second = an_item(meeting), an_item(meeting)

    actions.take_notes(item=first, version=1, notes="One", by=lead)
    actions.take_notes(item=second, version=1, notes="Two", by=other)
    with pytest.raises(Stale) as refused:
        actions.take_notes(item=first, version=1, notes="Three", by=other)

    assert (refused.value.who, refused.value.changed["notes"]) == ("Megan Lloyd", ("", "One"))
    assert list(meeting.items.values_list("notes", flat=True)) == ["One", "Two"]


def test_more_actions_than_can_be_listed_are_refused(group, lead):
    item = an_item(a_meeting(group))

    with pytest.raises(ValidationError) as refused:
        actions.take_notes(item=item, version=1, notes="Action: x\n" * 101, by=lead)

    words = "These notes hold 101 actions. The most we can list of one item is 100"
    assert words_of(refused) == {"notes": [words]}
    item.refresh_from_db()
    assert (item.notes, item.version) == ("", 1)


def test_an_agenda_has_room_for_a_hundred_items(group, lead):
    meeting = a_meeting(group)
    for number in range(100):
        an_item(meeting, heading=f"Item {number}")

    with pytest.raises(ValidationError) as refused:
        an_item(meeting)
    words = "This meeting has 100 items already. Plan a second meeting for more"
    assert words_of(refused) == [words]


def test_an_item_is_changed_taken_back_and_restored_with_its_actions(group, lead):
    item = an_item(a_meeting(group), "Action: book a room @Megan 20 June")
    changed = actions.change_item(item=item, version=2, heading="Rooms", minutes=None, by=lead)
    assert str(changed) == "1. Rooms"
    with pytest.raises(ValidationError) as refused:
        actions.change_item(item=item, version=3, heading="Rooms", minutes=None, by=lead)
    assert words_of(refused) == ["Nothing is different. Change what was wrong, or leave the page"]

    gone = actions.void_item(item=changed, version=3, reason="Next time", by=lead)
    assert actions_of(item) == []
    with pytest.raises(ValidationError) as refused:
        actions.take_notes(item=gone, version=4, notes="More", by=lead)
    assert words_of(refused) == ["This agenda item is void. Restore it first"]
    back = actions.restore_item(item=gone, version=4, reason="We did talk about it", by=lead)
    assert actions_of(item) == [(1, "book a room", "Megan Lloyd", dt.date(2022, 6, 20))]
    with pytest.raises(ValidationError) as refused:
        actions.restore_item(item=back, version=5, reason="We did talk about it", by=lead)
    assert words_of(refused) == ["This agenda item is not void any more"]


def test_items_are_added_between_others_and_moved_until_the_minutes_are_agreed(group, lead):
    meeting = a_meeting(group)
    first, second = an_item(meeting, "We met."), an_item(meeting, heading="Your ideas")
    third = actions.add_item(meeting=meeting, heading="News", after=0, by=lead)
    actions.add_item(meeting=meeting, heading="Any other business", by=lead)
    change = partial(actions.change_item, minutes=30, by=lead)

    def order() -> list[int]:
        held = Meeting.objects.get(pk=meeting.pk)
        return [one.number for one in held.in_order(held.items.standing())]

    assert order() == [3, 1, 2, 4]
    moved = change(item=second, version=1, heading="Your ideas", after=3)
    assert (order(), moved.version) == ([3, 2, 1, 4], 1)
    both = change(item=third, version=1, heading="New papers", after=4)
    assert (order(), both.version) == ([2, 1, 4, 3], 2)
    assert told(meeting)[-3:] == ["meeting.reordered", "item.changed", "meeting.reordered"]
    with pytest.raises(ValidationError) as refused:
        change(item=second, version=1, heading="Your ideas", after=0)
    assert words_of(refused) == ["Nothing is different. Change what was wrong, or leave the page"]
    with pytest.raises(ValidationError) as refused:
        actions.add_item(meeting=meeting, heading="Next", after=9, by=lead)
    words = "That item is not on the agenda any more. Select another place"
    assert words_of(refused) == {"after": [words]}
    gone = actions.void_item(item=first, version=2, reason="Next time", by=lead)
    assert order() == [2, 4, 3]
    actions.restore_item(item=gone, version=3, reason="We did", by=lead)
    assert order() == [2, 1, 4, 3]

    agreed(meeting)
    with pytest.raises(ValidationError) as refused:
        change(item=second, version=1, heading="Your ideas", after=3)
    assert words_of(refused) == FROZEN
    assert [
        line for line in meeting.versions.get().text.splitlines() if line[:2] in {"1.", "4."}
    ] == [
        "1. Your ideas",
        "4. New papers",
    ]


def test_papers_are_added_put_right_and_taken_back(group, lead):
    paper = a_paper(a_meeting(group), where="https://example.org/paper")
    assert (str(paper), paper.link) == ("Easy read summary", "https://example.org/paper")
    facts = {"title": "Easy read summary", "where": "Shared drive"}

    put = actions.correct_paper(paper=paper, version=1, why="It was moved", by=lead, **facts)
    assert put.link == ""
    with pytest.raises(ValidationError) as refused:
        actions.correct_paper(paper=paper, version=2, why="It was moved", by=lead, **facts)
    assert words_of(refused) == ["Nothing is different. Change what was wrong, or leave the page"]
    with pytest.raises(ValidationError) as refused:
        actions.restore_paper(paper=put, version=2, reason="It is one", by=lead)
    assert words_of(refused) == ["This paper is not void any more"]
    gone = actions.void_paper(paper=put, version=2, reason="Another meeting", by=lead)
    with pytest.raises(ValidationError) as refused:
        actions.correct_paper(paper=gone, version=3, why="It was moved", by=lead, **facts)
    assert words_of(refused) == ["This paper is void. Add it again"]
    back = actions.restore_paper(paper=gone, version=3, reason="It is one", by=lead)
    assert back.get_absolute_url() == "/meetings/ppi-group/2022-06-04/"


def test_a_meeting_has_room_for_fifty_papers(group, lead):
    meeting = a_meeting(group)
    for number in range(50):
        a_paper(meeting, title=f"Paper {number}")

    with pytest.raises(ValidationError) as refused:
        a_paper(meeting)
    assert words_of(refused) == ["This meeting has 50 papers already"]


def test_who_came_is_what_they_replied_until_somebody_says_otherwise(group, lead):
    meeting = a_meeting(group, held_on=ago(-1))
    first, second, chair = group.members.order_by("number")
    parts = {first: "person", second: "apologies", chair: ""}
    actions.record_attendance(meeting=meeting, parts=parts, seen={}, by=lead)
    assert list(Attendance.objects.values_list("reply", "came")) == [
        ("person", ""),
        ("apologies", ""),
    ]

    with telling(NOW + dt.timedelta(days=2)):
        now = {first: "online", second: "apologies", chair: "person"}
        actions.record_attendance(meeting=meeting, parts=now, seen=parts, by=lead)

    rows = Attendance.objects.order_by("member__number")
    assert [(one.reply, one.came, one.part, one.took_part) for one in rows] == [
        ("person", "online", "online", True),
        ("apologies", "", "apologies", False),
        ("", "person", "person", True),
    ]
    assert str(rows[0]) == "Public contributor 1, PPI group meeting, 15 June 2022"


def test_nobody_said_who_came_goes_before_a_reply_and_a_new_day_asks_anew(group, lead):
    meeting = a_meeting(group, held_on=ago(-1))
    first = group.members.order_by("number")[0]

    def record(part: str, seen: str) -> tuple[str, str, str]:
        actions.record_attendance(meeting=meeting, parts={first: part}, seen={first: seen}, by=lead)
        row = Attendance.objects.get()
        return row.reply, row.came, row.part

    assert record("person", "") == ("person", "", "person")
    facts = {"starts": meeting.starts, "ends": meeting.ends, "how": "both", "place": ""}
    again = {"why": "Sooner", "by": lead}
    moved = actions.change_meeting(meeting=meeting, version=1, held_on=ago(0), **facts, **again)
    assert record("", "person") == ("person", "unsaid", "")
    assert whole(moved).took_part == []
    assert record("online", "") == ("person", "online", "online")
    actions.change_meeting(meeting=meeting, version=2, held_on=ago(-1), **facts, **again)
    assert record("absent", "online") == ("absent", "", "absent")


def test_two_people_who_fill_in_who_came_both_keep_their_work(group, lead):
    meeting, other = a_meeting(group), a_user("ppi")
    first, second, _ = group.members.order_by("number")
    seen = {first: "", second: ""}

    mine = {first: "person", second: ""}
    theirs = {first: "", second: "online"}
    actions.record_attendance(meeting=meeting, parts=mine, seen=seen, by=lead)
    actions.record_attendance(meeting=meeting, parts=theirs, seen=seen, by=other)
    actions.record_attendance(meeting=meeting, parts=theirs, seen=seen, by=other)
    assert set(Attendance.objects.values_list("came", flat=True)) == {"person", "online"}

    against = {first: "absent", second: "online"}
    with pytest.raises(ValidationError) as refused:
        actions.record_attendance(meeting=meeting, parts=against, seen=seen, by=other)
    words = "Somebody set this to “In person” while you were choosing. Check it, then save again"
    assert words_of(refused) == {"part_1": [words]}
