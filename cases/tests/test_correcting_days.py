"""Observation days put right, taken back and restored, page by page."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from cases import actions
from cases.models import ObservationDay
from linkstudy.testing.factories import a_user, an_observation
from linkstudy.testing.pages import held_by, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def test_day_is_put_right_with_a_reason(login, study):
    day = an_observation(study.cases[0], voluntary=1)
    client = login(study.pi)
    url = f"{day.get_absolute_url()}correct/"
    sent = held_by(client.get(url), patients="4", starts="10am", why="Misread my notes")

    page = client.post(url, sent, follow=True)

    assert page.redirect_chain == [(day.get_absolute_url(), 302)]
    now = page.context["observation"]
    assert (now.patients, now.starts, now.voluntary, now.number) == (4, dt.time(10), 1, 1)
    assert (now.replaces, now.observer) == (day, study.researcher)
    assert [str(message) for message in page.context["messages"]] == [
        "Observation day 1 of Case 1 is corrected"
    ]
    [event] = page.context["put_right"]
    assert [(one.label, one.old, one.new) for one in event.details] == [
        ("Starts", "9am", "10am"),
        ("Patients observed", "2", "4"),
        ("Why", "", "Misread my notes"),
    ]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("day", "15/6", "The day must be today or in the past"),
        ("day", "1 March 2022", "Case 1 opens on 15 April 2022. Check the date"),
        ("ends", "8am", "The end must be after the start"),
        ("starts", "14:00", "The end must be after the start"),
        ("patients", "=1+1", "The number of patients must be a number, like 2"),
        ("observer", "999", "Select who observed"),
        ("why", " ", "Enter why it was wrong"),
        ("why", "a\0b", "Remove the hidden character, shown as �, after “a”"),
        ("why", "x" * 1001, "The reason is 1,001 characters. The most we can keep is 1,000"),
        (
            "version",
            "one",
            "Part of this form was lost on the way. Open the page again before you save",
        ),
    ],
)
def test_a_wrong_correction_is_said_beside_its_question(login, study, field, typed, words):
    day = an_observation(study.cases[0])
    client, url = login(study.pi), f"{day.get_absolute_url()}correct/"
    sent = held_by(client.get(url), patients="4", why="Misread it") | {field: typed}

    page = client.post(url, sent)

    errors = page.context["form"].errors
    assert [list(said) for said in errors.values()] == [[words]]
    assert page.context["form"]["patients"].value() == sent["patients"]
    assert ObservationDay.objects.get() == day


def test_a_correction_needs_something_different(login, study):
    day = an_observation(study.cases[0])
    client, url = login(study.pi), f"{day.get_absolute_url()}correct/"

    page = client.post(url, held_by(client.get(url), why="To be sure"))

    assert page.context["form"].errors == {
        "__all__": ["Nothing is different. Change what was wrong, or leave the page"]
    }


def test_a_correction_cannot_take_another_days_place(login, study):
    an_observation(study.cases[0], starts=dt.time(9))
    day = an_observation(study.cases[0], starts=dt.time(14), ends=dt.time(16))
    client, url = login(study.pi), f"{day.get_absolute_url()}correct/"

    page = client.post(url, held_by(client.get(url), starts="9am", why="Misread it"))

    assert page.context["form"].errors == {
        "starts": ["Day 1 starts at 9am on 13 June 2022 already"]
    }


def test_who_observed_is_somebody_of_the_site(login, study):
    day = an_observation(study.cases[0])
    here = a_user("researcher", [study.sites[0]], name="Cat Example")
    client, url = login(study.pi), f"{day.get_absolute_url()}correct/"
    opened = client.get(url)

    offered = [str(label) for _, label in opened.context["form"].fields["observer"].choices]
    client.post(url, held_by(opened, observer=str(here.pk), why="It was Cat"))
    with pytest.raises(ValidationError) as refused:
        actions.correct_observation(
            observation=ObservationDay.objects.standing().get(),
            version=3,
            why="It was Ben",
            observer=study.researcher2,
            by=study.pi,
        )

    assert offered == ["Ann Example", "Cat Example"]
    assert ObservationDay.objects.standing().get().observer == here
    assert refused.value.message_dict == {
        "observer": ["Choose somebody who works in this case’s part of the country"]
    }


def test_two_corrections_at_once_show_both_values(login, study):
    day = an_observation(study.cases[0])
    client, url = login(study.pi), f"{day.get_absolute_url()}correct/"
    sent = held_by(client.get(url), patients="4", why="Misread it")
    actions.correct_observation(
        observation=day, version=1, why="Mistyped", patients=7, by=study.researcher
    )

    overtaken = client.post(url, sent)
    form = overtaken.context["form"]
    again = client.post(url, held_by(overtaken, token="b" * 32))

    assert form.errors == {
        "__all__": ["Ann Example changed this while you were typing. Nothing is saved yet"]
    }
    assert form.stale == [("Patients observed", "7", "4")]
    assert again.url == day.get_absolute_url()
    assert list(ObservationDay.objects.order_by("pk").values_list("patients", flat=True)) == [
        2,
        7,
        4,
    ]


def test_a_correction_sent_twice_is_made_once(login, study):
    day = an_observation(study.cases[0])
    client, url = login(study.pi), f"{day.get_absolute_url()}correct/"
    sent = held_by(client.get(url), patients="4", why="Misread it")

    places = {client.post(url, sent).url for _ in range(3)}

    assert (places, ObservationDay.objects.count()) == ({day.get_absolute_url()}, 2)


def test_a_void_day_is_restored_with_a_reason(login, study):
    day = an_observation(study.cases[0])
    actions.void_observation(observation=day, version=1, reason="Twice", by=study.pi)
    client, url = login(study.pi), f"{day.get_absolute_url()}restore/"
    opened = client.get(url)

    page = client.post(url, held_by(opened, reason="It was another day"), follow=True)

    now = page.context["observation"]
    effects = [effect.words for effect in opened.context["act"].effects]
    assert effects[0] == "Case 1 will have 1 observation day"
    assert (now.replaces, now.voided_at) == (day, None)
    assert "Restore this day" not in text_of(page)
    assert [event.sentence for event in page.context["put_right"]] == ["Observation day restored"]


def test_a_day_is_not_restored_beside_the_one_that_took_its_place(login, study):
    day = an_observation(study.cases[0])
    actions.void_observation(observation=day, version=1, reason="Twice", by=study.pi)
    an_observation(study.cases[0])
    client, url = login(study.pi), f"{day.get_absolute_url()}restore/"

    page = client.post(url, held_by(client.get(url), reason="It was right"))

    assert page.context["form"].errors == {
        "__all__": ["Day 2 starts at 9am on 13 June 2022 already. Void that one first"]
    }


@pytest.mark.parametrize(
    ("tail", "is_void", "words"),
    [
        ("correct/", True, "Observation day 1 of Case 1 is void. Restore it before you correct it"),
        ("void/", True, "Observation day 1 of Case 1 is already void"),
        ("restore/", False, "Observation day 1 of Case 1 is not void any more"),
    ],
)
def test_a_page_that_can_do_nothing_leads_back(login, study, tail, is_void, words):
    day = an_observation(study.cases[0])
    if is_void:
        actions.void_observation(observation=day, version=1, reason="Twice", by=study.pi)

    page = login(study.pi).get(day.get_absolute_url() + tail, follow=True)

    assert page.redirect_chain == [(day.get_absolute_url(), 302)]
    assert [str(message) for message in page.context["messages"]] == [words]
