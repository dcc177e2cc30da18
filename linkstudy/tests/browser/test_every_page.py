"""Every page, as every role, in a real browser.

Each role walks from Today along every link to one page of every route, at 1280, 390 and 320
pixels, light and dark. A page written tomorrow is judged by this test as soon as it is linked.
"""

from collections import Counter
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.urls import get_resolver, resolve

from linkstudy.accounts.policy import Role, reach

ADDRESSES = {
    Role.RESEARCHER: "researcher@example.org",
    Role.PI: "pi@example.org",
    Role.ADMINISTRATOR: "administrator@example.org",
    Role.PPI_LEAD: "ppi@example.org",
    Role.MONITOR: "monitor@example.org",
}
SAMPLE = 4  # pages of a route that are opened for their links; the first is looked at
# Routes that answer POST alone, or that a link cannot lead to.
NOT_LINKED = {
    "account_login": "signed-in people have no need of it",
    "account_logout": "a form on every page posts to it",
    "participants:find": "a study ID in another spelling, which leads to the usual one",
    "participants:logged": "shown when an interview was saved",
    "participants:contact_change": "a form on the revealed details posts to it",
}


def routes() -> dict[str, object]:
    """{route name: the capability that its view asks for, or None}."""
    found = {}

    def walk(patterns, space=""):
        for entry in patterns:
            if hasattr(entry, "url_patterns"):
                walk(entry.url_patterns, f"{entry.namespace}:" if entry.namespace else space)
            else:
                found[space + entry.name] = getattr(entry.callback, "capability", None)

    walk(get_resolver().url_patterns)
    return found


def links(page) -> list[str]:
    """Every address of this site that the page links to, folded parts included."""
    return page.eval_on_selector_all(
        "a[href^='/']", "all => all.map(one => one.getAttribute('href'))"
    )


@pytest.mark.browser
@pytest.mark.parametrize("role", list(ADDRESSES))
def test_every_page_of_a_role_is_accessible_and_fits(
    role: Role, example_study: None, page, sign_in: Callable, faults: Callable
) -> None:
    sign_in(ADDRESSES[role])
    waiting, opened, seen, found = [("/", "")], {}, Counter(), []
    while waiting:
        link, stood_on = waiting.pop(0)
        address = link.partition("#")[0]
        route = resolve(urlsplit(address).path).view_name
        if address in opened or seen[route] == SAMPLE:
            continue
        seen[route] += 1
        opened[address] = (page.goto(address).status, stood_on)
        waiting += [(link, address) for link in links(page)]
        if seen[route] == 1:
            found += faults(f"{route} {role}")

    assert {address: said for address, said in opened.items() if said[0] != 200} == {}
    assert found == [], "\n".join(found)
    allowed = {name for name, may in routes().items() if may is None or reach(role, may)}
    assert set(seen) == allowed - set(NOT_LINKED)
