"""Where people drop out: letters beside people, days as they were known, and what is said."""

import datetime as dt
from typing import Any

import pytest

from cases.models import Case
from linkstudy.accounts.policy import Role
from linkstudy.charts.png import as_png
from linkstudy.charts.svg import as_file
from linkstudy.figures.flow import Flow, Step, figure, flow
from linkstudy.figures.tests.flowing import (
    TODAY,
    a_case_of_long,
    asked,
    counts,
    leaves_after,
    on,
    out,
    takes_back,
)
from linkstudy.figures.tests.scene import a_case_since_march
from linkstudy.testing.factories import (
    a_consent,
    a_person,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.letters import some_letters
from participants import actions
from participants.models import Participant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 20:00")


@pytest.fixture
def case() -> Case:
    return a_case_of_long()


@pytest.fixture
def pi():
    return a_user(Role.PI)


# Letters beside people


def test_letters_lead_to_people_and_are_never_added_to_them(case, pi):
    batch = some_letters(case)
    for _ in range(3):
        a_person(case, batch=batch, replied_on=ago(5))
    a_person(case, joined_via="poster")

    found = flow(asked(pi))

    assert found.letters.steps == (
        Step("found", "Found by the search", 60, None, 20, found.letters.steps[0].exits),
        Step("sent", "Sent", 40, 60, 2, found.letters.steps[1].exits),
        Step("arrived", "Arrived", 38, 40, 35, found.letters.steps[2].exits),
    )
    assert [[(one.label, one.count) for one in step.exits] for step in found.letters.steps] == [
        [("Left out by the practice", 12), ("Not sent to", 8)],
        [("Came back", 2)],
        [("No reply so far", 35)],
    ]
    assert [(one.label, one.count) for one in found.people.ways] == [
        ("Answered letters", 3),
        ("Poster", 1),
    ]
    assert found.finding == (
        "No reply to 9 in 10 letters so far; 0 of 4 people on our list interviewed"
    )


def test_more_replies_than_letters_are_not_compared(case, pi):
    batch = some_letters(case, sent_out=1, undelivered=0)
    for _ in range(2):
        a_person(case, batch=batch, replied_on=ago(5))

    found = flow(asked(pi))

    assert (found.letters.last.gone, found.letters.last.exits) == (None, ())
    assert found.finding == "2 replies to 1 letter; 0 of 2 people on our list interviewed"


def test_letters_without_a_reply_are_told_in_numbers(case, pi):
    some_letters(case)

    found = flow(asked(pi))

    assert found.finding == "0 replies to 40 letters"
    assert not found.is_empty


def test_professionals_get_no_letters(case, pi):
    some_letters(case)
    an_interview(a_person(case, "HP"))

    found = flow(asked(pi, group="HP"))

    assert (found.letters, found.parts) == (None, [found.people])
    assert found.finding == "1 of 1 person on our list interviewed"


# As known at a day


def test_a_day_that_has_passed_keeps_its_flow(case, pi):
    """Whatever is put right, taken back and restored since."""
    with on(dt.date(2022, 6, 1)):
        batch = some_letters(case, ago(20))
        late, lost, came, left = (a_person(case, **facts) for facts in STARTS)
        gone = a_person(case, joined_via="poster")
        actions.void_participant(participant=gone, version=1, reason="Twice", by=case.lead)
        for one in (came, left):
            a_consent(one, given_on=ago(0), given_time=dt.time(8))
        away = a_withdrawal(left)
        met = an_interview(came, recording="notes")
    days = [dt.date(2022, 5, 31), dt.date(2022, 6, 1), dt.date(2022, 6, 10)]
    before = [said(flow(asked(pi, day))) for day in days]
    change = {"by": case.lead, "reason": "Wrong"}
    version = {one.pk: one.version for one in Participant.objects.all()}
    actions.change_participant(
        participant=late, version=version[late.pk], replied_on=ago(2), batch=batch, **change
    )
    actions.change_participant(
        participant=came, version=version[came.pk], joined_via="snowball", **change
    )
    actions.void_participant(participant=lost, version=version[lost.pk], **change)
    actions.restore_participant(participant=gone, version=version[gone.pk], **change)
    actions.void_interview(interview=met, version=met.version, **change)
    actions.void_withdrawal(withdrawal=away, version=away.version, **change)
    a_withdrawal(came)

    after = [said(flow(asked(pi, day))) for day in days]

    assert after == before
    assert [one[0] for one in after] == [[0] * 6, [4, 3, 3, 2, 1, 1], [4, 3, 3, 2, 1, 1]]
    today = said(flow(asked(pi)))
    assert today[0] == [4, 4, 4, 2, 0, 0]
    assert today[2] == {"letters": 1, "poster": 1, "letter": 1, "snowball": 1}


STARTS = [{"invited_on": dt.date(2022, 5, 20), "joined_via": "email"}, {}, {}, {}]


def said(found: Flow) -> tuple[Any, ...]:
    return (
        counts(found),
        sorted(out(found)),
        {one.code: one.count for one in found.people.ways},
        [step.count for step in found.letters.steps] if found.letters else None,
    )


def test_each_case_and_each_site_has_its_own(case, pi):
    other = a_case_since_march(2)
    a_person(case)
    for _ in range(2):
        a_person(other)
    researcher = a_user(sites=[other.site])

    found = [flow(asked(*who)) for who in [(pi,), (researcher,)]]
    of_one = flow(asked(pi, case=case))

    assert [counts(one)[0] for one in (*found, of_one)] == [3, 2, 1]
    assert [one.where for one in (*found, of_one)] == [
        "Patients, all cases, first interview",
        f"Patients, cases at the sites of {researcher}, first interview",
        "Patients, Case 1, first interview",
    ]


# What is said


@pytest.mark.parametrize(
    ("count", "before", "percent"),
    [
        (5, 19, None),
        (None, 40, None),
        (5, None, None),
        (1, 400, 1),
        (399, 400, 99),
        (0, 40, 0),
        (40, 40, 100),
    ],
)
def test_percent_needs_20_and_says_100_only_of_all(count, before, percent):
    assert Step("sent", "Sent", count, before).percent == percent


@pytest.mark.parametrize("day", [dt.date(2001, 1, 1), dt.date(2020, 2, 29)])
@pytest.mark.parametrize("wave", ["first", "follow_up"])
def test_nothing_yet_is_said(pi, day, wave):
    found = flow(asked(pi, day, wave=wave))

    assert found.finding == f"Nobody was asked by {day.day} {day:%B} {day.year}"
    assert found.is_empty


def test_everybody_who_withdrew_stays_in_the_steps_that_they_took(case, pi):
    for _ in range(2):
        leaves_after(a_person(case))

    found = flow(asked(pi))

    assert counts(found) == [2] * 6
    assert out(found) == [("interviewed", "left:keep", 2)]


def test_table_picture_and_files_say_the_same(case, pi):
    some_letters(case)
    a_person(case, batch=case.letters.get(), replied_on=ago(3))
    takes_back(a_person(case, joined_via="poster"))

    made = figure(asked(pi))

    assert (
        made.table.about
        == "Patients, all cases, first interview. As at 14 June 2022, as known that day."
    )
    assert made.table.rows == (
        ("Letters: found by the search", 60, 20),
        ("Letters: found by the search; left out by the practice", None, 12),
        ("Letters: found by the search; not sent to", None, 8),
        ("Letters: sent", 40, 2),
        ("Letters: sent; came back", None, 2),
        ("Letters: arrived", 38, 37),
        ("Letters: arrived; no reply so far", None, 37),
        ("People: answered letters", 1, None),
        ("People: poster", 1, None),
        ("People: on our list", 2, 0),
        ("People: replied", 2, 0),
        ("People: eligible, as far as we know", 2, 1),
        ("People: eligible, as far as we know; still deciding", None, 1),
        ("People: consented", 1, 1),
        ("People: consented; agree to it no longer", None, 1),
        ("People: booked", 0, 0),
        ("People: interviewed", 0, None),
    )
    assert made.drawing.title == made.table.title
    assert made.drawing.description == (
        f"{made.table.about} Letters: 60 Found by the search, 40 Sent, 38 Arrived. People: 2 On our"
        " list, 2 Replied, 2 Eligible, as far as we know, 1 Consented, 0 Booked, 0 Interviewed. The"
        " table below has the reasons."
    )
    assert [one.size for one in made.drawings] == ["large", "narrow"]
    assert all(
        as_png(one)[:4] == b"\x89PNG" and b"Arrived" in as_file(one) for one in made.drawings
    )


@pytest.mark.parametrize("wave", ["first", "follow_up"])
def test_the_figure_takes_few_queries_however_many_people_there_are(
    case, pi, wave, django_assert_max_num_queries
):
    for _ in range(3):
        an_interview(a_person(case))
    for day in (TODAY, dt.date(2022, 6, 1)):
        with django_assert_max_num_queries(6):
            flow(asked(pi, day, wave=wave))
