"""Every page with a table, at every width between a phone held upright and a laptop.

Nothing runs out of its card, where it would not be seen, and no words are printed over others.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from linkstudy.accounts.models import User
from linkstudy.testing.proofs import proof, size
from linkstudy.tests.whole_house.actors import Browser
from linkstudy.tests.whole_house.crawling import crawl, route_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite,
    pytest.mark.usefixtures("example_study"),
]

WIDTHS = range(320, 1321, 20)
ROLES = ("pi", "researcher", "administrator", "ppi")
TEMPLATES = Path(settings.BASE_DIR) / "templates"


def heads(html: str) -> set[str]:
    """The heads of columns in a page, or those that a template has in words of its own."""
    return set(re.findall(r'<th scope="col"[^>]*>([^<{]+)<', html))


TABLES = {
    str(path.relative_to(TEMPLATES)): heads(path.read_text())
    for path in TEMPLATES.rglob("*.html")
    if "<table" in path.read_text()
}

FAULTS = """() => {
    const found = new Set(), lines = [];
    const hidden = (one) => !one.checkVisibility({ visibilityProperty: true })
        || one.closest("svg, option, .vh, .skip")
        || [...function* () { for (let at = one; at; at = at.parentElement) yield at; }()]
            .some((at) => getComputedStyle(at).clipPath !== "none");
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const words = walk.currentNode.textContent.trim(), holder = walk.currentNode.parentElement;
        if (!words || hidden(holder)) continue;
        const range = document.createRange(), card = holder.closest(".card, .note") || document.body;
        const edge = card.getBoundingClientRect();
        range.selectNodeContents(walk.currentNode);
        for (const box of range.getClientRects()) {
            if (box.right > edge.right) found.add(`past the edge: ${words}`);
            if (box.left < edge.left + 7) found.add(`glued to the edge: ${words}`);
            if (box.width > 2 && box.height > 2) lines.push([box, words]);
        }
    }
    for (const cell of document.querySelectorAll("main :is(th, td):not(.vh *)")) {
        const card = cell.closest(".card, .note") || document.body;
        if (cell.getBoundingClientRect().right > card.getBoundingClientRect().right + 1)
            found.add(`cell past the edge: ${cell.textContent.trim()}`);
    }
    lines.sort(([one], [other]) => one.top - other.top);
    lines.forEach(([box, words], place) => {
        for (let next = place + 1; next < lines.length; next++) {
            const [other, others] = lines[next];
            if (other.top > box.bottom - 5) break;
            if (Math.min(box.right, other.right) - Math.max(box.left, other.left) > 2)
                found.add(`over each other: ${words} / ${others}`);
        }
    });
    for (const label of document.querySelectorAll(".tocards td")) {
        const own = getComputedStyle(label, "::before");
        if (own.position === "absolute") found.add(`a label out of the flow: ${label.dataset.l}`);
    }
    for (const fit of document.querySelectorAll(".fit"))
        if (fit.scrollWidth > fit.clientWidth) found.add(`scrolls: ${fit.textContent.trim()}`);
    return [...found].map((fault) => fault.replace(/\\s+/g, " ").slice(0, 120));
}"""


def pages_with_tables(role: str) -> dict[str, tuple[str, set[str]]]:
    """{route: (address, heads of its columns)} of one page with a table of each route."""
    found = crawl(Browser(User.objects.get(email=f"{role}@example.org")), sample=2)
    pages = [(address, page.text) for address, page in found if "<table" in page.text]
    return {route_of(address): (address, heads(text)) for address, text in reversed(pages)}


def faults(page, seed: int) -> list[str]:
    """What is out of its place at any width; in the short form at every third, that the seed draws."""
    found = []
    for width in WIDTHS[seed % size(3, 1) :: size(3, 1)]:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{page.url} at {width} px: {fault}" for fault in page.evaluate(FAULTS)]
    return found


@proof("pages")
def test_every_table_fits_its_card_at_every_width(page, sign_in, seed):
    seen: dict[str, set[str]] = {}
    found = []
    for role in ROLES:
        pages = pages_with_tables(role)
        sign_in(f"{role}@example.org")
        for route, (address, words) in pages.items():
            if route in seen and words <= seen[route]:
                continue  # somebody has seen as much of it
            seen[route] = seen.get(route, set()) | words
            page.goto(address)
            found += faults(page, seed)

    assert found == []
    shown = set().union(*seen.values())
    assert {name for name, words in TABLES.items() if not words <= shown} == set()


def test_page_of_somebody_of_whom_little_is_known_fits_too(page, sign_in, seed):
    sign_in("pi@example.org")
    page.goto("/participants/c5-pt-06/")

    expect(page.get_by_text("No interview and no booking yet.")).to_be_visible()
    assert faults(page, seed) == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("document.querySelector('td').style.whiteSpace = 'nowrap'", "past the edge: "),
        ("document.querySelector('.tbl').style.width = '90rem'", "cell past the edge: "),
        ("document.querySelector('.tbl').style.width = '90rem'", "scrolls: "),
        ("document.querySelector('h1').style.marginBottom = '-2rem'", "over each other: "),
    ],
)
def test_fault_of_a_page_is_noticed(page, sign_in, complaints, fault, said):
    sign_in("pi@example.org")
    page.goto("/cases/5/")
    page.set_viewport_size({"width": 640, "height": 900})
    page.evaluate(
        "document.querySelector('td').prepend('Words that are longer than their card. '.repeat(9))"
    )

    page.evaluate(fault)

    assert [one for one in page.evaluate(FAULTS) if one.startswith(said)] != []
    complaints.clear()
