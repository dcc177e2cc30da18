"""The files that a meeting gives: agenda and minutes in Word, an entry for a calendar."""

import datetime as dt
from io import BytesIO

import pytest
from docx import Document
from icalendar import Calendar

from linkstudy.clock import LONDON, telling
from linkstudy.testing.factories import a_user, ago
from linkstudy.testing.meetings import a_meeting, a_paper, agreed, an_action, an_item
from linkstudy.testing.pages import text_of
from linkstudy.testing.tables import a_group, a_member, a_naming
from meetings import actions
from meetings.frozen import by_words, told
from meetings.models import MinutesVersion

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


def document(client, name: str, state: str = "") -> Document:
    answer = client.get(f"{HERE}{name}.docx")
    kept = name.rpartition("/")[2] + state
    assert answer["Content-Disposition"] == (
        f'attachment; filename="ppi-group-2022-06-04-{kept}.docx"'
    )
    return Document(BytesIO(answer.content))


def lines_of(made: Document) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in made.paragraphs if one.text]


def test_the_agenda_is_a_word_file(client, meeting):
    an_item(meeting)
    an_item(meeting, heading="Your ideas", minutes=None)
    a_paper(meeting)

    made = document(client, "agenda")

    assert lines_of(made) == [
        ("Title", "Agenda: PPI group meeting, 4 June 2022"),
        ("Normal", "Saturday 4 June 2022, 10:30am to midday. Online and in person"),
        ("Heading 1", "What we talk about"),
        ("Heading 1", "Papers"),
        ("List Bullet", "Easy read summary. Shared drive, PPI folder"),
    ]
    [table] = made.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Item", "How long"],
        ["1. A blog by members", "30 minutes"],
        ["2. Your ideas", ""],
    ]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert 'w:lang w:val="en-GB"' in made.styles["Normal"].element.xml
    facts = made.core_properties
    assert (facts.title, facts.author, facts.comments) == (
        "Agenda: PPI group meeting, 4 June 2022",
        "linkstudy",
        "",
    )


def test_the_minutes_name_who_agrees_to_it_at_the_moment(client, meeting, lead):
    an_item(meeting, "Two views.\nDecision: x\nAction: write it @Public contributor 1 20 June")
    an_item(meeting, heading="Your ideas")
    first, second, chair = meeting.group.members.order_by("number")
    parts = {first: "person", second: "apologies", chair: "online"}
    actions.record_attendance(meeting=meeting, parts=parts, seen={}, by=lead)
    a_naming(first, known_as="Pat Example")

    made = document(client, "minutes", "-draft")

    assert lines_of(made) == [
        ("Title", "PPI group meeting, 4 June 2022"),
        ("Subtitle", "Draft"),
        ("Normal", "Saturday 4 June 2022, 10:30am to midday. Online and in person"),
        ("Heading 1", "Who came"),
        ("Normal", "Took part: Pat Example, Megan Lloyd"),
        ("Normal", "Apologies: Public contributor 2"),
        ("Heading 1", "What was said"),
        ("Heading 2", "1. A blog by members"),
        ("Normal", "Two views."),
        ("Normal", "Decision: x"),
        ("Normal", "Action: write it. Pat Example, by 20 June 2022"),
        ("Heading 2", "2. Your ideas"),
        ("Normal", "No notes."),
        ("Heading 1", "Actions"),
    ]
    rows = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert rows == [
        ["Action", "Owner", "Due", "State"],
        ["Write it", "Pat Example", "20 June 2022", "To do"],
    ]
    a_naming(first, places=[], known_as="", on=ago(0))
    assert ("Normal", "Took part: Public contributor 1, Megan Lloyd") in lines_of(
        document(client, "minutes", "-draft")
    )


