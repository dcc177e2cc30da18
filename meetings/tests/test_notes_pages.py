"""Notes on the page of a meeting: saved where they stand, and said what was understood of them."""

import pytest

from linkstudy.testing.factories import a_user
from linkstudy.testing.meetings import a_meeting, an_item
from linkstudy.testing.pages import held_by, problems, text_of
from linkstudy.testing.tables import a_group, a_member
from meetings import actions
from meetings.models import AgendaItem

HERE = "/meetings/ppi-group/2022-06-04/"
FOUND = "Found 2 actions and 1 decision. Line 1: a Line 3: b. Megan Lloyd, by 20 June 2022"


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


def test_notes_are_saved_where_they_stand_and_previewed_in_words(client, meeting):
    an_item(meeting)
    first = client.get(f"{HERE}items/1/")
    notes = "  Two views.\r\nAction: add “tasks” to the guide @Megan 20 June\r\n"

    page = client.post(f"{HERE}items/1/", held_by(first, notes=notes), follow=True)

    assert page.redirect_chain == [(f"{HERE}items/1/", 302)]
    assert AgendaItem.objects.get().notes == notes.replace("\r\n", "\n")
    words = text_of(page)
    assert "Found 1 action: add “tasks” to the guide. Megan Lloyd, by 20 June 2022." in words
    assert "Saved at 9:12am" in words


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        (
            "Action: book a room",
            "Line 1, “book a room”: No owner yet. Add one at the end, like @Megan 10 June",
        ),
        (
            "Action: book a room @Bob 31 June",
            "“book a room”: Nobody here is called “Bob”. Write a first name, or a whole one",
        ),
        (
            "Action: book a room @Megan 31 June",
            "“book a room”: “31 June”: June has 30 days. Enter a real date",
        ),
        ("Action:", "Line 1 says “Action:” or “Decision:” and nothing more. Write what it is"),
        (
            "We met.\nDecision: ",
            "Line 2 says “Action:” or “Decision:” and nothing more. Write what it is",
        ),
        (
            "Decision: a\nWe met.\nAction: b @Megan 20 June\nAction: c",
            f"{FOUND} Line 4: c. No owner yet, no day yet Line 4, “c”: No owner yet.",
        ),
        ("Decision: a", "Found 1 decision: a."),
    ],
)
def test_what_cannot_be_read_is_said_and_kept(client, meeting, notes, said):
    an_item(meeting)
    first = client.get(f"{HERE}items/1/")

    page = client.post(f"{HERE}items/1/", held_by(first, notes=notes), follow=True)

    assert said in text_of(page)
    assert AgendaItem.objects.get().notes == notes


def test_what_could_not_be_read_is_cut_short_where_it_is_long(client, meeting):
    an_item(meeting, f"Action: {'book a room ' * 20}")
    words = text_of(client.get(f"{HERE}items/1/"))
    assert f"“{('book a room ' * 5)[:59]}…”: No owner yet" in words


def test_somebody_of_the_study_who_is_no_member_is_made_one_and_owns_what_the_notes_say(
    client, group, meeting
):
    tom = a_user("monitor", name="Tom Reid")
    item = an_item(meeting, "Action: book a room @Tom 20 June")
    page = client.get(f"{HERE}items/1/")
    said = (
        "“book a room”: Tom Reid is in the study, but not in this group. Make them a member first"
    )
    assert f"Line 1, {said} Add a member of the group" in text_of(page)
    where = "/meetings/ppi-group/members/add/?on=2022-06-04"
    assert f'<a href="{where}">' in page.content.decode()
    first = client.get(where)
    assert first.context["form"]["joined_on"].value() == "4 June 2022"
    client.post(where, held_by(first, user=str(tom.number)))

    again = client.get(f"{HERE}items/1/")
    assert "Found 1 action: book a room. Tom Reid, by 20 June 2022." in text_of(again)
    client.post(f"{HERE}items/1/", held_by(again))

    row = item.actions.with_owners().get()
    assert (row.whose, row.version) == ("Tom Reid", 2)


def test_an_action_in_one_line_is_answered_with_what_was_understood(client, group, meeting):
    a_user("monitor", name="Tom Reid")
    where = f"{HERE}actions/add/"

    def added(line: str) -> list[str]:
        return told(client.post(where, held_by(client.get(where), line=line), follow=True))

    assert added("Book a room @Megan 20 June") == [
        "Added: Book a room. Megan Lloyd, by 20 June 2022"
    ]
    nobody = "Nobody here is called “Bob”. Write a first name, or a whole one"
    assert added("Book a room @Bob 31 June") == [
        "Added: Book a room. No owner yet, no day yet",
        f"{nobody}. “31 June”: June has 30 days. Enter a real date",
    ]
    assert added("See @Megan next week") == [
        "Added: See Megan next week. Megan Lloyd, no day yet",
        "“next week” was not understood as a day. Write it like 10 June",
    ]
    changed = client.get(f"{HERE}actions/1/change/")
    sent = held_by(changed, line="Book a room @Tom 21 June", why="She is away")
    assert told(client.post(f"{HERE}actions/1/change/", sent, follow=True)) == [
        "The action is changed",
        "Tom Reid is in the study, but not in this group. Make them a member first",
    ]


