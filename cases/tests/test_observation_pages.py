"""Observation days in the browser: the list, one, logging, taking back."""

import datetime as dt

import pytest

from cases import actions
from cases.models import ObservationDay
from linkstudy.testing.factories import a_user, ago, an_observation

pytestmark = pytest.mark.django_db
LOG = "/cases/1/observation-days/log/"
ANSWERS = {
    "day": "13/6",
    "starts": "9am",
    "ends": "3.30pm",
    "setting": "practice",
    "patients": "3",
    "declined": "1",
    "professionals": "2",
    "voluntary": "0",
    "notes": "started",
}


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def test_day_is_logged_from_what_people_type(login, study):
    page = login(study.researcher).post(LOG, ANSWERS, follow=True)

    day = ObservationDay.objects.get()
    assert (day.day, day.starts, day.ends) == (dt.date(2022, 6, 13), dt.time(9), dt.time(15, 30))
    assert day.with_whom == "3 patients, 1 patient said no, 2 health professionals"
    assert (day.observer, day.notes, day.minutes) == (study.researcher, "started", 390)
    assert [str(message) for message in page.context["messages"]] == [
        "Observation day 1 of Case 1 saved"
    ]
    assert page.redirect_chain == [("/cases/1/", 302)]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("day", "", "Enter the day of the observation"),
        ("day", "31/06/2022", "June has 30 days. Enter a real date"),
        ("day", "15/6", "The day must be today or in the past"),
        ("day", "10/6/20022", "The year must be between 2000 and 2100"),
        ("day", "1 March 2022", "Case 1 opens on 15 April 2022. Check the date"),
        ("day", "13\x00/6", "Remove the hidden character, shown as \ufffd, after “13”"),
        ("starts", "", "Enter when it started"),
        ("starts", "25:00", "The start must be a time, like 2pm or 4:30pm"),
        ("ends", "8am", "The end must be after the start"),
        ("ends", "9am", "The end must be after the start"),
        ("setting", "", "Select where you were"),
        ("setting", "moon", "Select where you were"),
        ("patients", "", "Enter how many patients you observed, or 0"),
        ("patients", "two", "The number of patients must be a number, like 2"),
        ("declined", "-1", "The number of patients who said no must be between 0 and 200"),
        (
            "voluntary",
            "=1+1",
            "The number of people from the voluntary sector must be a number, like 2",
        ),
        ("professionals", "9" * 40, "The number of health professionals must be between 0 and 200"),
        ("notes", "", "Select how far your field notes are"),
    ],
)
def test_wrong_answer_is_said_beside_its_question_and_kept(login, study, field, typed, words):
    page = login(study.researcher).post(LOG, ANSWERS | {field: typed})

    form = page.context["form"]
    assert form.errors == {field: [words]}
    assert form[field].value() == typed.replace("\x00", "\ufffd")
    assert form["voluntary" if field != "voluntary" else "patients"].value() in {"0", "3"}
    assert page.text.count("<title>Error: ") == 1
    assert not ObservationDay.objects.exists()


COUNTS = ["patients", "declined", "professionals", "voluntary"]


def test_page_opened_shows_today_and_counts_nobody_before_the_observer_does(login, study):
    form = login(study.researcher).get(LOG).context["form"]

    assert form["day"].value() == "14 June 2022"
    assert [form[name].value() for name in COUNTS] == [None] * 4
    assert not form["patients"].field.optional


def test_nobody_of_a_kind_is_an_answer(login, study):
    login(study.researcher).post(LOG, ANSWERS | dict.fromkeys(COUNTS, "0"))

    assert ObservationDay.objects.get().with_whom == "Nobody else"


def test_the_counts_of_a_day_without_anybody_stand_in_its_correction(login, study):
    day = an_observation(study.cases[0], patients=0)
    page = login(study.researcher).get(f"{day.get_absolute_url()}correct/")

    assert [page.context["form"][name].value() for name in COUNTS] == [0] * 4
    assert page.text.count('value="0"') == 4


def test_questions_stand_one_below_the_other(login, study):
    assert 'class="abreast"' not in login(study.researcher).get(LOG).text


def test_empty_post_asks_for_the_answers(login, study):
    errors = login(study.researcher).post(LOG, {}).context["form"].errors

    assert list(errors) == [
        "day",
        "starts",
        "ends",
        "setting",
        "patients",
        "declined",
        "professionals",
        "voluntary",
        "notes",
    ]


