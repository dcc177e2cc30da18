"""Once a case or its site has closed nobody is added, booked or interviewed; what came before is told late."""

import datetime as dt

import pytest
from django.urls import reverse

from cases import actions as case_actions
from cases.models import Site
from linkstudy.testing.factories import a_booking, a_consent, a_person, ago, an_interview
from linkstudy.testing.pages import problems
from participants import actions
from participants.models import Interview, Participant
from participants.tests.refusals import refusal_of

CASE = "Case 1 closed on 12 June 2022. Ask an administrator to open it again"
SITE = "Site 1: Region 1 closed on 13 June 2022. Ask an administrator to open it again"
TIMES = {"mode": "phone", "booked_time": dt.time(14)}


@pytest.fixture
def person(study) -> Participant:
    """C1-PT-01, who agreed to everything before their case closed two days ago."""
    person = a_person(study.cases[0])
    a_consent(person)
    case_actions.close_case(case=study.cases[0], on=ago(2), by=None)
    return person


@pytest.fixture
def site(person) -> Site:
    """Their site, which closed yesterday."""
    Site.objects.filter(number=1).update(opened_on=ago(90))
    return case_actions.close_site(site=Site.objects.get(number=1), on=ago(1), by=None)


def corrected(done: Interview, **facts) -> Interview:
    names = ("held_on", "wave", "recording", "minutes", "mode")
    held = {name: getattr(done, name) for name in names} | facts
    return actions.correct_interview(
        interview=done, version=done.version, why="Misread", by=done.interviewer, **held
    )


def test_nobody_joins_a_case_after_it_closed_and_who_came_before_may_be_added_late(person):
    case = person.case

    said = [
        refusal_of(a_person, case, replied_on=ago(1)),
        refusal_of(a_person, case, invited_on=ago(5), replied_on=ago(1)),
        refusal_of(a_person, case, invited_on=ago(0)),
        refusal_of(a_person, case, replied_on=None),
    ]

    assert said == [{"case": [CASE]}] * 4
    assert a_person(case, replied_on=ago(2)).study_id == "C1-PT-02"
    assert a_person(case, invited_on=ago(3)).study_id == "C1-PT-03"


def test_a_closed_case_takes_follow_ups_and_no_first_interviews(person):
    booked = [refusal_of(a_booking, person, day) for day in (ago(0), ago(-3))]
    held = refusal_of(an_interview, person, ago(1))

    assert booked == [{"booked_on": [CASE]}] * 2
    assert held == {"when": [CASE]}
    late = an_interview(person, ago(2))
    assert late.held_on == ago(2)
    assert refusal_of(corrected, late, held_on=ago(1)) == {"held_on": [CASE]}
    assert corrected(late, minutes=50).minutes == 50
    assert a_booking(person, ago(-3), wave="follow_up").state == "booked"
    assert an_interview(person, wave="follow_up").held_on == ago(0)


def test_a_closed_site_takes_nothing_that_came_after(person, site):
    said = [refusal_of(a_booking, person, day, wave="follow_up") for day in (ago(0), ago(-3))] + [
        refusal_of(an_interview, person, wave="follow_up")
    ]

    assert said == [{"booked_on": [SITE]}] * 2 + [{"when": [SITE]}]
    assert an_interview(person, ago(1), wave="follow_up").held_on == ago(1)
    assert refusal_of(a_person, person.case, replied_on=ago(0)) == {"case": [CASE]}


def test_on_the_day_of_closing_nothing_more_is_booked(study):
    person = a_person(study.cases[0])
    case_actions.close_case(case=study.cases[0], on=ago(0), by=None)

    words = "Case 1 closed on 14 June 2022. Ask an administrator to open it again"
    assert refusal_of(a_booking, person) == {"booked_on": [words]}
    assert an_interview(person).held_on == ago(0)


def test_a_booking_does_not_move_into_the_time_after_its_case_closed(study):
    person = a_person(study.cases[0])
    booking = a_booking(person, ago(-5))
    type(person.case).objects.update(closed_on=ago(2))
    change = {"booking": booking, "version": 1, "by": study.researcher, **TIMES}

    said = refusal_of(actions.change_booking, booked_on=ago(-6), **change)

    assert said == {"booked_on": [CASE]}


def test_what_was_taken_back_is_not_restored_into_a_closed_case(study):
    by, gone = study.researcher, {"version": 1, "reason": "Somebody else"}
    person = a_person(study.cases[0])
    booking = actions.void_interview(interview=a_booking(person, ago(-3)), by=by, **gone)
    done = actions.void_interview(interview=an_interview(person), by=by, **gone)
    early = an_interview(person, ago(3))
    early = actions.void_interview(interview=early, by=by, **gone)
    case_actions.close_case(case=study.cases[0], on=ago(2), by=None)
    back = {"version": 2, "reason": "It was them", "by": by}

    said = [refusal_of(actions.restore_interview, interview=one, **back) for one in (booking, done)]

    assert said == [{"booked_on": [CASE]}, {"held_on": [CASE]}]
    assert actions.restore_interview(interview=early, **back).state == "done"


def test_pages_say_it_beside_the_question_and_keep_what_was_typed(study, login, person):
    client = login(study.researcher)
    add = {"case": "1", "group": "PT", "joined_via": "letter", "replied_on": "yesterday"}
    add |= {"owner": str(study.researcher.pk)}
    book = {"booked_on": "15/6", "booked_time": "2pm", "mode": "phone"}
    book |= {"interviewer": str(study.researcher.pk)}
    log = {"who": "C1-PT-01", "when": "yesterday", "mode": "phone", "minutes": "40"}
    log |= {"recording": "notes", "agreed": "on"}

    pages = [
        client.post(reverse("participants:add"), add),
        client.post(reverse("participants:book", args=["c1-pt-01"]), book),
        client.post(reverse("participants:log_interview"), log),
    ]

    assert [page.status_code for page in pages] == [200] * 3
    assert [problems(page) for page in pages] == [
        {"case": [CASE]},
        {"booked_on": [CASE]},
        {"when": [CASE]},
    ]


def test_the_page_that_adds_people_says_which_case_has_closed(person, study, login):
    page = login(study.researcher).get("/participants/add/")

    [case] = [one for one in page.context["form"].fields["case"].choices if one[0] == "1"]
    assert str(case[1].sub) == "Region 1, closed 12 June"
