"""A case's page and the list of cases."""

import datetime as dt

import pytest

from cases import actions as case_actions
from linkstudy import clock
from linkstudy.testing.factories import (
    a_booking,
    a_case,
    a_consent,
    a_form,
    a_person,
    a_protocol,
    a_refusal,
    a_site,
    a_withdrawal,
    ago,
    an_interview,
    an_observation,
    an_organisation,
)
from linkstudy.testing.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def full(case):
    """A case in which everything happened once."""
    an_interview(a_person(case))
    a_booking(a_person(case))
    person = a_person(case)
    a_consent(person, document=a_form("1.2", replaced_on=ago(3), audience="PT"), given_on=ago(9))
    a_booking(person, booked_on=ago(-3))
    a_refusal(a_person(case))
    a_person(case, invited_on=ago(20))
    an_observation(case)
    an_organisation(case.site, kind="practice")
    an_organisation(case.site, "Network", kind="network")


def test_case_page_says_where_the_case_stands(login, study):
    case = study.cases[0]
    a_protocol()
    full(case)

    page = login(study.researcher).get("/cases/1/").context["page"]

    assert page.finding == "1 of 10 patient interviews are done, 4 fewer than planned by now"
    assert [(step.name, step.kind) for step in page.steps] == [
        ("Set up", "done"),
        ("Recruiting and interviews", "now"),
        ("Data collection closed", ""),
        ("Follow-up interviews", ""),
    ]
    assert page.steps[3].note == "From March 2023"
    assert [target.note for target in page.targets] == ["2 booked, 1 invited", "", "", "", "", ""]
    assert [str(row.booking.participant) for row in page.ahead] == ["C1-PT-02", "C1-PT-03"]
    assert [row.form_words for row in page.ahead] == ["No consent yet", "Needs a new form"]
    assert [row.action for row in page.ahead] == ["Log it", "Change"]
    assert page.practices == "1, in 1 primary care network"
    assert page.lead.endswith("Week 9 of 18. Lead researcher: Ann Example.")
    assert page.gone == [
        ("1 declined", "/participants/?case=1&group=PT&status=declined"),
    ]
    assert [patient.last for patient in page.patients] == [
        "14 June, 40 min",
        "14 June, phone",
        "17 June, phone",
        "Invited 25 May",
    ]
    assert [(document.version.number, document.note) for document in page.documents] == [
        ("1.3", "In use since 14 June 2021"),
        ("1.2", "1 person to interview signed this version"),
    ]


def test_what_needs_attention_in_a_case(login, study):
    case = study.cases[0]
    full(case)
    with clock.telling(dt.datetime(2022, 6, 10, 9, tzinfo=clock.LONDON)):
        late = a_person(case, "HP", replied_on=dt.date(2022, 6, 1))
        a_booking(late, booked_on=dt.date(2022, 6, 11))
        a_consent(
            a_person(case, "VS", replied_on=dt.date(2022, 6, 1)),
            document=study.form,
            given_on=ago(7),
        )

    page = login(study.researcher).get("/cases/1/").context["page"]

    assert [(item.words, item.url) for item in page.items] == [
        ("Remind C1-PT-05", "/participants/c1-pt-05/"),
        ("Book C1-VS-01", "/participants/c1-vs-01/book/"),
        ("Say what happened with C1-HP-01", "/interviews/log/?who=c1-hp-01#id_minutes"),
        ("C1-PT-02 has not agreed yet", "/participants/c1-pt-02/consent/"),
        ("C1-PT-03 signed the old consent form", "/participants/c1-pt-03/consent/"),
    ]


def test_reader_who_cannot_do_a_thing_learns_who_owes_it(login, study):
    case = study.cases[0]
    full(case)
    with clock.telling(dt.datetime(2022, 6, 10, 9, tzinfo=clock.LONDON)):
        a_booking(a_person(case, "HP"), booked_on=dt.date(2022, 6, 11))
    person = a_person(case, "VS")
    a_consent(person, document=study.form)
    an_interview(person, started=dt.time(9))
    a_withdrawal(person, time=dt.time(8))

    items = login(study.monitor).get("/cases/1/").context["page"].items

    assert [(item.words, item.more, item.by) for item in items] == [
        ("Ann Example is to remind C1-PT-05", "", ""),
        ("Ann Example has not said yet what happened with C1-HP-01", "", ""),
        (
            "A principal investigator is to decide on C1-VS-01’s interview of 14 June 2022",
            "",
            "",
        ),
        ("C1-PT-02 has not agreed yet", "Ann Example is to record consent first.", ""),
        (
            "C1-PT-03 signed the old consent form",
            "Ann Example is to get the form in use signed before Friday 17 June.",
            "",
        ),
    ]