def test_same_form_sent_twice_makes_one_row(login, study):
    client = login(study.researcher)
    token = client.get(LOG).context["form"]["token"].value()

    for _ in range(2):
        client.post(LOG, ANSWERS | {"token": token})

    assert ObservationDay.objects.count() == 1


def test_two_days_that_start_together_are_refused_whoever_observed(login, study):
    login(study.researcher).post(LOG, ANSWERS)
    colleague = a_user(sites=[study.sites[0]])

    form = login(colleague).post(LOG, ANSWERS).context["form"]

    assert form.non_field_errors() == ["An observation that starts then is already logged"]


def test_only_a_researcher_of_the_site_logs(login, study):
    client = login(study.researcher)

    elsewhere = client.post("/cases/2/observation-days/log/", ANSWERS)
    nowhere = client.post("/cases/99/observation-days/log/", ANSWERS)

    assert (elsewhere.status_code, elsewhere.content) == (404, nowhere.content)
    assert login(study.pi).post(LOG, ANSWERS).status_code == 403
    assert not ObservationDay.objects.exists()


def test_list_is_newest_first_and_as_at_a_day(login, study):
    case = study.cases[0]
    for days in (3, 1, 2):
        an_observation(case, ago(days))
    an_observation(study.cases[1])
    client = login(study.researcher)

    page = client.get("/cases/1/observation-days/")

    assert [day.day for day in page.context["page"]] == [ago(1), ago(2), ago(3)]
    assert client.get("/observation-days/").context["page"].paginator.count == 3
    assert client.get("/observation-days/?at=13/6").context["page"].paginator.count == 0


def test_empty_list_says_what_will_be_here(login, study):
    page = login(study.pi).get("/cases/1/observation-days/")

    assert "No observation days by 14 June 2022." in page.text


@pytest.mark.parametrize("number", ["abc", -1, 10**9])
def test_page_that_is_not_there_shows_one_that_is(login, study, number):
    for count in range(26):
        an_observation(study.cases[0], ago(count + 1))

    page = login(study.pi).get("/cases/1/observation-days/", {"page": number}).context["page"]

    assert len(page) == (25 if number == "abc" else 1)


def test_one_day_says_what_was_recorded(login, study):
    day = an_observation(study.cases[0], voluntary=1)

    page = login(study.monitor).get(day.get_absolute_url())

    assert page.context["observation"] == day
    assert "2 patients, 1 person from the voluntary sector" in page.text
    assert "Void this day" not in page.text


def test_day_with_nobody_says_so(study):
    assert an_observation(study.cases[0], patients=0).with_whom == "Nobody else"


def test_day_is_taken_back_with_a_reason(login, study):
    day = an_observation(study.cases[0])
    client = login(study.pi)
    url = f"{day.get_absolute_url()}void/"
    version = client.get(url).context["form"]["version"].value()

    page = client.post(url, {"version": version, "reason": "Wrong case"}, follow=True)

    day.refresh_from_db()
    assert (day.void_reason, page.redirect_chain) == ("Wrong case", [(day.get_absolute_url(), 302)])
    assert "Void since Today, 9:12am." in page.text
    assert client.get(url).url == day.get_absolute_url()


def test_void_needs_a_reason(login, study):
    day = an_observation(study.cases[0])

    form = (
        login(study.pi)
        .post(f"{day.get_absolute_url()}void/", {"version": "1", "reason": " "})
        .context["form"]
    )

    assert form.errors == {"reason": ["Enter why it is void"]}
    assert ObservationDay.objects.standing().count() == 1


def test_void_of_a_void_is_refused(login, study):
    day = an_observation(study.cases[0])
    actions.void_observation(observation=day, version=1, reason="Twice", by=study.pi)

    form = (
        login(study.pi)
        .post(f"{day.get_absolute_url()}void/", {"version": "2", "reason": "Once more"})
        .context["form"]
    )

    assert form.non_field_errors() == ["This observation day is already void"]


@pytest.mark.parametrize("tail", ["", "void/"])
def test_day_of_another_site_answers_like_none(login, study, tail):
    theirs = an_observation(study.cases[1]).get_absolute_url()
    client = login(study.researcher)

    page, none = client.get(theirs + tail), client.get(f"/cases/1/observation-days/77/{tail}")

    assert (page.status_code, page.content) == (404, none.content)


def test_list_of_another_site_answers_like_none(login, study):
    client = login(study.researcher)

    pages = [client.get(f"/cases/{number}/observation-days/") for number in (2, 99)]

    assert [page.status_code for page in pages] == [404, 404]
    assert pages[0].content == pages[1].content
