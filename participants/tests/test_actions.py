"""What is written about people, and what is refused, in the words of the question."""

import datetime as dt

import pytest

from cases.models import Case
from linkstudy.clock import LONDON, telling
from linkstudy.identities import service
from linkstudy.testing.factories import (
    a_booking,
    a_case,
    a_consent,
    a_form,
    a_missed_interview,
    a_person,
    a_refusal,
    a_topic,
    a_withdrawal,
    an_interview,
)
from participants import actions
from participants.models import Consent, Interview, Participant, Refusal
from participants.tests.refusals import refusal_of
from participants.vocabulary import Scope

NOW = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)
TODAY, TOMORROW, YESTERDAY = (dt.date(2022, 6, day) for day in (14, 15, 13))


@pytest.fixture(autouse=True)
def morning(db):
    with telling(NOW):
        yield


@pytest.fixture
def case() -> Case:
    return a_case(5)


@pytest.fixture
def person(case) -> Participant:
    return a_person(case)


def log(person: Participant, held_on: dt.date = TODAY, **facts) -> Interview:
    given = {"recording": "audio", "minutes": 40, "mode": "phone", "by": person.owner}
    return actions.log_interview(participant=person, held_on=held_on, **given | facts)


def test_people_get_the_next_study_id_of_their_case_and_group(case):
    added = [a_person(case, group) for group in ("PT", "PT", "HP")] + [a_person(a_case(6))]

    assert [one.study_id for one in added] == ["C5-PT-01", "C5-PT-02", "C5-HP-01", "C6-PT-01"]
    assert len({one.person_id for one in added}) == 4
    assert added[0].owner == case.lead


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({"replied_on": dt.date(2022, 6, 10)}, dt.date(2022, 6, 17)),
        ({"invited_on": dt.date(2022, 6, 10)}, dt.date(2022, 6, 24)),
        ({"invited_on": TODAY, "contact_by": TOMORROW}, TOMORROW),
    ],
)
def test_somebody_added_is_due_a_call(case, facts, due):
    assert a_person(case, **facts).contact_by == due


def test_somebody_is_invited_or_has_replied(case):
    assert refusal_of(a_person, case, replied_on=None) == {
        "": ["Enter when they were invited or when they replied"]
    }


@pytest.mark.parametrize("question", ["invited_on", "replied_on"])
def test_nobody_was_invited_or_replied_tomorrow(case, question):
    facts = {"replied_on": TODAY} | {question: TOMORROW}

    assert refusal_of(a_person, case, **facts) == {
        question: ["The date must be today or in the past"]
    }


def test_consent_answers_every_clause_and_is_due_a_booking(person):
    consent = a_consent(person, TODAY, scopes=["interview", "quotes"])

    assert consent.agreed == [Scope.INTERVIEW, Scope.QUOTES]
    assert consent.clauses.count() == len(Scope)
    assert Participant.objects.get().contact_by == dt.date(2022, 6, 21)
    assert str(consent) == "Consent of C5-PT-01 on 14 June 2022"
    assert [str(clause) for clause in consent.clauses.order_by("pk")[:2]] == [
        "Take part in an interview: yes",
        "Have the interview audio recorded: no",
    ]


def test_consent_is_on_a_form_in_force_that_day(person):
    form = a_form(approved_on=dt.date(2022, 6, 5), replaced_on=dt.date(2022, 6, 10))

    assert refusal_of(a_consent, person, dt.date(2022, 6, 4), document=form) == {
        "document": ["Form v1.3 was approved on 5 June 2022. Check the version and date"]
    }
    assert refusal_of(a_consent, person, dt.date(2022, 6, 10), document=form) == {
        "document": ["Form v1.3 was replaced on 10 June 2022. Choose the form in use"]
    }
    assert a_consent(person, dt.date(2022, 6, 9), document=form).document == form


def test_nobody_agreed_tomorrow(person):
    form = a_form()

    assert refusal_of(a_consent, person, TOMORROW, document=form) == {
        "given_on": ["The date must be today or in the past"]
    }


