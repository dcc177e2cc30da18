"""The pages that put right, restore and change ask why, once, where that newly breaks a rule."""

import pytest

from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import (
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
from participants.models import Deviation, Interview
from participants.tests.broken import kept
from participants.tests.pages import WHY, send, take_back, told

PERSON = "/participants/c1-pt-01/"
ASKED = "They go abroad in July"
QUESTION = "Why is the protocol not kept?"


@pytest.fixture
def rules(person):
    return a_protocol()


def asks_once(client, url: str, rule: str, **typed):
    """Send a page, which asks why; answer that, and give the page that this led to."""
    assert QUESTION not in text_of(client.get(url))
    page = send(client, url, **typed)
    assert list(problems(page)) == ["deviation"]
    assert QUESTION in text_of(page)
    assert not Deviation.objects.standing().exists()

    saved = client.post(url, held_by(page, deviation=ASKED), follow=True)
    assert [(one[0], one[3]) for one in kept()] == [(rule, ASKED)]
    return saved


def test_an_interview_is_put_right_once_the_reason_is_there(client, person, rules):
    an_interview(person, ago(3))
    an_interview(person, second=True)
    url = f"{PERSON}interviews/2/"

    page = asks_once(client, f"{url}correct/", "follow_up_window", wave="follow_up", why=WHY)
    assert told(page) == ["Interview 2 with C1-PT-01 is corrected"]
    assert Interview.objects.done().get(number=2).wave == "follow_up"


def test_an_interview_is_restored_once_the_reason_is_there(client, person, rules):
    an_interview(person, ago(3))
    take_back(client, f"{PERSON}interviews/1/")
    an_interview(person, wave="follow_up")
    url = f"{PERSON}interviews/1/restore/"

    page = asks_once(client, url, "follow_up_window", reason="It was this person")
    assert told(page) == ["Interview 1 with C1-PT-01 is restored"]


def test_a_consent_is_put_right_once_the_reason_is_there(client, study):
    a_protocol()
    a_consent(a_person(study.cases[0], invited_on=ago(5)), ago(3))
    url = f"{PERSON}consents/1/correct/"

    page = asks_once(client, url, "cooling_off", given_on="9/6", why=WHY)
    assert told(page) == ["The consent of C1-PT-01 is corrected"]


def test_a_contact_is_put_right_once_the_reason_is_there(client, person, rules):
    a_refusal(person, on=ago(5))
    an_attempt(person, "reached", on=ago(3), incoming=True)
    url = f"{PERSON}contacts/1/correct/"

    page = asks_once(client, url, "no_contact", incoming="", why=WHY)
    assert told(page) == ["The contact with C1-PT-01 is corrected"]


def test_a_no_is_put_right_once_the_reason_is_there(client, person, rules):
    an_attempt(person, on=ago(3))
    a_refusal(person, on=ago(1))
    url = f"{PERSON}decline/correct/"

    asks_once(client, url, "no_contact", on="9/6", why=WHY)


def test_a_withdrawal_is_put_right_once_the_reason_is_there(client, person, rules):
    a_consent(person, ago(9))
    a_withdrawal(person, on=ago(5))
    a_consent(person, ago(3))
    url = f"{PERSON}withdrawals/1/correct/"

    asks_once(client, url, "no_contact", level="no_contact", why=WHY, asked="on")


@pytest.mark.parametrize("noun", ["consents", "contacts", "decline", "withdrawals"])
def test_what_was_taken_back_is_restored_once_the_reason_is_there(client, study, noun):
    a_protocol()
    person = a_person(study.cases[0], invited_on=ago(9), replied_on=ago(8))
    where = f"{PERSON}{noun}/" if noun == "decline" else f"{PERSON}{noun}/1/"
    rule = RESTORED[noun](client, person, where)

    asks_once(client, f"{where}restore/", rule, reason="It was this person")


def consent_back(client, person, where) -> str:
    a_consent(person, ago(9), deviation=WHY)
    take_back(client, where)
    [one] = Deviation.objects.standing()
    actions.void_deviation(deviation=one, version=1, reason="It went with it", by=person.owner)
    return "cooling_off"


def contact_back(client, person, where) -> str:
    an_attempt(person, on=ago(7))
    take_back(client, where)
    for days in (6, 5, 4):
        an_attempt(person, on=ago(days))
    return "contact_attempts"


def refusal_back(client, person, where) -> str:
    a_refusal(person, on=ago(7))
    take_back(client, where)
    an_attempt(person, on=ago(3))
    return "no_contact"


def withdrawal_back(client, person, where) -> str:
    a_consent(person, ago(7))
    a_withdrawal(person, on=ago(6), level="no_contact")
    take_back(client, where, asked="on")
    a_consent(person, ago(3))
    return "no_contact"


RESTORED = {
    "consents": consent_back,
    "contacts": contact_back,
    "decline": refusal_back,
    "withdrawals": withdrawal_back,
}


def test_somebody_is_restored_once_the_reason_is_there(client, person):
    a_protocol(least_age=30)
    facts = {"participant": person, "by": person.owner}
    actions.change_participant(version=1, age_band="18-29", deviation=WHY, **facts)
    [one] = Deviation.objects.standing()
    actions.void_deviation(deviation=one, version=1, reason="It went with it", by=person.owner)
    actions.void_participant(version=2, reason="Added twice", **facts)

    page = asks_once(client, f"{PERSON}restore/", "age", reason="They were added once")
    assert told(page) == ["C1-PT-01 is restored"]


def test_another_day_of_the_invitation_asks_why(client, study):
    a_protocol()
    a_consent(a_person(study.cases[0], invited_on=ago(5)), ago(3))

    page = asks_once(client, f"{PERSON}change/", "cooling_off", invited_on="11/6", reason=WHY)
    assert told(page) == ["Details of C1-PT-01 saved"]
