"""Walking through the product as a person does: from Today along every link."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qs, urljoin, urlsplit

from django.urls import Resolver404, resolve

from linkstudy.tests.whole_house.actors import Answer, Browser
from linkstudy.tests.whole_house.pages import Page

SAMPLE = 4  # pages of a kind that are opened
START = "/"


def route_of(address: str) -> str:
    """The route of an address; "" for one of no page."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def kinds(address: str) -> list[tuple[str, str]]:
    """What an address can show that others do not: its route, with each name in its query."""
    route, query = route_of(address), parse_qs(urlsplit(address).query, keep_blank_values=True)
    return [(route, name) for name in query] or [(route, "")]


def inside(page: Page, stood: str) -> list[str]:
    """The addresses within the product that a page links to."""
    found = (urljoin(stood, link).partition("#")[0] for link in page.links)
    return [address for address in found if route_of(address)]


def crawl(browser: Browser, sample: int = SAMPLE) -> Iterator[tuple[str, Answer]]:
    """(address, answer) of every page that links lead to, up to `sample` of a kind."""
    waiting, met, seen = [START], {START}, Counter[tuple[str, str]]()
    while waiting:
        address = waiting.pop(0)
        if all(seen[kind] >= sample for kind in kinds(address)):
            continue
        seen.update(kinds(address))
        answer = browser.open(address)
        yield address, answer
        follow = [answer.leads_to] if answer.leads_to else inside(Page(answer.text), address)
        waiting += [link for link in dict.fromkeys(follow) if link not in met]
        met |= set(follow)
