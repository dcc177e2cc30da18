"""Every page asks the database few questions, and as many of a large study as of a small one.

`.ci/proofs queries` opens every page; in each run of the suite every database takes a fourth.
"""

import logging
from collections import defaultdict

import pytest

from cases.models import Case
from linkstudy.clock import telling
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_membership,
    a_person,
    a_study,
    a_user,
    ago,
    an_observation,
)
from linkstudy.testing.many import many
from linkstudy.testing.proofs import proof
from linkstudy.tests.routes import LEADS_ON, ROUTES, Route
from linkstudy.tests.whole_house.actors import Browser
from linkstudy.tests.whole_house.asking import address
from linkstudy.tests.whole_house.bodies.set_up import spare_rows
from linkstudy.tests.whole_house.bodies.updates import shelf
from linkstudy.tests.whole_house.conftest import is_taken
from linkstudy.tests.whole_house.places import NOW, a_place
from linkstudy.tests.whole_house.watching import statements, undone
from participants.actions import change_participant
from participants.models import Participant

MOST = 15
SIZES = [(6, 36, 1), (6, 600, 12), (600, 3600, 1)]  # few; much in one case; many cases
NOT_OPENED = LEADS_ON | {"accounts:set_password": "its form stands on the answer to a link"}


def asked(
    cases: int, people: int, rounds: int, routes: list[Route]
) -> dict[tuple[str, str], tuple[int, int]]:
    """{(route, role): (status, number of queries)} of the routes' pages in a study of that size.

    In one case more happened in so many rounds, and then what every size ends with.
    """
    study, made = a_study(), many(cases, people)
    person = a_person(made.cases[0])
    for count in range(rounds):
        go_on(made.cases[0], person, count)
    at = a_place(made.cases[0], study)
    spare_rows()
    shelf()
    team = [made.lead, study.pi, study.administrator, study.ppi, study.monitor]
    browsers = {str(user.role): Browser(user) for user in team} | {"stranger": Browser()}
    counted = {}
    for route in routes:
        for role, browser in browsers.items():
            with statements() as told:
                answer = browser.open(address(route, at))
            counted[route.name, role] = (answer.status, len(told))
    return counted


def go_on(case: Case, person: Participant, count: int) -> None:
    """One more day, colleague, change and booking."""
    an_observation(case, ago(count + 3))
    a_membership(a_user(), case.site)
    a_consent(person)
    version = Participant.objects.get(pk=person.pk).version
    facts = {"gender": ["man", "woman"][count % 2], "reason": "They said so"}
    change_participant(participant=person, version=version, by=case.lead, **facts)
    other = a_person(case)
    a_consent(other)
    a_booking(other)


@pytest.fixture(autouse=True)
def morning(db, caplog):
    caplog.set_level(logging.CRITICAL, "django")  # many a page is refused, as it should be
    with telling(NOW):
        yield


@proof("queries")
def test_every_page_takes_few_queries_and_as_many_at_any_size(tell, record_property, seed):
    routes = [route for route in ROUTES if is_taken(route.name, seed)]
    found = defaultdict(list)
    for size in SIZES:
        with undone():
            for page, answer in asked(*size, routes).items():
                found[page].append(answer)
    tell("pages", len(found))
    most_asked = max((number, page) for page, said in found.items() for _, number in said)
    record_property("queries", most_asked)

    too_many = {page: said for page, said in found.items() if max(said)[1] > MOST}
    not_alike = {page: said for page, said in found.items() if len(set(said)) > 1}
    assert (too_many, not_alike) == ({}, {})
    answers = defaultdict(set)
    for (route, _), said in found.items():
        answers[route] |= {status for status, _ in said}
    assert {route for route, codes in answers.items() if not codes & {200, 405}} == (
        set(NOT_OPENED) & {route.name for route in routes}
    )
