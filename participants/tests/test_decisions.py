"""An interview that no consent covers any more waits for a principal investigator, who may keep it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from linkstudy.audit.models import Entry
from linkstudy.testing.factories import (
    a_consent,
    a_person,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.pages import problems, text_of
from participants import actions
from participants.models import Decision, Interview
from participants.tests.pages import told

WHY = "The information sheet says that we keep what was collected"


@pytest.fixture
def interview(study):
    """Done on 11 June, by somebody who turns out to have withdrawn on 9 June."""
    person = a_person(study.cases[0])
    held = an_interview(person, ago(3))
    a_withdrawal(person, on=ago(5))
    return held


def keep_page(interview) -> str:
    return f"{interview.get_absolute_url()}keep/"


def test_it_is_kept_with_a_reason_and_leaves_every_list(study, interview, login):
    client = login(study.pi)
    waiting = f"Decide on {interview.participant}’s interview of 11 June 2022"
    pages = ["/", "/progress/", "/cases/1/"]
    assert [waiting in text_of(client.get(page)) for page in pages] == [True] * 3

    page = client.post(keep_page(interview), {"why": WHY}, follow=True)

    assert told(page) == [f"Interview 1 with {interview.participant} is kept"]
    assert [waiting in text_of(client.get(page)) for page in pages] == [False] * 3
    assert "It counts until somebody decides" not in page.text
    assert Entry.objects.latest("seq").verb == "decision.made"
    assert list(Interview.objects.done()) == [interview]


@pytest.mark.parametrize("page", ["", "keep/"])
def test_the_page_says_that_consent_does_not_cover_it(study, interview, login, page):
    text = login(study.pi).get(f"{interview.get_absolute_url()}{page}").text

    assert "No consent covers " in text
    assert "Keep it, with a reason" in text or "Keep this interview" in text


def test_a_voided_consent_makes_it_wait_too(study, login):
    person = a_person(study.cases[0])
    held = an_interview(person, ago(3))
    assert list(Interview.objects.undecided()) == []

    consent = person.consents.get()
    actions.void_consent(consent=consent, version=1, reason="Another person’s", by=study.pi)

    assert list(Interview.objects.undecided()) == [held]


def test_agreeing_again_afterwards_does_not_cover_what_came_before(study, interview):
    a_consent(interview.participant, ago(1))

    assert list(Interview.objects.undecided()) == [interview]


def test_a_decision_says_why(study, interview, login):
    page = login(study.pi).post(keep_page(interview), {"why": " "})

    assert problems(page) == {"why": ["Enter why you keep it"]}
    assert not Decision.objects.exists()


def test_what_consent_covers_needs_no_decision(study, login):
    held = an_interview(a_person(study.cases[0]), ago(3))

    page = login(study.pi).get(keep_page(held), follow=True)

    words = f"There is nothing to decide about this interview of {held.participant} now"
    assert told(page) == [words]
    with pytest.raises(ValidationError):
        actions.keep_interview(interview=held, why=WHY, by=study.pi)


def test_two_principal_investigators_decide_once(study, interview, login):
    actions.keep_interview(interview=interview, why=WHY, by=study.pi)

    page = login(study.pi).post(keep_page(interview), {"why": WHY})

    words = f"There is nothing to decide about {interview} now. Open it to see why"
    assert problems(page) == {"__all__": [words]}
    assert Decision.objects.get().about == str(interview.participant)


def test_a_decision_taken_back_makes_it_wait_again(study, interview):
    decision = actions.keep_interview(interview=interview, why=WHY, by=study.pi)
    assert str(decision) == f"Decision to keep {interview}"
    assert decision.get_absolute_url() == interview.get_absolute_url()

    actions.void_decision(decision=decision, version=1, reason="Too early", by=study.pi)

    assert list(Interview.objects.undecided()) == [interview]


def test_somebody_withdraws_twice_on_one_day(study):
    person = a_person(study.cases[0])
    a_consent(person, ago(9))
    a_withdrawal(person, time=dt.time(8))
    again = a_consent(person, ago(0), given_time=dt.time(8, 30))

    a_withdrawal(person, time=dt.time(9))

    again.refresh_from_db()
    assert (again.withdrawn_on, again.withdrawn_time) == (ago(0), dt.time(9))


def test_a_principal_investigator_takes_a_decision_back(study, interview, login):
    client = login(study.pi)
    client.post(keep_page(interview), {"why": WHY})
    page = client.get(interview.get_absolute_url())
    assert f"It is kept since 14 June 2022: {WHY}" in page.text

    address = f"{keep_page(interview)}void/"
    page = client.post(address, {"reason": "Too early", "version": "1"}, follow=True)

    words = f"Interview 1 with {interview.participant} waits for a decision again"
    assert told(page) == [words]
    assert "Keep it, with a reason" in page.text
    nothing = f"Nobody has decided about this interview of {interview.participant}"
    assert told(client.get(address, follow=True)) == [nothing]
