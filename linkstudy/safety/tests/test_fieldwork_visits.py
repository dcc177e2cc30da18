"""Visits alone that are no booking: observation days, debriefs, whomever a researcher meets."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linkstudy.audit.models import Entry
from linkstudy.audit.retelling import differing
from linkstudy.audit.tests.lifting import sql
from linkstudy.clock import LONDON
from linkstudy.progress.safety import safety_items
from linkstudy.progress.scope import Scope
from linkstudy.safety import actions
from linkstudy.safety.models import Visit
from linkstudy.testing.factories import (
    a_booking,
    a_case,
    a_consent,
    a_person,
    a_user,
    ago,
)
from linkstudy.testing.in_the_field import a_visit, a_visit_for
from linkstudy.testing.pages import held_by, problems, text_of

pytestmark = pytest.mark.django_db
URL = "/cases/1/check-in/"


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def items_of(user, *cases):
    rows = safety_items(Scope(user, numbers=cases), 10)
    return [(one.words, one.note, one.is_late) for one in rows]


def test_the_page_of_a_case_leads_to_checking_in_whoever_may(login, study):
    pages = {user.role: login(user).get("/cases/1/") for user in (study.researcher, study.pi)}

    assert {role: URL in page.text for role, page in pages.items()} == {
        "researcher": True,
        "pi": False,
    }


def test_a_researcher_sets_off_to_an_observation_day(login, study):
    client = login(study.researcher)
    first = client.get(URL)
    sent = held_by(first, buddy=str(study.pi.number), errand="observation")

    page = client.post(URL, sent, follow=True)

    visit = Visit.objects.get()
    assert (sent["expected"], first.context["form"]["errand"].value()) == ("11:10am", None)
    assert (visit.booking, visit.case, visit.errand) == (None, study.cases[0], "observation")
    assert (visit.researcher, visit.buddy) == (study.researcher, study.pi)
    assert visit.expected_at == dt.datetime(2022, 6, 14, 11, 10, tzinfo=LONDON)
    assert [str(one) for one in page.context["messages"]] == [
        f"You are checked in. {study.pi} looks out for you"
    ]
    assert "Where Case 1 What for Observation day Checked in Today, 9:12am" in text_of(page)


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("errand", "", "Select what you set off for"),
        ("errand", "shopping", "Select what you set off for"),
        ("expected", "9am", "The time must be later than now"),
        ("buddy", "", "Select who looks out for you"),
    ],
)
def test_a_wrong_answer_is_said_beside_its_question(login, study, field, typed, words):
    good = {"errand": "debrief", "expected": "4pm", "buddy": str(study.pi.number)}

    page = login(study.researcher).post(URL, good | {field: typed})

    assert problems(page) == {field: [words]}
    assert not Visit.objects.exists()


def test_nobody_sets_off_in_a_case_that_they_do_not_see(login, study):
    there, nowhere = (login(study.researcher2).get(url) for url in (URL, "/cases/79/check-in/"))

    assert (there.status_code, there.content) == (404, nowhere.content)
    assert login(study.pi).get(URL).status_code == 403
    with pytest.raises(ValidationError) as refused:
        a_visit_for(study.cases[0], buddy=study.administrator)
    assert refused.value.message_dict == {"buddy": ["Choose somebody who looks out for you"]}


def test_somebody_is_out_for_fieldwork_once_at_a_time_and_may_keep_a_booking_meanwhile(
    login, study
):
    visit = a_visit_for(study.cases[0])
    sent = {"errand": "meeting", "expected": "4pm", "buddy": str(study.pi.number)}
    person = a_person(study.cases[0])
    a_consent(person)

    page = login(study.researcher).post(URL, sent)
    a_visit(a_booking(person, mode="person", setting="home"))
    actions.come_back(visit=visit, version=1, at=dt.time(9, 12), by=study.researcher)

    assert problems(page) == {
        "__all__": [
            (
                "You are checked in for fieldwork already. Say on your page Today that you are back,"
                " then check in again"
            )
        ]
    }
    assert a_visit_for(study.cases[0], errand="meeting").back_at is None


def test_todays_interviews_in_person_there_are_checked_in_for_at_their_own_page(login, study):
    case, colleague = study.cases[0], a_user(sites=[study.sites[0]])
    facts = {"mode": "person", "setting": "home"}
    mine = a_booking(a_person(case), **facts)
    a_booking(a_person(case))
    a_booking(a_person(case), ago(-1), **facts)
    idle = a_user(sites=[study.sites[0]])
    a_booking(a_person(case, by=colleague), by=colleague, **facts)

    page, empty = (login(user).get(URL) for user in (study.researcher, idle))

    assert list(page.context["bookings"]) == [mine]
    assert f'href="{mine.get_absolute_url()}check-in/"' in page.text
    heading = "Your interviews here today"
    assert [heading in one.text for one in (page, empty)] == [True, False]


def test_buddy_and_pis_are_told_of_it_as_of_any_visit(login, study, study_clock):
    buddy, other_pi = a_user(sites=[study.sites[0]]), a_user("pi")
    other = a_case(5, site=study.sites[0])
    visit = a_visit_for(other, by=study.researcher, buddy=buddy, expected=dt.time(16))
    note = "Case 5, expected back at 4pm"

    assert items_of(study.researcher) == [("Say that you are back", note, False)]
    assert items_of(buddy) == items_of(buddy, 5) == [("Ann Example is on a visit", note, False)]
    assert items_of(buddy, 1) == items_of(other_pi) == items_of(study.researcher2) == []
    study_clock("2022-06-14 16:01")
    late = ("Ann Example is late. Ring them", note, True)
    assert items_of(buddy) == items_of(other_pi) == [late]
    first = login(other_pi).get("/").context["page"].items[0]
    assert (first.words, first.url) == (late[0], visit.get_absolute_url())
    assert login(study.researcher2).get(visit.get_absolute_url()).status_code == 404


def test_the_researcher_comes_back_later_than_thought(login, study, study_clock):
    url = a_visit_for(study.cases[0], expected=dt.time(16)).get_absolute_url()
    client = login(study.researcher)
    client.post(f"{url}later/", held_by(client.get(f"{url}later/"), expected="6:15pm"))
    study_clock("2022-06-14 17:20")

    page = client.post(f"{url}back/", held_by(client.get(f"{url}back/")), follow=True)

    visit = Visit.objects.get()
    assert visit.expected_at == dt.datetime(2022, 6, 14, 18, 15, tzinfo=LONDON)
    assert visit.back_at == dt.datetime(2022, 6, 14, 17, 20, tzinfo=LONDON)
    assert "Ann Example is back." in text_of(page)
    assert items_of(study.researcher) == []


def test_a_visit_leads_to_a_safety_note_about_it(login, study):
    person = a_person(study.cases[0])
    a_consent(person)
    booked = a_visit(a_booking(person, mode="person", setting="home")).get_absolute_url()
    fieldwork = a_visit_for(study.cases[0]).get_absolute_url()
    about, in_case = f"/participants/{person.slug}/safety/raise/", "/cases/1/safety/raise/"

    def led(user, url):
        page = login(user).get(url).text
        return [one for one in (about, in_case) if f'href="{one}"' in page]

    assert [led(study.researcher, url) for url in (booked, fieldwork)] == [[about], [in_case]]
    assert [led(study.pi, url) for url in (booked, fieldwork)] == [[in_case], [in_case]]


def test_the_next_visit_offers_the_same_buddy(login, study):
    buddy = a_user(sites=[study.sites[0]])
    a_visit_for(study.cases[0], buddy=buddy)

    form = login(study.researcher).get(URL).context["form"]

    assert form["buddy"].value() == str(buddy.number)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE safety_visit SET errand = 'meeting'",
        "UPDATE safety_visit SET case_id = (SELECT MAX(id) FROM cases_case)",
        "UPDATE safety_visit SET booking_id = (SELECT MIN(id) FROM participants_interview)",
        "UPDATE safety_visit SET case_id = NULL, errand = NULL",
    ],
)
def test_the_database_keeps_what_a_visit_was_for(study, change):
    a_booking(a_person(study.cases[0]))
    a_visit_for(study.cases[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        sql(change)


def test_a_visit_is_to_a_booking_or_else_for_something_in_a_case(study):
    booking = a_booking(a_person(study.cases[0]), mode="person", setting="home")
    facts = {
        "researcher": study.researcher,
        "buddy": study.pi,
        "began_at": dt.datetime(2022, 6, 14, 9, tzinfo=LONDON),
        "expected_at": dt.datetime(2022, 6, 14, 16, tzinfo=LONDON),
    }
    wrong = [
        {},
        {"case": study.cases[0]},
        {"errand": "debrief"},
        {"booking": booking, "case": study.cases[0], "errand": "debrief"},
        {"case": study.cases[0], "errand": "shopping"},
    ]

    for what in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Visit(**facts, **what).save()


def test_a_visit_from_before_fieldwork_had_any_is_told_again_from_its_history(study):
    visit = a_visit(a_booking(a_person(study.cases[0]), mode="person", setting="home"))

    told = Entry.objects.get(kind="safety.visit", key=str(visit.pk))

    assert {"case_id", "errand"} & set(told.changes) == set()
    assert list(differing()) == []
