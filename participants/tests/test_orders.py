"""The order of the list of people: who needs something first, and by the last contact."""

import datetime as dt

from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import a_person, a_protocol, a_withdrawal, ago
from participants.actions import void_attempt
from participants.models import Participant
from participants.steps import line
from participants.tests.listed import asked, ids


def test_whoever_somebody_has_to_decide_about_comes_before_all_with_a_day(study):
    a_protocol(most_contact_attempts=1)
    late, dayless, decide, done = (a_person(study.cases[0]) for _ in range(4))
    an_attempt(decide)
    a_withdrawal(done)
    Participant.objects.filter(pk=late.pk).update(contact_by=ago(30))
    Participant.objects.filter(pk=dayless.pk).update(contact_by=None)

    lines = [line(person) for person in asked(study.researcher).people]

    assert [(str(one.person), one.step.words) for one in lines] == [
        (str(decide), "Decide: no answer"),
        (str(dayless), "Decide what to do next"),
        (str(late), "Call back, was due 15 May"),
        (str(done), "Nothing to do"),
    ]
    turned = ids(study.researcher, "sort=-next-step")
    assert turned == [str(one) for one in (late, dayless, decide, done)]


def test_those_with_the_same_next_step_are_on_one_page_each(study):
    a_protocol(most_contact_attempts=1)
    for _ in range(30):
        an_attempt(a_person(study.cases[0]))

    pages = [asked(study.researcher, f"page={page}").page() for page in (1, 2)]

    assert [str(one) for page in pages for one in page] == [f"C1-PT-{n:02d}" for n in range(1, 31)]


def test_the_last_contact_is_the_one_made_last_and_can_be_sorted_by(study):
    first, second, nobody = (a_person(study.cases[0]) for _ in range(3))
    an_attempt(first, "voicemail", on=ago(3), time=dt.time(17))
    an_attempt(first, "reached", on=ago(3), time=dt.time(9))
    an_attempt(second, on=ago(1), channel="letter")
    void_attempt(attempt=an_attempt(second), version=1, reason="Twice", by=study.researcher)

    up, down = ("sort=last-contact", "sort=-last-contact")
    lines = [line(person) for person in asked(study.researcher, up).people]

    assert [(one.person.last_on, one.last_contact) for one in lines] == [
        (ago(3), "phone, voicemail"),
        (ago(1), "letter, no answer"),
        (None, ""),
    ]
    assert ids(study.researcher, down) == [str(one) for one in (second, first, nobody)]