def test_interview_after_a_withdrawal_waits_for_a_decision(login, study):
    person = a_person(study.cases[0])
    a_consent(person)
    an_interview(person, started=dt.time(9))
    a_withdrawal(person, time=dt.time(8))

    page = login(study.pi).get("/cases/1/").context["page"]

    assert page.items[0].words == "Decide on C1-PT-01’s interview of 14 June 2022"
    assert page.items[0].url == "/participants/c1-pt-01/interviews/1/"


def test_quiet_case_is_named(login, study):
    items = login(study.pi).get("/cases/1/").context["page"].items

    assert [item.words for item in items] == ["Case 1 has recorded nothing for 60 days"]


def test_reader_is_led_to_pages_that_they_may_open(login, study):
    full(study.cases[0])

    page = login(study.monitor).get("/cases/1/")

    assert {row.action for row in page.context["page"].ahead} == {"Open"}
    assert "/consent/" not in page.text.split("<main", 1)[1]
    assert "Log observation day" not in text_of(page)
    assert "Add participant" not in text_of(page)
    assert "Export case" not in text_of(page)


def test_empty_case_says_what_will_be_here(login, study):
    a_case(3, site=study.sites[0], opens_on=ago(-20), lead=None)

    page = login(study.researcher).get("/cases/3/")

    assert (
        "Nothing recorded yet Targets, bookings and people of this case will be here."
        " Case 3 opens on 4 July 2022. You can add people now." in text_of(page)
    )
    assert [step.kind for step in page.context["page"].steps] == ["now", "", "", ""]


def test_closed_case_says_so(login, study):
    case = study.cases[0]
    an_interview(a_person(case), ago(1))
    case_actions.close_case(case=case, on=ago(1), by=None)

    page = login(study.pi).get("/cases/1/").context["page"]

    assert [step.kind for step in page.steps] == ["done", "done", "done", ""]
    assert page.steps[2].note == "13 June"


def test_case_without_a_plan_has_counts_alone(login):
    an_interview(a_person(a_case(1)))

    page = login("pi").get("/cases/1/")

    assert page.context["page"].finding == "1 patient interview is done"
    assert "No plan is in force, so there are no targets." in text_of(page)


def test_follow_up_interviews_are_counted_when_they_come(login, study_clock, study):
    person = a_person(study.cases[0])
    an_interview(person)
    study_clock("2023-04-03 09:00")
    an_interview(person, wave="follow_up")

    step = login(study.pi).get("/cases/1/").context["page"].steps[3]

    assert (step.note, step.kind) == ("1 done", "now")


@pytest.mark.parametrize("number", [2, 9, 10**30])
def test_case_of_another_site_answers_like_none(login, study, number):
    client = login(study.researcher)

    page, none = client.get(f"/cases/{number}/"), client.get("/cases/999/")

    assert (page.status_code, page.content) == (404, none.content)


def test_reader_of_counts_may_not_open_cases(login, study):
    client = login(study.ppi)

    assert [client.get(url).status_code for url in ["/cases/", "/cases/1/"]] == [403, 403]


def test_list_says_what_comes_next(login, study):
    one, two = study.cases
    a_booking(a_person(one))
    with clock.telling(dt.datetime(2022, 6, 10, 9, tzinfo=clock.LONDON)):
        a_booking(a_person(two), booked_on=dt.date(2022, 6, 11))
    a_booking(a_person(a_case(3)), booked_on=ago(-2))
    a_case(4)
    a_case(5, opens_on=ago(-3))
    case_actions.close_case(case=a_case(6), on=ago(1), by=None)

    page = login(study.pi).get("/cases/")

    assert [line.next_words for line in page.context["lines"]] == [
        "Interview today",
        "Say what happened with 1 booking",
        "Interview 16 June",
        "Nothing booked",
        "Opens 17 June",
        "Nothing to do",
    ]
    assert page.context["lead"] == "6 cases: 1 closed, 4 open, 1 to come."


def test_list_holds_the_cases_of_a_researchers_sites(login, study):
    lines = login(study.researcher).get("/cases/").context["lines"]

    assert [line.case.number for line in lines] == [1]


def test_list_without_cases_says_what_will_be_here(login):
    page = login("researcher", a_site()).get("/cases/")

    assert "No cases at your sites yet." in text_of(page)
    assert page.context["lead"] == "No cases yet."


def test_person_who_replied_and_a_booking_with_the_form_in_use(login, study):
    case = a_case(3, population=31000)
    a_person(case)
    ready = a_person(case)
    a_consent(ready)
    a_booking(ready)

    page = login(study.pi).get("/cases/3/")

    assert [patient.last for patient in page.context["page"].patients] == [
        "Replied 31 May",
        "14 June, phone",
    ]
    assert [row.form_words for row in page.context["page"].ahead] == [""]
    assert "Population About 31,000" in text_of(page)
