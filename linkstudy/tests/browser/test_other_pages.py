"""Pages that no link leads to: answers to a form, answers that say no, and the way out."""

import pytest

from participants.models import Interview

pytestmark = pytest.mark.browser

LOG = "/interviews/log/"


@pytest.fixture(autouse=True)
def researcher(example_study, sign_in):
    sign_in("researcher@example.org")


def send(page) -> None:
    """Press the first button of the page's own form."""
    with page.expect_navigation():
        page.locator("main button[type=submit]").first.click()


def test_a_saved_interview_is_shown(page, look) -> None:
    page.goto(LOG)
    page.locator("#id_minutes").fill("45")
    page.locator("label[for=id_agreed]").last.click()
    send(page)

    look("participants:logged researcher")
    assert page.title() == "Interview saved – linkstudy"


def test_a_form_without_answers_names_what_is_missing(page, look) -> None:
    page.goto(LOG)
    send(page)

    look("participants:log_interview with errors researcher")
    assert page.title().startswith("Error: ")
    assert page.locator("#errors").is_visible()


def test_contact_details_are_shown_and_a_wrong_change_of_them_named(page, look) -> None:
    page.goto("/participants/c5-pt-03/contact/")
    page.locator("main textarea, main input[type=text]").first.fill("To ring about the time")
    send(page)
    look("participants:contact shown researcher")
    assert page.locator("main dl.kv").is_visible()

    page.locator("#id_phone").fill("no number")
    send(page)
    look("participants:contact_change with errors researcher")
    assert page.title().startswith("Error: ")


def test_what_two_people_saved_is_compared(page, context, look) -> None:
    booking = Interview.objects.open().get(participant__study_id="C5-PT-03")
    other = context.new_page()
    for window in (page, other):
        window.goto(f"{booking.get_absolute_url()}change/")
    for window, time in ((other, "3pm"), (page, "4:30pm")):
        window.get_by_label("At what time?").fill(time)
        send(window)

    look("participants:change_booking with both values researcher")
    assert page.locator("section[aria-labelledby=stale]").is_visible()


ADDRESSES = {
    "account_logout": "/account/logout/",
    "not found": "/no-such-page/",
    "participants:people with nonsense": "/participants/?page=-1&sort=nonsense&case=99",
    "participants:people nobody": "/participants/?q=zzz",
}


def test_pages_that_an_address_alone_leads_to(page, look) -> None:
    for name, address in ADDRESSES.items():
        page.goto(address)
        look(f"{name} researcher")


def test_a_page_of_other_roles_says_who_can_help(page, sign_in, look) -> None:
    sign_in("pi@example.org")
    page.goto("/participants/add/")

    look("refused pi")
    assert page.title() == "You cannot open this page – linkstudy"
