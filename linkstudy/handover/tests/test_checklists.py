"""Checklists of journals: what the data know is filled in and marked, small counts are hidden."""

import datetime as dt

import pytest

from cases import actions as case_actions
from linkstudy.accounts.policy import Role
from linkstudy.handover.checklists.filled import FROM_DATA, NOTHING, YOURS
from linkstudy.handover.checklists.lists import CHECKLISTS
from linkstudy.handover.tests.reading import items, report, small_counts, table
from linkstudy.testing.contacts import an_attempt
from linkstudy.testing.factories import (
    a_case,
    a_consent,
    a_form,
    a_person,
    a_refusal,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
    an_observation,
)
from linkstudy.testing.grown import grown
from linkstudy.testing.letters import some_letters
from participants import actions
from participants.models import Participant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


@pytest.mark.parametrize(("name", "count"), [("coreq", 32), ("srqr", 21), ("rameses", 20)])
def test_a_checklist_has_all_its_items_in_order(study, name, count):
    assert list(items(report(study.pi, name))) == list(range(1, count + 1))


@pytest.mark.parametrize("name", CHECKLISTS)
def test_with_no_data_at_all_nothing_is_filled_but_what_needs_none(name):
    states = {state for state, _ in items(report(a_user(Role.PI), name)).values()}

    assert states == {YOURS, NOTHING} | ({FROM_DATA} if name != "rameses" else set())


def test_a_day_before_the_study_has_nothing_recorded(study):
    an_interview(a_person(study.cases[0]))

    assert items(report(study.pi, day=dt.date(2000, 2, 29)))[12] == (NOTHING, None)


def test_what_the_data_cannot_know_is_for_the_authors(study):
    made = items(report(study.pi))

    yours = [number for number, (state, words) in made.items() if (state, words) == (YOURS, None)]
    assert yours == [2, 3, 4, 5, 8, 9, 22, 23, 24, 25, 26, 27, 28, 30, 31, 32]


def test_text_to_copy_tells_items_and_counts_in_sentences(study):
    a_form("1", kind="guide", audience="PT", approved_on=ago(30))
    for _ in range(5):
        an_interview(a_person(study.cases[0]))
    lines = report(study.pi).text.splitlines()

    for line in (
        "2. Their degrees: for you to write.",
        "22. Whether anything new still came up: for you to write.",
        "Version 1 for patients, from 15 May 2022.",
        "Letter from the practice: 5.",
        "Ethnic group of patients, Not asked: 5.",
    ):
        assert [one for one in lines if one == line] == [line]


def test_who_interviewed_is_told_with_how_often(study):
    for place in (0, 1):
        for _ in range(6 - place):
            an_interview(a_person(study.cases[place]))

    assert items(report(study.pi))[1] == (
        FROM_DATA,
        "First interviews were done by Ann Example (6) and Ben Example (5).",
    )


def test_how_often_is_not_told_where_it_would_give_a_small_count(study):
    for place in (0, 0, 0, 0, 0, 1):
        an_interview(a_person(study.cases[place]))

    assert items(report(study.pi))[1][1] == (
        "First interviews were done by Ann Example and Ben Example."
    )


def test_of_many_interviewers_the_first_ten_are_named(study):
    for number in range(12):
        researcher = a_user(name=f"R{number}", sites=[study.sites[0]])
        an_interview(a_person(study.cases[0]), by=researcher, interviewer=researcher)

    assert items(report(study.pi))[1][1].endswith("R8, R9 and others.")


@pytest.mark.parametrize(
    ("observed", "words"),
    [((), "None"), ((0,), "Some"), ((0, 1), "All")],
    ids=["none", "some", "all"],
)
def test_whether_link_workers_had_been_observed_is_told_without_a_count(study, observed, words):
    for place in observed:
        an_observation(study.cases[place], ago(9))
    for case in study.cases:
        an_interview(a_person(case, "LW"), ago(3))

    assert items(report(study.pi))[6][1] == (
        f"{words} of the link workers had been observed at work before their interview."
    )


def test_information_sheets_are_told_with_their_days(study):
    a_form("1.0", kind="information", approved_on=ago(30))
    a_form("1.1", kind="information", approved_on=ago(10), audience="HP")

    assert items(report(study.pi))[7][1] == (
        "Participant information sheet: version 1.0 from 15 May 2022 and version 1.1 from 4 June 2022."
    )


