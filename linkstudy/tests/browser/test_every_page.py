"""Every page, as every role, in a real browser.

Each role walks from Today along every link to pages of every route, and looks at one of each; what is
asked of it, and at which widths, says linkstudy/testing/browser.py. A page written tomorrow is judged by this test as soon as it is linked.
"""

import re
from collections import Counter
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from linkstudy.accounts.policy import Role, reach
from linkstudy.setup.kinds import KINDS
from linkstudy.testing.proofs import proof
from linkstudy.tests.routes import (
    FILES,
    GUARDED,
    PUT_RIGHT,
    SELDOM,
    SELDOM_AT_TABLES,
    SELDOM_IN_THE_OFFICE,
    SELDOM_TOLD,
)
from linkstudy.tests.whole_house.pages import Page

STRANGER = "stranger"
ADDRESSES = {
    Role.RESEARCHER: "researcher@example.org",
    Role.PI: "pi@example.org",
    Role.ADMINISTRATOR: "administrator@example.org",
    Role.PPI_LEAD: "ppi@example.org",
    Role.MONITOR: "monitor@example.org",
}
SAMPLE = 4  # pages of a route that are opened for their links; the first is looked at
# Routes that answer POST alone, or that a link cannot lead to; test_other_pages.py looks at them.
NOT_LINKED = {
    "participants:find": "a study ID in another spelling, which leads to the usual one",
    "participants:logged": "shown when an interview was saved",
    "cases:restore_observation": "one day is void, among many that are not",
    "team:resume": "who has left stands at the end of the list; test_team.py looks at it",
    "set_up:sites:reopen": "no site of the example study has closed",
    "set_up:documents:change": "one version is a draft; test_other_pages.py looks at it",
    "set_up:documents:approve": "one version is a draft; test_other_pages.py looks at it",
    "set_up:cases:close": "the first cases of the list are closed",
    **{f"set_up:{kind}:restore": "one topic is void, at the end of its list" for kind in KINDS},
}
# test_put_right.py looks at these.
NOT_LINKED |= dict.fromkeys(
    PUT_RIGHT, "the walk opens a few people, most of whom were never corrected"
)
# test_seldom.py looks at these.
NOT_LINKED |= dict.fromkeys(
    [*SELDOM, *SELDOM_AT_TABLES, *SELDOM_IN_THE_OFFICE, *SELDOM_TOLD, "updates:approve_update"],
    "few rows are void or open, among many that are not",
)
NOT_LINKED["updates:picture"] = "a picture, which stands on the page of whom it shows"
# One template for every kind of the set-up: it is looked at once. Forms differ, and are not.
ALIKE = re.compile(r"set_up:\w+:(rows|row|void|restore|close|reopen)")
# Public routes that a link leads to, by who is led there.
LED_TO = {STRANGER: {"account_login", "accounts:forgotten"}}


def expected(role: str) -> set[str]:
    """The routes that a walk must meet."""
    theirs = {route.name for route in GUARDED if reach(role, route.view.capability)}
    return (theirs - set(NOT_LINKED) - set(FILES)) | LED_TO.get(role, {"accounts:account"})


def links(html: str) -> list[str]:
    """Every address of this site that a page links to, folded parts included."""
    return [link for link in Page(html).links if link.startswith("/")]


@proof("pages")
@pytest.mark.sqlite
@pytest.mark.browser
@pytest.mark.parametrize("role", [*ADDRESSES, STRANGER])
def test_every_page_of_a_role_is_accessible_and_fits(
    role: str, example_study: None, page, sign_in: Callable, faults: Callable
) -> None:
    if role != STRANGER:
        sign_in(ADDRESSES[role])
    waiting, opened, seen, found = [("/", "")], {}, Counter(), []
    met, looked = set(), set()
    while waiting:
        link, stood_on = waiting.pop(0)
        address = link.partition("#")[0]
        route = resolve(urlsplit(address).path).view_name
        if address in opened or seen[route] == SAMPLE or route in FILES:
            continue
        seen[route] += 1
        answer = page.request.get(address)
        opened[address] = (answer.status, stood_on)
        shown = resolve(urlsplit(answer.url).path).view_name
        waiting += [(link, address) for link in links(answer.text())]
        met.add(shown)
        alike = ALIKE.sub(r"set_up:\1", shown)
        if alike not in looked:
            looked.add(alike)
            page.goto(address)
            found += faults(f"{alike} {role}")

    assert {address: said for address, said in opened.items() if said[0] != 200} == {}
    assert found == [], "\n".join(found)
    assert met - set(NOT_LINKED) == expected(role)
