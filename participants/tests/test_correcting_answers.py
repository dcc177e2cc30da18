"""Consents, answers of no and withdrawals put right, taken back and restored, page by page."""

import datetime as dt

import pytest

from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_form,
    a_refusal,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.pages import held_by, problems
from participants import actions
from participants.models import Consent, Refusal, Withdrawal
from participants.tests.pages import WHY, effects, send, take_back, told

PERSON = "/participants/c1-pt-01/"
CONSENT = f"{PERSON}consents/1/"
WITHDRAWAL = f"{PERSON}withdrawals/1/"
DECLINE = f"{PERSON}decline/"


pytestmark = pytest.mark.usefixtures("person")


# Consents


def test_a_consent_is_filled_in_and_put_right(client, person, study):
    old = a_form("1.2", approved_on=dt.date(2022, 1, 1), replaced_on=dt.date(2022, 6, 10))
    a_consent(person, scopes=["interview", "audio"], document=old)

    opened = client.get(f"{CONSENT}correct/")
    page = send(client, f"{CONSENT}correct/", scopes=["interview"], given_time="2pm", why=WHY)

    assert opened.context["form"]["document"].value() == str(old.pk)
    assert opened.context["form"]["given_time"].value() is None
    assert opened.context["form"]["scopes"].value() == ["interview", "audio"]
    assert told(page) == ["The consent of C1-PT-01 is corrected"]
    now = Consent.objects.standing().get()
    assert ([str(scope) for scope in now.agreed], now.given_time) == (["interview"], dt.time(14))
    [paper] = page.context["p"].papers
    assert paper.put_right_words == "Corrected on 14 June 2022 by Ann Example"
    assert [words for words, _ in paper.acts] == ["Correct", "Take back"]


def test_interviews_that_lose_their_consent_are_named(client, person):
    done = an_interview(person, ago(5))

    opened = client.get(f"{CONSENT}correct/")
    page = send(client, f"{CONSENT}correct/", given_on="11/6", why=WHY)
    again = send(client, f"{CONSENT}correct/", how="electronic", why="Signed online")

    [effect] = [one for one in opened.context["act"].effects if one.links]
    assert effect.links == (("Interview 1, 9 June 2022", done.get_absolute_url()),)
    assert told(page) == [
        "The consent of C1-PT-01 is corrected",
        "No consent covers interview 1 any more. A principal investigator decides what to keep",
    ]
    assert told(again) == ["The consent of C1-PT-01 is corrected"]


def test_a_consent_keeps_its_number_when_it_is_put_right(client, person):
    a_consent(person)
    a_consent(person, ago(3), scopes=["quotes"])
    send(client, f"{CONSENT}correct/", how="electronic", why="Signed online")

    page = client.get(PERSON)

    assert [(paper.number, paper.row.how) for paper in page.context["p"].papers] == [
        (2, "paper"),
        (1, "electronic"),
    ]
    assert client.get(f"{PERSON}consents/3/correct/").status_code == 404


def test_two_who_put_a_consent_right_see_each_others_answers(client, person, study):
    consent = a_consent(person, scopes=["interview"])
    url = f"{CONSENT}correct/"
    sent = held_by(client.get(url), scopes=["interview", "quotes"], why=WHY)
    actions.correct_consent(
        consent=consent,
        version=1,
        why="Mistyped",
        document=consent.document,
        given_on=consent.given_on,
        how="paper",
        scopes=["interview", "audio"],
        by=study.pi,
    )

    form = client.post(url, sent).context["form"]

    assert form.stale == [
        (
            "What did they agree to?",
            "Take part in an interview, Have the interview audio recorded",
            "Take part in an interview, Have their words quoted without their name",
        )
    ]


def test_who_put_another_answer_of_a_consent_right_sees_that_alone(client, person, study):
    consent = a_consent(person, scopes=["interview"])
    sent = held_by(client.get(f"{CONSENT}correct/"), how="witnessed", why=WHY)
    actions.correct_consent(
        consent=consent,
        version=1,
        why="Mistyped",
        document=consent.document,
        given_on=consent.given_on,
        how="electronic",
        scopes=["interview"],
        by=study.pi,
    )

    form = client.post(f"{CONSENT}correct/", sent).context["form"]

    assert form.stale == [("How did they agree?", "Online form", "Spoken, with a witness")]


def test_a_consent_is_taken_back_and_restored(client, person):
    a_consent(person)
    gone = take_back(client, CONSENT)
    a_withdrawal(person)
    opened = client.get(f"{CONSENT}restore/")

    back = send(client, f"{CONSENT}restore/", reason="It was them")

    assert told(gone) == ["The consent of C1-PT-01 of 7 June 2022 is void"]
    assert effects(opened) == [
        "It covers interviews again, from its date and time on",
        "It ends on 14 June 2022 at 9am, when they withdrew",
        "No number of people interviewed changes",
    ]
    assert told(back) == ["The consent of C1-PT-01 of 7 June 2022 is restored"]
    [paper] = back.context["p"].papers
    assert paper.put_right_words == "Restored on 14 June 2022 by Ann Example"
    assert paper.row.withdrawn_time == dt.time(9)


