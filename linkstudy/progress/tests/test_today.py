"""A person's own day."""

import datetime as dt

import pytest

from linkstudy import clock
from linkstudy.accounts.policy import Role
from linkstudy.progress.day import Today
from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
    an_observation,
)
from participants.models import Interview

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def a_late_booking(case, **facts):
    """A booking for 11 June that nobody wrote down."""
    with clock.telling(dt.datetime(2022, 6, 10, 9, tzinfo=clock.LONDON)):
        return a_booking(a_person(case), booked_on=dt.date(2022, 6, 11), **facts)


def test_day_holds_ones_own_bookings(login, study):
    case = study.cases[0]
    a_booking(a_person(case))
    a_booking(a_person(case), booked_on=ago(-7))
    a_booking(a_person(case), booked_on=ago(-8))
    a_booking(a_person(case), by=a_user(sites=[case.site]))
    a_booking(a_person(study.cases[1]))

    page = login(study.researcher).get("/").context["page"]

    assert page.sentence == "You have 1 interview today and 1 more in the next 7 days."
    assert page.after == "Nothing is waiting to be logged."
    assert [(row.when, row.how, row.action) for row in page.today + page.ahead] == [
        ("Today, 2pm", "patient, phone", "Log it"),
        ("Tuesday 21 June, 2pm", "patient, phone", "Change"),
    ]
    assert page.ahead[0].url == "/participants/c1-pt-02/interviews/1/change/"


def test_empty_day_says_so(login, study):
    page = login(study.researcher).get("/")

    assert page.context["page"].sentence == (
        "You have no interviews today, and none in the next 7 days."
    )
    assert "No interviews today." in page.text
    assert "Nothing is booked." in page.text


@pytest.mark.parametrize(
    ("mine", "today", "ahead", "sentence"),
    [
        (True, 2, 4, "You have 2 interviews today and 4 more in the next 7 days."),
        (True, 1, 0, "You have 1 interview today and none in the next 7 days."),
        (True, 0, 5, "You have no interviews today. 5 are booked for the next 7 days."),
        (True, 0, 1, "You have no interviews today. 1 is booked for the next 7 days."),
        (True, 0, 0, "You have no interviews today, and none in the next 7 days."),
        (False, 1, 3, "1 interview is booked for today and 3 for the next 7 days."),
        (False, 2, 0, "2 interviews are booked for today and none for the next 7 days."),
        (False, 0, 2, "No interviews are booked for today. 2 are booked for the next 7 days."),
        (False, 0, 0, "No interviews are booked for today, and none for the next 7 days."),
    ],
)
def test_day_in_a_sentence(mine, today, ahead, sentence):
    day = Today(mine, [], [], today_count=today, ahead_count=ahead, waiting_count=0, owed={})

    assert day.sentence == sentence


def test_booking_in_the_past_waits(login, study):
    a_late_booking(study.cases[0])

    page = login(study.researcher).get("/").context["page"]

    assert page.after == "1 past booking is waiting for somebody to say what happened."
    assert [(item.words, item.note, item.by) for item in page.items] == [
        ("Say what happened with C1-PT-01", "Saturday 11 June, 2pm, phone", "Ann Example"),
        (
            "Case 1 has recorded nothing for 60 days",
            "It may be quiet, or not written down",
            "Ann Example",
        ),
    ]


def test_pi_sees_the_whole_study_and_decides_on_withdrawals(login, study):
    person = a_person(study.cases[1])
    a_consent(person)
    an_interview(person, started=dt.time(9))
    a_withdrawal(person, time=dt.time(8))
    a_booking(a_person(study.cases[0]))
    a_late_booking(study.cases[0])
    a_late_booking(study.cases[0])

    page = login(study.pi).get("/").context["page"]

    assert page.sentence == "1 interview is booked for today and none for the next 7 days."
    assert page.after == "2 past bookings are waiting for somebody to say what happened."
    assert [item.words for item in page.items[:3]] == [
        "Ann Example has not said yet what happened with C1-PT-02",
        "Ann Example has not said yet what happened with C1-PT-03",
        "Decide on C2-PT-01’s interview of 14 June 2022",
    ]
    assert [row.action for row in page.today] == ["Open"]


def test_decision_is_not_asked_of_a_researcher(login, study):
    person = a_person(study.cases[0])
    a_consent(person)
    an_interview(person, started=dt.time(9))
    a_withdrawal(person, time=dt.time(8))

    assert login(study.researcher).get("/").context["page"].items == []


