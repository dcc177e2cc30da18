"""Fixtures of the browser tests: Debian's Chromium against a live server.

A page that breaks the content security policy, logs an error or throws one fails its test,
without the test having to ask. `look` judges the page that is open.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from django.conf import settings
from django.test import Client

from linkstudy.accounts.models import User
from linkstudy.testing.left_out import CHROMIUM
from linkstudy.testing.proofs import share, size

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page
    from pytest_django.live_server_helper import LiveServer

__all__ = [
    "async_unsafe",
    "base_url",
    "browser_context_args",
    "browser_type_launch_args",
    "complaints",
    "faults",
    "look",
    "quiet",
    "sign_in",
]

SHOTS = Path(settings.BASE_DIR) / ".shots"
WIDTHS = {1280: 900, 390: 844, 320: 640}  # CSS pixels: a laptop, a phone, 400 % zoom
PICTURED = {1280, 390}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
FLAGS = [
    "--no-sandbox",  # Chromium refuses to run as root with it
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
RULES = {
    "light": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # In the dark nothing but colours differs: test_styles.py holds that.
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
ASK_AXE = "options => axe.run(document, options).then(found => found.violations)"
LISTEN = """
document.addEventListener("securitypolicyviolation", event => window.complain(
    `CSP ${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`
));
"""


@pytest.fixture(autouse=True, scope="session")
def async_unsafe() -> Iterator[None]:
    """Playwright leaves an event loop in this thread, at which Django would refuse to work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, kept from calling home."""
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A British laptop."""
    size = {"width": 1280, "height": WIDTHS[1280]}
    return {**browser_context_args, "locale": "en-GB", "viewport": size}


@pytest.fixture(scope="session")
def base_url(live_server: "LiveServer") -> str:
    """Pages are named by their path: `page.goto("/cases/")`."""
    return str(live_server)


@dataclass
class Complaints:
    """What pages complained of. A test that means to cause some clears them with `clear()`."""

    said: list[str] = field(default_factory=list)

    def listen_to(self, context: "BrowserContext") -> None:
        """Collect from every page of the context, across page loads."""
        context.expose_function("complain", self.add)
        context.add_init_script(LISTEN)
        context.on("console", self.hear)
        context.on("weberror", lambda thrown: self.add(f"script: {thrown.error}"))

    def hear(self, message: "ConsoleMessage") -> None:
        """Keep warnings and errors, but not that the page itself answered 403, 404 or 500."""
        page = message.page
        itself = page is not None and message.location["url"].split("#")[0] == page.url
        if message.type in {"error", "warning"} and not itself:
            self.add(f"console: {message.text}")

    def add(self, complaint: str) -> None:
        self.said.append(complaint)

    def clear(self) -> None:
        self.said.clear()


@pytest.fixture(autouse=True)
def complaints(
    context: "BrowserContext", record_property: Callable[[str, object], None]
) -> Iterator[Complaints]:
    """No page of the test breaks the policy or logs an error."""
    heard = Complaints()
    heard.listen_to(context)
    yield heard
    record_property("complaints", len(heard.said))
    assert heard.said == [], heard.said  # said twice: pytest rewrites asserts in test files alone


@pytest.fixture
def quiet(complaints: Complaints) -> Callable[[], None]:
    """`quiet()`: nothing was complained of so far."""

    def check() -> None:
        assert complaints.said == [], complaints.said

    return check


@pytest.fixture
def sign_in(context: "BrowserContext", base_url: str) -> Callable[[str | User], User]:
    """`sign_in("pi@example.org")` or `sign_in(user)`: the browser holds that person's session."""

    def hold_session(who: str | User) -> User:
        user = who if isinstance(who, User) else User.objects.get(email=who)
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])
        return user

    return hold_session


def follow(target: "Locator") -> None:
    """Click what leads to another page, and wait for that page: a click alone does not."""
    with target.page.expect_navigation():
        target.click()


def faults_by_axe(page: "Page", scheme: str) -> list[str]:
    """The accessibility faults of the page as it stands: rule, why, and the first element."""
    from axe_playwright_python.base import AXE_SCRIPT  # noqa: PLC0415 - requirements-dev.txt

    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(ASK_AXE, {"runOnly": RULES[scheme], "resultTypes": ["violations"]})
    return [f"{fault['id']}: {fault['help']} {fault['nodes'][0]['html']}" for fault in found]


def sideways(page: "Page") -> int:
    """By how many pixels the page is wider than its window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def drawn(name: str, seed: int) -> list[int]:
    """The widths at which this run judges the page: all in a proof; else one that the seed draws, or
    none for the half of the pages that is another run's."""
    widths = list(WIDTHS)
    if size(0, 1):
        return widths
    return widths[share(name, seed, 2 * len(widths)) :][:1]


def shot_name(name: str, width: int, scheme: str) -> str:
    """participants-person-researcher-390-dark, for "participants:person researcher"."""
    return f"{re.sub('[^a-z0-9]+', '-', name.lower())}-{width}-{scheme}"


@pytest.fixture
def faults(
    page: "Page", seed: int, record_property: Callable[[str, object], None]
) -> Callable[[str], list[str]]:
    """`faults("today pi")`: where the open page scrolls sideways at any width, and is not accessible
    at that which the seed draws, light and dark. `.ci/proofs pages` asks that at every width, and leaves
    pictures as on a laptop and a phone in .shots/."""
    SHOTS.mkdir(exist_ok=True)

    def judge(name: str) -> list[str]:
        by_axe, wide = [], []
        judged = drawn(name, seed)
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            if over := sideways(page):
                wide.append(f"{name} at {width} px scrolls sideways by {over} px")
            for scheme in SCHEMES if width in judged else ():
                page.emulate_media(color_scheme=scheme)
                shown = shot_name(name, width, scheme)
                if width in PICTURED and size(0, 1):
                    page.screenshot(path=SHOTS / f"{shown}.jpeg", full_page=True)
                by_axe += [f"{shown} {fault}" for fault in faults_by_axe(page, scheme)]
        record_property("views", len(judged) * len(SCHEMES))
        record_property("axe", len(by_axe))
        record_property("sideways", len(wide))
        return by_axe + wide

    return judge


@pytest.fixture
def look(faults: Callable[[str], list[str]]) -> Callable[[str], None]:
    """`look("today pi")`: the open page has no fault."""

    def check(name: str) -> None:
        found = faults(name)
        assert found == [], "\n".join(found)

    return check
