"""Minutes, and words of updates, in a real browser: saved while they are typed, and nothing typed is lost."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from linkstudy.accounts.models import User
from linkstudy.testing.browser import follow
from linkstudy.testing.factories import a_study
from linkstudy.testing.meetings import a_meeting, a_paper, an_action, an_item
from linkstudy.testing.tables import a_group, a_member
from linkstudy.testing.updates import an_update
from linkstudy.updates import actions as update_actions
from linkstudy.updates.models import Section
from meetings import actions
from meetings.models import AgendaItem, Meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = "/meetings/ppi-group/2022-06-04/"
TYPED = "Two views.\nAction: add it to the guide @Public contributor 1 20 June"


@pytest.fixture
def lead(settings, study_clock) -> User:
    """The PPI lead, in whose group a meeting was held whose first item has no notes."""
    settings.IS_DEMO = True  # the server's clock stands too
    study_clock("2022-06-14 09:12")
    study = a_study()
    group = a_group()
    a_member(group)
    a_member(group, user=study.ppi, seat="researcher", chairs=True)
    meeting = a_meeting(group)
    an_item(meeting)
    an_item(meeting, "Decision: a looser role", heading="How tightly should it be defined?")
    an_action(meeting, "Book a room @Public contributor 1 5 June")
    return study.ppi


@pytest.fixture
def box(page, sign_in, lead):
    """The box in which somebody writes the notes of the first item."""
    sign_in(lead)
    page.goto(f"{HERE}items/1/")
    return page.get_by_label("Notes")


def test_notes_are_saved_when_the_box_is_left(page, box):
    box.fill(TYPED)
    box.blur()

    expect(page.locator("form.notes [data-saved]")).to_have_text("Saved at 9:12am")
    expect(page.locator(".found")).to_contain_text("Found 1 action: add it to the guide.")
    expect(page.locator("#actions")).to_contain_text("Add it to the guide")
    box.press_sequentially(" and more")
    box.blur()
    expect(page.locator(".found")).to_contain_text("20 June and more")
    assert AgendaItem.objects.get(number=1).notes == f"{TYPED} and more"
    page.get_by_role("button", name="Save notes").click()
    page.wait_for_url(re.compile(".*/items/1/$"))
    assert AgendaItem.objects.get(number=1).version == 4


def test_notes_typed_without_a_network_are_saved_once_it_is_back(page, context, box, complaints):
    context.set_offline(True)
    box.fill("Said in the corridor")
    box.blur()
    expect(page.locator("form.notes [data-saved]")).to_contain_text("You are offline.")

    context.set_offline(False)

    expect(page.locator("form.notes [data-saved]")).to_have_text("Saved at 9:12am")
    assert AgendaItem.objects.get(number=1).notes == "Said in the corridor"
    complaints.said.clear()  # the browser logs that it had no network


def test_somebody_elses_notes_are_not_written_over(page, box, lead):
    item = AgendaItem.objects.get(number=1)
    actions.take_notes(item=item, version=1, notes="What Tom wrote", by=lead)

    box.fill("What Megan wrote")
    box.blur()

    said = f"Not saved: {lead.name} changed this while you were typing. Nothing is saved yet"
    expect(page.locator("form.notes [data-saved]")).to_contain_text(said)
    expect(box).to_have_value("What Megan wrote")
    assert AgendaItem.objects.get(number=1).notes == "What Tom wrote"


@pytest.fixture
def warned(page) -> list[str]:
    """What the browser asked before the page was left; whoever is asked stays."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    return asked


def press(page, words: str) -> None:
    """Press a button and wait for the page that answers."""
    follow(page.get_by_role("button", name=words))


def notes_of(number: int) -> tuple[str, int]:
    item = AgendaItem.objects.get(number=number)
    return item.notes, item.version


def test_what_is_typed_on_while_a_save_is_under_way_is_saved_by_the_button(page, box, warned):
    held = []
    page.route("**/items/1/", lambda route: held.append(route), times=1)  # noqa: PLW0108 - marked
    box.fill("One")
    box.blur()
    box.press_sequentially(" and two")
    page.get_by_role("button", name="Save notes").click()
    assert [route.request.resource_type for route in held] == ["fetch"]

    with page.expect_navigation():
        held[0].continue_()

    assert notes_of(1) == ("One and two", 3)
    expect(box).to_have_value("One and two")
    expect(page.locator("form.notes [data-saved]")).to_have_text("Saved at 9:12am")
    assert warned == []


def test_the_button_sends_what_the_network_lost_first_and_loses_nothing(
    page, context, box, complaints
):
    label = page.locator("form.notes [data-saved]")
    context.set_offline(True)
    box.fill("One")
    box.blur()
    expect(label).to_contain_text("You are offline.")
    box.press_sequentially(" and two")
    page.get_by_role("button", name="Save notes").click()
    expect(label).to_contain_text("You are offline.")
    expect(box).to_have_value("One and two")
    context.set_offline(False)
    expect(label).to_have_text("Saved at 9:12am")

    press(page, "Save notes")

    assert notes_of(1)[0] == "One and two"
    complaints.said.clear()  # the browser logs that it had no network