def test_a_second_person_on_one_item_is_shown_both_texts(client, login, meeting, lead):
    item = an_item(meeting)
    first = client.get(f"{HERE}items/1/")
    other = a_user("ppi", name="Tom Reid")
    actions.take_notes(item=item, version=1, notes="What Tom wrote", by=other)

    page = client.post(f"{HERE}items/1/", held_by(first, notes="What Megan wrote"))

    assert problems(page) == {
        "__all__": ["Tom Reid changed this while you were typing. Nothing is saved yet"]
    }
    words = text_of(page)
    assert "What Tom Reid saved, and what you typed" in words
    assert "Notes What Tom wrote What Megan wrote" in words
    assert "Draft minutes Not saved yet." in words
    assert "Close notes Not saved yet. Press Save notes" in words
    where = f"{HERE}items/1/earlier/"
    said = "Nothing is lost: every text that was saved stands in the"
    assert f'<p>{said} <a href="{where}">earlier notes</a>' in page.content.decode()
    kept = client.post(f"{HERE}items/1/", held_by(page), follow=True)
    client.post(f"{HERE}items/1/", held_by(kept))
    client.post(f"{HERE}items/1/", held_by(client.get(f"{HERE}items/1/"), notes=""))
    earlier = text_of(client.get(where))
    assert (
        "Every text that was saved, the latest first. Today, 9:12am Saved by Megan Lloyd Empty."
        " Today, 9:12am Saved by Megan Lloyd What Megan wrote Today, 9:12am Saved by Tom Reid"
        " What Tom wrote"
    ) in earlier
    assert earlier.endswith("What Tom wrote")


def test_earlier_notes_are_for_who_keeps_meetings_and_paged(client, login, group, meeting, lead):
    item = an_item(meeting)
    where = f"{HERE}items/1/earlier/"
    assert "No notes of this item were saved yet." in text_of(client.get(where))
    assert "Earlier notes" not in text_of(client.get(f"{HERE}items/1/"))
    for number in range(11):
        item = actions.take_notes(item=item, version=item.version, notes=f"Text {number}", by=lead)

    assert "Earlier notes" in text_of(client.get(f"{HERE}items/1/"))
    assert "Text 10" in text_of(client.get(where))
    assert [one.text for one in client.get(f"{where}?page=2").context["notes"]] == ["Text 0"]
    colleague = a_user(name="Asha Patel")
    a_member(group, user=colleague, seat="researcher")
    assert login(colleague).get(where).status_code == 403


def test_saving_again_keeps_what_was_typed(client, meeting, lead):
    item = an_item(meeting)
    first = client.get(f"{HERE}items/1/")
    actions.take_notes(item=item, version=1, notes="What Tom wrote", by=lead)
    page = client.post(f"{HERE}items/1/", held_by(first, notes="What Megan wrote"))

    kept = client.post(f"{HERE}items/1/", held_by(page), follow=True)

    assert AgendaItem.objects.get().notes == "What Megan wrote"
    assert "Draft minutes Saved at 9:12am." in text_of(kept)


@pytest.mark.parametrize(
    ("notes", "problem"),
    [
        (
            "x" * 1_048_576,
            "The text of these notes is 1,048,576 characters. The most we can keep is 100,000",
        ),
        ("a\x07b", "Remove the hidden character, shown as �, after “a”"),
        (
            "Action: x\n" * 101,
            "These notes hold 101 actions. The most we can list of one item is 100",
        ),
    ],
)
def test_notes_that_cannot_be_kept_come_back_whole(client, meeting, notes, problem):
    an_item(meeting)
    first = client.get(f"{HERE}items/1/")

    page = client.post(f"{HERE}items/1/", held_by(first, notes=notes))

    assert problems(page) == {"notes": [problem]}
    assert page.context["form"]["notes"].value() == notes.replace("\x07", "�")
    assert AgendaItem.objects.get().notes == ""


def test_markup_in_notes_is_text(client, meeting):
    an_item(meeting, "<script>alert(1)</script>\nAction: <b>=1+1</b> @Megan\nDecision: <i>x</i>")
    for where in (HERE, f"{HERE}items/1/"):
        body = client.get(where).content.decode()
        assert [tag for tag in ("<script>alert", "<b>=1", "<i>x") if tag in body] == []
