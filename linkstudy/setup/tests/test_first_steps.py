"""The first steps: what is missing, in order, and who does it."""

import datetime as dt

import pytest

from cases import actions
from cases.models import Protocol, Site
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.setup.first import FirstSteps, named
from linkstudy.testing.factories import (
    a_case,
    a_consent,
    a_form,
    a_membership,
    a_person,
    a_plan,
    a_protocol,
    a_site,
    a_study,
    a_user,
    ago,
    an_interview,
)

pytestmark = pytest.mark.django_db
WHY = {"reason": "Typed wrongly", "by": None}


@pytest.fixture
def office():
    return a_user(Role.ADMINISTRATOR)


def steps(user) -> list[tuple[str, bool]]:
    return [(step.words, step.is_done) for step in FirstSteps(user).steps]


def done(user) -> list[str]:
    return [words for words, is_done in steps(user) if is_done]


def step(user, start: str):
    return next(one for one in FirstSteps(user).steps if one.words.startswith(start))


def test_nothing_is_done_in_an_empty_installation(office):
    first = FirstSteps(office)

    assert done(office) == []
    assert (
        first.sentence
        == "0 of 11 steps before the first interview are done. Next: describe the study."
    )
    assert (first.next.url, first.is_first) == ("/set-up/study/correct/", True)
    assert [one.url for one in first.steps] == [
        "/set-up/study/correct/",
        "/set-up/sites/add/",
        "/set-up/cases/add/",
        "/set-up/plans/add/",
        "/set-up/protocol/add/",
        "/set-up/documents/add/?kind=information",
        "/set-up/documents/add/?kind=consent",
        "/set-up/documents/add/?kind=guide",
        "/team/invite/",
        "/participants/",
        "/participants/",
    ]


def test_each_step_is_done_by_what_it_asks_for(office):
    found = []
    site = None

    def note() -> None:
        found.append(done(office)[-1] if done(office) else "")

    actions.describe_study(title="A", short_title="A", by=None)
    note()
    site = a_site(1)
    note()
    case = a_case(1, site=site, lead=None)
    note()
    a_plan()
    note()
    a_protocol()
    note()
    a_form("1.0", kind="information")
    note()
    form = a_form("1.0")
    note()
    a_form("1", kind="guide", audience="PT")
    note()
    researcher = a_user(sites=[site])
    note()
    person = a_person(case, by=researcher)
    note()
    a_consent(person, document=form, by=researcher)
    note()

    assert found == [words for words, _ in steps(office)]
    assert FirstSteps(office).sentence == "Nothing is missing. Interviews can be logged."
    assert FirstSteps(office).next is None
    assert FirstSteps(office).is_first
    an_interview(person, by=researcher)
    assert not FirstSteps(office).is_first


def test_a_topic_guide_is_no_must(office):
    everything(office)

    assert (step(office, "Add a topic guide").is_done, FirstSteps(office).missing) == (False, [])


def everything(office):
    """A study from which nothing is missing but a topic guide."""
    study = a_study()
    a_protocol()
    a_form("1.0", kind="information")
    a_consent(a_person(study.cases[0]))
    assert FirstSteps(office).missing == []
    return study


def test_a_new_site_lacks_what_the_others_have(office):
    everything(office)
    a_site(3)

    missing = [(one.words, one.note, one.url) for one in FirstSteps(office).missing]

    assert missing == [
        (
            "Put an information sheet in force",
            "Not yet in use at Site 3",
            "/set-up/documents/information-1-0/use/",
        ),
        (
            "Put a consent form in force",
            "Not yet in use at Site 3",
            "/set-up/documents/consent-1-3/use/",
        ),
        (
            "Invite a researcher for each site",
            "Nobody records anything at Site 3 yet",
            "/team/invite/",
        ),
    ]


