"""Contacts: what can be recorded, what follows, and who waits for a decision."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from cases.actions import close_case
from linkstudy.identities.service import unseal
from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    a_protocol,
    a_refusal,
    a_withdrawal,
    ago,
    an_interview,
)
from participants import actions
from participants.attempts import exhausted, tried, with_waits
from participants.models import ContactAttempt, Participant
from participants.reach import care, closed_by
from participants.tests.pages import anew, happened, verbs
from participants.tests.refusals import refusal_of
from participants.waves import settings_of

TODAY = dt.date(2022, 6, 14)
NINE = dt.time(9)


def waiting() -> list[str]:
    people = with_waits(Participant.objects.with_status(), settings_of()).filter(waits=True)
    return [str(one) for one in people.order_by("study_id")]


def test_a_contact_stands_with_its_note_sealed_and_a_reminder_soon(person, study):
    made = an_attempt(person, "voicemail", note="Left my number")

    assert (made.on, made.time, made.channel, made.made_by) == (
        TODAY,
        NINE,
        "phone",
        study.researcher,
    )
    assert unseal(person.person, "contactattempt.note", made.note) == "Left my number"
    assert anew(person).contact_by == ago(-2)
    assert verbs()[-2:] == ["attempt.recorded", "participant.contacted"]
    assert happened(person, study.pi)[0] == (
        "Voicemail. Phone on 14 June 2022, 9am",
        [
            ("Who got in touch", "", "We did"),
            ("Note", "", "Left my number"),
            ("Be in touch by", "7 June 2022", "16 June 2022"),
        ],
    )


def test_of_the_contacts_of_a_day_one_without_a_time_comes_first_and_so_is_shown_last(person):
    untimed, timed, earlier = (
        an_attempt(person, on=on, time=time)
        for on, time in [(TODAY, None), (TODAY, NINE), (ago(1), None)]
    )

    assert list(ContactAttempt.objects.latest_first()) == [timed, untimed, earlier]


def test_the_day_agreed_on_is_the_next_and_a_later_one_is_kept(person):
    an_attempt(person, "call_back", next_on=ago(-3))
    assert anew(person).contact_by == ago(-3)

    an_attempt(person)
    assert anew(person).contact_by == ago(-3)


def test_a_contact_with_somebody_interviewed_leaves_their_next_step_alone(person):
    an_interview(person, ago(1))
    an_attempt(person, "reached")

    assert anew(person).contact_by is None
    assert verbs()[-1] == "attempt.recorded"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"on": dt.date(2022, 6, 15)}, {"on": ["The date must be today or in the past"]}),
        ({"time": dt.time(9, 13)}, {"time": ["The time must be now or in the past"]}),
        (
            {"on": dt.date(2022, 5, 30)},
            {"on": ["We know C1-PT-01 since 31 May 2022. Enter that day or a later one"]},
        ),
        ({"outcome": "call_back"}, {"": ["Enter the day on which to call back"]}),
        (
            {"incoming": True},
            {"": ["They got in touch, so they were reached. Choose what they said"]},
        ),
        (
            {"next_on": dt.date(2022, 6, 13)},
            {"": ["The next contact cannot be before this one"]},
        ),
    ],
)
def test_a_contact_that_cannot_be_is_refused_in_a_sentence(person, facts, said):
    known = {"outcome": "no_answer"} | facts
    found = refusal_of(an_attempt, person, **known)

    assert {name.replace("__all__", ""): words for name, words in found.items()} == said


def test_no_contact_was_in_the_hour_that_the_clocks_skipped(study):
    person = a_person(study.cases[0], replied_on=dt.date(2022, 3, 25))
    forward, one = dt.date(2022, 3, 27), dt.time(1)

    assert refusal_of(an_attempt, person, on=forward, time=one) == {
        "time": [
            "The clocks went forward at 1am on 27 March 2022. There was no 1am. Enter 2am or later"
        ]
    }
    made = an_attempt(person, on=forward, time=dt.time(2))
    assert (made.on, made.time) == (forward, dt.time(2))


def test_nobody_contacts_who_wants_no_more_contact(person):
    a_consent(person)
    a_withdrawal(person, on=ago(2), level="no_contact")
    said = (
        "C1-PT-01 withdrew on 12 June 2022 at 9am and is not to be contacted any more. A contact"
        " from before then, or one that they made, can be recorded"
    )

    for when in ({}, {"on": ago(2)}, {"on": ago(2), "time": None}):
        assert refusal_of(an_attempt, person, **when) == {"on": [said]}
    before = [
        an_attempt(person, on=ago(2), time=dt.time(8, 59)),
        an_attempt(person, on=ago(3), time=None),
        an_attempt(person, "reached", incoming=True),
    ]
    assert list(ContactAttempt.objects.order_by("pk")) == before


def test_nobody_who_wants_no_contact_is_given_a_day_for_the_next(person):
    a_withdrawal(person, level="no_contact")

    assert refusal_of(an_attempt, person, "call_back", next_on=ago(-1), incoming=True) == {
        "next_on": [
            (
                "They withdrew and are not to be contacted any more. If they now ask for it, correct"
                " the withdrawal or record a new consent first"
            )
        ]
    }


def test_the_database_itself_lets_nobody_contact_who_wants_none(person, study):
    a_withdrawal(person, level="no_contact")
    row = {"participant": person, "channel": "phone", "outcome": "reached", "on": TODAY}

    for time in (None, NINE, dt.time(23, 59, 59, 999999)):
        with pytest.raises(IntegrityError), transaction.atomic():
            ContactAttempt.objects.create(made_by=study.researcher, time=time, **row)
    ContactAttempt.objects.create(made_by=study.researcher, time=dt.time(8, 59), **row)


def test_who_agreed_again_can_be_contacted_again(person):
    a_withdrawal(person, on=ago(3), level="no_contact")
    a_consent(person, ago(1))

    assert an_attempt(person, "reached").outcome == "reached"
    assert care(person) is None


def test_what_was_recorded_before_they_withdrew_can_be_put_right_after(person, study):
    made = an_attempt(person, on=ago(1))
    a_withdrawal(person, on=ago(2), level="no_contact")
    said = {"on": made.on, "time": made.time, "channel": "text", "outcome": "no_answer"}
    known = {"attempt": made, "version": 1, "why": "Misread it", "by": study.researcher}

    new = actions.correct_attempt(**known, **said)
    assert (new.channel, new.replaces) == ("text", made)
    moved = refusal_of(
        actions.correct_attempt,
        **known | {"attempt": new, "version": 3},
        **said | {"time": dt.time(8)},
    )
    assert list(moved) == ["on"]
    gone = actions.void_attempt(
        attempt=new, version=3, reason="Another person", by=study.researcher
    )
    back = actions.restore_attempt(attempt=gone, version=4, reason="This one", by=study.researcher)
    assert back.voided_at is None


def test_what_to_know_of_who_left_says_what_they_allow(study):
    people = [a_person(study.cases[0]) for _ in range(6)]
    levels = ("no_contact", "keep", "remove_unanalysed", "remove_all")
    for person, level in zip(people, levels, strict=False):
        a_withdrawal(person, level=level)
    a_refusal(people[4], may_contact_again=True)
    a_refusal(people[5])

    told = [care(person) for person in people]

    assert [one.words for one in told] == [
        *(f"C1-PT-0{number} withdrew on 14 June 2022" for number in range(1, 5)),
        "C1-PT-05 said no on 14 June 2022",
        "C1-PT-06 said no on 14 June 2022",
    ]
    assert [one.is_closed for one in told] == [True, *[False] * 5]
    assert [one.allowed for one in told[4:]] == [
        "We may contact them again",
        "They are not to be asked again",
    ]
    assert closed_by(people[1], TODAY, None) == ""


def test_no_more_contact_counts_beside_a_later_withdrawal(person):
    a_withdrawal(person, on=ago(3), level="no_contact")
    a_withdrawal(person, on=ago(1), level="remove_all")

    assert care(person).words == "C1-PT-01 withdrew on 11 June 2022"
    assert care(person).is_closed


# Who waits for a decision


def test_after_the_most_attempts_somebody_waits_for_a_decision_and_is_not_reminded(person):
    a_protocol()
    for time in (7, 8):
        an_attempt(person, "voicemail", time=dt.time(time))
    assert (waiting(), anew(person).contact_by) == ([], ago(-2))

    actions.change_participant(
        participant=person, version=anew(person).version, contact_by=None, by=person.owner
    )
    an_attempt(person, "wrong_number")
    assert (waiting(), anew(person).contact_by) == (["C1-PT-01"], None)


def test_without_settings_nobody_waits(person):
    for _ in range(5):
        an_attempt(person)

    assert (waiting(), tried(person, TODAY, NINE)) == ([], 5)


def answered(person):
    an_attempt(person, "reached", incoming=True)


def replied(person):
    facts = {"replied_on": TODAY, "reason": "They rang today"}
    actions.change_participant(
        participant=person, version=anew(person).version, by=person.owner, **facts
    )
    person.refresh_from_db()


def agreed(person):
    a_consent(person, TODAY)


def interviewed(person):
    an_interview(person)


def booked(person):
    a_booking(person, ago(-1))


def declined(person):
    a_refusal(person, reason="no_reply")


def withdrew(person):
    a_withdrawal(person)


ANSWERS = [answered, replied, agreed, interviewed]


@pytest.mark.parametrize("act", [*ANSWERS, booked, declined, withdrew])
def test_who_answered_or_is_settled_waits_no_longer(person, act):
    a_protocol(cooling_off_hours=0)
    for _ in range(3):
        an_attempt(person)
    assert waiting() == ["C1-PT-01"]

    act(person)
    assert waiting() == []


@pytest.mark.parametrize("act", ANSWERS)
def test_an_answer_settles_what_was_tried_before_it_in_both_reckonings(person, act):
    a_protocol(most_contact_attempts=1, cooling_off_hours=0)
    an_attempt(person)
    act(person)

    assert tried(anew(person), TODAY, NINE) == 0
    assert list(exhausted()) == []


def test_an_attempt_after_an_answer_counts_anew(person):
    a_protocol(most_contact_attempts=1)
    an_attempt(person, "reached", time=dt.time(8))
    an_attempt(person, time=dt.time(8, 30))

    assert (waiting(), tried(person, TODAY, NINE)) == (["C1-PT-01"], 1)
    assert tried(person, TODAY, dt.time(8, 15)) == 0


def test_what_is_void_does_not_count(person):
    a_protocol(most_contact_attempts=1)
    made = an_attempt(person)
    gone = actions.void_attempt(attempt=made, version=1, reason="Another one", by=person.owner)
    assert (waiting(), tried(person, TODAY, NINE)) == ([], 0)

    actions.restore_attempt(attempt=gone, version=2, reason="It was them", by=person.owner)
    assert (waiting(), tried(person, TODAY, NINE)) == (["C1-PT-01"], 1)


def void(made):
    actions.void_attempt(attempt=made, version=1, reason="Another one", by=made.made_by)


def correct(made):
    facts = {"channel": made.channel, "outcome": "reached", "time": made.time}
    actions.correct_attempt(
        attempt=made, version=1, why="They answered", on=made.on, by=made.made_by, **facts
    )


@pytest.mark.parametrize("act", [void, correct])
def test_who_waits_no_longer_once_a_contact_is_put_right_comes_up_soon(person, act):
    a_protocol(most_contact_attempts=1)
    a_waiting = an_attempt(person)
    actions.change_participant(
        participant=person, version=anew(person).version, contact_by=None, by=person.owner
    )
    assert (waiting(), anew(person).contact_by) == (["C1-PT-01"], None)

    act(a_waiting)
    assert (waiting(), anew(person).contact_by) == ([], ago(-2))


def test_who_still_waits_when_one_of_many_contacts_is_taken_back_gets_no_day(person):
    a_protocol(most_contact_attempts=1)
    first, _ = (an_attempt(person, deviation=why) for why in ("", "They asked us to"))
    actions.change_participant(
        participant=person, version=anew(person).version, contact_by=None, by=person.owner
    )

    void(first)
    assert (waiting(), anew(person).contact_by) == (["C1-PT-01"], None)


def test_nobody_of_a_closed_case_waits(person, study):
    a_protocol(most_contact_attempts=1)
    an_attempt(person)
    close_case(case=study.cases[0], on=TODAY, by=None)
    assert waiting() == []


def test_somebody_added_by_mistake_is_contacted_by_nobody(person, study):
    made = an_attempt(person)
    version = anew(person).version
    stays = refusal_of(
        actions.void_participant,
        participant=person,
        version=version,
        reason="Twice",
        by=study.researcher,
    )
    assert stays == {"": ["Void what stands of C1-PT-01 first: the contact of 14 June 2022"]}

    actions.void_attempt(attempt=made, version=1, reason="Another one", by=study.researcher)
    actions.void_participant(
        participant=person, version=version, reason="Twice", by=study.researcher
    )
    assert refusal_of(an_attempt, person) == {
        "": ["C1-PT-01 was added by mistake and is void. Restore them first"]
    }
