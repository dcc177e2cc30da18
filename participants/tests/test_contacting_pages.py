"""The page that records a contact, what it leads to, and the pages that ask why."""

import datetime as dt
from typing import Any

import pytest

from linkstudy.identities.service import unseal
from linkstudy.testing.contacts import a_deviation, an_attempt
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
from linkstudy.testing.pages import held_by, problems, text_of
from participants import actions
from participants.models import Consent, ContactAttempt, Deviation, Interview
from participants.tests.pages import anew, send, shown, take_back, told

ADD = "/participants/c1-pt-01/contacts/add/"
PERSON = "/participants/c1-pt-01/"
WHY = "They asked us to"


def contact(**more: Any) -> dict[str, Any]:
    given = {"on": "today", "time": "9am", "channel": "phone", "outcome": "no_answer"}
    return given | more


def test_now_is_filled_in_so_that_two_taps_are_left(client, person):
    assert shown(client.get(ADD)) == {"on": "14 June 2022", "time": "9:12am"}

    page = send(client, ADD, channel="phone", outcome="voicemail")
    assert page.redirect_chain[-1][0] == PERSON
    assert told(page) == ["Saved for C1-PT-01: phone, voicemail. Be in touch by 16 June"]
    made = ContactAttempt.objects.get()
    assert (made.on, made.time) == (dt.date(2022, 6, 14), dt.time(9, 12))


def test_nothing_typed_is_asked_for_question_by_question(client, person):
    assert problems(client.post(ADD, {})) == {
        "on": ["Enter the day of the contact"],
        "channel": ["Select how"],
        "outcome": ["Select what came of it"],
    }


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"outcome": "call_back"}, {"next_on": ["Enter the day on which to call back"]}),
        (
            {"incoming": "on"},
            {"outcome": ["They got in touch, so they were reached. Choose what they said"]},
        ),
        (
            {"on": "13/6", "next_on": "12 June 2022"},
            {"next_on": ["The next contact cannot be before this one"]},
        ),
        ({"time": "11pm"}, {"time": ["The time must be now or in the past"]}),
        ({"on": "15 June 2022"}, {"on": ["The date must be today or in the past"]}),
        ({"on": "31 June"}, {"on": ["June has 30 days. Enter a real date"]}),
        (
            {"on": "1 May 2022"},
            {"on": ["We know C1-PT-01 since 31 May 2022. Enter that day or a later one"]},
        ),
    ],
)
def test_what_cannot_be_is_said_beside_its_question_and_typing_stays(client, person, more, found):
    page = client.post(ADD, contact(note="At work", **more))

    assert problems(page) == found
    assert shown(page)["note"] == "At work"
    assert not ContactAttempt.objects.exists()


def test_each_outcome_leads_to_the_page_that_records_it(client, study):
    people = [a_person(study.cases[0]) for _ in range(6)]
    a_consent(people[2])
    a_consent(people[3])
    outcomes = ["interested", "declined", "interested", "declined", "call_back", "reached"]

    led = [
        client.post(
            f"/participants/{person.slug}/contacts/add/", contact(outcome=outcome, next_on="fri")
        ).url
        for person, outcome in zip(people, outcomes, strict=True)
    ]

    assert led == [
        "/participants/c1-pt-01/consent/",
        "/participants/c1-pt-02/decline/",
        "/participants/c1-pt-03/book/",
        "/participants/c1-pt-04/withdraw/",
        "/participants/c1-pt-05/",
        "/participants/c1-pt-06/",
    ]
    assert anew(people[4]).contact_by == dt.date(2022, 6, 17)


def test_no_reply_is_chosen_already_where_nobody_was_reached(client, person):
    assert shown(client.get(f"{PERSON}decline/?reason=no_reply"))["reason"] == "no_reply"
    assert "reason" not in shown(client.get(f"{PERSON}decline/?reason=busy"))


def test_the_third_attempt_says_that_they_wait_for_a_decision(client, person):
    a_protocol()
    for hour in (7, 8):
        an_attempt(person, time=dt.time(hour))

    page = send(client, ADD, channel="phone", outcome="no_answer")

    assert told(page) == [
        "Saved for C1-PT-01: phone, no answer. They wait for a decision now: nobody has reached them"
    ]
    text = text_of(page)
    assert "Decide what to do: they have not answered as often as the protocol lets us try." in text
    assert "Try once more, with a reason or record that they did not reply" in text
    listed = text_of(client.get("/participants/?step=decide"))
    assert "C1-PT-01" in listed
    assert "Decide about C1-PT-01" in text_of(client.get("/"))


