"""Booking, missing and taking back an interview, page by page."""

import datetime as dt
from typing import Any

import pytest

from linkstudy.identities.service import unseal
from linkstudy.testing.factories import (
    a_booking,
    a_person,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.pages import held_by, problems, text_of
from participants.models import Interview
from participants.tests.pages import LOG, MISSED, answers, shown, told, verbs

TODAY = dt.date(2022, 6, 14)


# Missed


def missed(**more: Any) -> dict[str, Any]:
    given = {"who": "C1-PT-01", "when": "today", "missed_why": "absent", "again": "no"}
    return given | more


def test_missed_page_is_filled_in_from_the_booking(client, booked):
    filled = shown(client.get(MISSED))

    assert (filled["who"], filled["when"]) == ("C1-PT-01", "today")


def test_a_missed_interview_is_recorded(client, booked):
    page = client.post(MISSED, missed())

    row = Interview.objects.get()
    assert (row.state, row.missed_on, row.missed_why) == ("missed", TODAY, "absent")
    assert page.url == "/participants/c1-pt-01/"
    assert verbs()[-2:] == ["interview.missed", "participant.missed"]


def test_a_missed_interview_can_be_booked_again_at_once(client, booked):
    page = client.post(MISSED, missed(again="yes", missed_why="moved"))

    assert page.url == "/participants/c1-pt-01/book/"


def test_missed_because_they_withdrew_leads_to_the_withdrawal(client, booked):
    page = client.post(MISSED, missed(missed_why="withdrew", again=""))

    assert page.url == "/participants/c1-pt-01/withdraw/"
    assert Interview.objects.get().state == "booked"


def test_missed_needs_a_booking_and_an_answer_to_what_next(client, study):
    a_person(study.cases[0])

    page = client.post(MISSED, missed())
    assert problems(page) == {"who": ["C1-PT-01 has no booking. Book an interview first"]}
    page = client.post(MISSED, {})
    assert problems(page) == {
        "who": ["Select who you were going to interview"],
        "missed_why": ["Select what happened"],
        "when": ["Select when the interview was"],
        "again": ["Select whether to book it again"],
    }


# Booking


def booking(**more: Any) -> dict[str, Any]:
    given = {"booked_on": "17/6", "booked_time": "2pm", "mode": "video", "setting": ""}
    return given | more


def test_booking_writes_day_time_and_way(client, study):
    a_person(study.cases[0])
    page = client.post(
        "/participants/c1-pt-01/book/", booking(interviewer=study.researcher.pk), follow=False
    )

    row = Interview.objects.get()
    assert page.url == "/participants/c1-pt-01/"
    assert (row.booked_on, row.booked_time) == (dt.date(2022, 6, 17), dt.time(14))
    assert (row.mode, row.setting, row.wave) == ("video", "", "first")
    assert row.interviewer == study.researcher
    assert verbs()[-1] == "interview.booked"


def test_booking_page_offers_the_members_of_the_site_and_chooses_me(client, study):
    zoe = a_user(name="Zoe Example", sites=[study.sites[0]])
    a_person(study.cases[0])
    field = client.get("/participants/c1-pt-01/book/").context["form"]["interviewer"]

    names = [(key, str(label)) for key, label in field.field.choices]
    assert names == [(str(study.researcher.pk), "You, Ann Example"), (str(zoe.pk), "Zoe Example")]
    assert field.value() == study.researcher.pk


BOOK = "/participants/c1-pt-01/book/"


def test_what_was_missed_is_booked_again_in_the_same_way(client, study):
    zoe = a_user(name="Zoe Example", sites=[study.sites[0]])
    person = a_person(study.cases[0])
    a_booking(person, mode="video", setting="home", interviewer=zoe)
    page = client.post(MISSED, missed(again="yes"), follow=True)

    filled = shown(page)
    assert (filled["mode"], filled["setting"], filled["interviewer"]) == ("video", "home", zoe.pk)
    assert "We filled in what we know from the booking of 14 June 2022" in text_of(page)
    page = client.post(BOOK, held_by(page, booked_on="20/6", booked_time="2pm"))
    row = Interview.objects.open().get()
    assert (row.mode, row.setting, row.interviewer) == ("video", "home", zoe)


def test_who_has_left_the_site_is_not_booked_again(client, study):
    zoe = a_user(name="Zoe Example", sites=[study.sites[0]])
    a_booking(a_person(study.cases[0]), mode="video", interviewer=zoe)
    client.post(MISSED, missed())
    zoe.memberships.update(until=ago(1))

    filled = shown(client.get(BOOK))
    assert (filled["mode"], filled["interviewer"]) == ("video", study.researcher.pk)


def test_a_missed_first_interview_says_nothing_of_the_follow_up(client, study):
    person = a_person(study.cases[0])
    a_booking(person, mode="video")
    client.post(MISSED, missed())
    an_interview(person)
    page = client.get(BOOK)

    assert (shown(page)["wave"], shown(page).get("mode")) == ("follow_up", None)
    assert "We filled in what we know" not in text_of(page)


def test_booking_somebody_of_another_site_as_interviewer_is_refused(client, study):
    a_person(study.cases[0])
    page = client.post("/participants/c1-pt-01/book/", booking(interviewer=study.researcher2.pk))

    assert problems(page) == {"interviewer": ["Select who will interview"]}
    assert not Interview.objects.exists()


def test_follow_up_is_offered_after_the_first_interview(client, study):
    an_interview(a_person(study.cases[0]))
    page = client.get("/participants/c1-pt-01/book/")
    assert shown(page)["wave"] == "follow_up"

    sent = booking(interviewer=study.researcher.pk, wave="follow_up")
    client.post("/participants/c1-pt-01/book/", sent)
    assert Interview.objects.get(number=2).wave == "follow_up"


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("booked", "C1-PT-01 already has a booking. Open it to change the day"),
        ("withdrawn", "C1-PT-01 withdrew on 14 June 2022. Nothing more can be booked"),
    ],
)
def test_booking_is_refused_in_words(client, study, case, words):
    person = a_person(study.cases[0])
    {"booked": a_booking, "withdrawn": a_withdrawal}[case](person)
    page = client.post("/participants/c1-pt-01/book/", booking(interviewer=study.researcher.pk))

    assert problems(page) == {"booked_on": [words]}


