"""The page of a meeting, and its forms."""

import datetime as dt

import pytest

from linkstudy.clock import LONDON, telling
from linkstudy.testing.factories import a_user, ago
from linkstudy.testing.meetings import a_meeting, a_paper, agreed, an_action, an_item
from linkstudy.testing.pages import held_by, problems, text_of
from linkstudy.testing.tables import a_group, a_member
from meetings import actions
from meetings.models import Attendance, Meeting, MeetingAction

NOW = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)
HERE = "/meetings/ppi-group/2022-06-04/"


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
    a_member(found, needs=["captions"])
    a_member(found, needs=["captions", "post"])
    a_member(found, user=lead, seat="researcher", chairs=True)
    return found


@pytest.fixture
def meeting(group):
    return a_meeting(group)


@pytest.fixture
def client(login, lead):
    return login(lead)


def told(page) -> list[str]:
    return [str(one) for one in page.context["messages"]]


def test_a_meeting_is_planned_from_its_group(client, group):
    page = client.get("/meetings/ppi-group/")
    assert "No meeting yet. Plan a meeting" in text_of(page)
    first = client.get("/meetings/ppi-group/plan/")
    typed = {"held_on": "18/6", "starts": "10:30am", "ends": "midday", "how": "online"}

    saved = client.post("/meetings/ppi-group/plan/", held_by(first, **typed), follow=True)

    assert told(saved) == ["Saved: PPI group meeting, 18 June 2022"]
    assert "Online, 10:30am to midday. Planned" in text_of(saved)
    listed = text_of(client.get("/meetings/ppi-group/"))
    assert "18 June 2022 10:30am to midday. Online Planned 0" in listed


def test_a_meeting_needs_its_day_and_times(client, group):
    first = client.get("/meetings/ppi-group/plan/")
    page = client.post("/meetings/ppi-group/plan/", held_by(first))

    assert problems(page) == {
        "held_on": ["Enter the day of the meeting"],
        "starts": ["Enter when it starts"],
        "ends": ["Enter when it ends"],
        "how": ["Select where it takes place"],
    }


def test_the_page_shows_notes_in_their_place_with_what_they_give(client, meeting):
    an_item(meeting, "Two views.\n\nDecision: a looser role\nAction: send it @Megan 20 June")
    an_item(meeting, heading="Your ideas", minutes=15)

    page = client.get(HERE)

    words = text_of(page)
    assert (
        "1. A blog by members 30 minutes Two views. Decision: a looser role Action: send it"
        in words
    )
    assert "send it. Megan Lloyd, by 20 June Go on with notes" in words
    assert "2. Your ideas 15 minutes No notes yet. Start notes" in words
    assert "45 minutes in all." in words
    assert "Send it Megan Lloyd 20 June 2022 To do Done : send it Drop : send it" in words
    assert "Captions (2 people), papers by post (1 person)." in words
    assert "Draft minutes Saved at 9:12am." in words


def test_a_day_in_an_address_that_is_none_is_left_out(client, group):
    form = client.get("/meetings/ppi-group/members/add/?on=soon").context["form"]
    assert form["joined_on"].value() == "14 June 2022"


def test_items_actions_and_papers_are_added_on_the_page(client, meeting):
    for part, typed, said in [
        ("items", {"heading": "Your ideas", "minutes": "15"}, "The item is added"),
        (
            "actions",
            {"line": "Book a room @Megan 20 June"},
            "Added: Book a room. Megan Lloyd, by 20 June 2022",
        ),
        ("papers", {"title": "Summary", "where": "https://example.org/s"}, "The paper is added"),
    ]:
        first = client.get(f"{HERE}{part}/add/")
        page = client.post(f"{HERE}{part}/add/", held_by(first, **typed), follow=True)
        assert (page.redirect_chain, told(page)) == ([(f"{HERE}#{part}", 302)], [said])
    body = page.content.decode()
    assert '<a href="https://example.org/s" rel="noopener noreferrer">Summary</a>' in body


