"""Where people drop out: each step, each reason, and each day as it was known."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from cases.models import Case
from linkstudy import clock
from linkstudy.accounts.policy import Role
from linkstudy.charts.png import as_png
from linkstudy.charts.svg import as_file
from linkstudy.figures.figure import Asked
from linkstudy.figures.flow import Flow, Step, figure, flow
from linkstudy.figures.tests.scene import a_case_since_march
from linkstudy.testing.factories import (
    a_booking,
    a_case,
    a_consent,
    a_missed_interview,
    a_person,
    a_protocol,
    a_refusal,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.letters import some_letters
from participants import actions
from participants.models import Participant

pytestmark = pytest.mark.django_db
TODAY, LONG_AGO = dt.date(2022, 6, 14), dt.date(2021, 1, 1)


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 20:00")


@pytest.fixture
def case() -> Case:
    """In the field since January 2021."""
    with on(LONG_AGO):
        return a_case(1, opens_on=LONG_AGO, closes_on=dt.date(2022, 6, 30))


@pytest.fixture
def pi():
    return a_user(Role.PI)


def on(day: dt.date) -> clock.telling:
    return clock.telling(dt.datetime.combine(day, dt.time(20), tzinfo=clock.LONDON))


def counts(found: Flow) -> list[int | None]:
    return [step.count for step in found.people.steps]


def out(found: Flow) -> list[tuple[str, str, int]]:
    return [(step.name, one.code, one.count) for step in found.people.steps for one in step.exits]


def asked(pi, day: dt.date = TODAY, **more: Any) -> Asked:
    return Asked(pi, day, **more)


# One person, in each place


def takes_back(person: Participant) -> None:
    a_consent(person, given_on=ago(7))
    a_consent(person, given_on=ago(3), scopes=["results"])


def misses_first(person: Participant) -> None:
    a_consent(person)
    a_missed_interview(person)


def is_cancelled(person: Participant) -> None:
    """Their withdrawal cancels the booking, and is taken back."""
    a_consent(person)
    a_booking(person)
    gone = a_withdrawal(person)
    actions.void_withdrawal(withdrawal=gone, version=1, reason="Not theirs", by=person.owner)


def is_booked_again(person: Participant) -> None:
    """Found not to be eligible, and booked after all."""
    a_refusal(person, "not_eligible")
    a_booking(person)


def leaves_after(person: Participant) -> None:
    an_interview(person)
    a_withdrawal(person, time=dt.time(19))


FIRST: dict[str, tuple[dict[str, Any], Callable[[Participant], Any], int, str]] = {
    "was invited": ({"invited_on": dt.date(2022, 6, 5)}, lambda one: None, 1, "wait:no_reply"),
    "never replied": (
        {"invited_on": dt.date(2022, 6, 5)},
        lambda one: a_refusal(one, "no_reply"),
        1,
        "no:no_reply",
    ),
    "was found unfit": (
        {"invited_on": dt.date(2022, 6, 5)},
        lambda one: a_refusal(one, "not_eligible"),
        1,
        "no:not_eligible",
    ),
    "said no unasked": (
        {"invited_on": dt.date(2022, 6, 5)},
        lambda one: a_refusal(one, "busy"),
        3,
        "no:busy",
    ),
    "replied": ({}, lambda one: None, 3, "wait:deciding"),
    "replied and is unfit": ({}, lambda one: a_refusal(one, "not_eligible"), 2, "no:not_eligible"),
    "is booked again": ({}, is_booked_again, 3, "wait:to_agree"),
    "said no": ({}, lambda one: a_refusal(one, "unwell"), 3, "no:unwell"),
    "is booked before": ({}, a_booking, 3, "wait:to_agree"),
    "missed it before": ({}, a_missed_interview, 3, "missed:absent"),
    "agreed": ({}, a_consent, 4, "wait:to_book"),
    "took it back": ({}, takes_back, 4, "no:no_longer"),
    "withdrew": ({}, a_withdrawal, 4, "left:keep"),
    "is booked": ({}, lambda one: (a_consent(one), a_booking(one)), 5, "wait:booked"),
    "missed it": ({}, misses_first, 5, "missed:absent"),
    "is to be booked again": ({}, is_cancelled, 5, "wait:to_book"),
    "was met": ({}, an_interview, 6, ""),
    "left afterwards": ({}, leaves_after, 6, "left:keep"),
}


@pytest.mark.parametrize("who", FIRST)
def test_somebody_is_in_each_step_up_to_the_last_that_they_took(case, pi, who):
    facts, does, steps, why = FIRST[who]
    person = a_person(case, **facts)
    does(person)

    found = flow(asked(pi))

    assert counts(found) == [1] * steps + [0] * (6 - steps)
    assert out(found) == ([(found.people.steps[steps - 1].name, why, 1)] if why else [])


# The follow-up wave


def met(person: Participant, **facts: Any) -> None:
    """Interviewed ten months ago."""
    with on(ago(300)):
        a_consent(person, given_on=ago(0), **facts)
        an_interview(person, recording="notes")


def is_late(person: Participant) -> None:
    with on(ago(400)):
        a_consent(person, given_on=ago(0))
        an_interview(person, recording="notes")


def agrees_no_longer(person: Participant) -> None:
    met(person)
    a_consent(person, scopes=["interview"])


def is_lost(person: Participant) -> None:
    met(person)
    a_refusal(person, "busy")


def is_found_again(person: Participant) -> None:
    """Said no, and agreed on a later day."""
    met(person)
    a_refusal(person, "busy", on=ago(20), may_contact_again=True)
    a_consent(person, given_on=ago(3))


AGAIN: dict[str, tuple[Callable[[Participant], Any], int, str]] = {
    "was not met": (a_consent, 0, ""),
    "was not asked": (lambda one: met(one, scopes=["interview"]), 1, "no:not_agreed"),
    "withdrew": (lambda one: (met(one), a_withdrawal(one)), 2, "left:keep"),
    "was met of late": (an_interview, 2, "wait:early"),
    "agrees no longer": (agrees_no_longer, 2, "no:no_longer"),
    "is lost": (is_lost, 2, "no:busy"),
    "is found again": (is_found_again, 3, "wait:due"),
    "is due": (met, 3, "wait:due"),
    "is late": (is_late, 3, "wait:overdue"),
    "is booked": (lambda one: (met(one), a_booking(one, wave="follow_up")), 4, "wait:booked"),
    "is booked unasked": (
        lambda one: (met(one, scopes=["interview"]), a_booking(one, wave="follow_up")),
        1,
        "wait:to_agree",
    ),
    "was followed up": (lambda one: (met(one), an_interview(one, wave="follow_up")), 5, ""),
}


@pytest.mark.parametrize("who", AGAIN)
def test_the_follow_up_has_steps_of_its_own(case, pi, who):
    does, steps, why = AGAIN[who]
    with on(LONG_AGO):
        a_protocol(effective_from=LONG_AGO)
        person = a_person(case, replied_on=LONG_AGO)
    does(person)

    found = flow(asked(pi, wave="follow_up"))

    assert counts(found) == [1] * steps + [0] * (5 - steps)
    assert out(found) == ([(found.people.steps[steps - 1].name, why, 1)] if why else [])


def test_a_missed_follow_up_says_why(case, pi):
    with on(LONG_AGO):
        a_protocol(effective_from=LONG_AGO)
        person = a_person(case, replied_on=LONG_AGO)
    met(person)
    booking = a_booking(person, wave="follow_up")
    facts = {"missed_on": TODAY, "missed_why": "moved", "wave": "follow_up", "by": person.owner}
    actions.log_missed(participant=booking.participant, **facts)

    found = flow(asked(pi, wave="follow_up"))

    assert out(found) == [("booked", "missed:moved", 1)]
    assert found.letters is None


def test_nobody_is_due_without_settings_and_the_case_can_be_what_counts(case, pi):
    person = a_person(case, replied_on=LONG_AGO)
    met(person)
    an_interview(a_person(case))
    before = out(flow(asked(pi, wave="follow_up")))
    a_protocol(effective_from=dt.date(2022, 6, 1), follow_up_anchor="case")

    after = out(flow(asked(pi, wave="follow_up")))

    assert before == [("agreed", "wait:early", 2)]
    assert after == [("due", "wait:due", 2)]


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