def test_who_agreed_is_tried_once_more_or_talked_about_but_did_not_say_no(client, person):
    a_protocol(most_contact_attempts=1)
    a_consent(person)
    an_attempt(person)

    text = text_of(client.get(PERSON))
    assert "Try once more, with a reason" in text
    assert "record that they did not reply" not in text


def test_what_a_pi_reads_of_the_decision_offers_nothing_to_record(login, study, person):
    a_protocol(most_contact_attempts=1)
    an_attempt(person)
    client = login(study.pi)

    assert "Try once more" not in text_of(client.get(PERSON))
    assert "Ann Example is to decide about C1-PT-01" in text_of(client.get("/"))


def test_once_more_asks_why_before_anybody_types_and_keeps_it(client, person):
    a_protocol(most_contact_attempts=1)
    an_attempt(person, time=dt.time(8))
    opened = client.get(ADD)
    assert "Why is the protocol not kept?" in text_of(opened)

    said = (
        "C1-PT-01 has not answered 1 attempt, and the protocol allows 1. Say why you tried once"
        " more"
    )
    page = client.post(ADD, held_by(opened, channel="text", outcome="no_answer", note="Late shift"))
    assert problems(page) == {"deviation": [said]}
    assert shown(page)["note"] == "Late shift"
    assert ContactAttempt.objects.count() == 1

    client.post(ADD, held_by(page, deviation=WHY))
    deviation = Deviation.objects.get()
    assert unseal(person.person, "deviation.reason", deviation.reason) == WHY
    assert ContactAttempt.objects.count() == 2


def test_the_question_why_is_not_there_until_a_rule_is_broken(client, person):
    assert "Why is the protocol not kept?" not in text_of(client.get(ADD))


def test_a_double_click_records_one_contact_and_one_deviation(client, person):
    a_protocol(most_contact_attempts=1)
    an_attempt(person, time=dt.time(8))
    body = held_by(client.get(ADD), channel="text", outcome="no_answer", deviation=WHY)

    for _ in range(2):
        assert client.post(ADD, body).status_code == 302
    assert (ContactAttempt.objects.count(), Deviation.objects.count()) == (2, 1)


# Who left


def test_the_pages_warn_before_somebody_who_left_is_contacted(client, known):
    a_withdrawal(known, level="no_contact")
    warned = "C1-PT-01 withdrew on 14 June 2022. Nobody is to contact them any more."

    assert warned in text_of(client.get(ADD))
    assert warned in text_of(client.get(f"{PERSON}contact/"))
    assert warned in text_of(client.post(f"{PERSON}contact/", {"reason": "To post the results"}))
    page = client.post(ADD, contact(note="Meant well"))
    assert problems(page) == {
        "on": [
            (
                "C1-PT-01 withdrew on 14 June 2022 at 9am and is not to be contacted any more. A"
                " contact from before then, or one that they made, can be recorded"
            )
        ]
    }
    assert shown(page)["note"] == "Meant well"
    assert client.post(ADD, contact(outcome="reached", incoming="on")).status_code == 302


def test_the_page_says_whether_who_said_no_may_be_asked_again(client, person):
    a_refusal(person, may_contact_again=True)

    words = "C1-PT-01 said no on 14 June 2022. We may contact them again."
    assert words in text_of(client.get(ADD))


# Put right


def test_a_contact_is_corrected_taken_back_and_restored(client, person):
    an_attempt(person, "call_back", next_on=ago(-1), note="At work")
    place = f"{PERSON}contacts/1/"

    assert "next page" not in text_of(client.get(f"{place}correct/"))
    page = send(client, f"{place}correct/", channel="text", why="It was a text")
    assert told(page) == ["The contact with C1-PT-01 is corrected"]
    assert shown(client.get(f"{place}correct/"))["note"] == "At work"
    assert told(take_back(client, place)) == ["The contact with C1-PT-01 of 14 June 2022 is void"]
    refused = client.get(f"{place}correct/", follow=True)
    assert told(refused) == ["This contact is void. Restore it before you correct it"]
    page = send(client, f"{place}restore/", reason="It was them")
    assert told(page) == ["The contact with C1-PT-01 of 14 June 2022 is restored"]
    assert told(client.get(f"{place}restore/", follow=True)) == [
        "This contact is not void any more"
    ]