def test_an_item_is_put_between_others_and_moved_on_the_page(client, meeting):
    an_item(meeting)
    an_item(meeting, heading="Your ideas")
    where = f"{HERE}items/add/"

    client.post(where, held_by(client.get(where), heading="News", after="1"))

    assert "1. A blog by members 30 minutes No notes yet. Start notes" in text_of(client.get(HERE))
    words = text_of(client.get(HERE))
    places = [words.index(head) for head in ("1. A blog", "2. News", "3. Your ideas")]
    assert places == sorted(places)
    first = client.get(f"{HERE}items/2/change/")
    places = first.context["form"].fields["after"].choices
    assert places == [("0", "First"), ("1", "After “A blog by members”"), ("3", "After “News”")]
    assert first.context["form"]["after"].value() == 3
    moved = client.post(f"{HERE}items/2/change/", held_by(first, after="0"), follow=True)
    assert told(moved) == ["The item is changed"]
    assert "1. Your ideas" in text_of(moved)
    gone = client.post(f"{HERE}items/2/change/", held_by(first, after="2", token="b" * 32))
    assert problems(gone) == {"after": ["Select a place that is listed"]}


def test_an_item_without_a_heading_keeps_its_place(client, meeting):
    an_item(meeting)
    where = f"{HERE}items/add/"

    page = client.post(where, held_by(client.get(where), minutes="20", after="1"))

    assert problems(page) == {"heading": ["Enter what you talk about"]}
    assert page.context["form"]["after"].value() == "1"


def test_nothing_more_is_to_be_done_once_minutes_are_agreed(client, meeting):
    an_item(meeting, "We met.")
    agreed(meeting)
    words = "These minutes are agreed. Open a new version to change them"
    for part in ("items", "actions", "papers"):
        assert told(client.get(f"{HERE}{part}/add/", follow=True)) == [words]


def test_an_empty_line_is_no_action(client, meeting):
    page = client.post(f"{HERE}actions/add/", held_by(client.get(f"{HERE}actions/add/")))
    assert problems(page) == {"line": ["Enter what is to be done"]}


def test_who_came_is_filled_in_from_replies(client, meeting):
    first = client.get(f"{HERE}attendance/")
    sent = held_by(first, part_1="person", part_2="apologies", part_3="online")
    page = client.post(f"{HERE}attendance/", sent, follow=True)

    assert told(page) == ["Saved who came"]
    assert "2 of 3 took part. Filled in from replies" in text_of(page)
    assert "Captions (1 person)." in text_of(page)
    assert set(Attendance.objects.values_list("came", flat=True)) == {
        "person",
        "apologies",
        "online",
    }


def test_that_nobody_said_who_came_is_saved_over_a_reply(client, meeting):
    first = meeting.group.members.get(number=1)
    Attendance.objects.create(meeting=meeting, member=first, reply="person")
    where = f"{HERE}attendance/"

    page = client.post(where, held_by(client.get(where), part_1=""), follow=True)

    assert told(page) == ["Saved who came"]
    assert "0 of 3 took part." in text_of(page)
    assert page.context["page"].attendance_form["part_1"].value() == ""
    an_item(meeting, "We met.")
    agreed(meeting)
    assert "Public contributor 1 Not said" in text_of(client.get(HERE))


def test_a_line_that_somebody_else_changed_is_asked_about_again(client, meeting, lead):
    first = client.get(f"{HERE}attendance/")
    member = meeting.group.members.first()
    actions.record_attendance(meeting=meeting, parts={member: "online"}, seen={}, by=a_user("ppi"))

    page = client.post(f"{HERE}attendance/", held_by(first, part_1="absent"))

    words = "Somebody set this to “Online” while you were choosing. Check it, then save again"
    assert problems(page) == {"part_1": [words]}
    client.post(f"{HERE}attendance/", held_by(page))
    assert Attendance.objects.get().came == "absent"


@pytest.mark.parametrize("seen", ["", "1:person", "1: 2:x9", "<1>"])
def test_who_came_is_not_taken_when_part_of_the_form_is_lost(client, meeting, seen):
    first = client.get(f"{HERE}attendance/")
    page = client.post(f"{HERE}attendance/", held_by(first, part_1="person", seen=seen))

    words = "Part of this form was lost on the way. Open the page again before you save"
    assert problems(page) == {"seen": [words]}