def test_a_booking_in_the_past_is_refused(client, study):
    a_person(study.cases[0])
    page = client.post(
        "/participants/c1-pt-01/book/",
        booking(interviewer=study.researcher.pk, booked_on="13 June 2022"),
    )

    assert problems(page) == {"booked_on": ["The day must be today or later"]}


CHANGE = "/participants/c1-pt-01/interviews/1/change/"


def test_a_booking_can_be_changed(client, booked, study):
    page = client.get(CHANGE)
    filled = shown(page)
    assert (filled["booked_on"], filled["booked_time"]) == ("14 June 2022", "2pm")

    page = client.post(CHANGE, booking(interviewer=study.researcher.pk, version=1))
    row = Interview.objects.get()
    assert page.url == "/participants/c1-pt-01/interviews/1/"
    assert (row.booked_on, row.mode, row.version) == (dt.date(2022, 6, 17), "video", 2)
    assert verbs()[-1] == "booking.changed"


def test_two_windows_lose_nothing(client, booked, study, login):
    """The second to save sees both values, and keeps their typing; saving again is deliberate."""
    other = login(a_user(name="Tom Example", sites=[study.sites[0]]))
    mine, theirs = client.get(CHANGE), other.get(CHANGE)
    me = study.researcher.pk
    version = shown(mine)["version"]
    other.post(CHANGE, booking(booked_on="15/6", interviewer=me, version=shown(theirs)["version"]))
    page = client.post(CHANGE, booking(booked_on="16/6", interviewer=me, version=version))

    form = page.context["form"]
    assert form.stale == [
        ("Which day?", "15 June 2022", "16 June 2022"),
        ("How will it take place?", "Video", "Video"),
    ]
    assert problems(page)["__all__"] == [
        "Tom Example changed this while you were typing. Nothing is saved yet"
    ]
    assert shown(page)["booked_on"] == "16/6"
    assert Interview.objects.get().booked_on == dt.date(2022, 6, 15)
    again = client.post(
        CHANGE, booking(booked_on="16/6", interviewer=me, version=shown(page)["version"])
    )
    assert again.url == "/participants/c1-pt-01/interviews/1/"
    assert Interview.objects.get().booked_on == dt.date(2022, 6, 16)