def test_agreed_minutes_are_a_file_of_what_was_agreed_whatever_became_of_it(client, meeting, lead):
    notes = "Two views.\n\n2. is no heading\n\nDecision: x\nAction: write it @Megan 20 June"
    item = an_item(meeting, notes)
    an_item(meeting, heading="Your ideas")
    first, second, chair = meeting.group.members.order_by("number")
    parts = {first: "person", second: "apologies", chair: "online"}
    actions.record_attendance(meeting=meeting, parts=parts, seen={}, by=lead)
    a_naming(first, known_as="Pat Example")
    meeting.refresh_from_db()
    sent = actions.send_minutes(meeting=meeting, version=1, sent_on=ago(9), by=lead)
    checked = document(client, "minutes", "-for-checking")
    assert lines_of(checked)[1] == ("Subtitle", "Sent for checking on 5 June 2022")
    kept = actions.agree_minutes(meeting=sent, version=2, agreed_on=ago(7), by=lead).meeting
    row = item.actions.get()
    facts = {"version": 1, "owners": [first], "due": None, "why": "She is away", "by": lead}
    actions.assign_action(row=row, **facts)

    made = document(client, "minutes", "-version-1")

    assert made.sections[0].header.paragraphs[0].text == (
        "PPI group meeting, 4 June 2022. Agreed on 7 June 2022, version 1"
    )
    agreed_lines = [
        ("Title", "PPI group meeting, 4 June 2022"),
        ("Subtitle", "Agreed on 7 June 2022, version 1"),
        ("Normal", "Saturday 4 June 2022, 10:30am to midday. Online and in person"),
        ("Heading 1", "Who came"),
        ("Normal", "Took part: Pat Example, Megan Lloyd"),
        ("Normal", "Apologies: Public contributor 2"),
        ("Heading 1", "What was said"),
        ("Heading 2", "1. A blog by members"),
        ("Normal", "Two views."),
        ("Heading 2", "2. is no heading"),
        ("Normal", "Decision: x"),
        ("Normal", "Action: write it. Megan Lloyd, by 20 June 2022"),
        ("Normal", "2. Your ideas"),
        ("Normal", "No notes."),
        ("Heading 1", "Actions"),
        ("List Bullet", "write it. Megan Lloyd, by 20 June 2022"),
    ]
    assert lines_of(made) == agreed_lines
    actions.reopen_minutes(meeting=kept, version=3, reason="A name was wrong", by=lead)
    item.refresh_from_db()
    actions.take_notes(item=item, version=item.version, notes="One view.", by=lead)
    open_again = lines_of(document(client, "minutes", "-draft"))
    assert open_again[1] == ("Subtitle", "Draft, version 2")
    assert ("Normal", "One view.") in open_again
    page = client.get(f"{HERE}versions/1/")
    where = f"{HERE}versions/1/minutes.docx"
    assert f'href="{where}"' in page.content.decode()
    assert lines_of(document(client, "versions/1/minutes", "-version-1")) == agreed_lines


def table_of(made: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in made.tables[-1].rows]


def test_what_earlier_meetings_left_open_stands_in_every_file(client, group, lead):
    earlier = a_meeting(group, held_on=ago(20))
    for line in ("Share the summary @Megan 5 June", "Thank everybody @Megan 5 June", "NHS poster"):
        an_action(earlier, line)
    done = earlier.actions.get(number=2)
    actions.finish_action(row=done, version=1, done_on=ago(15), by=lead)
    meeting = a_meeting(group)
    carried = [
        ["Action", "Owner", "Due", "State"],
        ["From 25 May: share the summary", "Megan Lloyd", "5 June 2022", "9 days late"],
        ["From 25 May: NHS poster", "No owner yet", "No day yet", "To do"],
    ]

    made = document(client, "agenda")
    assert lines_of(made)[-1] == ("Heading 1", "Open from earlier meetings")
    assert table_of(made) == carried
    an_item(meeting, "Action: write it @Megan 20 June")
    own = ["Write it", "Megan Lloyd", "20 June 2022", "To do"]
    assert table_of(document(client, "minutes", "-draft")) == [carried[0], own, *carried[1:]]

    agreed(meeting)

    made = document(client, "minutes", "-version-1")
    assert lines_of(made)[-3:] == [
        ("List Bullet", "write it. Megan Lloyd, by 20 June 2022"),
        ("Heading 1", "Open from earlier meetings"),
        ("Normal", "As they stand on 14 June 2022. They are no part of the agreed text."),
    ]
    assert table_of(made) == carried