def test_who_is_coming_is_asked_before_the_day(client, group):
    a_meeting(group, held_on=ago(-3))
    page = client.get("/meetings/ppi-group/2022-06-17/")
    assert "Who is coming 0 of 3 come. Write down what they reply." in text_of(page)


def test_a_group_lists_its_meetings_latest_first_and_no_page_overlaps(client, group):
    days = [ago(number) for number in (3, 9, 1, 7, 5, 13, 11, 2, 8, 4, 12, 6, 10, 0, 14)]
    for day in days:
        a_meeting(group, held_on=day)

    listed = [
        [
            line.meeting.held_on
            for line in client.get(f"/meetings/ppi-group/?page={page}").context["meetings"]
        ]
        for page in (1, 2)
    ]

    assert [len(page) for page in listed] == [12, 3]
    assert listed[0] + listed[1] == sorted(days, reverse=True)


def test_the_list_of_groups_says_when_each_met_last_and_meets_next(client, group, lead):
    quiet = a_group("Quiet group")
    for number in (10, 1, -3, -9):
        a_meeting(group, held_on=ago(number))
    void = a_meeting(quiet, held_on=ago(-1))
    actions.void_meeting(meeting=void, version=1, reason="Called off", by=lead)

    page = client.get("/meetings/")

    words = text_of(page)
    kind = "Patient and public involvement group"
    assert f"PPI group {kind} 3 13 June 2022 17 June 2022 Meets" in words
    assert f"Quiet group {kind} 0 Not yet Not planned Meets" in words
    assert '<a href="/meetings/ppi-group/2022-06-17/">' in page.content.decode()


def test_a_meeting_of_today_is_the_next_one(client, group):
    a_meeting(group, held_on=ago(0))
    assert "Not yet 14 June 2022 Meets" in text_of(client.get("/meetings/"))


def test_open_actions_are_carried_to_the_next_meeting(client, group, meeting):
    an_action(meeting, "Share the summary @Megan 5 June")
    an_action(meeting, "Thank everybody @Megan 5 June")
    later = a_meeting(group, held_on=ago(2))
    row = MeetingAction.objects.get(number=2)
    actions.finish_action(row=row, version=1, done_on=ago(5), by=group.members.last().user)

    words = text_of(client.get(later.get_absolute_url()))

    assert "From 4 June: share the summary Megan Lloyd 5 June 2022 9 days late" in words
    assert "hank everybody" not in words
    first = text_of(client.get(HERE))
    assert "Thank everybody Megan Lloyd 5 June 2022 Done 9 June Open again" in first


def closed(client, where: str, **typed: str):
    return client.post(where, held_by(client.get(where), **typed), follow=True)


def test_minutes_are_sent_agreed_and_opened_as_version_2(client, meeting):
    an_item(meeting, "One\nAction: book a room @Megan 20 June")
    assert told(closed(client, f"{HERE}send/")) == ["The minutes are sent for checking"]
    kept = closed(client, f"{HERE}agree/")
    assert told(kept) == ["The minutes are agreed, version 1"]
    words = text_of(kept)
    assert "Agreed minutes, version 1" in words
    assert "Save notes" not in words
    assert "Public contributor 1 Not said" in words
    assert "Done : book a room Drop : book a room Change : book a room" in words
    frozen = text_of(client.get(f"{HERE}versions/1/"))
    assert "Minutes, version 1 PPI group meeting, 4 June 2022. Agreed on 14 June 2022." in frozen
    assert "Nobody can change this text." in frozen
    locked = client.get(f"{HERE}items/1/", follow=True)
    assert told(locked) == ["These minutes are agreed. Open a new version to change them"]

    opened = closed(client, f"{HERE}reopen/", reason="A decision was left out")

    assert told(opened) == ["Version 2 is open"]
    assert "Draft minutes, version 2" in text_of(opened)