def test_a_booking_that_became_an_interview_cannot_be_changed(client, booked, study):
    client.post(LOG, answers())
    page = client.get(CHANGE, follow=True)
    assert told(page) == ["This interview is not booked any more"]

    page = client.post(CHANGE, booking(interviewer=study.researcher.pk, version=1))
    assert problems(page) == {
        "__all__": ["This interview is not booked any more. Open it to see what happened"]
    }


# Looking at one, and taking it back


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("booked", "Booked for 14 June 2022"),
        ("done", "Done on 14 June 2022"),
        ("missed", "Missed on 14 June 2022"),
        ("void", "Void since 14 June 2022"),
    ],
)
def test_interview_page_says_where_it_stands(client, booked, state, words):
    if state == "missed":
        client.post(MISSED, missed())
    if state in {"done", "void"}:
        client.post(LOG, answers())
    if state == "void":
        client.post(
            "/participants/c1-pt-01/interviews/1/void/", {"version": 2, "reason": "A mistake"}
        )

    page = client.get("/participants/c1-pt-01/interviews/1/")
    assert page.context["state"] == words


@pytest.mark.parametrize(
    ("role", "note"),
    [("researcher", "A note"), ("pi", "A note"), ("monitor", None), ("administrator", None)],
)
def test_a_note_is_read_by_those_who_may(study, login, role, note):
    an_interview(a_person(study.cases[0]), note="A note")
    page = login(getattr(study, role)).get("/participants/c1-pt-01/interviews/1/")

    assert page.context["texts"].get("note") == note
    assert (b"A note" in page.content) == (note is not None)


@pytest.mark.parametrize(
    "url",
    [
        "/participants/c2-pt-01/interviews/1/",
        "/participants/c2-pt-01/interviews/1/void/",
        "/participants/c2-pt-01/interviews/1/change/",
        "/participants/c2-pt-01/interviews/1/saved/",
        "/participants/c2-pt-01/book/",
    ],
)
def test_another_sites_pages_answer_as_if_nothing_were_there(client, study, url):
    a_booking(a_person(study.cases[1]))
    foreign, none = client.get(url), client.get(url.replace("c2-pt-01", "c2-pt-77"))

    assert (foreign.status_code, none.status_code) == (404, 404)
    assert foreign.content == none.content
    assert client.get(url.replace("/1/", "/99999999999999999999/")).status_code == 404


VOID = "/participants/c1-pt-01/interviews/1/void/"


def test_voiding_keeps_the_row_with_its_reason(client, booked):
    client.post(LOG, answers())
    version = shown(client.get(VOID))["version"]
    page = client.post(VOID, {"version": version, "reason": "Logged for the wrong person"})

    row = Interview.objects.get()
    assert page.url == "/participants/c1-pt-01/interviews/1/"
    assert row.state == "void"
    reason = unseal(row.participant.person, "interview.void", row.void_reason)
    assert reason == "Logged for the wrong person"
    assert verbs()[-2:] == ["interview.voided", "participant.reopened"]


def test_voiding_needs_a_reason_and_the_row_as_it_was_seen(client, booked):
    assert problems(client.post(VOID, {"version": 1})) == {"reason": ["Enter why it is void"]}
    client.post(LOG, answers())
    page = client.post(VOID, {"version": 1, "reason": "A mistake"})

    words = "Ann Example changed this while you were typing. Nothing is saved yet"
    assert problems(page) == {"__all__": [words]}
    assert Interview.objects.get().state == "done"


def test_a_void_interview_cannot_be_voided_again(client, booked):
    client.post(VOID, {"version": 1, "reason": "A mistake"})
    page = client.get(VOID, follow=True)
    assert told(page)[-1] == "This booking is already void"

    page = client.post(VOID, {"version": 2, "reason": "Once more"})
    assert problems(page) == {"__all__": ["This interview is already void"]}


@pytest.mark.parametrize(
    ("role", "url", "status"),
    [
        ("pi", LOG, 403),
        ("monitor", LOG, 403),
        ("administrator", MISSED, 403),
        ("pi", "/participants/c1-pt-01/book/", 403),
        ("pi", VOID, 200),
        ("administrator", VOID, 403),
        ("ppi", "/participants/c1-pt-01/interviews/1/", 403),
    ],
)
def test_pages_open_to_the_roles_of_the_policy(study, login, booked, role, url, status):
    assert login(getattr(study, role)).get(url).status_code == status
