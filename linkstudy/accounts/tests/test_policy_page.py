"""The page that shows who may do what: the policy itself, and the pages that each part of it opens."""

import html
import re

import pytest

from linkstudy.accounts.opened import opened, parts
from linkstudy.accounts.policy import PARTS, SIGNED_IN, WITHOUT_SIGN_IN, May, Reach, Role, reach
from linkstudy.identities.kinds import Kind
from linkstudy.testing.factories import a_user
from linkstudy.tests.routes import GUARDED, ROUTES

pytestmark = pytest.mark.django_db


def text_of(page) -> str:
    bare = re.sub(r"<[^>]+>", " ", page.content.decode().split("<main", 1)[1])
    return " ".join(html.unescape(bare).split())


def rows_of(page) -> dict[str, list[str]]:
    """{capability: what stands under each role}."""
    rows = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", page.content.decode(), re.S)
    found = {}
    for row in rows:
        head, *cells = re.split(r"<td ", row)
        name = re.sub(r"<[^>]+>", "\n", head).strip().splitlines()[0]
        found[name] = [re.sub(r"<[^>]+>", "", cell.partition(">")[2]).strip() for cell in cells]
    return found


def test_every_capability_stands_in_one_part():
    listed = [may for part in PARTS.values() for may in part]

    assert sorted(listed) == sorted(May)


def test_the_page_says_what_the_code_obeys(login):
    shown = rows_of(login(Role.MONITOR).get("/policy/"))

    def word(role, may) -> str:
        found = reach(role, may)
        return found[:1].upper() + found[1:] if found else "No"

    assert shown == {
        may[:1].upper() + may[1:]: [word(role, may) for role in Role]
        for part in PARTS.values()
        for may in part
    }


@pytest.mark.parametrize("role", Role)
def test_the_readers_own_role_is_marked(login, role):
    page = login(role).get("/policy/").content.decode()

    assert f'<th scope="col" class="own">{role.label} (you)</th>' in page
    assert page.count("(you)</th>") == len(PARTS)
    assert page.count(' class="own">') == len(PARTS) + len(May)


def test_every_guarded_route_stands_under_its_capability():
    shown = {may: sorted(page.words for page in pages) for may, pages in opened().items() if pages}
    asked: dict = {}
    for route in GUARDED:
        name = route.name.rpartition(":")[2].replace("_", " ")
        asked.setdefault(route.view.capability, []).append(name)

    assert shown == {may: sorted(names) for may, names in asked.items()}


@pytest.mark.parametrize("role", Role)
def test_a_page_that_needs_no_more_to_be_named_is_a_link_for_those_who_may_open_it(login, role):
    body = login(role).get("/policy/").content.decode().partition("<main")[2]
    named = {page.url: may for may, pages in opened().items() for page in pages if page.url}

    assert {"/", "/cases/", "/participants/", "/history/", "/policy/"} <= set(named)
    links = {url for url in named if f'href="{url}"' in body}
    assert links == {url for url, may in named.items() if reach(role, may)}
    assert [url for url in named if "None" in url or "<" in url] == []


def test_lines_hold_the_holders_and_the_pages_by_section():
    see = dict(parts(Role.PI))["See"]
    line = next(one for one in see if one.may == May.SEE_CASES)

    assert line.holders[0] == (Role.RESEARCHER, Reach.OWN)
    assert list(line.sections) == ["Progress", "Cases"]
    assert [page.words for page in line.sections["Progress"]] == [
        "case board",
        "cases",
        "case",
        "letters",
        "batch",
    ]


def test_the_page_says_what_an_identity_is_and_who_never_sees_one(login):
    text = text_of(login(Role.MONITOR).get("/policy/"))

    assert "The researcher may look." in text
    assert (
        "The principal investigator, the administrator, the PPI lead and the monitor never see them."
        " Members of groups have theirs in the same place, behind a door of their own: the PPI lead"
        " may look."
    ) in text
    assert [kind.label for kind in Kind if kind.label.lower() not in text.lower()] == []


def test_what_the_policy_says_is_open_is_what_no_capability_guards():
    unguarded = {one.name: one.view for one in ROUTES if not hasattr(one.view, "capability")}
    strangers = {
        name for name, view in unguarded.items() if not getattr(view, "login_required", True)
    }

    assert {name for names in WITHOUT_SIGN_IN.values() for name in names} == strangers
    assert {name for names in SIGNED_IN.values() for name in names} == set(unguarded) - strangers
    assert [
        one.name for one in GUARDED if not getattr(one.view, "login_required", True)
    ] == []  # what has a capability is for people who sign in


def test_the_page_says_what_is_open_without_a_sign_in(login):
    text = text_of(login(Role.PI).get("/policy/"))
    begins, ends = "What is open without a sign-in", "What the words mean"

    assert " ".join(text.partition(begins)[2].partition(ends)[0].split()) == (
        "Anybody, also somebody who is not in the study, can sign in ask for a link to choose a new"
        " password. Everybody gets the same answer, so it tells nobody who has an account choose a"
        " password, with a link that works once read an update to partners once it is sent, at the"
        " signed address that partners get stop updates, at the signed address that each partner"
        " gets. Opening it changes nothing and says of nobody who they are. Pressing its button"
        " stops them read the diary of somebody of the team in a calendar, at its secret address."
        " It names people by study ID alone. Whoever has the diary can end its address Nothing else"
        " opens without a sign-in. Whoever is signed in, whatever their role, can see their own"
        " account and change its password and sign out."
    )


def test_a_role_keeps_its_capitals_in_a_sentence(login):
    lead = login(a_user("ppi", name="Megan Lloyd"))

    assert "You are signed in as Megan Lloyd, PPI lead." in text_of(lead.get("/policy/"))
    assert "Megan Lloyd, PPI lead." in text_of(lead.get("/account/"))


def test_whoever_has_no_role_is_sent_away(login):
    assert login(a_user(role="")).get("/policy/").status_code == 403
