"""The tests' own small objects are real: written by the actions, in the history, under the guards."""

import datetime as dt
from collections import Counter

import pytest

from cases.models import Case
from linkstudy import clock
from linkstudy.audit.chain import verify
from linkstudy.audit.models import Entry
from linkstudy.testing.factories import (
    a_booking,
    a_case,
    a_consent,
    a_form,
    a_missed_interview,
    a_person,
    a_plan,
    a_refusal,
    a_study,
    a_topic,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
    an_observation,
    an_organisation,
)
from linkstudy.testing.many import STATES, many
from participants.models import Participant
from participants.vocabulary import Status

pytestmark = pytest.mark.django_db


def status(person):
    return Participant.objects.with_status().get(pk=person.pk).status


def test_a_study_has_two_cases_and_one_user_of_each_role_and_one_more_researcher(study_clock):
    study_clock("2022-06-14 09:12")
    study = a_study()

    assert [str(case) for case in study.cases] == ["Case 1: Region 1", "Case 2: Region 2"]
    assert list(Case.objects.visible_to(study.researcher)) == study.cases[:1]
    assert list(Case.objects.visible_to(study.pi)) == study.cases
    roles = [study.researcher2, study.administrator, study.ppi, study.monitor]
    assert [user.role for user in roles] == ["researcher", "administrator", "ppi", "monitor"]
    assert study.plan.targets.get(measure="PT").number == 10
    assert study.form.approved_on == dt.date(2021, 6, 14)
    assert verify().trouble == ""


def test_people_stand_where_the_functions_put_them(study_clock):
    study_clock("2022-06-14 09:12")
    case = a_case(5)

    people = [a_person(case) for _ in range(8)]
    a_consent(people[1])
    booking = a_booking(people[2])
    done = an_interview(people[3])
    a_refusal(people[4])
    a_withdrawal(people[5])
    a_missed_interview(people[6])
    an_interview(people[7], held_on=dt.date(2022, 5, 31), recording="notes")

    assert [status(person) for person in people] == [
        Status.DECIDING,
        Status.CONSENTED,
        Status.BOOKED,
        Status.INTERVIEWED,
        Status.DECLINED,
        Status.WITHDREW,
        Status.DECIDING,
        Status.INTERVIEWED,
    ]
    assert [person.study_id for person in people[:2]] == ["C5-PT-01", "C5-PT-02"]
    assert (booking.booked_on, done.held_on) == (clock.today(), clock.today())
    assert done.participant.consents.get().given_on == dt.date(2022, 6, 7)
    assert booking.interviewer == case.lead


def test_what_is_not_said_is_made():
    booking = a_booking()
    an_interview()
    a_missed_interview(a_person(group="HP"))
    a_refusal()
    a_withdrawal()
    day = an_observation()

    assert booking.participant.study_id == "C1-PT-01"
    assert (day.case, day.number) == (Case.objects.get(), 1)
    assert an_observation(a_case(lead=None)).observer.role == "researcher"


def test_a_withdrawal_takes_the_standing_consent_back():
    person = a_person()
    a_consent(person)

    a_withdrawal(person)

    assert person.consents.get().withdrawn_time == dt.time(9)


def test_facts_can_be_said():
    case = a_case(3, closed_on=clock.today())
    user = a_user(email="asha@example.org", sites=[case.site])
    person = a_person(case, group="HP", by=user, invited_on=ago(9), title="gp")
    form = a_form("2.0", replaced_on=clock.today())
    consent = a_consent(person, document=form, scopes=["interview"])
    plan = a_plan(8, more=[(case, "PT", 12)])

    assert person.replied_on is None
    assert (person.owner, consent.taken_by) == (user, case.lead)
    assert consent.agreed == ["interview"]
    assert an_interview(person, recording="notes").participant.consents.get() == consent
    assert sorted(plan.targets.filter(measure="PT").values_list("number", flat=True)) == [8, 12]
    assert a_topic().name == "How patients become aware of link workers"
    assert an_organisation(case.site).kind == "practice"
    assert an_organisation(name="Network B").site.number == 4


def test_what_they_make_stands_in_the_history():
    person = a_person(a_case())
    an_interview(person)

    verbs = set(Entry.objects.filter(about="C1-PT-01").values_list("verb", flat=True))
    assert {"participant.added", "consent.given", "interview.logged"} <= verbs
    assert verify().trouble == ""


def test_many_makes_a_study_of_any_size_in_every_state():
    a_study()

    made = many(cases=7, people=60)

    assert (len(made.cases), len(made.people)) == (7, 60)
    assert made.cases[0].number == 3
    assert Case.objects.visible_to(made.lead).count() == 7
    people = Participant.objects.visible_to(made.lead).with_status()
    assert Counter(people.values_list("status", flat=True)) == dict.fromkeys(STATES, 10)
    assert people.filter(group="PT").count() == 14
    assert people.order_by("case__number", "group", "number").last().study_id == "C9-VS-02"


def test_many_makes_a_thousand_people_in_six_hundred_cases():
    made = many()

    assert (Case.objects.count(), Participant.objects.count()) == (600, 1000)
    assert len(made.people) == 1000
