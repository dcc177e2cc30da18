"""Pages that no link leads to: answers to a form, answers that say no, and the way out."""

import pytest

from cases.models import DocumentVersion, ObservationDay, Topic
from linkstudy.testing.browser import follow
from linkstudy.testing.proofs import proof
from participants.models import Interview

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, proof("pages")]

LOG = "/interviews/log/"


@pytest.fixture(autouse=True)
def researcher(example_study, sign_in):
    sign_in("researcher@example.org")


def send(page) -> None:
    """Press the first button of the page's own form."""
    follow(page.locator("main button[type=submit]").first)


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

    page.goto("/participants/c5-pt-03/contact/change/")
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


def test_somebody_who_was_invited_chooses_a_password(page, sign_in, look) -> None:
    sign_in("administrator@example.org")
    page.goto("/team/invite/")
    page.get_by_label("Name").fill("Nora New")
    page.get_by_label("Email address").fill("nora@example.org")
    page.locator("label").filter(has_text="Monitor").first.click()
    send(page)
    look("team:link shown administrator")
    link = page.locator("#address").input_value()

    page.context.clear_cookies()
    page.goto("/account/link/")
    look("accounts:link stranger")
    page.goto(link)
    page.get_by_label("Email address").wait_for()
    look("accounts:set_password stranger")
    assert page.get_by_label("Email address").input_value() == "nora@example.org"


def test_a_link_that_does_not_work_says_what_to_do(page, look) -> None:
    page.context.clear_cookies()
    page.goto("/account/link/")
    page.locator("main input[type=text], main textarea").first.fill("/account/link/#" + "x" * 43)
    send(page)
    look("accounts:link unusable stranger")

    page.goto("/account/forgotten/")
    page.get_by_label("Email address").fill("pi@example.org")
    send(page)
    look("accounts:asked stranger")
    assert page.url.endswith("/account/forgotten/asked/")


def test_somebody_who_was_suspended_can_be_let_back_in(page, sign_in, look) -> None:
    sign_in("administrator@example.org")
    page.goto("/team/")
    page.get_by_role("link", name="Rosa Bianchi").click()
    page.get_by_role("link", name="Suspend").click()
    page.locator("main textarea").first.fill("On leave")
    send(page)
    page.get_by_role("link", name="Let back in").click()
    page.wait_for_url("**/resume/")
    look("team:resume administrator")


def test_an_observation_day_that_is_void_can_be_restored(page, sign_in, look) -> None:
    day = ObservationDay.objects.current().exclude(voided_at=None).first()
    sign_in("pi@example.org")
    page.goto(day.get_absolute_url())
    page.get_by_role("link", name="Restore").click()
    page.wait_for_url("**/restore/")
    look("cases:restore_observation pi")


def test_a_topic_that_is_void_can_be_restored(page, sign_in, look) -> None:
    topic = Topic.objects.exclude(voided_at=None).get()
    sign_in("administrator@example.org")
    page.goto("/set-up/topics/")
    page.get_by_role("link", name="1 void").click()
    page.get_by_role("link", name=topic.name).click()
    page.get_by_role("link", name="Restore").click()
    page.wait_for_url("**/restore/")
    look("set_up:restore administrator")


def test_a_draft_can_be_changed_and_approved(page, sign_in, look) -> None:
    draft = DocumentVersion.objects.standing().get(approved_on=None)
    sign_in("administrator@example.org")
    for words, deed in (("Change the draft", "change"), ("Approve", "approve")):
        page.goto(f"/set-up/documents/{draft.slug}/")
        page.get_by_role("link", name=words).click()
        page.wait_for_url(f"**/{deed}/")
        look(f"set_up:documents:{deed} administrator")


def test_a_site_that_something_is_open_at_does_not_close(page, sign_in, look) -> None:
    sign_in("administrator@example.org")
    page.goto("/set-up/sites/5/close/")
    page.locator("#id_on").fill("today")
    send(page)

    look("set_up:close refused administrator")
    assert page.title().startswith("Error: ")
    assert page.get_by_role("link", name="C5-PT-03").count() == 1


def test_a_set_up_form_without_answers_names_what_is_missing(page, sign_in, look) -> None:
    sign_in("administrator@example.org")
    for kind in ("cases", "documents", "plans"):
        page.goto(f"/set-up/{kind}/add/")
        for box in page.locator("main input[type=text]:visible").all():
            box.fill("")
        send(page)
        look(f"set_up:{kind}:add with errors administrator")


def test_a_case_that_closed_is_opened_again_and_closed(page, sign_in, look) -> None:
    sign_in("administrator@example.org")
    page.goto("/set-up/cases/6/")
    page.get_by_role("link", name="Close").click()
    page.wait_for_url("**/close/")
    look("set_up:close administrator")


def test_a_page_of_other_roles_says_who_can_help(page, sign_in, look) -> None:
    sign_in("pi@example.org")
    page.goto("/participants/add/")

    look("refused pi")
    assert page.title() == "You cannot open this page – linkstudy"


def test_somebody_without_a_booking_today_is_found_by_study_id(page, look) -> None:
    # Given a page that is filled in for the first booking of the day
    page.goto(LOG)
    page.get_by_role("link", name="Someone else").click()
    page.locator("#id_someone").fill("5 pt 99")
    send(page)
    look("participants:log_interview asks whom researcher")
    assert page.locator("#id_someone").input_value() == "5 pt 99"

    # When the study ID is that of somebody booked for another day, who signed an older form
    page.locator("#id_someone").fill("5 pt 5")
    send(page)

    # Then their page says so, and holds nothing of the first
    look("participants:log_interview with an older form researcher")
    assert "C5-PT-05 signed consent form v1.2" in page.locator(".note").inner_text()
    assert page.locator("input[name=when]:checked").count() == 0
    assert page.locator("input[name=who]").input_value() == "C5-PT-05"
