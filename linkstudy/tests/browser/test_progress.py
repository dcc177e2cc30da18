"""The page of progress in a real browser: light, on paper, and its picture for who does not see it."""

import gzip
import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("example_study")]

PAGE = "/progress/"
COLD, WARM = 60_000, 10_000  # bytes compressed, at most
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
FIRST_PAINT = "performance.getEntriesByType('paint').map(one => Math.round(one.startTime)).at(-1)"
PACKED = ("text/", "image/svg", "javascript", "json")


def compressed(response) -> int:
    """What a proxy sends of an answer: text as gzip makes it, pictures as they are."""
    kind, body = response.headers.get("content-type", ""), response.body()
    return len(gzip.compress(body)) if any(one in kind for one in PACKED) else len(body)


def test_the_page_is_light_cold_and_warm(page: Page, sign_in, record_property) -> None:
    sign_in("pi@example.org")
    answers: list = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - a method of a list cannot be marked
    page.goto(PAGE, wait_until="networkidle")

    weights = {answer.url: compressed(answer) for answer in answers if answer.status == 200}

    document = next(url for url in weights if url.endswith(PAGE))
    record_property("weight", (sum(weights.values()), weights[document]))
    assert len(weights) > 5  # styles and scripts are among them
    assert sum(weights.values()) <= COLD
    assert weights[document] <= WARM


def test_the_page_is_painted_over_a_slow_line(page: Page, sign_in, record_property) -> None:
    """How soon is for `linkstudy.testing.figures` to tell: a busy machine fails no test."""
    sign_in("pi@example.org")
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)

    for kind in ("cold", "warm"):
        page.goto(PAGE)
        expect(page.locator(".say")).to_be_visible()
        record_property(f"{kind} paint", page.evaluate(FIRST_PAINT))


@pytest.mark.parametrize("who", ["pi@example.org", "ppi@example.org", "researcher@example.org"])
def test_the_page_is_printed_on_two_sheets(page: Page, sign_in, who: str) -> None:
    sign_in(who)
    page.goto(PAGE)

    printed = page.pdf(format="A4")

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) in {1, 2}


def test_a_picture_has_a_name_a_description_a_table_and_files(page: Page, sign_in) -> None:
    sign_in("pi@example.org")
    page.goto(PAGE)

    picture = page.get_by_role("img", name="Patient interviews: planned, done and forecast")
    expect(picture).to_have_count(1)  # the other width is not shown
    expect(picture).to_be_visible()
    described = page.locator(f"#{picture.get_attribute('aria-labelledby').split()[1]}")
    assert described.text_content().startswith(
        "Line chart. 24 done by 14 June 2022 against 42 planned."
    )
    page.get_by_text("Show this as a table").click()
    row = page.get_by_role("row", name="14 June 2022")
    expect(row.get_by_role("cell")).to_have_text(["42", "24", *["–"] * 5])
    files = page.locator(".files a")
    assert [one.split(",")[0].strip() for one in files.all_inner_texts()] == [
        "CSV",
        "SVG",
        "PNG",
        "Word",
    ]
    with page.expect_download() as waiting:
        files.first.click()
    assert waiting.value.suggested_filename == "patient-interviews-2022-06-14.csv"


def test_a_narrow_screen_shows_the_narrow_picture(page: Page, sign_in) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in("pi@example.org")
    page.goto(PAGE)

    expect(page.locator("svg.plot.narrow")).to_be_visible()
    expect(page.locator("svg.plot.large")).to_be_hidden()
