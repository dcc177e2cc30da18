"""Whom an interview was with is asked first: nothing filled in for one person reaches another."""

import datetime as dt

import pytest

from linkstudy.testing.factories import a_booking, a_consent, a_person, a_site, a_user, ago
from linkstudy.testing.pages import held_by, problems, text_of
from participants.models import Interview
from participants.tests.pages import LOG, MISSED, answers, shown

TWO_MB = "x" * 2_000_000


def offered(page) -> list[tuple[str, str, str, bool]]:
    return [(one.words, one.line, one.url, one.is_chosen) for one in page.context["tiles"]]


# One person after the other


def test_the_second_booking_of_the_day_is_logged_without_a_question_after_the_first(client, two):
    page = client.get(LOG)
    page = client.post(LOG, held_by(page, minutes="45", agreed="on", another="1"), follow=True)
    assert shown(page) == {
        "who": "C1-PT-02",
        "seen": "C1-PT-02=1",
        "when": "today",
        "mode": "phone",
        "recording": "notes",
    }
    page = client.post(LOG, held_by(page, minutes="30", agreed="on"))

    assert page.url == "/participants/c1-pt-02/interviews/1/saved/"
    done = Interview.objects.done().order_by("pk").values_list("mode", "recording", "minutes")
    assert list(done) == [("video", "audio", 45), ("phone", "notes", 30)]


def test_another_booking_is_a_page_of_its_own_filled_in_from_that_booking(client, two):
    page = client.get(offered(client.get(LOG))[1][2])

    assert (shown(page)["who"], shown(page)["mode"]) == ("C1-PT-02", "phone")
    page = client.post(LOG, held_by(page, minutes="30", agreed="on"))
    assert page.url == "/participants/c1-pt-02/interviews/1/saved/"


def test_somebody_without_a_booking_is_asked_everything(client, study, two):
    a_consent(a_person(study.cases[0]))
    page = client.get(LOG, {"who": "c1-pt-03"})

    assert shown(page) == {"who": "C1-PT-03"}
    page = client.post(LOG, held_by(page, minutes="30", agreed="on"))
    assert problems(page) == {
        "when": ["Select when the interview was"],
        "mode": ["Select how the interview took place"],
        "recording": ["Select how the interview was recorded"],
    }


def test_a_booking_to_come_fills_in_no_day(client, study):
    a_booking(a_person(study.cases[0]), ago(-3), mode="video")

    assert shown(client.get(LOG, {"who": "c1-pt-01"})) == {
        "who": "C1-PT-01",
        "seen": "C1-PT-01=1",
        "mode": "video",
    }


def test_answers_are_about_the_person_whom_they_name_whatever_the_address_says(client, two):
    page = client.post(f"{LOG}?who=c1-pt-01", answers(who="C1-PT-02", recording="notes"))

    assert page.url == "/participants/c1-pt-02/interviews/1/saved/"


# Who is on offer


@pytest.mark.parametrize("who", ["c2-pt-01", "c9-pt-01", "nonsense", "1", "\0"])
@pytest.mark.parametrize("url", [LOG, MISSED])
def test_address_of_somebody_unknown_answers_404(client, study, url, who):
    a_person(study.cases[1])

    assert client.get(url, {"who": who}).status_code == 404


def test_tiles_offer_todays_bookings_first_then_those_not_yet_logged(client, study, study_clock):
    study_clock("2022-06-09 09:00")
    a_booking(a_person(study.cases[0]))
    study_clock("2022-06-14 09:12")
    a_booking(a_person(study.cases[0]), booked_time=dt.time(16, 30))
    a_booking(a_person(study.cases[0], "HP", title="nurse"), booked_time=dt.time(11))
    a_booking(a_person(study.cases[0]), booked_on=ago(-1))
    a_booking(a_person(study.cases[1]), by=study.researcher2)

    assert [tile[:2] for tile in offered(client.get(LOG))] == [
        ("C1-HP-01, practice nurse", "Today, 11am, phone. No consent yet."),
        ("C1-PT-02, patient", "Today, 4:30pm, phone. No consent yet."),
        ("C1-PT-01, patient", "Thursday 9 June, 2pm, phone. No consent yet."),
    ]