def test_how_cases_differ_is_told_without_a_count(study):
    case_actions.correct_case(
        case=study.cases[0],
        version=1,
        population=12_345,
        contact="By phone",
        area="rural",
        reason="It came",
        by=None,
    )
    case_actions.correct_case(
        case=study.cases[1], version=1, population=54_321, reason="It came", by=None
    )

    assert items(report(study.pi, "rameses"))[8][1] == (
        "2 cases were chosen, each of one link worker. Areas: urban, rural. Link workers are employed"
        " by a primary care network. Cases serve between about 12,000 and 54,000 people. Contact there:"
        " By phone."
    )


def test_cases_of_unknown_size_are_told_without_it():
    a_case(1)

    assert items(report(a_user(Role.PI)))[10][1] == (
        "1 case was chosen, each of one link worker. Areas: urban. Link workers are employed by a"
        " primary care network."
    )


def test_ways_into_the_study_hide_small_counts(study):
    for _ in range(6):
        an_interview(a_person(study.cases[0]))
    for _ in range(5):
        an_interview(a_person(study.cases[0], joined_via="text"))
    an_interview(a_person(study.cases[0], joined_via="poster"))

    assert table(report(study.pi), "joined-via") == (
        ("Letter from the practice", 6),
        ("Text from the practice", "not shown"),
        ("Poster", "not shown"),
        ("In all", 12),
    )


def test_letters_and_contacts_tell_how_people_were_approached(study):
    some_letters(study.cases[0], searched=100, excluded=10, sent_out=80, undelivered=8)
    for _ in range(5):
        an_attempt(a_person(study.cases[0]))
    made = report(study.pi)

    assert table(made, "approach") == (("Letter from the practice", 80, 8), ("In all", 80, 8))
    assert items(made)[11][1] == (
        "The team got in touch by: Phone 5; 5 in all. See the table “How patients were approached”."
    )


def test_contacts_without_letters_are_told_alone(study):
    an_attempt(a_person(study.cases[0]))

    assert (
        items(report(study.pi))[11][1] == "The team got in touch by: Phone under 5; under 5 in all."
    )


def followed(study, count: int):
    """So many patients of the first case with a first interview 300 days before a follow-up."""
    people = [a_person(study.cases[0], replied_on=ago(13)) for _ in range(count)]
    for person in people:
        an_interview(person, ago(5), minutes=30)
    return people


def test_sample_size_is_by_group_and_wave(study, study_clock):
    people = followed(study, 6)
    an_interview(a_person(study.cases[1], "LW"))
    study_clock("2023-03-09 09:12")
    for person in people[:5]:
        an_interview(person, ago(0), wave="follow_up")
    made = report(study.pi)

    assert table(made, "sample-size") == (
        ("Patients", "not shown", 5),
        ("Link workers", "not shown", 0),
        ("In all", 7, 5),
    )
    assert items(made)[12][1].startswith(
        "People of 2 cases were interviewed; patients in each: from 0 to 6."
    )
    assert items(made)[18][1] == (
        "Follow-up interviews: 5 people, after the first one: mean 9, median 9, from 9 to 9 months."
    )
    assert items(made)[21][1] == (
        "First interviews: mean 31.4, median 30, from 30 to 40 minutes."
        " Follow-up interviews: mean 40, median 40, from 40 to 40 minutes."
    )
    assert items(made)[13][1] == (
        "Of those with a first interview: interviewed again not shown; not interviewed again not"
        " shown; 7 in all."
    )


def test_a_few_follow_ups_are_told_without_their_times(study, study_clock):
    person = followed(study, 1)[0]
    study_clock("2023-03-09 09:12")
    an_interview(person, ago(0), wave="follow_up")
    made = items(report(study.pi))

    assert made[18][1] == "Follow-up interviews: under 5 people."
    assert made[21][1] == (
        "First interviews: under 5, too few to say how long."
        " Follow-up interviews: under 5, too few to say how long."
    )