# Saying no


def test_an_answer_of_no_is_put_right_taken_back_and_restored(client, person):
    a_refusal(person, words="Not now")
    opened = client.get(f"{DECLINE}correct/").context["form"]

    pages = [
        send(client, f"{DECLINE}correct/", reason="busy", words="Too busy", why=WHY),
        take_back(client, DECLINE),
        send(client, f"{DECLINE}restore/", reason="It was them"),
    ]

    assert (opened["words"].value(), opened["may_contact_again"].value()) == ("Not now", "no")
    assert [told(page) for page in pages] == [
        ["The answer of C1-PT-01 is corrected"],
        ["The answer of C1-PT-01 is void. They may still take part"],
        ["The answer of C1-PT-01 is restored"],
    ]
    assert [page.context["p"].line.status for page in pages] == ["Declined", "Deciding", "Declined"]
    acts = [[words for words, _ in page.context["p"].answers[0].acts] for page in pages]
    assert acts == [["Correct", "Take back"], ["Restore"], ["Correct", "Take back"]]
    assert Refusal.objects.count() == 3


def test_the_answer_of_an_address_is_the_one_that_stands(client, person):
    a_refusal(person, on=ago(5))
    take_back(client, DECLINE)
    a_refusal(person, on=ago(1))

    assert client.get(f"{DECLINE}correct/").context["form"]["on"].value() == "13 June 2022"
    take_back(client, DECLINE)
    assert client.get(f"{DECLINE}restore/").context["act"].lead == "They said no on 13 June 2022."


def test_two_who_put_an_answer_right_see_each_others_words(client, person, study):
    no = a_refusal(person, words="Not now")
    url = f"{DECLINE}correct/"
    sent = held_by(client.get(url), words="Too busy", why=WHY)
    actions.correct_refusal(
        refusal=no,
        version=1,
        why="Misheard",
        on=no.on,
        reason=no.reason,
        may_contact_again=False,
        words="Later",
        by=study.pi,
    )

    assert client.post(url, sent).context["form"].stale == [("In their words", "Later", "Too busy")]


# Withdrawing


def test_a_withdrawal_is_put_right_with_care(client, person):
    a_consent(person)
    a_withdrawal(person, note="They rang")
    url = f"{WITHDRAWAL}correct/"

    unchecked = send(client, url, time="8am", why=WHY)
    page = send(client, url, time="8am", why=WHY, asked="on")

    assert problems(unchecked) == {"asked": ["Confirm that you checked what they said"]}
    assert unchecked.context["form"]["note"].value() == "They rang"
    assert told(page) == ["The withdrawal of C1-PT-01 is corrected"]
    assert Consent.objects.get().withdrawn_time == dt.time(8)


def test_a_withdrawal_is_taken_back_with_care_and_says_what_comes_back(client, person):
    a_consent(person)
    a_booking(person, ago(-3))
    a_withdrawal(person)
    opened = client.get(f"{WITHDRAWAL}void/")

    unchecked = send(client, f"{WITHDRAWAL}void/", reason="It was C1-PT-02")
    page = take_back(client, WITHDRAWAL, asked="on")

    assert effects(opened)[:3] == [
        "What they agreed to on 7 June 2022 holds again",
        "What was booked stays cancelled. Book it again:",
        "We remind you in 2 days to be in touch with them",
    ]
    [booked] = [one.links for one in opened.context["act"].effects if one.links]
    assert booked == (("Friday 17 June, 2pm, phone", f"{PERSON}book/"),)
    assert problems(unchecked) == {"asked": ["Confirm that they did not withdraw"]}
    assert told(page) == ["The withdrawal of C1-PT-01 is void"]
    assert page.context["p"].line.status == "Consented"


def test_a_withdrawal_without_consent_or_booking_is_taken_back(client, person):
    client.post(
        f"{PERSON}withdraw/", {"on": "today", "time": "9am", "level": "keep", "asked": "on"}
    )

    assert effects(client.get(f"{WITHDRAWAL}void/"))[0] == (
        "We remind you in 2 days to be in touch with them"
    )


def test_a_withdrawal_is_restored_and_flags_what_was_held_since(client, person):
    a_withdrawal(person, on=ago(5))
    take_back(client, WITHDRAWAL, asked="on")
    an_interview(person, ago(2))

    page = send(client, f"{WITHDRAWAL}restore/", reason="It was them")

    assert told(page) == [
        "The withdrawal of C1-PT-01 is restored",
        "No consent covers interview 1 any more. A principal investigator decides what to keep",
    ]
    assert Withdrawal.objects.standing().get().on == ago(5)
