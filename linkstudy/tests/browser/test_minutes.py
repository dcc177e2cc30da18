"""Minutes, and words of updates, in a real browser: saved while they are typed, and nothing typed is lost."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from linkstudy.accounts.models import User
from linkstudy.testing.factories import a_study
from linkstudy.testing.meetings import a_meeting, an_action, an_item
from linkstudy.testing.tables import a_group, a_member
from linkstudy.testing.updates import an_update
from linkstudy.updates.models import Section
from meetings import actions
from meetings.models import AgendaItem

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


def test_the_page_of_a_meeting_is_accessible_and_fits(page, box, look):
    look("notes")
    page.goto(HERE)
    look("meeting")


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
