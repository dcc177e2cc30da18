"""The protocol's rules: what breaks them is asked for a reason, and kept beside the fact."""

import datetime as dt

import pytest

from linkstudy.testing.contacts import a_deviation, an_attempt
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    a_protocol,
    ago,
    an_interview,
)
from linkstudy.testing.letters import some_letters
from participants import actions
from participants.models import Consent, ContactAttempt, Deviation, Interview
from participants.protocol import papers_on, setting, too_soon, wrong_age
from participants.tests.broken import kept
from participants.tests.pages import anew, happened, verbs
from participants.tests.refusals import refusal_of

TODAY = dt.date(2022, 6, 14)
WHY = "They asked us to"


def day(number: int, month: int = 6, year: int = 2022) -> dt.date:
    return dt.date(year, month, number)


# Time to think


def test_consent_before_the_time_to_think_is_over_needs_a_reason(study):
    person = a_person(study.cases[0], invited_on=TODAY)
    a_protocol()

    assert refusal_of(a_consent, person, TODAY) == {
        "deviation": [
            (
                "The protocol gives 24 hours between the papers and consent, and C1-PT-01 got the"
                " papers on 14 June 2022. Check the date, or say why it was sooner"
            )
        ]
    }
    assert not Consent.objects.exists()

    a_consent(person, TODAY, deviation=WHY)
    what = "Agreed on 14 June 2022, less than 24 hours after the papers of 14 June 2022"
    assert kept() == [("cooling_off", TODAY, what, WHY)]
    assert verbs()[-1] == "deviation.noted"
    assert happened(person, study.pi)[0][0] == f"Protocol not kept. {what}"


@pytest.mark.parametrize(
    ("hours", "papers", "given", "is_broken"),
    [
        (24, day(13), (day(14), None), False),
        (24, day(13), (day(13), dt.time(23, 59)), True),
        (48, day(12), (day(13), None), True),
        (48, day(12), (day(14), dt.time(0, 1)), False),
        (24, day(14), (day(13), None), True),
        (0, day(14), (day(13), None), False),
        (24, day(26, 3), (day(27, 3), dt.time(1, 30)), False),  # clocks go forward
        (24, day(30, 10, 2021), (day(31, 10, 2021), dt.time(0, 0, 1)), False),  # and back
        (24, day(28, 2), (day(1, 3), dt.time(0, 1)), False),
    ],
)
def test_the_longest_that_it_can_have_been_counts(study, hours, papers, given, is_broken):
    a_protocol(cooling_off_hours=hours)
    person = a_person(study.cases[0], invited_on=papers)

    assert (too_soon(person, *given) is not None) == is_broken


def test_the_papers_day_is_the_invitations_or_the_replys_where_they_came_after_it(study):
    case = study.cases[0]
    both = {"invited_on": day(7), "replied_on": day(9)}
    people = [
        a_person(case, joined_via="email", **both),
        a_person(case, joined_via="shadowing", replied_on=day(9)),
        a_person(case, joined_via="letter", replied_on=day(9)),
        a_person(case, joined_via="letter", replied_on=day(9), batch=some_letters(case, day(3))),
    ]

    assert [papers_on(person) for person in people] == [day(7), day(9), None, day(3)]
    a_protocol()
    assert too_soon(people[2], day(9), None) is None


def test_without_settings_in_force_no_rule_is_broken(study):
    person = a_person(study.cases[0], invited_on=TODAY, age_band="18-29")
    assert too_soon(person, TODAY, None) is None
    a_protocol(effective_from=ago(-1), least_age=60)
    assert too_soon(person, TODAY, None) is None
    assert wrong_age("C1-PT-01", "18-29", TODAY) is None
    assert wrong_age("C1-PT-01", "", ago(-1)) is None


# Attempts


def test_one_attempt_too_many_needs_a_reason(person):
    a_protocol()
    for hour in (6, 7, 8):
        an_attempt(person, time=dt.time(hour))

    assert refusal_of(an_attempt, person) == {
        "deviation": [
            (
                "C1-PT-01 has not answered 3 attempts, and the protocol allows 3. Say why you tried"
                " once more"
            )
        ]
    }
    an_attempt(person, "reached", incoming=True)
    assert not Deviation.objects.exists()


def test_the_attempt_and_its_reason_stand_together(person):
    found = a_deviation(person, WHY)

    assert kept() == [
        ("contact_attempts", TODAY, "Attempt 4 to reach them, after 3 without an answer", WHY)
    ]
    assert ContactAttempt.objects.standing().count() == 4
    assert setting(found.rule, found.protocol) == "3 attempts"


def test_a_reason_that_nobody_needed_is_not_kept(person):
    a_protocol()
    an_attempt(person, deviation=WHY)

    assert kept() == []


# The follow-up's window


@pytest.fixture
def first(person):
    """Interviewed on 31 August 2021: the follow-up falls from 31 May to 31 August 2022."""
    a_protocol()
    old = a_person(person.case, replied_on=day(1, 8, 2021))
    a_consent(old, day(20, 8, 2021))
    an_interview(old, day(31, 8, 2021))
    return old


@pytest.mark.parametrize("on", [day(14), day(31, 8)])
def test_a_follow_up_inside_its_window_breaks_nothing(first, on):
    a_booking(first, on, wave="follow_up")

    assert kept() == []