def test_a_form_that_was_used_is_not_saved_until_its_author_saves_it_again(page, box, lead, warned):
    page.evaluate(
        """() => {
            const body = new URLSearchParams(new FormData(document.querySelector("form.notes")));
            body.set("notes", "Sent before");
            return fetch("", {method: "POST", body});
        }"""
    )
    box.fill("Typed since")
    press(page, "Save notes")
    label = page.locator("form.notes [data-saved]")
    expect(page.locator("#errors li")).to_contain_text("This form was already used")
    expect(label).to_have_text("Not saved yet. Press Save notes")
    page.get_by_role("link", name="Close notes").click()
    assert warned == ["beforeunload"]
    expect(box).to_have_value("Typed since")

    press(page, "Save notes")
    expect(page.locator(".note.warn")).to_contain_text("Sent before")
    press(page, "Save notes")

    expect(label).to_have_text("Saved at 9:12am")
    assert notes_of(1)[0] == "Typed since"
    page.get_by_role("link", name="Close notes").click()
    page.wait_for_url("**/2022-06-04/#item-1")
    assert warned == ["beforeunload"]


def test_beside_somebody_elses_notes_nothing_is_saved_but_by_the_button(page, box, lead, warned):
    actions.take_notes(item=AgendaItem.objects.get(number=1), version=1, notes="Tom", by=lead)
    box.fill("Megan")
    press(page, "Save notes")
    expect(page.locator("#saved")).to_have_text("Not saved yet.")

    asked = []
    page.on("request", lambda request: asked.append(request.method))
    box.fill("Megan wrote")
    box.blur()
    page.get_by_role("link", name="Close notes").click()
    assert (warned, asked) == (["beforeunload"], [])
    assert notes_of(1)[0] == "Tom"

    press(page, "Save notes")
    assert notes_of(1)[0] == "Megan wrote"
    expect(page.locator("#saved")).to_have_text("Saved at 9:12am.")


def test_the_page_of_a_meeting_is_accessible_and_fits(page, box, look):
    look("notes")
    page.goto(HERE)
    look("meeting")


def test_a_meeting_is_printed_without_what_is_pressed_and_who_is_thanked(page, sign_in, lead):
    meeting = a_paper(Meeting.objects.get()).meeting
    came = meeting.group.members.order_by("number").first()
    actions.record_attendance(meeting=meeting, parts={came: "person"}, seen={}, by=lead)
    sign_in(lead)
    page.goto(HERE)
    controls = [
        page.get_by_label("Add an action"),
        page.get_by_text("Add an item"),
        page.get_by_text("Add a paper"),
        page.get_by_role("link", name="Start notes"),
        page.get_by_role("link", name="Done : Book a room"),
        page.get_by_role("link", name="Take back this meeting"),
        page.get_by_role("heading", name="Thanks and payment"),
        page.get_by_role("link", name="Offer a payment to Public contributor 1"),
        page.get_by_role("link", name="Write down advice"),
        page.get_by_role("link", name="Correct Easy read summary"),
        page.get_by_role("link", name="Take back Easy read summary"),
        page.get_by_role("link", name="Tick topics and theories"),
    ]
    for one in controls:
        expect(one).to_be_visible()

    page.emulate_media(media="print")

    for one in controls:
        expect(one).to_be_hidden()
    expect(page.locator(".card button:visible")).to_have_count(0)
    expect(page.get_by_role("cell", name="Public contributor 1")).to_be_visible()
    expect(page.get_by_label("Public contributor 1")).to_be_visible()


def test_a_section_of_an_update_is_saved_while_its_author_writes_on(page, sign_in, lead):
    sign_in(lead)
    an_update(dt.date(2022, 6, 1), lead)
    page.goto("/updates/2022-06/sections/welcome/write/")
    box = page.get_by_label("Text")

    box.fill("Welcome to all.")
    box.blur()
    expect(page.locator("[data-saved]")).to_have_text("Saved at 9:12am")
    box.press_sequentially(" It is June.")
    page.get_by_role("button", name="Save text").click()
    page.wait_for_url("**/updates/2022-06/#welcome")

    row = Section.objects.get(part="welcome")
    assert (row.text, row.version) == ("Welcome to all. It is June.", 3)


def test_words_of_a_section_beside_somebody_elses_are_not_saved_until_their_author_does(
    page, sign_in, lead, warned
):
    sign_in(lead)
    update = an_update(dt.date(2022, 6, 1), lead)
    page.goto("/updates/2022-06/sections/welcome/write/")
    section = Section.objects.get(part="welcome", update=update)
    update_actions.write_section(section=section, version=1, text="Welcome from Tom.", by=lead)
    box = page.get_by_label("Text")

    box.fill("Welcome from Megan.")
    press(page, "Save text")
    expect(page.locator("[data-saved]")).to_have_text("Not saved yet. Press Save text")
    page.get_by_role("link", name="Cancel").click()
    assert warned == ["beforeunload"]
    press(page, "Save text")

    section.refresh_from_db()
    assert (section.text, section.version) == ("Welcome from Megan.", 3)
