"""When the clocks go forward, the times from 1am until 2am are left out: nothing happens then."""

import datetime as dt

import pytest

from linkstudy.moments import skipped
from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import (
    a_booking,
    a_consent,
    a_person,
    a_study,
    a_withdrawal,
    an_interview,
    an_observation,
)
from linkstudy.testing.in_the_field import a_visit
from linkstudy.testing.pages import held_by, problems

FORWARD, BACK = dt.date(2022, 3, 27), dt.date(2022, 10, 30)
HALF_PAST_ONE = dt.time(1, 30)
WENT = "The clocks went forward at 1am on 27 March 2022. There was no 1:30am. Enter 2am or later"
GO = "The clocks go forward at 1am on 27 March 2022. There is no 1:30am. Enter 2am or later"
DAY = "27 March 2022"


@pytest.fixture
def small_study(db, study_clock):
    """`small_study("2022-04-10 09:12")`: a small study, as that moment finds it."""

    def made(moment):
        study_clock(moment)
        return a_study()

    return made


@pytest.mark.parametrize(
    ("day", "time", "is_left_out"),
    [
        (FORWARD, dt.time(0, 59), False),
        (FORWARD, dt.time(1), True),
        (FORWARD, HALF_PAST_ONE, True),
        (FORWARD, dt.time(1, 59), True),
        (FORWARD, dt.time(2), False),
        (dt.date(2023, 3, 26), HALF_PAST_ONE, True),
        (dt.date(2023, 3, 27), HALF_PAST_ONE, False),
        (BACK, HALF_PAST_ONE, False),
        (FORWARD, None, False),
        (None, HALF_PAST_ONE, False),
    ],
)
def test_one_hour_of_a_year_is_left_out(day, time, is_left_out):
    assert bool(skipped(day, time)) == is_left_out


def test_words_say_what_was_and_what_is_to_come(study_clock):
    study_clock("2022-03-27 00:59")
    assert skipped(FORWARD, HALF_PAST_ONE) == GO
    study_clock("2022-03-27 09:12")
    assert skipped(FORWARD, HALF_PAST_ONE) == WENT


def test_time_that_comes_twice_is_taken(study, study_clock):
    study_clock("2022-11-20 09:12")
    person = a_person(study.cases[0], replied_on=dt.date(2022, 10, 1))

    assert an_attempt(person, on=BACK, time=HALF_PAST_ONE).time == HALF_PAST_ONE


PERSON = "/participants/c1-pt-01/"


def agreed(person):
    a_consent(person, given_on=FORWARD)


PAGES = [
    ([], f"{PERSON}consent/", {"given_on": DAY}, "given_time"),
    ([agreed], f"{PERSON}consents/1/correct/", {"given_on": DAY}, "given_time"),
    ([agreed], f"{PERSON}withdraw/", {"on": DAY}, "time"),
    ([agreed, a_withdrawal], f"{PERSON}withdrawals/1/correct/", {"on": DAY}, "time"),
    ([], f"{PERSON}contacts/add/", {"on": DAY}, "time"),
    ([an_attempt], f"{PERSON}contacts/1/correct/", {"on": DAY}, "time"),
    ([agreed], "/interviews/log/?who=C1-PT-01", {"when": "other", "day": DAY}, "started"),
    ([agreed, an_interview], f"{PERSON}interviews/1/correct/", {"held_on": DAY}, "started"),
]
OBSERVATION_DAYS = "/cases/1/observation-days/"
GOOD = {
    "how": "paper",
    "scopes": ["interview", "audio"],
    "level": "keep",
    "asked": "on",
    "channel": "phone",
    "outcome": "no_answer",
    "who": "C1-PT-01",
    "mode": "phone",
    "minutes": "40",
    "recording": "notes",
    "agreed": "on",
    "why": "It was misread",
}


def sent(page, **more):
    """What a browser sends of the page, complete, with a time that was left out."""
    known = {name: value for name, value in GOOD.items() if name in page.context["form"].fields}
    return held_by(page, **known | more)


@pytest.mark.parametrize(("made", "url", "day", "question"), PAGES)
def test_page_says_beside_the_time_that_there_was_none(
    small_study, login, made, url, day, question
):
    study = small_study("2022-04-10 09:12")
    person = a_person(study.cases[0])
    for make in made:
        make(person)
    client, facts = login(study.researcher), day | {"document": str(study.form.pk)}

    page = client.post(url, sent(client.get(url), **facts, **{question: "1:30am"}))

    assert problems(page) == {question: [WENT]}
    assert page.context["form"][question].value() == "1:30am"
    saved = client.post(url, sent(page, **facts, **{question: "2am"}))
    assert (saved.status_code, saved.context) == (302, None)


@pytest.mark.parametrize("url", [f"{OBSERVATION_DAYS}log/", f"{OBSERVATION_DAYS}1/correct/"])
def test_pages_of_an_observation_day_say_it_beside_each_time(small_study, login, url):
    study = small_study("2022-04-10 09:12")
    an_observation(study.cases[0])
    more = {"day": DAY, "setting": "practice", "patients": "1", "declined": "0"}
    more |= {"professionals": "0", "voluntary": "0"}
    client = login(study.researcher)
    first = client.get(url)

    page = client.post(url, sent(first, starts="1:30am", ends="4am", **more))
    assert problems(page) == {"starts": [WENT]}
    page = client.post(url, sent(page, starts="12:30am", ends="1:30am", **more))
    assert problems(page) == {"ends": [WENT]}
    assert client.post(url, sent(page, starts="12:30am", ends="2am", **more)).status_code == 302


@pytest.mark.parametrize("is_new", [True, False])
def test_pages_of_a_booking_say_it_beside_the_time(small_study, login, is_new):
    study = small_study("2022-03-20 09:12")
    person = a_person(study.cases[0])
    booking = None if is_new else a_booking(person)
    url = f"{PERSON}book/" if is_new else f"{booking.get_absolute_url()}change/"
    client = login(study.researcher)

    page = client.post(url, sent(client.get(url), booked_on=DAY, booked_time="1:30am"))

    assert problems(page) == {"booked_time": [GO]}
    assert client.post(url, sent(page, booked_on=DAY, booked_time="2am")).status_code == 302


def test_visits_are_not_expected_or_over_at_a_time_left_out(small_study, study_clock, login):
    study = small_study("2022-03-27 00:30")
    person = a_person(study.cases[0])
    booking = a_booking(person, mode="person", setting="home")
    client = login(study.researcher)
    url = f"{booking.get_absolute_url()}check-in/"

    page = client.post(url, sent(client.get(url), expected="1:30am", buddy=str(study.pi.number)))
    assert problems(page) == {"expected": [GO]}
    visit = a_visit(booking, expected=dt.time(4))
    url = f"{visit.get_absolute_url()}later/"
    page = client.post(url, sent(client.get(url), expected="1:30am"))
    assert problems(page) == {"expected": [GO]}
    study_clock("2022-03-27 03:00")
    url = f"{visit.get_absolute_url()}back/"
    page = client.post(url, sent(client.get(url), at="1:30am"))
    assert problems(page) == {"at": [WENT]}
