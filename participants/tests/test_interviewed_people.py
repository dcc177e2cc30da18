"""Whom an interview was with: offered, found by a typed ID, and never taken for somebody else."""

import datetime as dt

import pytest

from linkstudy.testing.factories import a_booking, a_consent, a_person, a_user, ago
from linkstudy.testing.pages import problems
from participants.models import Interview
from participants.tests.pages import LOG, MISSED, answers, shown


@pytest.mark.parametrize("typed", ["1 pt 2", "c1-pt-02", "C1PT2", "pt 2", " PT02 "])
def test_someone_else_is_found_by_a_loosely_typed_study_id(client, study, booked, typed):
    other = a_person(study.cases[0])
    a_consent(other)
    page = client.post(LOG, answers(who="other", someone=typed, when="other", day="10/6"))

    row = Interview.objects.get(participant=other)
    assert page.url == "/participants/c1-pt-02/interviews/1/saved/"
    assert (row.held_on, row.booked_on) == (dt.date(2022, 6, 10), None)


@pytest.mark.parametrize("role", ["professional", "foreign", "nobody"])
def test_unknown_and_foreign_ids_get_the_same_answer(client, study, role):
    number = {"professional": "2", "foreign": "2", "nobody": "2"}[role]
    if role == "foreign":
        a_consent(a_person(study.cases[1]))
    typed = f"{number} pt 1"
    page = client.post(LOG, answers(who="other", someone=typed))

    words = "We cannot find C2-PT-01. Check the ID, or add a new participant"
    assert problems(page) == {"someone": [words]}
    assert shown(page)["someone"] == typed
    assert not Interview.objects.exists()


def test_an_id_without_its_case_is_not_guessed_among_several(study, login):
    user = a_user(sites=study.sites)
    page = login(user).post(LOG, answers(who="other", someone="pt 6"))

    assert problems(page) == {"someone": ["Add the number of the case, like 5 pt 6"]}


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

    tiles = [
        (str(label), label.sub)
        for _, label in client.get(LOG).context["form"].fields["who"].choices
    ]
    assert tiles == [
        ("C1-HP-01, practice nurse", "Today, 11am, phone. No consent yet."),
        ("C1-PT-02, patient", "Today, 4:30pm, phone. No consent yet."),
        ("C1-PT-01, patient", "Thursday 9 June, 2pm, phone. No consent yet."),
        ("Someone else", "Search by study ID. You can type “5 pt 6”."),
    ]


def test_answers_filled_in_for_one_person_are_checked_for_another(client, study, booked):
    other = a_person(study.cases[0])
    a_consent(other)
    a_booking(other, mode="video")
    sent = answers(who="C1-PT-02", filled="C1-PT-01", seen="C1-PT-01=1 C1-PT-02=1")
    page = client.post(LOG, sent)

    words = "C1-PT-02 was booked by video. Check how it took place"
    assert problems(page) == {"mode": [words]}
    again = client.post(LOG, sent | {"filled": shown(page)["filled"]})
    assert again.url == "/participants/c1-pt-02/interviews/1/saved/"
    assert Interview.objects.done().get().mode == "phone"


def test_the_day_of_another_booking_is_checked_too(client, study, booked, study_clock):
    study_clock("2022-06-13 09:00")
    other = a_person(study.cases[0])
    a_consent(other)
    a_booking(other, mode="person")
    study_clock("2022-06-14 09:12")
    page = client.post(
        LOG, answers(who="C1-PT-02", filled="C1-PT-01", seen="C1-PT-01=1 C1-PT-02=1")
    )

    assert problems(page) == {
        "when": ["C1-PT-02 was booked for 13 June 2022. Check the date"],
        "mode": ["C1-PT-02 was booked in person. Check how it took place"],
    }


def test_a_booking_in_the_same_way_on_another_day_asks_for_the_day_alone(client, study, booked):
    other = a_person(study.cases[0])
    a_consent(other)
    a_booking(other, ago(-1))
    page = client.post(
        LOG, answers(who="C1-PT-02", filled="C1-PT-01", seen="C1-PT-01=1 C1-PT-02=1")
    )

    words = "C1-PT-02 was booked for 15 June 2022. Check the date"
    assert problems(page) == {"when": [words]}
