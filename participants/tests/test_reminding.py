"""A reminder logged with several people at once, all or none, and taken back for ten minutes."""

import datetime as dt

import pytest

from linkstudy import clock
from linkstudy.clock import telling
from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import (
    a_person,
    a_protocol,
    a_refusal,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.pages import held_by, problems, text_of
from participants import actions
from participants.models import ContactAttempt, Participant
from participants.tests.pages import happened, told, verbs

REMIND, UNDO = "/participants/together/remind/", "/participants/together/undo/"


@pytest.fixture
def people(study) -> list[Participant]:
    """C1-PT-01 and C1-PT-02, invited ten days ago, to be reminded by today."""
    facts = {"invited_on": ago(10), "replied_on": None, "contact_by": ago(0)}
    return [a_person(study.cases[0], **facts) for _ in range(2)]


def remind(client, people, **more):
    page = client.get(REMIND, {"who": [one.slug for one in people]})
    return client.post(REMIND, held_by(page, **more), follow=True)


def undone(client, people):
    return client.post(UNDO, {"who": [one.slug for one in people]}, follow=True)


def logged() -> list[tuple[str, dt.date, str, str]]:
    """(who, day, how, what came of it) of each contact that stands."""
    rows = ContactAttempt.objects.standing().order_by("participant__pk")
    found = rows.values_list("participant__study_id", "on", "channel", "outcome")
    return list(found)


def days(people) -> list[dt.date | None]:
    now = Participant.objects.filter(pk__in=[one.pk for one in people]).order_by("pk")
    return list(now.values_list("contact_by", flat=True))


def test_a_letter_of_today_is_logged_for_each_as_the_page_stands(client, study, people):
    page = remind(client, people)

    assert told(page) == [f'Reminder logged for 2 people. <a href="{UNDO}">Undo</a>']
    assert logged() == [(str(one), ago(0), "letter", "no_answer") for one in people]
    assert days(people) == [ago(-2)] * 2
    assert verbs()[-4:] == ["attempt.recorded", "participant.reminded"] * 2
    sentence, details = happened(people[0], study.pi)[0]
    assert sentence == "No answer. Letter on 14 June 2022"
    assert details[-1] == ("Be in touch by", "14 June 2022", "16 June 2022")


def test_another_contact_and_another_day_are_logged(client, people):
    page = remind(
        client, people[:1], on="13/6", channel="phone", outcome="call_back", next_on="20/6"
    )

    assert told(page) == [f'Reminder logged for 1 person. <a href="{UNDO}">Undo</a>']
    assert logged() == [("C1-PT-01", ago(1), "phone", "call_back")]
    assert days(people) == [ago(-6), ago(0)]


def test_whoever_waits_for_nothing_keeps_their_day(client, study):
    person = an_interview(a_person(study.cases[0])).participant

    remind(client, [person])

    assert logged() == [(str(person), ago(0), "letter", "no_answer")]
    assert days([person]) == [None]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"who": []}, {"who": ["Tick somebody"]}),
        ({"on": ""}, {"on": ["Enter the day of the contact"]}),
        ({"on": "15/6/2022"}, {"on": ["The date must be today or in the past"]}),
        ({"channel": ""}, {"channel": ["Select how"]}),
        ({"outcome": "interested"}, {"outcome": ["Select what came of it"]}),
        ({"outcome": "call_back"}, {"next_on": ["Enter the day on which to call back"]}),
        (
            {"on": "1/6"},
            {"on": ["We know C1-PT-01 since 4 June 2022. Enter that day or a later one"]},
        ),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_logged(client, people, given, wrong):
    assert problems(remind(client, people, **given)) == wrong
    assert (logged(), days(people)) == ([], [ago(0)] * 2)


def test_whoever_is_not_to_be_contacted_is_named_and_nobody_is_reminded(client, study, people):
    a_protocol(most_contact_attempts=1)
    gone = a_withdrawal(a_person(study.cases[0]), level="no_contact").participant
    said_no = a_refusal(a_person(study.cases[0], replied_on=ago(9)), on=ago(5)).participant
    tried = an_attempt(a_person(study.cases[0]), time=dt.time(0)).participant

    page = remind(client, [*people, gone, said_no, tried])

    assert problems(page) == {
        "who": [
            "C1-PT-03 withdrew and is not to be contacted any more. Untick C1-PT-03",
            "C1-PT-04 asked for no more contact. Untick C1-PT-04",
            (
                "C1-PT-05 has not answered as many attempts as the protocol allows. Untick C1-PT-05, and"
                " decide on their page whether to try once more"
            ),
        ]
    }
    assert logged() == [(str(tried), ago(0), "phone", "no_answer")]
    assert (
        "Reminder logged for 2 people."
        in told(client.post(REMIND, held_by(page, who=[one.slug for one in people]), follow=True))[
            0
        ]
    )


def test_whoever_was_changed_while_the_page_was_open_is_named(client, study, people):
    page = client.get(REMIND, {"who": [one.slug for one in people]})
    tom = a_user(sites=study.sites[:1], name="Tom Reid")
    version = {people[1].pk: people[1].version}
    facts = {"people": people[1:], "versions": version, "contact_by": ago(-9)}
    actions.change_together(owner=tom, by=tom, **facts)

    stale = client.post(REMIND, held_by(page, channel="text"))

    assert problems(stale) == {
        "who": [
            (
                "Tom Reid changed C1-PT-02 while this page was open. They are with Tom Reid now, in touch"
                " by 23 June 2022. Nothing is saved yet. Save again to go on all the same, or"
                " untick them"
            )
        ]
    }
    assert logged() == []
    client.post(REMIND, held_by(stale))
    assert logged() == [(str(one), ago(0), "text", "no_answer") for one in people]
    assert days(people) == [ago(-2), ago(-9)]


def test_it_is_taken_back_with_the_day_that_was_there(client, study, people):
    an_attempt(people[0], on=ago(5), next_on=ago(0))
    remind(client, people)
    assert client.get(UNDO).context["people"] == people

    page = undone(client, people)

    assert told(page) == ["Put back as it was"]
    assert logged() == [(str(people[0]), ago(5), "phone", "no_answer")]
    assert days(people) == [ago(0)] * 2
    assert verbs()[-4:] == ["attempt.voided", "participant.put_back"] * 2
    assert problems(undone(client, people))["who"][0].startswith("Not put back, as somebody")


def test_what_happened_to_somebody_since_stays(client, login, study, people):
    remind(client, people)
    an_attempt(people[0], "voicemail", time=dt.time(9), by=study.researcher)
    assert client.get(UNDO).context["people"] == people[1:]

    said = problems(undone(client, people))["who"]

    assert [words.partition(": ")[2][:8] for words in said] == ["C1-PT-01"]
    assert len(logged()) == 3
    with telling(clock.study_now() + dt.timedelta(minutes=11)):
        assert client.get(UNDO).context["people"] == []
    tom = a_user(sites=study.sites[:1])
    assert login(tom).get(UNDO).context["people"] == []


def test_without_people_the_page_says_where_to_tick_them(login, study):
    said = text_of(login(a_user(sites=study.sites[:1])).get(REMIND))

    assert "Nobody is here to be reminded. Tick people in the list first." in said


def test_nobody_is_reminded_twice_of_one_day_in_one_way(client, study, people):
    remind(client, people[:1])

    page = remind(client, people)

    already = "C1-PT-01 has a contact of 14 June 2022 already: letter, no answer. Untick C1-PT-01"
    assert problems(page) == {"who": [already]}
    assert len(logged()) == 1