def test_a_researcher_without_a_site_comes_before_an_invitation(office):
    everything(office)
    a_user(Role.PI)
    later = a_user(name="Lee Later")
    actions.join_site(user=later, site=a_site(3), since=ago(-9), by=None)
    assert step(office, "Invite").url == "/team/invite/"
    left = a_user(name="Len Left")
    free = a_user(name="Fay Free")
    a_user(name="Flo Free")
    User.objects.filter(pk=left.pk).update(ends_on=ago(1))

    found = step(office, "Invite")

    assert found.url == f"/team/{free.number}/sites/"
    assert found.note == "Nobody records anything at Site 3 yet. Fay Free works at no site"


def test_a_closed_or_void_site_lacks_nothing(office):
    everything(office)
    actions.close_site(site=a_site(3), on=clock.today(), by=None)
    actions.void_row(row=a_site(4), version=1, **WHY)

    assert FirstSteps(office).missing == []


def test_what_is_void_is_missing_again(office):
    study = everything(office)
    for row in (study.plan, Protocol.objects.get()):
        actions.void_row(row=row, version=1, **WHY)

    assert [one.words for one in FirstSteps(office).missing] == [
        "Adopt a plan with a target for patients",
        "Enter the protocol’s settings",
    ]


@pytest.mark.parametrize(
    ("facts", "is_done"),
    [
        ({}, True),
        ({"patients": 0}, False),
        ({"effective_from": dt.date(2022, 6, 15)}, False),
    ],
)
def test_the_plan_must_hold_today_and_ask_for_patients(office, facts, is_done):
    a_plan(**facts)

    assert step(office, "Adopt a plan").is_done is is_done


def test_the_plan_in_force_is_the_one_that_counts(office):
    a_plan(effective_from=ago(9))
    a_plan(0, effective_from=ago(3))

    assert not step(office, "Adopt a plan").is_done


def test_somebody_who_left_or_cannot_record_is_no_researcher(office):
    site = a_site(1)
    a_membership(a_user(Role.PI), site)
    left = a_user(name="Len Left")
    membership = a_membership(left, site)
    type(membership).objects.filter(pk=membership.pk).update(until=ago(1))

    where = "Nobody records anything at Site 1 yet"
    assert step(office, "Invite").note == f"{where}. Len Left works at no site"
    a_membership(a_user(), site)
    assert step(office, "Invite").is_done


def test_who_may_record_is_led_to_the_form_and_others_are_told_who_does_it():
    researcher, office = a_user(), a_user(Role.ADMINISTRATOR)

    mine, theirs = (step(user, "Add the first participant") for user in (researcher, office))

    assert (mine.url, mine.note) == ("/participants/add/", "")
    assert (theirs.url, theirs.note) == ("/participants/", "A researcher of the site does this")


def test_sites_are_named_as_long_as_they_are_few():
    sites = [Site(number=number) for number in range(1, 7)]

    assert [named(sites[:count]) for count in (1, 2, 3, 6)] == [
        "Site 1",
        "Site 1 and Site 2",
        "Site 1, Site 2 and Site 3",
        "Site 1, Site 2, Site 3 and 3 more",
    ]


def test_the_list_takes_few_queries_at_any_size(office, django_assert_num_queries):
    study = everything(office)
    with django_assert_num_queries(1):
        assert FirstSteps(office).missing == []
    for number in range(3, 30):
        a_site(number)

    with django_assert_num_queries(1):
        assert len(FirstSteps(office).missing) == 3
    assert study.sites


def test_an_administrators_day_begins_with_what_is_missing(login, office):
    client = login(office)
    empty = client.get("/").text
    everything(office)
    ready = client.get("/").text
    an_interview()
    a_site(3)
    later = client.get("/").text

    assert "0 of 11 steps before the first interview are done." in empty
    assert ("Booked for today" in empty, "Booked for today" in later) == (False, True)
    assert "Still to set up" not in ready
    assert "Still to set up: put an information sheet in force." in later
    assert ("Describe the study" in empty, "Describe the study" in later) == (True, False)


def test_nobody_else_sees_the_list(login):
    assert "before the first interview" not in login("pi").get("/").text
    assert "before the first interview" not in login("researcher").get("/").text
