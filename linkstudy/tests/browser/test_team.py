"""The team and its links in a real browser: inviting, opening a link, leaving, with and without script."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from cases.models import Site
from linkstudy.accounts import actions
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.testing.browser import follow
from linkstudy.testing.factories import a_membership, a_user

pytestmark = pytest.mark.browser

NEW = "seven otters in the canal"
LINK = re.compile(r"http://[\w.:]+/account/link/#[\w-]{43}")


@pytest.fixture(autouse=True)
def chris(example_study) -> User:
    """The administrator of the example study."""
    return User.objects.get(email="administrator@example.org")


@pytest.fixture
def office(page, sign_in, chris):
    """A browser in which the administrator is signed in."""
    sign_in(chris)
    return page


def press(page, name: str) -> None:
    follow(page.locator("main").get_by_role("button", name=name, exact=True))


def choose(page) -> None:
    page.get_by_label("New password", exact=True).fill(NEW)
    page.get_by_label("New password again").fill(NEW)
    press(page, "Set password")


def test_from_an_invitation_to_the_first_sign_in(office, context, look):
    page = office
    page.goto("/team/invite/")
    page.get_by_label("Name").fill("Nia Frost")
    page.get_by_label("Email address").fill("Nia@Example.org")
    page.get_by_text("Researcher", exact=True).click()
    page.get_by_text("Thames Valley").click()
    press(page, "Invite them")
    look("team:invite link once")
    link = page.get_by_label("Hand this link to Nia Frost yourself").input_value()
    assert LINK.fullmatch(link)

    context.clear_cookies()
    page.goto(link)
    expect(page.get_by_text("Welcome, Nia Frost.")).to_be_visible()
    assert "#" not in page.url
    look("accounts:set_password")
    page.get_by_label("New password", exact=True).fill("otters")
    press(page, "Set password")
    expect(page).to_have_title("Error: Choose your password – linkstudy")
    look("accounts:set_password with errors")
    choose(page)
    expect(page.get_by_text("Your password is set. Sign in with it")).to_be_visible()
    page.get_by_label("Email address").fill("nia@example.org")
    page.get_by_label("Password").fill(NEW)
    press(page, "Sign in")
    expect(page).to_have_url("/")

    context.clear_cookies()
    page.goto(link)
    expect(page.get_by_role("heading", name="This link was used already")).to_be_visible()
    look("accounts:link used")


def test_going_back_never_shows_the_secret_again(office, context, chris):
    page = office
    nia = a_user(password=None)
    secret = actions.make_link(user=nia, by=chris).secret
    context.clear_cookies()
    page.goto("/account/login/")
    page.goto(f"/account/link/#{secret}")
    expect(page.get_by_text(f"Welcome, {nia}.")).to_be_visible()

    page.go_back()

    assert secret not in page.url
    assert secret not in page.content()
    expect(page).to_have_title("Sign in – linkstudy")  # the step between left no trace


def test_another_link_pasted_into_the_address_is_taken_too(page, chris):
    nia = a_user(password=None)
    first, second = (actions.make_link(user=nia, by=chris).secret for _ in range(2))
    page.goto(f"/account/link/#{first}")
    expect(page.get_by_role("heading", name="There is a newer link")).to_be_visible()

    page.evaluate(f"location.hash = '{second}'")

    expect(page.get_by_text(f"Welcome, {nia}.")).to_be_visible()


def test_a_link_works_without_script(browser, browser_context_args, base_url, chris):
    nia = a_user(email="nia@example.org", password=None)
    secret = actions.make_link(user=nia, by=chris).secret
    plain = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{base_url}/account/link/#{secret}")
    page.get_by_label("Your link").fill(f"{base_url}/account/link/#{secret}")
    page.get_by_role("button", name="Continue").click()

    page.get_by_label("New password", exact=True).fill(NEW)
    page.get_by_label("New password again").fill(NEW)
    page.get_by_role("button", name="Set password").click()

    expect(page.get_by_text("Your password is set. Sign in with it")).to_be_visible()
    plain.close()


def test_no_request_of_the_browser_holds_the_secret_but_the_forms_own(page, chris):
    nia = a_user(password=None)
    secret = actions.make_link(user=nia, by=chris).secret
    sent = []
    page.on("request", lambda one: sent.append((one.url, one.headers, one.post_data or "")))

    page.goto(f"/account/link/#{secret}")
    choose(page)

    assert [url for url, headers, _ in sent if secret in url.partition("#")[0]] == []
    assert [headers for _, headers, _ in sent if secret in str(headers)] == []
    held = [
        url.rpartition("/account/")[2].partition("#")[0] for url, _, body in sent if secret in body
    ]
    assert held == ["link/", "link/password/"]


def test_a_link_in_a_browser_where_somebody_is_signed_in(office, look):
    office.goto("/account/link/")

    look("accounts:link signed in")
    expect(office.get_by_text("Sign out, then open the link again.")).to_be_visible()


def test_asking_for_a_link_and_being_seen_to_have_asked(office, context, look, sign_in, chris):
    page = office
    context.clear_cookies()
    page.goto("/account/login/")
    page.get_by_text("Forgotten your password?").click()
    press(page, "Ask for a link")
    look("accounts:forgotten with errors")
    page.get_by_label("Email address").fill("pi@example.org")
    press(page, "Ask for a link")
    look("accounts:asked")
    page.goto("/account/link/")
    look("accounts:link")

    sign_in(chris)
    page.goto("/team/")
    expect(page.get_by_text("Asked for a new link on")).to_be_visible()
    look("team:people asked")


def test_somebody_leaves_and_a_colleague_takes_over(office, look):
    page, tom = office, User.objects.get(email="researcher2@example.org")
    for number in (1, 3, 5):
        a_membership(tom, Site.objects.get(number=number))
    page.goto("/team/3/leave/")
    press(page, "Hand over and end access")
    look("team:leave with errors")
    page.get_by_label("Why do they leave?").fill("The contract ends")
    for site in ("North West", "West Midlands", "North East"):
        page.get_by_label(f"Who takes over in {site}?").select_option("Tom Reid")
    press(page, "Hand over and end access")

    expect(page.get_by_text("The access of Asha Patel has ended")).to_be_visible()
    look("team:person ended")
    page.get_by_role("link", name="Let back in").click()
    look("team:resume")
    page.goto("/team/3/hand-over/")
    look("team:hand_over nothing")


def test_somebody_suspended_is_signed_out_and_told(page, context, sign_in, chris, look):
    asha = sign_in("researcher@example.org")
    page.goto("/")
    actions.suspend_user(user=asha, version=asha.version, reason="On leave", by=chris)

    page.goto("/participants/")

    expect(page.get_by_text("Your access is suspended.")).to_be_visible()
    look("access over")


def test_two_administrators_who_edit_one_role_see_both_values(office, look):
    page, dora = office, a_user(Role.ADMINISTRATOR, name="Dora Example")
    page.goto("/team/6/change/")
    client = Client()
    client.force_login(dora)
    form = {"name": "Rosa Bianchi", "role": "pi", "reason": "Promoted", "version": "1"}
    form["email"] = "monitor@example.org"
    assert client.post("/team/6/change/", form).status_code == 302

    page.get_by_text("PPI lead").click()
    page.get_by_label("Why does the address").fill("A new post")
    press(page, "Save changes")

    expect(page.get_by_text("Saved by Dora Example")).to_be_visible()
    look("team:change stale")
