"""The house watches every page, also those that nobody has written yet."""

import datetime as dt
import re

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linkstudy.accounts.policy import May, Role, reach
from linkstudy.clock import LONDON, telling
from linkstudy.testing.factories import (
    SmallStudy,
    a_booking,
    a_consent,
    a_person,
    a_study,
    a_user,
    ago,
    an_interview,
    an_observation,
)
from linkstudy.tests.routes import GUARDED, NAMED, PUBLIC, ROUTES

NOW = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
NOBODYS = 99


@pytest.fixture(autouse=True)
def morning(db):
    with telling(NOW):
        yield


@pytest.fixture
def study() -> SmallStudy:
    """At each of two cases: a person with consent, an interview and a booking, and a day."""
    small = a_study()
    for case in small.cases:
        person = a_person(case)
        a_consent(person)
        an_interview(person)
        a_booking(person, ago(-3), wave="follow_up")
        an_observation(case)
    return small


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def by_name(route) -> str:
    return route.name


@pytest.mark.parametrize("route", ROUTES, ids=by_name)
def test_every_view_says_who_may_open_it(route):
    if route.name in PUBLIC:
        assert not hasattr(route.view, "capability")
    else:
        assert route.view.capability in May


def test_what_is_public_still_exists():
    assert set(PUBLIC) <= {route.name for route in ROUTES}


@pytest.mark.parametrize("route", GUARDED, ids=by_name)
def test_every_page_refuses_a_user_without_a_role_before_anything_is_fetched(route):
    nobody, address = signed_in(a_user(role="")), route.address(1)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        answers = {nobody.get(address).status_code, nobody.post(address).status_code}

    assert 403 in answers
    assert answers <= {403, 405}
    statements = [query["sql"] for query in asked.captured_queries]
    assert [sql for sql in statements if not re.search("django_session|accounts_user", sql)] == []


@pytest.mark.parametrize("route", GUARDED, ids=by_name)
def test_every_page_sends_a_stranger_to_sign_in_and_back(route):
    address = route.address(1)

    answer = Client().get(address)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/?next=/")
    assert Client().post(address).status_code in {302, 401, 403, 405}


def test_every_page_is_open_to_exactly_the_roles_that_the_policy_names(study):
    clients = {role: signed_in(user) for role, user in team(study).items()}
    wrong = []
    for route in GUARDED:
        for role, client in clients.items():
            codes = {client.get(route.address(1)).status_code}
            codes |= {client.post(route.address(1)).status_code}
            if (403 in codes) is (reach(role, route.view.capability) is not None):
                wrong.append((route.name, role, codes))
            if max(codes) >= 500:
                wrong.append((route.name, role, codes))

    assert wrong == []


def team(study: SmallStudy) -> dict:
    return {
        Role.RESEARCHER: study.researcher,
        Role.PI: study.pi,
        Role.ADMINISTRATOR: study.administrator,
        Role.PPI_LEAD: study.ppi,
        Role.MONITOR: study.monitor,
    }


@pytest.mark.parametrize("route", NAMED, ids=by_name)
def test_what_stands_at_another_site_answers_like_what_does_not_exist(study, route):
    client = signed_in(study.researcher)

    theirs = client.get(route.address(2), follow=True)
    nothing = client.get(route.address(NOBODYS), follow=True)
    sent = client.post(route.address(2), {"reason": "To see"})
    sent_nowhere = client.post(route.address(NOBODYS), {"reason": "To see"})

    assert {theirs.status_code, nothing.status_code} <= {404, 405}
    assert theirs.status_code == nothing.status_code
    assert sent.status_code == sent_nowhere.status_code
    assert sent.status_code in {302, 404, 405}
    assert bare(theirs) == bare(nothing)
    assert bare(sent) == bare(sent_nowhere)
    assert dict(theirs.headers) | {"Content-Length": ""} == dict(nothing.headers) | {
        "Content-Length": ""
    }


def bare(answer) -> bytes:
    """The body without the token that every answer has anew."""
    return TOKEN.sub(b"", answer.content)


def test_what_stands_at_ones_own_site_opens(study):
    client = signed_in(study.researcher)

    codes = {route.name: client.get(route.address(1)).status_code for route in NAMED}

    assert set(codes.values()) <= {200, 302, 405}, codes
    assert codes["participants:person"] == codes["participants:interview"] == 200


def count_everything() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def versions() -> list:
    """Every row's version, where it has one."""
    found = [model for model in apps.get_models() if hasattr(model, "version")]
    return [
        list(model._base_manager.order_by("pk").values_list("pk", "version")) for model in found
    ]


def test_no_page_writes_when_it_is_only_opened(study):
    clients = [signed_in(user) for user in [*team(study).values(), a_user(role="")]]
    before = count_everything(), versions()

    for route in GUARDED:
        for client in clients:
            client.get(route.address(1))
            client.head(route.address(1))

    assert (count_everything(), versions()) == before


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "options"])
def test_no_page_knows_another_method(study, method):
    client = signed_in(study.researcher)
    before = count_everything()

    codes = {route.name: getattr(client, method)(route.address(1)).status_code for route in GUARDED}

    assert set(codes.values()) == {405}, codes
    assert count_everything() == before


def test_no_page_saves_a_form_from_elsewhere(study):
    client = Client(enforce_csrf_checks=True)
    client.force_login(study.researcher)
    before = count_everything()

    codes = {route.name: client.post(route.address(1)).status_code for route in GUARDED}

    assert set(codes.values()) <= {403, 405}, codes
    assert count_everything() == before