def test_a_consent_is_voided_once(person):
    consent = a_consent(person)
    facts = {"consent": consent, "version": 1, "reason": "Wrong person", "by": person.owner}

    void = actions.void_consent(**facts)

    assert void.voided_at == NOW
    assert service.unseal(person.person, "consent.void", void.void_reason) == "Wrong person"
    assert refusal_of(actions.void_consent, **facts | {"consent": void}) == {
        "": ["This consent is already void"]
    }


def test_a_booking_becomes_the_interview(person):
    booking, topic = a_booking(person, TODAY), a_topic()
    a_consent(person)

    done = log(person, note="She spoke freely", topics=[topic], booking_version=1)

    assert (done.pk, done.state, done.part, done.day) == (booking.pk, "done", 1, TODAY)
    assert service.unseal(person.person, "interview.note", done.note) == "She spoke freely"
    assert list(done.topics.all()) == [topic]
    assert (done.logged_at, done.interviewer) == (NOW, person.owner)
    assert Participant.objects.get().contact_by is None


def test_a_booking_that_was_taken_back_meanwhile_is_told(person):
    a_consent(person)

    assert refusal_of(log, person, booking_version=1) == {
        "who": ["The booking of C5-PT-01 is no longer open. Check what happened to it"]
    }


def test_a_second_sitting_has_to_be_said(person):
    a_consent(person)
    log(person, YESTERDAY)

    assert refusal_of(log, person) == {
        "second": [
            "C5-PT-01 already has an interview on 13 June 2022. Open it, or say this is a second one"
        ]
    }
    assert log(person, second=True).part == 2


@pytest.mark.parametrize(
    ("given_on", "scopes", "facts", "said"),
    [
        (
            TODAY,
            None,
            {"held_on": TOMORROW},
            ("when", "The interview date must be today or in the past"),
        ),
        (None, None, {}, ("who", "There is no consent from C5-PT-01 yet. Record consent first")),
        (
            None,
            None,
            {"wave": "follow_up"},
            ("who", "C5-PT-01 has not agreed to a follow-up interview. Record consent first"),
        ),
        (
            TODAY,
            None,
            {"held_on": YESTERDAY},
            (
                "when",
                "The interview was before consent was given on 14 June 2022. Check both dates",
            ),
        ),
        (TODAY, ["quotes"], {}, ("who", "C5-PT-01 did not agree to an interview")),
        (
            TODAY,
            ["interview"],
            {"wave": "follow_up"},
            ("who", "C5-PT-01 did not agree to a follow-up interview"),
        ),
        (
            TODAY,
            ["interview"],
            {},
            ("recording", "C5-PT-01 did not agree to audio recording. Choose notes only"),
        ),
    ],
)
def test_an_interview_without_consent_is_refused_with_what_to_do(
    person, given_on, scopes, facts, said
):
    if given_on:
        a_consent(person, given_on, scopes=scopes)

    question, words = said
    assert refusal_of(log, person, **facts) == {question: [words]}


def test_a_withdrawal_ends_consents_and_cancels_bookings(person):
    a_consent(person)
    booking = a_booking(person, TOMORROW)

    left = a_withdrawal(person, note="Too ill")

    booking.refresh_from_db()
    consent = Consent.objects.get()
    assert (consent.withdrawn_on, consent.withdrawn_time) == (TODAY, dt.time(9))
    assert (booking.state, booking.missed_why, booking.day) == ("missed", "withdrew", TODAY)
    assert service.unseal(person.person, "withdrawal.note", left.note) == "Too ill"
    assert (str(left), left.about) == ("Withdrawal of C5-PT-01", "C5-PT-01")
    assert Participant.objects.get().contact_by is None


def test_nobody_withdraws_tomorrow_or_twice_at_a_time(person):
    assert refusal_of(a_withdrawal, a_consent(person).participant, on=TOMORROW) == {
        "on": ["The date must be today or in the past"]
    }
    a_withdrawal(person)
    assert refusal_of(a_withdrawal, person, level="remove_all") == {
        "": ["A withdrawal at this time is already recorded"]
    }


