"""Nothing that a researcher sees hangs on what stands at another site, not by a single byte.

A site with names and numbers of its own kind comes and goes; every page, file and answer to a
form stays as it was, and so do pages that are asked in an address for what stands there.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from urllib.parse import urljoin

from cases.models import DocumentVersion, Site
from linkstudy.testing.factories import a_case, a_site, a_user, in_use_at
from linkstudy.testing.proofs import proof, size
from linkstudy.tests.whole_house.actors import Answer
from linkstudy.tests.whole_house.asking import BY_NAME, address
from linkstudy.tests.whole_house.bodies import POSTS
from linkstudy.tests.whole_house.canaries import members
from linkstudy.tests.whole_house.crawling import crawl, kinds, route_of
from linkstudy.tests.whole_house.pages import Page
from linkstudy.tests.whole_house.places import SHEET, Place, a_place
from linkstudy.tests.whole_house.watching import undone
from linkstudy.tests.whole_house.world import World

EXPORT = "/participants/export/"
# New in every answer: tokens, and the moment at which a workbook was made.
ANEW = re.compile(
    rb'name="[a-z-]*token" [^>]+|<dcterms:created.*?</dcterms:created>|/calendar/[\w-]{43}\.ics'
)


def site_of_its_own_kind(world: World) -> Site:
    """Zanzibar Quarter, where nobody works yet. The study's form and sheet are published there."""
    site = a_site(89, "Zanzibar Quarter")
    for document in (world.study.form, DocumentVersion.objects.get(slug=SHEET)):
        in_use_at(site, document)
    return site


def fill(site: Site, world: World) -> Place:
    """A case 83, led by Quintilian Zephaniah, with people in every state."""
    lead = a_user(name="Quintilian Zephaniah", email="quintilian@example.org", sites=[site])
    return a_place(a_case(83, site=site, lead=lead), world.study)


WORDS = ["Zanzibar", "Quintilian", "C83-", "c83-", "Practice 83", "Case 83", "Site 89"]


def steady(answer: Answer) -> tuple[int, str, bytes]:
    """The answer without what is new in each."""
    body = b"\n".join(members(answer.body) or [answer.body])
    return answer.status, answer.leads_to, ANEW.sub(b"", body)


def seen(world: World) -> Iterator[tuple[str, tuple[int, str, bytes]]]:
    """Everything that the researcher of the first site can get to, by what led there."""
    browser = world.actor("researcher").browser
    for where, answer in crawl(browser, size(2, 6)):
        yield where, steady(answer)
    for kind in ("csv", "xlsx"):
        with undone():
            sent = browser.send("POST", EXPORT, {"purpose": "analysis", "kind": kind})
        yield f"the {kind}", steady(sent)


def answers_to(words: list[str], world: World) -> Iterator[tuple[str, tuple[int, str, bytes]]]:
    """The answer to every form of the researcher, with each of the words in all that is typed."""
    browser, own = world.actor("researcher").browser, world.places[0]
    for name in sorted(POSTS):
        route = BY_NAME[name]
        if world.opener(route, own) != world.actor("researcher"):
            continue
        good = world.body(route, own)
        typed = [key for key in good if key not in HELD]
        for word in words:
            with undone():
                answer = browser.send(
                    "POST", address(route, own), good | dict.fromkeys(typed, word)
                )
            yield f"{name} with {word}", steady(answer)


HELD = {"csrfmiddlewaretoken", "token", "version", "seen", "filled"}


@proof("sites")
def test_no_byte_of_a_researchers_pages_hangs_on_another_site(world, tell):
    site = site_of_its_own_kind(world)
    with undone():
        strange = fill(site, world)
        typed = [strange.known, strange.lead, strange.organisation, strange.number, "Practice 83"]
        typed = [*typed, strange.login, "Quintilian Zephaniah"][: size(3, 7)]
        assert world.actor("pi").browser.open("/cases/83/").status == 200
        walked = dict(seen(world))
        with_it = walked | dict(answers_to(typed, world))
    without = dict(seen(world)) | dict(answers_to(typed, world))

    tell("answers", len(without))
    assert [where for where in without if with_it.get(where) != without[where]] == []
    assert with_it.keys() == without.keys()
    pages = b"".join(body for _, _, body in walked.values())
    assert [word for word in WORDS if word.encode() in pages] == []


def asked(world: World) -> dict[str, set[str]]:
    """{route: names} of all that the addresses and filters of a researcher's pages ask for."""
    found = defaultdict(set)
    for where, answer in crawl(world.actor("researcher").browser, size(2, 6)):
        for link in [where, *Page(answer.text).links]:
            for route, name in kinds(urljoin(where, link)):
                found[route] |= {name} - {""}
        for form in Page(answer.text).forms:
            if form.method == "get":
                found[route_of(urljoin(where, form.action))] |= set(form.questions) - {"token"}
    return found


@proof("sites")
def test_no_address_tells_another_sites_rows_from_rows_that_do_not_exist(world, tell):
    browser, (own, other) = world.actor("researcher").browser, world.places
    pairs = {}
    for name, names in asked(world).items():
        where = address(BY_NAME[name], own)
        for query in sorted(names - {"page"}):  # whose number is no case's
            for what in ("known", "number"):
                words = [str(asdict(at)[what]) for at in (other, world.nowhere)]
                pairs[name, query, what] = [
                    unspelled(browser.open(f"{where}?{query}={word}"), words) for word in words
                ]
    tell("addresses", len(pairs))

    assert [asked for asked, (one, another) in pairs.items() if one != another] == []


def unspelled(answer: Answer, words: list[str]) -> tuple[int, str, bytes]:
    """The answer without the words that were asked for, which may also stand there by chance."""
    status, leads_to, body = steady(answer)
    for word in words:
        leads_to = leads_to.lower().replace(word.lower(), "-")
        for one in {word.encode(), word.lower().encode()}:
            body = body.replace(one, b"-")
    return status, leads_to, body
