"""Handing out what somebody has already, and a follow-up before there is anything to follow up."""

import pytest

from linkstudy.testing.factories import a_consent, a_withdrawal, ago, an_interview
from linkstudy.testing.pages import problems, text_of
from linkstudy.testing.questionnaires import a_questionnaire, an_instrument
from participants import actions
from participants.models import Participant, Questionnaire
from participants.tests.handing_out import correct
from participants.tests.pages import send

ADD = "/participants/c1-pt-01/questionnaires/add/"


@pytest.fixture
def agreed(person) -> Participant:
    """C1-PT-01, who agreed to everything."""
    a_consent(person)
    return person


def test_one_that_another_window_has_handed_out_is_said_beside_the_choice(client, agreed):
    row = a_questionnaire(agreed)
    sent = {"instrument": f"{row.instrument.pk}-first", "how": "paper", "given_on": "today"}

    page = client.post(ADD, sent)

    said = "They were given it on 13 June 2022. Say what came of that one first"
    assert problems(page) == {"instrument": [said]}
    assert page.context["form"]["instrument"].value() == sent["instrument"]
    choices = [str(label) for _, label in page.context["form"]["instrument"].field.choices]
    assert choices == ["Well-being questionnaire, first", "Well-being questionnaire, follow-up"]
    again = send(client, ADD, instrument=f"{row.instrument.pk}-first", how="paper")
    assert problems(again) == {"instrument": [said]}
    assert Questionnaire.objects.count() == 1


def test_a_follow_up_waits_for_the_first_interview(client, agreed):
    wanted = an_instrument()
    sent = {"instrument": f"{wanted.pk}-follow_up", "how": "paper", "given_on": "12/6"}

    page = client.post(ADD, sent)
    said = "C1-PT-01 had no first interview yet. Choose one for the first time, or log it first"
    assert problems(page) == {"instrument": [said]}
    assert page.context["form"]["instrument"].value() == sent["instrument"]

    an_interview(agreed, ago(1))
    page = client.post(ADD, sent)
    said = "Their first interview was on 13 June 2022. Enter that day or a later one"
    assert problems(page) == {"given_on": [said]}
    page = send(client, ADD, **sent | {"given_on": "13/6"})
    assert Questionnaire.objects.get().time_point == "follow_up"


def test_a_follow_up_that_was_handed_out_is_put_right_whatever_became_of_the_interview(agreed):
    row = a_questionnaire(agreed, time_point="follow_up")
    held = agreed.interviews.get()
    actions.void_interview(interview=held, version=1, reason="Another person", by=agreed.owner)

    assert correct(row, how="phone").how == "phone"


def lack_of(page) -> str:
    """What the page says above its form."""
    return page.context["lacks"]


def test_the_page_says_on_opening_that_there_is_no_consent(client, person):
    an_instrument()

    page = client.get(ADD)

    said = "C1-PT-01 has not agreed to questionnaires yet. Record consent first"
    assert lack_of(page) == said
    assert f"{said}. Record it now" in text_of(page)
    assert '<a href="/participants/c1-pt-01/consent/">Record it now</a>' in page.content.decode()


def test_the_page_says_on_opening_what_was_not_agreed_to(client, person):
    an_instrument()
    a_consent(person, scopes=["interview"])

    page = client.get(ADD)

    assert lack_of(page) == "C1-PT-01 did not agree to questionnaires"
    assert "Record it now" not in text_of(page)


def test_the_page_says_on_opening_since_when_nothing_is_handed_out(client, agreed):
    an_instrument()
    assert lack_of(client.get(ADD)) == ""
    a_withdrawal(agreed, on=ago(1))

    page = client.get(ADD)

    assert lack_of(page) == "C1-PT-01 withdrew on 13 June 2022. Enter a day before it"
    assert "Record it now" not in text_of(page)
