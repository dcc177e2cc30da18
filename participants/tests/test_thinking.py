"""What interviews make us think about, beyond the topics ticked when they were logged."""

import pytest
from django.core.exceptions import ValidationError

from cases.objections import objections
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    a_topic,
    ago,
    an_interview,
)
from linkstudy.testing.thinking import a_theory, reflect_on
from participants import actions
from participants.models import InterviewReflection

pytestmark = pytest.mark.django_db
TICK = "/participants/c1-pt-01/interviews/1/thinking/"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def said(page):
    return [str(message) for message in page.context["messages"]]


def test_theories_are_ticked_beside_the_topics_of_the_log(login, study):
    held = an_interview(a_person(study.cases[0]), ago(2), topics=[study.topic])
    trust, theory, client = a_topic("Trust"), a_theory(), login(study.pi)

    page = client.get(TICK)
    assert page.context["logged"] == [study.topic]
    assert list(page.context["form"].fields["topics"].answers.values()) == [trust]
    typed = {"topics": [str(trust.pk)], "theories": [str(theory.pk)], "version": "1"}
    page = client.post(TICK, typed, follow=True)
    assert said(page) == ["What interview 1 with C1-PT-01 makes us think about is saved"]
    shown = [page.context[name] for name in ("logged", "topics", "theories")]
    assert shown == [[study.topic], [trust], [theory]]
    made = InterviewReflection.of(held)
    assert (made.about, made.get_absolute_url()) == (
        "C1-PT-01",
        "/participants/c1-pt-01/interviews/1/",
    )


def test_a_booking_makes_nobody_think_yet(login, study):
    person = a_person(study.cases[0])
    a_consent(person)
    booking = a_booking(person)

    with pytest.raises(ValidationError) as refused:
        reflect_on(booking, study.topic, by=study.researcher)
    assert refused.value.messages == [
        "This interview did not take place. Open it to see what happened"
    ]
    page = login(study.researcher).get(TICK, follow=True)
    assert said(page) == [
        "Interview 1 with C1-PT-01 did not take place. There is nothing to tick yet"
    ]
    assert "think_url" not in page.context


def test_a_void_interview_is_restored_first(login, study):
    held = an_interview(a_person(study.cases[0]), ago(2))
    actions.void_interview(
        interview=held, version=held.version, reason="Another person", by=study.researcher
    )

    page = login(study.researcher).get(TICK, follow=True)
    assert said(page) == ["Interview 1 with C1-PT-01 is void. Restore it first"]


def test_what_was_ticked_for_an_interview_is_not_taken_back(study):
    theory = a_theory()
    reflect_on(an_interview(a_person(study.cases[0]), ago(2)), study.topic, theory, by=study.pi)

    for row in (study.topic, theory):
        assert [one.words for one in objections(row, "void")] == [
            "It was ticked for 1 interview. Correct its words instead"
        ]