def test_an_agreed_action_is_told_as_it_was_agreed_where_it_can_be_known(client, meeting):
    notes = [
        "Action: write",
        "Action: write it @Megan 20 June",
        "Action: read it @Megan 20 June",
        "Action: read it @Public contributor 1 21 June",
        "Action: ask Dr. Ali. Then tell us @Megan",
    ]
    an_item(meeting, "\n".join(notes))
    agreed(meeting)

    lines = [text for _, text in lines_of(document(client, "minutes", "-version-1"))]

    assert [one for one in lines if one.startswith("Action:")] == [
        "Action: write. No owner yet, no day yet",
        "Action: write it. Megan Lloyd, by 20 June 2022",
        "Action: read it @Megan 20 June",
        "Action: read it @Public contributor 1 21 June",
        "Action: ask Dr. Ali. Then tell us. Megan Lloyd, no day yet",
    ]
    text = MinutesVersion.objects.get().text
    assert told("Nothing of the kind", by_words(text.splitlines())) == "Nothing of the kind"


def test_agreed_minutes_of_nothing_are_read_back_too(client, meeting, lead):
    item = an_item(meeting, "We met.")
    sent = actions.send_minutes(meeting=meeting, version=1, sent_on=ago(9), by=lead)
    actions.void_item(item=item, version=2, reason="Elsewhere", by=lead)
    actions.agree_minutes(meeting=sent, version=2, agreed_on=ago(7), by=lead)

    assert lines_of(document(client, "minutes", "-version-1"))[4:] == [
        ("Normal", "Took part: nobody"),
        ("Normal", "Apologies: nobody"),
        ("Heading 1", "What was said"),
        ("Heading 1", "Actions"),
        ("Normal", "None."),
    ]


def test_minutes_without_actions_say_so(client, meeting):
    an_item(meeting, "Two views.")
    assert lines_of(document(client, "minutes", "-draft"))[-1] == ("Normal", "None.")


def event_of(client) -> dict:
    answer = client.get(f"{HERE}meeting.ics")
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    return {name: event.decoded(name) for name in event}


def test_a_calendar_entry_is_the_same_one_when_the_meeting_moves(client, group, lead):
    meeting = a_meeting(group, place="Seminar room 2")
    first = event_of(client)
    assert first == {
        "SUMMARY": "PPI group meeting",
        "UID": f"{meeting.code}@linkstudy",
        "DTSTAMP": dt.datetime(2022, 6, 14, 8, 12, tzinfo=dt.UTC),
        "DTSTART": dt.datetime(2022, 6, 4, 9, 30, tzinfo=dt.UTC),
        "DTEND": dt.datetime(2022, 6, 4, 11, tzinfo=dt.UTC),
        "SEQUENCE": 0,
        "STATUS": "CONFIRMED",
        "LOCATION": "Seminar room 2",
        "URL": f"http://testserver{HERE}",
    }
    facts = {"held_on": ago(10), "starts": dt.time(9), "ends": dt.time(10), "how": "online"}
    actions.change_meeting(meeting=meeting, version=1, why="Earlier", by=lead, place="", **facts)
    moved = event_of(client)
    actions.void_meeting(meeting=meeting, version=2, reason="Called off", by=lead)
    gone = event_of(client)

    assert (moved["UID"], moved["SEQUENCE"], moved["LOCATION"]) == (first["UID"], 1, "Online")
    assert (gone["UID"], gone["SEQUENCE"], gone["STATUS"]) == (first["UID"], 2, "CANCELLED")


def test_a_meeting_of_another_group_is_none(login, meeting):
    stranger = login(a_user())
    for where in (HERE, f"{HERE}minutes.docx", f"{HERE}meeting.ics", f"{HERE}versions/1/"):
        assert stranger.get(where).status_code == 404


def test_minutes_of_agreed_meetings_read_back_from_the_list(client, meeting):
    an_item(meeting, "One")
    agreed(meeting)
    words = text_of(client.get("/meetings/ppi-group/"))
    assert "4 June 2022 10:30am to midday. Online and in person Agreed minutes 0" in words