@pytest.mark.parametrize("address", [LOG, MISSED])
def test_whom_the_page_is_about_stands_among_the_tiles_and_is_marked(client, two, study, address):
    a_booking(a_person(study.cases[0]), ago(-1))

    assert offered(client.get(address, {"who": "c1-pt-03"})) == [
        (
            "C1-PT-03, patient",
            "Tomorrow, 2pm, phone. No consent yet.",
            f"{address}?who=c1-pt-03",
            True,
        ),
        (
            "C1-PT-01, patient",
            "Today, 2pm, video. Consent form v1.3 signed 7 June.",
            f"{address}?who=c1-pt-01",
            False,
        ),
        (
            "C1-PT-02, patient",
            "Today, 4:30pm, phone. Consent form v1.3 signed 7 June.",
            f"{address}?who=c1-pt-02",
            False,
        ),
    ]


@pytest.mark.parametrize("address", [LOG, MISSED])
def test_without_a_booking_today_the_page_asks_whom_it_was_with(client, study, address):
    a_person(study.cases[0])
    page = client.get(address)

    assert page.templates[0].name == "participants/whom.html"
    assert offered(page) == []


@pytest.mark.parametrize("address", [LOG, MISSED])
def test_where_nobody_takes_part_yet_the_page_says_what_comes_first(client, study, login, address):
    here, elsewhere = client.get(address), login("researcher", a_site()).get(address)

    assert here.templates[0].name == elsewhere.templates[0].name == "participants/nobody_yet.html"
    assert "Add the first participant" in text_of(here)
    assert "There is no case at your sites yet" in text_of(elsewhere)


def test_someone_else_is_asked_for_by_study_id_beside_todays_bookings(client, two):
    page = client.get(LOG, {"who": "other"})

    assert page.templates[0].name == "participants/whom.html"
    assert [tile[0] for tile in offered(page)] == ["C1-PT-01, patient", "C1-PT-02, patient"]


@pytest.mark.parametrize("typed", ["1 pt 2", "c1-pt-02", "C1PT2", "pt 2", " PT02 "])
@pytest.mark.parametrize("address", [LOG, MISSED])
def test_a_loosely_typed_study_id_leads_to_that_persons_page(client, two, address, typed):
    assert client.get(address, {"someone": typed}).url == f"{address}?who=c1-pt-02"


UNKNOWN = "We cannot find {}. Check the ID, or add a new participant"
NO_ID = "A study ID looks like C5-PT-03. Check it"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("5 pt 60", UNKNOWN.format("C5-PT-60")),
        ("2 pt 1", UNKNOWN.format("C2-PT-01")),
        ("2 pt 9", UNKNOWN.format("C2-PT-09")),
        ("Mrs Example", NO_ID),
        ("=1+1", NO_ID),
        ("", "Enter the study ID, like C5-PT-03"),
        ("1 pt 1😀", NO_ID),
        (TWO_MB, "The study ID is 2,000,000 characters. The most we can keep is 40"),
        ("1 pt\0 1", "Remove the hidden character, shown as \ufffd, after “1 pt”"),
        ("1 pt \u202e1", "Remove the hidden character, shown as \ufffd, after “1 pt”"),
    ],
)
def test_a_study_id_that_names_nobody_here_is_said_beside_the_box(client, study, typed, words):
    a_person(study.cases[0])
    a_person(study.cases[1])  # C2-PT-01, of another site
    page = client.get(LOG, {"someone": typed})

    assert (page.status_code, problems(page)) == (200, {"someone": [words]})


def test_an_id_without_its_case_is_not_guessed_among_several(study, login):
    a_person(study.cases[0])
    page = login(a_user(sites=study.sites)).get(LOG, {"someone": "pt 6"})

    assert problems(page) == {"someone": ["Add the number of the case, like 5 pt 6"]}
