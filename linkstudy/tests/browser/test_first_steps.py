"""A team that has nothing yet gets to its first interview, through the pages alone.

Every page names the next step, and the test goes where it says. Effort is counted as a
keystroke-level model counts it, with a practised person's times; people of a new team read and
think as well, which the allowance for each step is for.
Source of the times: Card, Moran and Newell (1980), doi 10.1145/358886.358895.
"""

from datetime import timedelta

import pytest

from linkstudy import clock
from linkstudy.team import installing
from linkstudy.testing.browser import follow
from linkstudy.words import day_words
from participants.models import Interview

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEY, POINT, DECIDE, READ = 0.28, 1.1, 1.35, 15.0  # seconds: a key, a click, an answer, a new page
MOST = 15 * 60  # seconds of a person's work
SECRET = "seven otters in the canal"


class Effort:
    """A person at a page: what they type and choose, counted."""

    def __init__(self, page):
        self.page, self.seconds, self.pages = page, 0.0, 0

    def type(self, **answers: str) -> None:
        """Fill boxes and pick from lists, by the names of the questions."""
        for name, text in answers.items():
            box = self.page.locator(f"#id_{name}")
            if box.evaluate("one => one.tagName") == "SELECT":
                box.select_option(label=text)
                self.seconds += DECIDE + POINT
            else:
                box.fill(text)
                self.seconds += DECIDE + POINT + KEY * len(text)

    def choose(self, *labels: str) -> None:
        """Tick or choose tiles by their words."""
        for label in labels:
            self.page.get_by_text(label, exact=True).locator("visible=true").first.click()
            self.seconds += DECIDE + POINT

    def press(self, words: str) -> None:
        """Press a button or follow a link, and read where it leads."""
        places = [self.page.locator("main"), self.page]
        named = [
            place.get_by_role(role, name=words, exact=role == "button")
            for place in places
            for role in ("button", "link")
        ]
        target = next((one for one in named if one.count()), None)
        assert target, f"{self.page.url} has no “{words}”: {self.page.inner_text('main')}"
        follow(target.first)
        self.seconds += POINT + READ
        self.pages += 1
        assert not self.page.title().startswith("Error:"), self.page.inner_text("main")

    def next(self) -> None:
        """Follow the next step that the page names."""
        named = self.page.locator(".todo li:has(.pill) a, .note a")
        assert named.count(), f"{self.page.url} names no next step: {self.page.inner_text('main')}"
        self.press(named.first.inner_text())


def day(ago: int) -> str:
    return day_words(clock.today() - timedelta(days=ago))


def sign_in_with(effort: Effort, link: str, address: str) -> None:
    """Open a one-time link, choose a password, and sign in with it."""
    effort.page.goto(link)
    effort.page.wait_for_selector("#id_password")
    effort.type(password=SECRET, password_again=SECRET)
    effort.press("Set password")
    effort.type(login=address, password=SECRET)
    effort.press("Sign in")


def test_an_empty_installation_comes_to_its_first_interview(
    page, look, base_url, record_property
) -> None:
    # Given an installation that was just made, and the link that its first administrator got
    link = installing.first_administrator("ada@example.org", "Ada Example")
    page.set_default_timeout(8000)
    effort = Effort(page)
    sign_in_with(effort, f"{base_url}/account/link/#{link.secret}", "ada@example.org")

    # When they do what each page names next
    assert page.title() == "Today – linkstudy"
    effort.next()
    effort.type(title="A realist evaluation of link workers", short_title="The link worker study")
    effort.type(started_on=day(60))
    effort.press("Save the study")
    effort.next()
    effort.type(name="North East", opened_on=day(45))
    effort.press("Open site")
    effort.next()
    effort.type(opens_on=day(30), closes_on=day(-60))
    effort.type(employer="A primary care network")
    effort.choose("Urban")
    effort.press("Plan case")
    effort.next()
    effort.type(effective_from=day(30), cases_planned="1", patients="10")
    effort.press("Adopt plan")
    effort.next()
    effort.type(cooling_off_hours="24", most_contact_attempts="3", least_age="18")
    effort.type(effective_from=day(30), follow_up_min_months="9", follow_up_max_months="12")
    effort.choose("The person’s first interview")
    effort.press("Save settings")
    for version in ("1.0", "1.0"):
        effort.next()
        effort.type(number=version, approved_on=day(30))
        effort.choose("At every site")
        effort.press("Add version")
    look("set up first steps")
    page.set_viewport_size({"width": 1280, "height": 900})
    effort.next()
    effort.type(name="Ben Example", email="ben@example.org")
    effort.choose("Researcher", "North East")
    effort.press("Invite them")
    invitation = page.locator("#address").input_value()
    page.goto("/")
    page.locator(".who summary").click()
    effort.press("Sign out")

    # And the researcher whom they invited does what the pages name next
    sign_in_with(effort, invitation, "ben@example.org")
    effort.press("Add the first participant")
    effort.choose("Patient")
    effort.type(joined_via="Letter from the practice", replied_on=day(2))
    effort.press("Add participant")
    effort.press("Record consent")
    effort.type(given_on=day(1))
    effort.choose("Paper form")
    effort.choose("Take part in an interview")
    effort.press("Save consent")
    effort.press("Log interview")
    effort.choose("Yesterday", "Phone")
    effort.type(minutes="45")
    effort.choose("Notes only", "I checked they still agreed before we started")
    effort.press("Save interview")

    # Then the first interview is there, within a quarter of an hour of work
    assert page.title() == "Interview saved – linkstudy"
    assert Interview.objects.done().get().minutes == 45
    record_property("minutes of work", round(effort.seconds / 60, 1))
    record_property("pages", effort.pages)
    print(f"work: {effort.seconds / 60:.1f} minutes, {effort.pages} pages")  # noqa: T201  a figure
    assert effort.seconds <= MOST
