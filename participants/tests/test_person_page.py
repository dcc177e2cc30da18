"""One person's page, by the addresses that lead to it."""

import datetime as dt

import pytest

from linkstudy import clock
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_form,
    a_person,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.pages import text_of
from participants.actions import void_consent
from participants.tests.people import everybody


@pytest.mark.parametrize("typed", ["C1-PT-01", "c1pt1", "1-pt-1", "c1-pt-1", "c1-pt-001"])
def test_another_spelling_leads_to_the_one_address(login, study, typed):
    a_person(study.cases[0])

    response = login(study.researcher).get(f"/participants/{typed}/")

    assert (response.status_code, response.headers["Location"]) == (302, "/participants/c1-pt-01/")


def test_what_is_elsewhere_answers_like_what_is_nowhere(login, study):
    a_person(study.cases[1])
    client = login(study.researcher)

    for page in ("", "change/", "contact/", "contact/change/"):
        there, nowhere, odd = (
            client.get(f"/participants/{slug}/{page}") for slug in ("c2-pt-01", "c2-pt-77", "zz")
        )
        assert (there.status_code, there.content) == (404, nowhere.content)
        assert odd.status_code == 404
        assert client.post(f"/participants/c2-pt-01/{page}").status_code in {404, 405}


def test_a_persons_page_offers_what_comes_next(login, study):
    people = everybody(study)
    client = login(study.researcher)

    offered = {
        status: [words for words, _ in client.get(person.get_absolute_url()).context["p"].acts]
        for status, person in people.items()
    }

    change, touch = "Change details", "Record a contact"
    undecided = ["Log interview", touch, "Book interview", "Record consent", "Record a no", change]
    withdraw = ["Record consent", "Record withdrawal", change]
    interviewed = ["Log interview", touch, "Book interview", "Record consent", "Record a no"]
    assert offered == {
        "invited": undecided,
        "deciding": undecided,
        "consented": ["Log interview", touch, "Book interview", *withdraw],
        "booked": ["Log interview", touch, "Record consent", "Record a no", change],
        "interviewed": [*interviewed, "Record withdrawal", change],
        "declined": [touch, "Record consent", change],
        "not_eligible": [touch, "Record consent", change],
        "withdrew": [touch, "Record consent", change],
    }


def test_roles_are_offered_what_they_may(login, study):
    person = a_person(study.cases[0])
    a_consent(person)

    acts = {
        role: [
            words
            for words, _ in login(getattr(study, role))
            .get(person.get_absolute_url())
            .context["p"]
            .acts
        ]
        for role in ("pi", "administrator", "monitor")
    }

    withdraw = ["Record withdrawal"]
    assert acts == {"pi": withdraw, "administrator": withdraw, "monitor": []}


def test_a_persons_page_leads_to_pages_that_open(login, study):
    client = login(study.researcher)
    for person in everybody(study).values():
        for _, url in client.get(person.get_absolute_url()).context["p"].acts:
            assert client.get(url).status_code == 200


def test_interviews_without_consent_any_more_are_flagged(login, study):
    with clock.telling(dt.datetime(2022, 6, 13, 12, tzinfo=clock.LONDON)):
        person = an_interview(a_person(study.cases[0])).participant
    url = person.get_absolute_url()
    for consent in person.consents.all():
        void_consent(consent=consent, version=consent.version, reason="Wrong", by=study.pi)

    said = "No consent covers this interview any more: interview 1, 13 June 2022"
    readers = (study.pi, study.researcher, study.monitor)
    assert [said in text_of(login(one).get(url)) for one in readers] == [True] * 3


def test_old_form_is_pointed_out_to_whoever_is_to_be_followed_up(login, study):
    with clock.telling(dt.datetime(2022, 6, 1, 12, tzinfo=clock.LONDON)):
        person = a_person(study.cases[0])
        a_consent(person, document=a_form("1.2", replaced_on=dt.date(2022, 6, 10)))
        an_interview(person)
    page = login(study.researcher).get(person.get_absolute_url())

    assert "This form was replaced since" in text_of(page)


def test_old_form_is_pointed_out_before_an_interview_alone(login, study):
    with clock.telling(dt.datetime(2022, 6, 1, 12, tzinfo=clock.LONDON)):
        old = a_form("1.2", replaced_on=dt.date(2022, 6, 10))
        person = a_person(study.cases[0])
        a_consent(person, document=old, scopes=["interview", "audio"])
        an_interview(person)
    client, words = login(study.researcher), "This form was replaced since"

    done = text_of(client.get(person.get_absolute_url()))
    a_booking(person, booked_on=ago(-3), wave="follow_up")
    ahead = text_of(client.get(person.get_absolute_url()))

    assert (words in done, words in ahead) == (False, True)
    assert "Patient. Interviewed . Interview 17 June." in ahead


def test_consents_are_shown_with_what_became_of_them(login, study):
    with clock.telling(dt.datetime(2022, 6, 1, 12, tzinfo=clock.LONDON)):
        old = a_form("1.2", replaced_on=dt.date(2022, 6, 10))
        person = a_person(study.cases[0])
        a_consent(person, document=old, scopes=["interview", "audio"])

    text = text_of(login(study.researcher).get(person.get_absolute_url()))
    a_withdrawal(person, on=dt.date(2022, 6, 13), time=dt.time(15))
    later = text_of(login(study.researcher).get(person.get_absolute_url()))

    assert "Form v1.2 , 25 May 2022. This form was replaced since" in text
    assert "Form v1.2 , 25 May 2022. Withdrawn" in later
    assert "Paper form. Agreed to an interview and audio." in text
    assert "Withdrawn from 13 June 2022, 3pm. Taken by Ann Example." in later
    assert "Withdrew , 13 June 2022, 3pm Stop taking part, keep what we have." in later
