"""The first page anybody sees, in a real browser; and what watches every page."""

import pytest
from playwright.sync_api import expect

from linkstudy.accounts.policy import Role
from linkstudy.testing.factories import PASSWORD, a_user


@pytest.fixture(autouse=True)
def example_data(settings):
    """The demo's clock and its banner, for the server's threads too."""
    settings.IS_DEMO = True


@pytest.fixture
def asha():
    return a_user(Role.RESEARCHER, email="asha@example.org")


def test_a_stranger_is_shown_the_sign_in_page_at_every_width(page, look):
    page.goto("/policy/")

    expect(page).to_have_title("Sign in – linkstudy")
    expect(page).to_have_url("/account/login/?next=/policy/")
    look("sign-in")


def test_signing_in_by_keyboard_leads_to_the_page_that_was_asked_for(page, asha):
    page.goto("/policy/")
    page.get_by_label("Email address").focus()
    page.keyboard.type("Asha@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(page).to_have_url("/policy/")
    expect(page).to_have_title("Who may do what – linkstudy")


def test_a_wrong_password_is_told_beside_the_field_and_the_address_stays(page, asha, look):
    page.goto("/account/login/")
    page.get_by_label("Email address").fill("asha@example.org")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()

    expect(page).to_have_title("Error: Sign in – linkstudy")
    expect(page.get_by_role("alert")).to_contain_text(
        "The email address or the password is not right"
    )
    expect(page.get_by_label("Email address")).to_have_value("asha@example.org")
    look("sign-in-error")


def test_a_held_session_opens_the_page(page, asha, sign_in):
    sign_in("asha@example.org")
    page.goto("/policy/")

    expect(page).to_have_title("Who may do what – linkstudy")


def test_a_page_that_breaks_the_policy_is_noticed(page, complaints, quiet):
    page.goto("/account/login/")
    quiet()

    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_timeout(100)

    assert [said for said in complaints.said if said.startswith("CSP style-src")] != []
    with pytest.raises(AssertionError):
        quiet()
    complaints.clear()


def test_a_script_that_fails_is_noticed(page, complaints):
    page.goto("/account/login/")
    page.evaluate("setTimeout(() => { throw new Error('on purpose') })")
    page.wait_for_timeout(100)

    assert complaints.said == ["script: on purpose"]
    complaints.clear()


def test_a_page_that_is_too_wide_or_not_accessible_is_noticed(page, look, monkeypatch):
    monkeypatch.setenv("LINKSTUDY_PROOF", "full")  # at every width
    page.goto("/account/login/")
    page.evaluate("""() => {
        const image = document.createElement("img");
        image.width = 2000;
        document.querySelector("main").append(image);
    }""")

    with pytest.raises(AssertionError) as faults:
        look("too-wide")
    assert "too-wide at 320 px scrolls sideways by" in str(faults.value)
    assert "too-wide-1280-light image-alt:" in str(faults.value)


def test_an_answer_of_not_found_is_no_complaint(page, complaints):
    page.goto("/account/login/no-such-page/")

    assert complaints.said == []