def test_a_follow_up_whose_first_interview_was_taken_back_has_no_gap(study, study_clock):
    person = followed(study, 1)[0]
    study_clock("2023-03-09 09:12")
    an_interview(person, ago(0), wave="follow_up")
    first = person.interviews.get(wave="first")
    actions.void_interview(
        interview=first, version=first.version, reason="Wrong", by=study.researcher
    )

    assert items(report(study.pi))[18] == (NOTHING, None)


def test_reasons_of_a_no_and_withdrawals_are_told(study):
    for _ in range(5):
        a_refusal(a_person(study.cases[0]))
    a_withdrawal(a_person(study.cases[0]))
    made = report(study.pi)

    assert table(made, "non-participation") == (
        ("Said no", "Did not remember seeing a link worker", 5),
        ("Said no", "In all", 5),
    )
    assert items(made)[13][1] == (
        "Withdrew: under 5. See the table “Why people had no first interview”."
    )


def test_who_was_not_heard_of_or_not_eligible_did_not_say_no(study):
    reasons = ["busy"] * 7 + ["no_reply"] * 6 + ["not_eligible"] * 5 + ["returned"]
    for reason in reasons:
        a_refusal(a_person(study.cases[0]), reason=reason)
    made = report(study.pi)

    assert table(made, "non-participation") == (
        ("Said no", "Too busy or caring", 7),
        ("Said no", "In all", 7),
        ("Not reached or not eligible", "Not eligible", "not shown"),
        ("Not reached or not eligible", "No reply after a reminder", 6),
        ("Not reached or not eligible", "Letter returned", "not shown"),
        ("Not reached or not eligible", "In all", 12),
    )


def test_who_said_no_and_was_interviewed_all_the_same_took_part(study):
    person = a_person(study.cases[0])
    a_refusal(person, on=ago(9), may_contact_again=True)
    an_interview(person)

    assert report(study.pi).figure("non-participation") is None


def test_who_agrees_no_longer_gave_no_reason(study):
    a_consent(a_person(study.cases[0], replied_on=ago(9)), scopes=["interview"], given_on=ago(8))
    person = Participant.objects.get()
    a_consent(person, scopes=["questionnaire"], given_on=ago(1))

    assert report(study.pi).figure("non-participation") is None


@pytest.mark.parametrize("name", CHECKLISTS)
def test_no_small_count_of_people_or_interviews_stands_in_a_checklist(study_clock, name):
    study_clock("2022-06-14 09:12")
    pi = grown(150, cases=6).pi

    assert small_counts(report(pi, name)) == []


def test_the_sample_is_told_in_bands_with_what_is_missing(study):
    for _ in range(5):
        an_interview(a_person(study.cases[0], age_band="60-69", gender="woman"))
    an_interview(a_person(study.cases[0], "HP", title="gp"))
    an_interview(a_person(study.cases[0], "VS"))
    rows = table(report(study.pi), "sample")

    assert rows == (
        ("Age of patients", "60 to 69", 5),
        ("Age of patients", "In all", 5),
        ("Gender of patients", "Woman", 5),
        ("Gender of patients", "In all", 5),
        ("Ethnic group of patients", "Not asked", 5),
        ("Ethnic group of patients", "In all", 5),
        ("Deprivation of patients", "Not asked", 5),
        ("Deprivation of patients", "In all", 5),
        ("Role of professionals", "Not recorded", "under 5"),
        ("Role of professionals", "GP", "under 5"),
        ("Role of professionals", "In all", "under 5"),
    )


def test_a_band_put_right_later_leaves_the_list_of_an_earlier_day(study, study_clock):
    person = a_person(study.cases[0], age_band="60-69")
    for _ in range(4):
        an_interview(a_person(study.cases[0], age_band="60-69"))
    an_interview(person)
    study_clock("2022-06-20 09:12")
    person.refresh_from_db()
    actions.change_participant(
        participant=person,
        version=person.version,
        age_band="70-79",
        reason="Misread",
        by=study.researcher,
    )

    then, now = (report(study.pi, day=day) for day in (dt.date(2022, 6, 14), ago(0)))

    assert table(then, "sample")[0] == ("Age of patients", "60 to 69", 5)
    assert table(now, "sample")[:3] == (
        ("Age of patients", "60 to 69", "under 5"),
        ("Age of patients", "70 to 79", "under 5"),
        ("Age of patients", "In all", "5 or more"),
    )
