"""One contact that is told twice counts once: what is like another is asked about."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import a_person, a_protocol
from linkstudy.testing.pages import held_by, problems
from participants import actions
from participants.models import ContactAttempt
from participants.tests.pages import send, told
from participants.tests.refusals import refusal_of

ADD = "/participants/c1-pt-01/contacts/add/"
FIRST = "/participants/c1-pt-01/contacts/1/"
NINE = dt.time(9)
ASKED = (
    "C1-PT-01 has a contact of 14 June 2022 already: phone, no answer. Check that it is not the same"
    " one. Tick below when it is another contact"
)
TYPED = {"on": "today", "channel": "phone", "outcome": "no_answer"}


def a_second(person, **facts):
    """A call of 9 o'clock without an answer, of which nobody said that it is another."""
    return an_attempt(person, **{"apart_from": []} | facts)


@pytest.mark.parametrize("time", [NINE, dt.time(9, 9), dt.time(8, 51), None])
def test_what_is_like_a_contact_of_about_that_time_is_asked_about(person, time):
    an_attempt(person, time=NINE)

    with pytest.raises(ValidationError) as refused:
        a_second(person, time=time)
    assert refused.value.message_dict == {"another": [ASKED]}
    assert refused.value.error_dict["another"][0].params == {"named": ["1"]}

    a_second(person, time=time, apart_from=["1"])
    assert ContactAttempt.objects.count() == 2


def test_a_contact_without_a_time_may_be_any_of_its_day(person):
    an_attempt(person, time=None)

    assert refusal_of(a_second, person, time=dt.time(7)) == {"another": [ASKED]}


@pytest.mark.parametrize(
    "more",
    [
        {"time": dt.time(8, 50)},
        {"on": dt.date(2022, 6, 13)},
        {"channel": "text"},
        {"outcome": "voicemail"},
    ],
)
def test_another_time_day_way_or_outcome_is_another_contact(person, more):
    an_attempt(person, time=NINE)

    assert a_second(person, **more).pk


def test_who_called_is_part_of_what_is_told(person):
    an_attempt(person, "reached", incoming=True)

    assert a_second(person, outcome="reached").pk


def test_what_was_taken_back_and_others_contacts_are_like_nothing(study, person):
    an_attempt(a_person(study.cases[0]))
    gone = an_attempt(person)
    actions.void_attempt(attempt=gone, version=1, reason="Not them", by=study.researcher)

    assert a_second(person).pk


def test_a_contact_that_is_moved_onto_another_is_asked_about_and_one_that_stays_is_not(
    study, person
):
    an_attempt(person, time=NINE)
    early = an_attempt(person, time=dt.time(7))
    said = {"on": early.on, "channel": "phone", "outcome": "no_answer", "by": study.researcher}
    known = {"attempt": early, "version": 1, "why": "Wrong time"} | said

    assert refusal_of(actions.correct_attempt, **known, time=NINE) == {"another": [ASKED]}
    new = actions.correct_attempt(**known, time=dt.time(7), note="Busy")
    near = actions.correct_attempt(
        **known | {"attempt": new, "version": new.version}, time=dt.time(7, 5)
    )
    assert near.time == dt.time(7, 5)


def test_a_contact_that_is_moved_by_minutes_may_become_like_another_too(study, person):
    an_attempt(person, time=NINE)
    after = an_attempt(person, time=dt.time(9, 11))
    said = {"on": after.on, "channel": "phone", "outcome": "no_answer", "by": study.researcher}
    known = {"attempt": after, "version": 1, "why": "Wrong time"} | said

    for time in (dt.time(9, 5), None):
        assert refusal_of(actions.correct_attempt, **known, time=time) == {"another": [ASKED]}
    assert actions.correct_attempt(**known, time=dt.time(9, 12)).time == dt.time(9, 12)


def test_a_contact_is_not_restored_beside_its_like_unasked(study, client, person):
    gone = an_attempt(person, time=NINE)
    actions.void_attempt(attempt=gone, version=1, reason="Not them", by=study.researcher)
    an_attempt(person, time=NINE)

    page = send(client, f"{FIRST}restore/", reason="It was them")
    assert problems(page) == {"another": [ASKED]}
    send_again(client, f"{FIRST}restore/", page)
    assert ContactAttempt.objects.standing().count() == 2


def send_again(client, url, page, **more):
    return client.post(url, held_by(page, another="on", **more), follow=True)


def test_the_tick_stays_on_whatever_page_comes_next(client, person):
    a_protocol(most_contact_attempts=1)
    send(client, ADD, **TYPED, time="9am")

    asked = send(client, ADD, **TYPED, time="9:04am", deviation="They asked us to")
    assert problems(asked) == {"another": [ASKED]}
    slip = client.post(ADD, held_by(asked, another="on", on="31 June"))
    assert problems(slip) == {"on": ["June has 30 days. Enter a real date"]}
    assert held_by(slip)["another"] is True

    send_again(client, ADD, slip, on="today")
    assert ContactAttempt.objects.count() == 2


def test_the_page_asks_once_keeps_what_was_typed_and_takes_another(client, person):
    send(client, ADD, **TYPED, time="9am")

    page = client.post(ADD, held_by(client.get(ADD), **TYPED, time="9:04am", note="At work"))
    assert problems(page) == {"another": [ASKED]}
    assert held_by(page)["note"] == "At work"

    again = send_again(client, ADD, page)
    assert told(again) == ["Saved for C1-PT-01: phone, no answer. Be in touch by 16 June"]
    times = ContactAttempt.objects.order_by("time").values_list("time", flat=True)
    assert list(times) == [NINE, dt.time(9, 4)]
