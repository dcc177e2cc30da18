"""Logging the second interview of a person, and follow-ups."""

from linkstudy.testing.factories import a_booking, a_person, ago, an_interview
from linkstudy.testing.pages import problems
from participants.models import Interview
from participants.tests.pages import LOG, answers


def test_a_second_interview_is_asked_about(client, study):
    an_interview(a_person(study.cases[0]), held_on=ago(3))
    page = client.post(LOG, answers())

    words = (
        "C1-PT-01 already has an interview on 11 June 2022. Open it, or say this is a second one"
    )
    assert problems(page) == {"second": [words]}
    page = client.post(LOG, answers(second="second"))
    assert page.url == "/participants/c1-pt-01/interviews/2/saved/"
    assert list(Interview.objects.values_list("wave", "part")) == [("first", 1), ("first", 2)]


def test_a_follow_up_interview_needs_no_new_person(client, study):
    an_interview(a_person(study.cases[0]), held_on=ago(3))
    page = client.get(LOG, {"who": "c1-pt-01"})
    assert page.context["form"].asked == ("second",)

    client.post(LOG, answers(second="follow_up"))
    client.post(LOG, answers(second="second"))
    waves = list(Interview.objects.order_by("number").values_list("wave", "part"))
    assert waves == [("first", 1), ("follow_up", 1), ("follow_up", 2)]


def test_a_booked_follow_up_is_logged_as_one(client, study):
    person = a_person(study.cases[0])
    an_interview(person, held_on=ago(3))
    a_booking(person, wave="follow_up")
    page = client.post(LOG, answers(seen="C1-PT-01=1"))

    assert page.url == "/participants/c1-pt-01/interviews/2/saved/"
    assert Interview.objects.get(number=2).wave == "follow_up"


def test_second_without_a_first_is_the_first(client, booked):
    client.post(LOG, answers(second="second"))

    row = Interview.objects.get()
    assert (row.wave, row.part) == ("first", 1)


def test_a_follow_up_beside_a_first_booking_leaves_the_booking(client, booked):
    client.post(LOG, answers(second="follow_up", seen="C1-PT-01=1"))

    assert [row.state for row in Interview.objects.order_by("number")] == ["booked", "done"]
