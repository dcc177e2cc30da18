"""Actions on the page of their meeting: where they stand, and what becomes of them."""

import datetime as dt

import pytest

from linkstudy.clock import LONDON, telling
from linkstudy.testing.factories import a_user
from linkstudy.testing.meetings import a_meeting, agreed, an_action, an_item
from linkstudy.testing.pages import held_by, problems, text_of
from linkstudy.testing.tables import a_group, a_member
from meetings import actions
from meetings.models import MeetingAction

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


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("Book a room @Megan 14 June", "Due today"),
        ("Book a room @Megan 13 June", "1 day late"),
        ("Book a room @Megan", "No day yet To do"),
        ("Book a room", "No owner yet No day yet To do"),
    ],
)
def test_an_action_says_where_it_stands(client, meeting, line, state):
    an_action(meeting, line)
    assert state in text_of(client.get(HERE))


def closed(client, where: str, **typed: str):
    return client.post(where, held_by(client.get(where), **typed), follow=True)


def test_an_action_is_done_opened_again_changed_and_dropped(client, meeting):
    an_action(meeting, "Book a room @Megan 20 June")
    where = f"{HERE}actions/1/"

    assert told(closed(client, f"{where}done/")) == ["The action is done"]
    assert told(client.get(f"{where}done/", follow=True)) == ["This action is not open any more"]
    again = closed(client, f"{where}reopen/", reason="Half of it is left")
    assert told(again) == ["The action is open again"]
    assert told(client.get(f"{where}reopen/", follow=True)) == ["This action is open already"]
    changed = closed(client, f"{where}change/", line="Book a hall 21 June", why="More come")
    no_owner = "No owner yet. Add one at the end, like @Megan 10 June"
    assert told(changed) == ["The action is changed", no_owner]
    row = MeetingAction.objects.with_owners().get()
    assert (row.words, row.whose, row.due) == ("Book a hall 21 June", "", None)
    dropped = closed(client, f"{where}drop/", reason="Somebody else did it")
    assert told(dropped) == ["The action is dropped"]
    assert "Dropped 14 June" in text_of(dropped)


def test_an_action_is_taken_back_and_restored(client, meeting):
    an_action(meeting, "Book a room @Megan 20 June")
    gone = closed(client, f"{HERE}actions/1/void/", reason="Written twice")
    assert "Taken back: Book a room ( restore" in text_of(gone)
    back = closed(client, f"{HERE}actions/1/restore/", reason="It was not")
    assert told(back) == ["The action is restored"]


def test_what_stands_in_notes_is_changed_there(client, meeting):
    an_item(meeting, "Action: book a room @Megan 20 June")
    for verb in ("change", "void", "restore"):
        page = client.get(f"{HERE}actions/1/{verb}/", follow=True)
        assert told(page) == ["This action stands in the notes. Change it there"]


def test_an_action_of_agreed_minutes_goes_to_somebody_else_and_says_so(client, group, meeting):
    tom = a_member(group, user=a_user(name="Tom Reid"), seat="researcher")
    an_item(meeting, "Action: book a room @Megan 20 June")
    agreed(meeting)
    where = f"{HERE}actions/1/"
    owner = "Book a room Megan Lloyd 20 June 2022 To do"
    assert f"{owner} Done : book a room Drop : book a room Change : book a room" in text_of(
        client.get(HERE)
    )
    words = "These minutes are agreed, so the words stay. Change who does it, or by when"
    assert told(client.get(f"{where}change/", follow=True)) == [words]
    first = client.get(f"{where}assign/")
    assert [label for _, label in first.context["form"].fields["owners"].choices] == [
        "Megan Lloyd",
        "Tom Reid",
        "Public contributor 1",
        "Public contributor 2",
    ]

    given = closed(
        client,
        f"{where}assign/",
        owners=[f"user-{tom.user.number}"],
        due="24/6",
        why="She is away",
    )

    assert told(given) == ["The action is changed"]
    words = text_of(given)
    since = "Changed on 14 June, after the minutes were agreed"
    assert f"Book a room Tom Reid {since} 24 June 2022 To do" in words
    assert "Action: book a room @Megan 20 June" in words
    assert "Agreed minutes, version 1" in words
    row = MeetingAction.objects.with_owners().get()
    assert (row.whose, row.due, row.words) == ("Tom Reid", dt.date(2022, 6, 24), "book a room")
    assert row.line == "book a room @Megan 20 June"
    history = text_of(client.get(f"{HERE}versions/1/"))
    assert "Action: book a room @Megan 20 June" in history


def test_an_action_that_changed_before_the_minutes_were_agreed_anew_is_as_agreed(
    client, meeting, lead
):
    row = an_action(meeting, "Book a room @Megan 20 June")
    an_item(meeting, "We met.")
    held = agreed(meeting)
    facts = {"version": 1, "why": "More come", "by": lead}
    actions.assign_action(row=row, owners=[lead], due=dt.date(2022, 6, 24), **facts)
    since = "Changed on 14 June, after the minutes were agreed"
    assert since in text_of(client.get(HERE))

    actions.reopen_minutes(meeting=held, version=held.version, reason="Names", by=lead)
    assert since not in text_of(client.get(HERE))
    agreed(meeting)

    assert since not in text_of(client.get(HERE))
    assert "Book a room. Megan Lloyd, by 24 June 2022" in text_of(client.get(f"{HERE}versions/2/"))


def test_nothing_is_said_of_the_actions_of_a_void_meeting(client, meeting, lead):
    an_action(meeting, "Book a room @Megan 20 June")
    actions.void_meeting(meeting=meeting, version=1, reason="Called off", by=lead)

    assert "Book a room Megan Lloyd 20 June 2022 To do Who came" in text_of(client.get(HERE))


def test_nobody_else_says_what_became_of_an_action(login, client, group, meeting):
    an_action(meeting, "Book a room @Megan 20 June")
    researcher = a_user(name="Asha Patel")
    a_member(group, user=researcher, seat="researcher")
    theirs = login(researcher)
    assert "Book a room Megan Lloyd 20 June 2022 To do Who came" in text_of(theirs.get(HERE))

    page = closed(theirs, f"{HERE}actions/1/done/")

    words = "Only its owners and the PPI lead can say what became of this action"
    assert problems(page) == {"__all__": [words]}
    an_action(meeting, "Ring the printer @Asha 20 June")
    assert told(closed(theirs, f"{HERE}actions/2/done/")) == ["The action is done"]


def test_an_action_is_not_done_before_its_meeting_or_tomorrow(client, meeting):
    an_action(meeting, "Book a room @Megan 20 June")
    where = f"{HERE}actions/1/done/"
    early = closed(client, where, done_on="3 June 2022")
    late = closed(client, where, done_on="15 June 2022")

    words = "The meeting was on 4 June 2022. Enter that day or a later one"
    assert problems(early) == {"done_on": [words]}
    assert problems(late) == {"done_on": ["The day must be today or in the past"]}
