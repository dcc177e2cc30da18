"""The three jobs the software exists for, in a real browser, with keys and taps counted."""

import io

import pytest
from openpyxl import load_workbook

from linkstudy.testing.browser import follow
from participants.models import Interview

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("example_study")]

MOST_KEYS, MOST_TAPS = 20, 5


class Keys:
    """A keyboard that counts."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def tab_to(self, question: str) -> None:
        """Tab until the focus is where a script says; give up after the allowance."""
        while not self.page.evaluate(
            f"(() => {{ const at = document.activeElement; return {question} }})()"
        ):
            assert self.count <= MOST_KEYS
            self.press("Tab")


def test_a_booked_interview_is_logged_by_keyboard(page, sign_in, record_property) -> None:
    # Given a researcher at the start of the day, with an interview booked
    sign_in("researcher@example.org")
    page.goto("/")
    keys = Keys(page)

    # When they skip to the page's content, open the booking, give its length and confirm consent
    keys.press("Tab", "Enter")
    keys.tab_to("at.innerText?.startsWith('Log it')")
    with page.expect_navigation():
        keys.press("Enter")
    page.wait_for_function("document.activeElement.id === 'id_minutes'")
    keys.press("4", "5")
    keys.tab_to("at.id === 'id_agreed'")
    keys.press("Space")
    with page.expect_navigation():
        keys.press("Control+Enter")

    # Then it is saved, in few keystrokes
    assert page.title() == "Interview saved – linkstudy"
    assert Interview.objects.done().filter(held_on="2022-06-14", minutes=45).count() == 1
    record_property("keystrokes", keys.count)
    assert keys.count <= MOST_KEYS


def test_no_ring_is_drawn_round_a_whole_page(page, sign_in) -> None:
    # Given a page that the skip link led into
    sign_in("researcher@example.org")
    page.goto("/participants/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    ring = "(() => { const at = getComputedStyle(document.activeElement);"
    ring += " return [document.activeElement.tagName, at.outlineWidth, at.boxShadow] })()"

    # Then nothing is drawn round it, but round the first link in it
    assert page.evaluate(ring) == ["MAIN", "0px", "none"]
    page.keyboard.press("Tab")
    tag, width, shadow = page.evaluate(ring)
    assert (tag, width, shadow != "none") == ("A", "3px", True)


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
def test_a_booked_interview_is_logged_on_a_phone(
    browser, base_url, context, sign_in, has_script, record_property
) -> None:
    # Given a researcher with a phone in a corridor
    sign_in("researcher@example.org")
    phone = browser.new_context(
        base_url=base_url,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        java_script_enabled=has_script,
        storage_state=context.storage_state(),
    )
    page = phone.new_page()
    page.goto("/")
    taps = 0

    # When they tap the booking, the minutes, the consent and the button
    for target in [
        page.get_by_role("link", name="Log it").first,
        page.locator("#id_minutes"),
        page.locator("label[for=id_agreed]").last,
        page.get_by_role("button", name="Save interview", exact=True),
    ]:
        target.tap()
        taps += 1
        if taps == 2:
            page.keyboard.type("45")

    # Then it is saved, in few taps and the digits
    page.get_by_role("heading", name="Interview saved").wait_for()
    assert Interview.objects.done().filter(held_on="2022-06-14", minutes=45).count() == 1
    record_property("taps", taps)
    assert taps <= MOST_TAPS
    phone.close()


def test_a_person_is_found_from_any_page_in_eight_keys(page, sign_in) -> None:
    # Given somebody who reads about recruitment
    sign_in("researcher@example.org")
    page.goto("/progress/")

    # When they type a study ID loosely
    keys = Keys(page)
    keys.press("Control+k", *"5 pt 6")
    with page.expect_navigation():
        keys.press("Enter")

    # Then that person is before them
    assert page.title() == "C5-PT-06 – linkstudy"
    assert keys.count == 8


def test_two_windows_on_one_booking_lose_nothing(page, context, sign_in) -> None:
    # Given a booking that is open in two windows
    sign_in("researcher@example.org")
    address = Interview.objects.open().get(participant__study_id="C5-PT-03").get_absolute_url()
    other = context.new_page()
    for window in (page, other):
        window.goto(f"{address}change/")

    # When both save another time
    page.get_by_label("At what time?").fill("3pm")
    follow(page.locator("main button[type=submit]").first)
    other.get_by_label("At what time?").fill("4:30pm")
    other.locator("main button[type=submit]").first.click()

    # Then the second sees both values, its typing is kept, and the first is what stands
    told = other.locator("section[aria-labelledby=stale]")
    told.wait_for()
    assert ("3pm" in told.inner_text(), "4:30pm" in told.inner_text()) == (True, True)
    assert other.get_by_label("At what time?").input_value() == "4:30pm"
    booked = Interview.objects.get(participant__study_id="C5-PT-03").booked_time
    assert booked.isoformat() == "15:00:00"


def test_a_pi_reads_progress_as_at_a_day_and_sees_the_rows_of_a_number(page, sign_in) -> None:
    sign_in("pi@example.org")
    page.goto("/progress/")
    page.get_by_text("Show another date").click()
    page.get_by_label("Show figures as at").fill("1/6")
    follow(page.get_by_role("button", name="Show figures"))

    number = page.locator("tfoot a").first
    figure = int(number.locator("b").inner_text())
    follow(number)

    rows = page.locator("main tbody tr").count()
    assert (figure, rows) == (figure, min(figure, 25))
    assert (
        figure
        == Interview.objects.filter(
            participant__group="PT", held_on__lte="2022-06-01", voided_at=None
        )
        .values("participant")
        .distinct()
        .count()
    )


def test_an_administrator_exports_the_list_on_the_screen(page, sign_in) -> None:
    sign_in("administrator@example.org")
    page.goto("/participants/export/?case=5")
    page.locator("input[name=purpose]").first.check()
    page.locator("input[name=kind][value=xlsx]").check()
    with page.expect_download() as download:
        page.locator("main button[type=submit]").first.click()

    with open(download.value.path(), "rb") as file:  # noqa: PTH123
        sheet = load_workbook(io.BytesIO(file.read())).worksheets[0]
    exported = [row[0].value for row in sheet.iter_rows(min_row=2)]
    page.goto("/participants/?case=5")
    shown = page.locator("main tbody th a").all_inner_texts()
    assert exported[: len(shown)] == shown
