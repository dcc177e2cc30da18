"""Whoever is still asked and has no day to be in touch by is in every list until somebody decides."""

import pytest
from django.core import mail
from django.core.management import call_command

from cases.actions import close_case
from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import a_person, a_protocol, a_refusal, ago, an_interview
from linkstudy.testing.pages import text_of
from participants import actions
from participants.attempts import with_waits
from participants.models import Participant
from participants.steps import next_step
from participants.tests.pages import anew, send
from participants.waves import settings_of

PERSON = "/participants/c1-pt-01/"
STEP = "Decide what to do next"


def steps() -> dict[str, str]:
    """{study ID: the next step in words}."""
    people = with_waits(Participant.objects.with_status(), settings_of()).order_by("pk")
    return {str(one): next_step(one).words for one in people}


@pytest.fixture
def dayless(client, person) -> Participant:
    """C1-PT-01, whose day to be in touch by somebody took away."""
    send(client, f"{PERSON}change/", contact_by="")
    return anew(person)


def test_who_has_no_day_is_on_the_day_of_who_looks_after_them_and_in_every_list(
    client, dayless, study
):
    assert dayless.contact_by is None
    assert steps() == {"C1-PT-01": STEP}

    [item] = client.get("/").context["page"].owed["next-steps"]
    assert (item.words, item.note, item.url, item.who) == (
        "Decide what to do next with C1-PT-01",
        "No day is set",
        PERSON,
        study.researcher,
    )
    assert client.get("/tasks/?kind=next-steps").context["list"].items == [item]
    case = client.get("/cases/1/").context["page"]
    assert item.words in [one.words for one in case.items]
    mine = client.get("/participants/").context["views"][0]
    assert (mine.words, mine.count) == ("My next steps", 1)
    for url in (mine.url, "/participants/?step=plan"):
        assert [str(one.person) for one in client.get(url).context["lines"]] == ["C1-PT-01"]
    assert list(client.get("/participants/?step=none").context["lines"]) == []


def test_the_mornings_letter_counts_them(client, dayless, settings):
    settings.CAN_MAIL = True
    settings.ALLOWED_HOSTS = ["study.example.org"]

    call_command("letters", verbosity=0)

    assert "- 1 person is to hear from us" in mail.outbox[0].body


def test_their_page_offers_what_can_be_done(client, login, dayless, study):
    said = text_of(client.get(PERSON))
    assert f"{STEP}: nobody has said by when to be in touch. Nobody is closed in silence." in said
    assert "Set a day to be in touch by or record a no" in said

    read = text_of(login(study.pi).get(PERSON))
    assert f"{STEP}: nobody has said by when to be in touch" in read
    assert "Set a day to be in touch by" not in read
    words = [
        one.words for one in login(study.pi).get("/tasks/?kind=next-steps").context["list"].items
    ]
    assert words == ["Ann Example is to decide what to do next with C1-PT-01"]

    a_refusal(dayless)
    assert STEP not in text_of(client.get(PERSON))


def test_more_attempts_or_a_reply_turn_a_decision_into_another_and_not_into_nothing(study):
    a_protocol(most_contact_attempts=1)
    replies, stays = (a_person(study.cases[0], replied_on=None, invited_on=ago(30)) for _ in "ab")
    an_attempt(replies, on=ago(1))
    an_attempt(stays, on=ago(1))
    assert set(steps().values()) == {"Decide: no answer"}

    seen = {"version": anew(replies).version, "by": study.researcher}
    actions.change_participant(participant=replies, replied_on=ago(0), **seen)
    assert steps() == {"C1-PT-01": STEP, "C1-PT-02": "Decide: no answer"}

    a_protocol(most_contact_attempts=2, effective_from=ago(0))
    assert steps() == {"C1-PT-01": STEP, "C1-PT-02": STEP}


def test_who_was_interviewed_or_whose_case_has_closed_needs_no_day(client, dayless, study):
    an_interview(a_person(study.cases[0]))
    close_case(case=study.cases[0], on=ago(0), by=study.pi)

    assert steps() == {"C1-PT-01": "Nothing to do", "C1-PT-02": "Nothing to do"}
    assert client.get("/tasks/?kind=next-steps").context["list"].items == []