def test_who_sends_or_agrees_minutes_is_told_which_actions_lack_something(client, meeting):
    item = an_item(
        meeting, "Action: book it\nAction: read it @Megan\nAction: write it @Megan 20 June"
    )

    def note(verb: str) -> str:
        return client.get(f"{HERE}{verb}/").context["act"].note

    yourself = "linkstudy sends no minutes. Download the Word file and send it yourself."
    assert note("send") == f"{yourself} 1 action has no owner and 2 actions have no day yet."
    assert told(closed(client, f"{HERE}send/")) == ["The minutes are sent for checking"]
    assert note("agree") == "1 action has no owner and 2 actions have no day yet."
    item.refresh_from_db()
    notes = "Action: book it 20 June\nAction: write it @Megan 20 June"
    actions.take_notes(item=item, version=item.version, notes=notes, by=None)
    assert note("agree") == "1 action has no owner and 1 action has no day yet."
    item.refresh_from_db()
    notes = "Action: write it @Megan 20 June"
    actions.take_notes(item=item, version=item.version, notes=notes, by=None)
    assert note("agree") == ""
    again = f"{yourself} They were sent on 14 June 2022 before."
    assert note("send") == again


def test_minutes_that_are_agreed_twice_by_one_form_are_told_of_as_one_version(client, meeting):
    an_item(meeting, "One")
    closed(client, f"{HERE}send/")
    form = held_by(client.get(f"{HERE}agree/"))

    said = [told(client.post(f"{HERE}agree/", form, follow=True)) for _ in range(2)]

    assert said == [["The minutes are agreed, version 1"]] * 2
    assert [one.number for one in meeting.versions.all()] == [1]
    closed(client, f"{HERE}reopen/", reason="A decision was left out")
    closed(client, f"{HERE}send/")
    assert told(closed(client, f"{HERE}agree/")) == ["The minutes are agreed, version 2"]
    again = told(client.post(f"{HERE}agree/", form, follow=True))
    assert again == ["The minutes are agreed, version 1"]


def test_a_void_meeting_is_read_alone(client, meeting):
    an_item(meeting, "One")
    gone = closed(client, f"{HERE}void/", reason="It was called off")
    assert "Taken back on 14 June 2022. It was called off" in text_of(gone)
    assert "Restore this meeting" in text_of(gone)
    page = client.get(f"{HERE}items/add/", follow=True)
    assert told(page) == ["This meeting is void. Restore it first"]
    assert told(closed(client, f"{HERE}restore/", reason="It was not")) == [
        "The meeting is restored"
    ]


def test_items_and_papers_are_changed_and_taken_back(client, meeting):
    an_item(meeting, "One")
    a_paper(meeting)
    done = [
        (f"{HERE}items/1/change/", {"heading": "Ideas"}, "The item is changed"),
        (f"{HERE}items/1/void/", {"reason": "Next time"}, "The item is void"),
        (f"{HERE}items/1/restore/", {"reason": "It was not"}, "The item is restored"),
        (f"{HERE}papers/1/correct/", {"title": "S", "why": "It moved"}, "The paper is corrected"),
        (f"{HERE}papers/1/void/", {"reason": "Not ours"}, "The paper is void"),
    ]
    said = [told(closed(client, where, **typed)) for where, typed, _ in done]

    assert said == [[words] for _, _, words in done]
    page = text_of(client.get(HERE))
    assert "Taken back: S ( restore" in page
    assert told(client.get(f"{HERE}papers/1/void/", follow=True)) == ["This paper is void"]
    assert told(client.get(f"{HERE}items/1/restore/", follow=True)) == ["This item is not void"]
    back = closed(client, f"{HERE}papers/1/restore/", reason="It is ours")
    assert told(back) == ["The paper is restored"]
    void = closed(client, f"{HERE}items/1/void/", reason="Next time")
    assert "Taken back: Ideas ( restore" in text_of(void)


def test_a_meeting_moves_to_another_day(client, meeting):
    page = closed(client, f"{HERE}change/", held_on="5/6", why="The room was taken")
    assert page.redirect_chain == [(HERE, 302)]
    assert Meeting.objects.get().get_absolute_url() == "/meetings/ppi-group/2022-06-05/"
