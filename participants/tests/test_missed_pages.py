"""A missed interview: on its day or later, and as the booking was seen."""

import datetime as dt

import pytest

from linkstudy.testing.factories import a_booking, a_person, a_user, ago
from linkstudy.testing.pages import held_by, problems, text_of
from participants import actions
from participants.models import Interview
from participants.tests.pages import LOG, MISSED, answers


def test_missed_page_of_somebody_without_a_booking_asks_nothing(client, study):
    a_person(study.cases[0])
    page = client.get(MISSED, {"who": "c1-pt-01"})

    assert "C1-PT-01 has no booking. Book an interview" in text_of(page)
    assert 'id="id_missed_why_0"' not in page.text


def test_missed_page_of_a_booking_to_come_leads_to_the_booking(client, study):
    a_booking(a_person(study.cases[0]), ago(-3))
    page = client.get(MISSED, {"who": "c1-pt-01"})

    words = "C1-PT-01 is booked for 17 June 2022. Until then, change the booking instead."
    assert words in text_of(page)
    assert 'id="id_missed_why_0"' not in page.text


def test_a_booking_to_come_is_not_missed_yet(client, study):
    a_booking(a_person(study.cases[0]), ago(-3))
    page = client.post(
        MISSED, {"who": "C1-PT-01", "when": "today", "missed_why": "absent", "again": "no"}
    )

    words = "The interview is booked for 17 June 2022. Until then, change the booking instead"
    assert problems(page) == {"when": [words]}
    assert Interview.objects.get().state == "booked"


def changed(booking: Interview, by, **facts) -> Interview:
    """The booking after somebody changed it."""
    held = {"booked_on": booking.booked_on, "booked_time": booking.booked_time}
    return actions.change_booking(
        booking=booking, version=booking.version, by=by, **held | {"mode": booking.mode} | facts
    )


@pytest.mark.parametrize(
    ("facts", "compared"),
    [
        ({"booked_time": dt.time(16)}, ("Booked for", "Today, 4pm", "Missed on 14 June 2022")),
        ({"mode": "phone"}, ("How", "Phone", "Video, as you saw it")),
        ({"setting": "home"}, ("Where", "At home", "Not decided, as you saw it")),
    ],
    ids=["time", "way", "place"],
)
def test_a_booking_changed_meanwhile_is_not_missed_unseen(client, study, two, facts, compared):
    """The second window sees both values; saving again is deliberate."""
    page = client.get(MISSED)
    colleague = a_user(sites=[study.sites[0]], name="Cara Colleague")
    changed(two[0], colleague, **facts)
    page = client.post(MISSED, held_by(page, missed_why="absent", again="no"))

    words = "Cara Colleague changed this while you were typing. Nothing is saved yet"
    assert problems(page) == {"__all__": [words]}
    assert page.context["form"].stale == [compared]
    assert Interview.objects.get(pk=two[0].pk).state == "booked"
    page = client.post(MISSED, held_by(page))
    assert page.url == "/participants/c1-pt-01/"
    assert Interview.objects.get(pk=two[0].pk).state == "missed"


def test_another_interviewer_is_compared_on_the_missed_page(client, study, two):
    page = client.get(MISSED)
    colleague = a_user(sites=[study.sites[0]], name="Cara Colleague")
    changed(two[0], colleague, interviewer=colleague)
    page = client.post(MISSED, held_by(page, missed_why="absent", again="no"))

    assert page.context["form"].stale == [("Interviewer", "Cara Colleague", "You")]


def test_a_booking_logged_meanwhile_is_not_missed(client, study, two):
    page = client.get(MISSED)
    client.post(LOG, answers())
    page = client.post(MISSED, held_by(page, missed_why="absent", again="no"))

    words = "C1-PT-01 has no booking. Book an interview first"
    assert problems(page) == {"who": [words]}
    assert "Select what happened" not in page.text
    assert Interview.objects.get(pk=two[0].pk).state == "done"