def test_two_who_correct_one_contact_see_each_others_note(client, login, study, person):
    an_attempt(person, note="At work")
    place = f"{PERSON}contacts/1/correct/"
    mine = held_by(client.get(place), note="At work until 5pm", why="I misheard them")
    send(login(study.pi), place, note="At work until 6pm", why="They said so to me")

    page = client.post(place, mine)
    assert page.context["form"].stale == [("Note", "At work until 6pm", "At work until 5pm")]


def test_a_deviation_is_corrected_taken_back_and_restored(client, person):
    a_deviation(person, WHY)
    place = f"{PERSON}deviations/1/"
    assert shown(client.get(f"{place}correct/"))["reason"] == WHY

    page = send(client, f"{place}correct/", reason="They asked us to, twice", why="Misheard it")
    assert told(page) == ["The reason of the deviation of C1-PT-01 is corrected"]
    assert told(take_back(client, place)) == ["The deviation of C1-PT-01 is void"]
    assert told(client.get(f"{place}void/", follow=True)) == ["This deviation is already void"]
    refused = client.get(f"{place}correct/", follow=True)
    assert told(refused) == ["This deviation is void. Restore it before you correct it"]
    page = send(client, f"{place}restore/", reason="It was one after all")
    assert told(page) == ["The deviation of C1-PT-01 is restored"]
    assert told(client.get(f"{place}restore/", follow=True)) == [
        "This deviation is not void any more"
    ]


# The other pages that ask why


def test_consent_on_the_day_of_the_papers_asks_why_and_keeps_what_was_typed(client, study):
    a_protocol()
    a_person(study.cases[0], invited_on=ago(0))
    url = f"{PERSON}consent/"
    page = send(
        client,
        url,
        given_on="today",
        how="paper",
        scopes=["interview"],
        document=str(study.form.pk),
    )
    assert list(problems(page)) == ["deviation"]
    assert not Consent.objects.exists()

    client.post(url, held_by(page, deviation=WHY))
    assert (Consent.objects.count(), Deviation.objects.get().rule) == (1, "cooling_off")


def test_a_follow_up_out_of_its_window_asks_why_when_booked_moved_and_logged(client, study, person):
    a_protocol()
    an_interview(person, ago(3))
    url = f"{PERSON}book/"
    known = {"mode": "phone", "booked_time": "2pm", "interviewer": str(study.researcher.pk)}
    page = send(client, url, wave="follow_up", booked_on="17/6", **known)
    assert list(problems(page)) == ["deviation"]
    client.post(url, held_by(page, deviation=WHY))
    booking = Interview.objects.open().get()

    url = f"{PERSON}interviews/{booking.number}/change/"
    page = send(client, url, booked_on="today")
    assert list(problems(page)) == ["deviation"]
    client.post(url, held_by(page, deviation=WHY))
    assert Deviation.objects.count() == 2

    actions.void_deviation(
        deviation=Deviation.objects.latest("pk"), version=1, reason="Told twice", by=study.pi
    )
    log = f"/interviews/log/?who={person.slug}"
    page = send(client, log, minutes="30", agreed="on")
    assert list(problems(page)) == ["deviation"]
    assert client.post(log, held_by(page, deviation=WHY)).status_code == 302
    assert Deviation.objects.standing().count() == 2


def test_an_age_that_is_not_taken_asks_why(client, person):
    a_protocol(least_age=30)
    url = f"{PERSON}change/"
    page = send(client, url, age_band="18-29")
    assert list(problems(page)) == ["deviation"]

    assert client.post(url, held_by(page, deviation=WHY)).status_code == 302
    assert (anew(person).age_band, Deviation.objects.get().rule) == ("18-29", "age")


def test_a_booked_person_whose_follow_up_is_planned_is_not_asked_twice(client, person, study):
    a_protocol()
    an_interview(person, ago(3))
    a_booking(person, ago(0), wave="follow_up", deviation=WHY)

    page = send(client, f"/interviews/log/?who={person.slug}", minutes="30", agreed="on")
    assert page.redirect_chain[-1][0] == f"{PERSON}interviews/2/saved/"
    assert Deviation.objects.count() == 1