def test_a_follow_up_booked_after_its_window_needs_a_reason(first):
    assert refusal_of(a_booking, first, day(1, 9), wave="follow_up") == {
        "deviation": [
            (
                "The protocol has the follow-up of C1-PT-02 between 31 May 2022 and 31 August 2022."
                " Check the day, or say why it is later"
            )
        ]
    }
    booking = a_booking(first, day(1, 9), wave="follow_up", deviation=WHY)
    what = "Follow-up booked for 1 September 2022, after 31 August 2022"
    assert kept() == [("follow_up_window", day(1, 9), what, WHY)]

    facts = {"booked_time": dt.time(15), "mode": "video", "by": first.owner}
    booking = actions.change_booking(booking=booking, version=1, booked_on=day(1, 9), **facts)
    assert len(kept()) == 1
    moved = {"booking": booking, "version": 2, "booked_on": day(2, 9), **facts}
    assert list(refusal_of(actions.change_booking, **moved)) == ["deviation"]
    actions.change_booking(**moved, deviation=WHY)
    assert len(kept()) == 2


def test_a_follow_up_before_its_window_is_a_deviation_and_no_wall(person):
    a_protocol()
    an_interview(person, ago(3))

    assert refusal_of(an_interview, person, wave="follow_up") == {
        "deviation": [
            (
                "The protocol has the follow-up of C1-PT-01 between 11 March 2023 and 11 June 2023."
                " Check the day, or say why it is earlier"
            )
        ]
    }
    an_interview(person, wave="follow_up", deviation=WHY)
    what = "Follow-up held on 14 June 2022, before it could be from 11 March 2023"
    assert kept() == [("follow_up_window", TODAY, what, WHY)]
    assert Interview.objects.done().count() == 2


def test_a_follow_up_held_on_the_day_that_was_explained_is_not_asked_about_again(person):
    a_protocol()
    an_interview(person, ago(3))
    booking = a_booking(person, wave="follow_up", deviation=WHY)

    an_interview(person, wave="follow_up", booking_version=booking.version)
    assert len(kept()) == 1


# Ages


def test_an_age_that_the_protocol_does_not_take_needs_a_reason(person):
    a_protocol(least_age=30, most_age=69)
    known = {"participant": person, "by": person.owner}

    refused = refusal_of(actions.change_participant, **known, version=1, age_band="18-29")
    assert refused == {
        "deviation": [
            (
                "The protocol takes people aged 30 to 69, and C1-PT-01 is 18 to 29. Check the age, or"
                " say why they take part"
            )
        ]
    }
    actions.change_participant(**known, version=1, age_band="18-29", deviation=WHY)
    assert kept() == [
        ("age", TODAY, "Aged 18 to 29, and the protocol takes people of 30 to 69", WHY)
    ]
    actions.change_participant(**known, version=2, gender="woman", age_band="18-29")
    assert len(kept()) == 1


def test_somebody_of_another_age_is_added_with_a_reason_alone(study):
    a_protocol(most_age=79)
    facts = {"case": study.cases[0], "group": "PT", "joined_via": "letter", "replied_on": TODAY}
    known = facts | {"by": study.researcher, "age_band": "80+"}

    assert list(refusal_of(actions.add_participant, **known)) == ["deviation"]
    person = actions.add_participant(**known, deviation=WHY)
    assert kept()[0][:2] == ("age", TODAY)
    assert anew(person).age_band == "80+"


@pytest.mark.parametrize(
    ("least", "most", "bands"),
    [
        (18, None, []),
        (29, None, []),
        (30, None, ["18-29"]),
        (18, 79, ["80+"]),
        (18, 80, []),
        (45, 45, ["18-29", "30-39", "50-59", "60-69", "70-79", "80+"]),
    ],
)
def test_a_band_that_may_hold_an_age_in_question_breaks_nothing(
    db, study_clock, least, most, bands
):
    study_clock("2022-06-14 09:12")
    a_protocol(least_age=least, most_age=most)
    every = ["18-29", "30-39", "40-49", "50-59", "60-69", "70-79", "80+"]

    assert [band for band in every if wrong_age("C1-PT-01", band, TODAY)] == bands


def test_a_setting_is_said_in_words(study):
    rules = a_protocol(cooling_off_hours=1, follow_up_anchor="case")

    assert [
        setting(rule, rules)
        for rule in ("cooling_off", "contact_attempts", "follow_up_window", "age")
    ] == [
        "1 hour",
        "3 attempts",
        "9 to 12 months after the first interview in the case",
        "18 and over",
    ]


# Put right


def test_a_deviation_is_put_right_taken_back_and_restored(person, study):
    by = study.researcher
    found = a_deviation(person, WHY)

    new = actions.correct_deviation(
        deviation=found, version=1, why="Misheard", reason="They asked us to, by text", by=by
    )
    assert kept()[0][3] == "They asked us to, by text"
    gone = actions.void_deviation(deviation=new, version=3, reason="It was none", by=by)
    assert kept() == []
    actions.restore_deviation(deviation=gone, version=4, reason="It was one", by=by)
    assert len(kept()) == 1
    told = [sentence for sentence, _ in happened(person, study.pi)[:3]]
    assert told == [
        "Deviation restored",
        "Deviation taken back as a mistake",
        "Reason of a deviation corrected",
    ]
