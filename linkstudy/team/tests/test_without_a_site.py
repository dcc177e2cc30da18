"""A researcher whom nobody has added to a site yet is told so, and who can change it."""

import pytest

from cases.actions import void_row
from linkstudy.testing.factories import a_membership, a_site, a_user, ago
from linkstudy.testing.pages import text_of

PAGES = [
    "/",
    "/participants/",
    "/participants/?status=booked",
    "/participants/add/",
    "/interviews/log/",
    "/interviews/log-missed/",
    "/cases/",
]


def page(client, address: str) -> str:
    return text_of(client.get(address))


@pytest.fixture
def new(study):
    """A researcher who was invited without a site, in a study with two cases."""
    type(study.administrator).objects.filter(pk=study.administrator.pk).update(name="Chris O")
    return a_user("researcher")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_who_can_add_her_to_a_site(new, login, address):
    text = page(login(new), address)

    assert "You work at no site yet. Chris O can add you to one." in text
    assert ("takes part at your sites yet" in text, "can set up sites" in text) == (False, False)


@pytest.mark.parametrize("address", PAGES)
def test_at_a_site_or_with_a_role_that_sees_every_site_nobody_is_told_so(new, login, address):
    a_membership(new, a_site(7))
    others = [login(new), login("monitor"), login("pi"), login("administrator")]

    assert ["You work at no site" in client.get(address).text for client in others] == [False] * 4


def test_days_that_are_over_and_void_sites_are_no_site(new, login, study):
    membership = a_membership(new, study.sites[0])
    type(membership).objects.filter(pk=membership.pk).update(until=ago(1))

    assert "You work at no site yet." in page(login(new), "/")
    mistaken = a_site(8)
    a_membership(new, mistaken)
    assert "You work at no site yet." not in page(login(new), "/")
    void_row(row=mistaken, version=1, reason="A mistake", by=None)
    assert "You work at no site yet." in page(login(new), "/")