def test_nothing_is_booked_after_a_withdrawal_until_they_agree_again(person):
    a_withdrawal(person)
    assert refusal_of(a_booking, person) == {
        "booked_on": ["C5-PT-01 withdrew on 14 June 2022. Nothing more can be booked"]
    }

    a_consent(person, TODAY, given_time=dt.time(9, 10))

    assert a_booking(person).state == "booked"


def test_a_refusal_is_recorded_once_and_cancels_bookings(person):
    booking = a_booking(person)

    no = a_refusal(person, words="I am too busy", may_contact_again=True)

    booking.refresh_from_db()
    assert (booking.state, booking.missed_why) == ("missed", "declined")
    assert service.unseal(person.person, "refusal.words", no.words) == "I am too busy"
    assert (str(no), no.about) == ("C5-PT-01 said no", "C5-PT-01")
    assert no.get_absolute_url() == "/participants/c5-pt-01/"
    assert refusal_of(a_refusal, person) == {
        "": ["They already said no. Open their page to see when"]
    }


def test_somebody_who_agreed_withdraws_and_does_not_refuse(person):
    a_consent(person)

    assert refusal_of(a_refusal, person) == {
        "": ["C5-PT-01 has agreed to an interview. Record a withdrawal instead"]
    }
    assert not Refusal.objects.exists()


def test_one_booking_at_a_time_and_none_in_the_past(person):
    assert refusal_of(a_booking, person, YESTERDAY) == {
        "booked_on": ["The day must be today or later"]
    }
    a_booking(person)
    assert refusal_of(a_booking, person, TOMORROW) == {
        "booked_on": ["C5-PT-01 already has a booking. Open it to change the day"]
    }
    assert a_booking(person, TOMORROW, wave="follow_up").number == 2


def test_a_booking_is_moved_while_it_is_open(person):
    booking, by = a_booking(person), person.owner

    def move(day: dt.date) -> Interview:
        now = Interview.objects.get()
        return actions.change_booking(booking=now, version=now.version, booked_on=day, by=by)

    assert move(TOMORROW).booked_on == TOMORROW
    assert refusal_of(move, YESTERDAY) == {"booked_on": ["The day must be today or later"]}
    move(TODAY)
    actions.log_missed(participant=person, missed_on=TODAY, missed_why="absent", by=by)
    assert refusal_of(move, TOMORROW) == {
        "": ["This interview is not booked any more. Open it to see what happened"]
    }
    assert booking.pk == Interview.objects.get().pk


def test_a_missed_interview_is_due_a_call_in_two_days(person):
    missed = a_missed_interview(person, "researcher")

    assert (missed.state, missed.missed_at, missed.day) == ("missed", NOW, TODAY)
    assert Participant.objects.get().contact_by == dt.date(2022, 6, 16)


def test_only_a_booking_is_missed_and_not_tomorrow(person):
    def miss(on: dt.date = TODAY) -> Interview:
        return actions.log_missed(
            participant=person, missed_on=on, missed_why="absent", by=person.owner
        )

    assert refusal_of(miss) == {"who": ["C5-PT-01 has no booking. Book an interview first"]}
    a_booking(person)
    assert refusal_of(miss, TOMORROW) == {
        "when": ["The interview date must be today or in the past"]
    }


def test_an_interview_is_voided_once_and_stays_in_earlier_figures(person):
    done = an_interview(person, YESTERDAY)
    later = dt.datetime(2022, 6, 18, 12, tzinfo=LONDON)
    with telling(later):
        facts = {"version": 1, "reason": "Wrong person", "by": person.owner}
        void = actions.void_interview(interview=done, **facts)
        assert refusal_of(actions.void_interview, interview=void, **facts) == {
            "": ["This interview is already void"]
        }

    assert void.state == "void"
    assert service.unseal(person.person, "interview.void", void.void_reason) == "Wrong person"
    counts = [Interview.objects.done(at).count() for at in (NOW, later, None)]
    assert counts == [1, 0, 0]