def test_next_steps_that_are_due(login, study):
    case = study.cases[0]
    a_person(case, replied_on=ago(8))
    a_person(case, replied_on=ago(7))
    a_person(case, replied_on=ago(6))

    items = login(study.researcher).get("/").context["page"].items

    assert [(item.words, item.note, item.by, item.tone) for item in items[:2]] == [
        ("Call C1-PT-01 back", "Was due 13 June", "Ann Example", "bad"),
        ("Call C1-PT-02 back", "Due today", "Ann Example", "warn"),
    ]


@pytest.mark.parametrize(("next_on", "note"), [(0, "Due today"), (1, "Was due 13 June")])
def test_who_asked_to_be_called_back_after_the_interview_is_on_the_day(login, study, next_on, note):
    person = a_person(study.cases[0])
    a_consent(person)
    an_interview(person)
    an_attempt(person, "call_back", on=ago(2), next_on=ago(next_on))

    for address, name in (("/", "page"), ("/tasks/", "list")):
        page = login(study.researcher).get(address)
        found = [one for one in page.context[name].items if str(person) in one.words]
        assert [(one.words, one.url, one.note) for one in found] == [
            ("Get in touch with C1-PT-01", "/participants/c1-pt-01/", note)
        ]


def test_what_is_late_comes_first_then_what_is_due_today_then_what_is_ahead(login, study):
    case = study.cases[0]
    an_observation(case)
    a_booking(a_person(case), booked_on=ago(-2))
    a_person(case, replied_on=ago(7))
    a_person(case, replied_on=ago(12))
    a_late_booking(case)
    a_person(case, replied_on=ago(8))

    items = login(study.researcher).get("/").context["page"].items

    assert [(item.words, item.icon) for item in items] == [
        ("Call C1-PT-03 back", "warning"),
        ("Say what happened with C1-PT-04", "warning"),
        ("Call C1-PT-05 back", "warning"),
        ("Call C1-PT-02 back", "clock"),
        ("C1-PT-01 has not agreed yet", "clock"),
    ]


def test_day_that_needs_more_than_it_holds_leads_to_the_rest(login, study):
    for _ in range(26):
        a_person(study.cases[0], replied_on=ago(8))

    page = login(study.researcher).get("/")

    assert len(page.context["page"].items) == 25
    assert 'href="/tasks/?owner=me"' in page.text


@pytest.mark.parametrize(
    ("role", "links", "sentence"),
    [
        (
            Role.MONITOR,
            [
                "/progress/",
                "/cases/",
                "/participants/",
                "/tasks/",
                "/deviations/",
                "/set-up/",
                "/policy/",
            ],
            "0 of 60 patient interviews are done, 10 fewer than planned by now.",
        ),
        (
            Role.PPI_LEAD,
            [
                "/progress/",
                "/tasks/",
                "/meetings/",
                "/meetings/involvement/",
                "/updates/",
                "/publications/",
                "/policy/",
            ],
            "Under 5 of 60 patient interviews are done.",
        ),
    ],
)
def test_reader_learns_what_they_can_do(login, study, role, links, sentence):
    page = login(role).get("/")

    assert [duty.url for duty in page.context["duties"]] == links
    assert page.context["sentence"] == sentence


def test_somebody_without_a_role_may_not_see_a_day(login):
    assert login("").get("/").status_code == 403


def test_day_with_more_than_a_page_leads_to_the_rest(login, study):
    for _ in range(26):
        a_booking(a_person(study.cases[0]))

    page = login(study.researcher).get("/")

    assert len(page.context["page"].today) == 25
    assert page.context["page"].is_cut
    assert 'href="/participants/?status=booked"' in page.text


@pytest.mark.parametrize("started", [None, dt.time(7), dt.time(8), dt.time(9)])
@pytest.mark.parametrize("held", [1, 0])
@pytest.mark.parametrize("agreed_again", [True, False])
def test_interviews_after_a_withdrawal_wait_for_a_decision(started, held, agreed_again):
    person = a_person()
    a_consent(person, given_on=ago(5))
    an_interview(person, held_on=ago(held), started=started)
    a_withdrawal(person, time=dt.time(8))
    if agreed_again:
        a_consent(person, given_on=ago(0), given_time=dt.time(8, 30))

    by_then = agreed_again and started != dt.time(8)
    expected = held == 0 and started != dt.time(7) and not by_then
    assert Interview.objects.undecided().exists() is expected
