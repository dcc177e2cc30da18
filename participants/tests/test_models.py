"""What rows say of themselves, and what the database refuses to hold."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from linkstudy.accounts.policy import Role
from linkstudy.clock import LONDON, telling
from linkstudy.testing.factories import (
    a_booking,
    a_case,
    a_consent,
    a_missed_interview,
    a_notice,
    a_person,
    a_refusal,
    a_site,
    a_user,
    a_withdrawal,
    an_interview,
)
from linkstudy.testing.thanks import a_purchase, a_voucher
from participants.models import Code, CodeList, Interview, Participant
from participants.models.people import study_id, understood
from participants.vocabulary import Group, Status

NOW = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)
TODAY = dt.date(2022, 6, 14)


@pytest.fixture
def morning(db):
    with telling(NOW):
        yield


@pytest.fixture
def person(morning) -> Participant:
    return a_person(a_case(5))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("C5-PT-03", "C5-PT-03"),
        ("c5-pt-03", "C5-PT-03"),
        ("5 pt 3", "C5-PT-03"),
        ("c5pt03", "C5-PT-03"),
        (" 5.PT.003 ", "C5-PT-03"),
        ("5_hp_12", "C5-HP-12"),
        ("C12-PT-100", "C12-PT-100"),
        ("pt 3", None),
        ("5 xx 3", None),
        ("5 pt", None),
        ("Mary", None),
        ("", None),
        ("C5-PT-03; DROP", None),
        (f"{'5 pt 3':>40}", "C5-PT-03"),
        (f"{'5 pt 3':>41}", None),
        ("c" + " " * 20 + "pt" + "." * 10 + "6", None),
    ],
)
def test_a_study_id_typed_loosely_is_understood_strictly(typed, meant):
    assert understood(typed) == meant


def test_a_study_id_without_its_case_means_ones_own():
    assert understood("pt6", 5) == "C5-PT-06"
    assert understood("4 pt 6", 5) == "C4-PT-06"


@given(st.integers(1, 9999), st.sampled_from(Group.values), st.integers(1, 99999))
def test_every_study_id_is_understood(case, group, number):
    code = study_id(case, group, number)

    assert understood(code) == understood(code.lower().replace("-", " ")) == code


def test_what_belongs_to_somebody_is_called_after_them_and_leads_to_them(person):
    held = an_interview(person)
    a_purchase(person.case.site)
    notice, thanks = a_notice(person), a_voucher(held)
    listed = CodeList(number=1, purpose="transcriber", made_by=person.owner)
    code = Code(code_list=listed, participant=person, interview=held.number, code="ABC")

    assert str(notice) == "C5-PT-01 told of Participant information sheet v2.0"
    assert notice.get_absolute_url() == person.get_absolute_url()
    assert (str(thanks), thanks.get_absolute_url()) == (
        "C5-PT-01, voucher of £20",
        "/participants/c5-pt-01/interviews/1/",
    )
    assert str(code) == "Code for C5-PT-01"


def test_vouchers_bought_are_called_by_count_and_worth_and_stand_in_the_ledger(morning):
    bought = a_purchase()

    assert (str(bought), bought.get_absolute_url()) == ("10 vouchers of £20", "/thanks/")


def test_a_person_is_known_by_study_id(person):
    assert (str(person), person.slug, person.about) == ("C5-PT-01", "c5-pt-01", "C5-PT-01")
    assert person.get_absolute_url() == "/participants/c5-pt-01/"


STORIES = {
    Status.INVITED: lambda case: a_person(case, invited_on=TODAY),
    Status.DECIDING: lambda case: a_person(case, replied_on=TODAY),
    Status.CONSENTED: lambda case: a_consent(a_person(case)).participant,
    Status.BOOKED: lambda case: a_booking(a_person(case)).participant,
    Status.INTERVIEWED: lambda case: an_interview(a_person(case)).participant,
    Status.DECLINED: lambda case: a_refusal(a_person(case)).participant,
    Status.NOT_ELIGIBLE: lambda case: a_refusal(a_person(case), "not_eligible").participant,
    Status.WITHDREW: lambda case: a_withdrawal(a_person(case)).participant,
}


@pytest.mark.parametrize("status", Status, ids=str)
def test_status_follows_from_what_happened(morning, status):
    person = STORIES[status](a_case(5))

    assert Participant.objects.with_status().get(pk=person.pk).status == status


def test_somebody_who_agreed_again_after_withdrawing_is_back(person):
    a_withdrawal(person)
    a_consent(person, TODAY, given_time=dt.time(9, 10))

    assert Participant.objects.with_status().get().status == Status.CONSENTED


def test_a_later_no_ends_what_was_agreed(person):
    a_consent(person)
    a_consent(person, TODAY, scopes=["quotes"])

    assert Participant.objects.with_status().get().status == Status.DECIDING


@pytest.mark.parametrize("times", [((9, 0), (9, 0)), ((8, 0), (9, 0))])
def test_the_last_answer_of_a_day_governs(person, times):
    first, second = (dt.time(*one) for one in times)
    a_consent(person, TODAY, given_time=first)
    a_consent(person, TODAY, scopes=["results"], given_time=second)

    assert Participant.objects.with_status().get().status == Status.DECIDING


def test_the_next_step_is_the_booking_or_the_call(person):
    seen = Participant.objects.with_status()
    assert seen.get().next_on == person.contact_by
    a_booking(person, TODAY)

    found = seen.get()

    assert (found.next_on, found.booked_on) == (TODAY, TODAY)
    assert (found.booked_time, found.booked_mode) == (dt.time(14), "phone")


def test_of_two_bookings_of_a_day_the_one_whose_time_is_known_is_next(person):
    a_booking(person, booked_time=None, mode="video")
    a_booking(person, wave="follow_up", booked_time=dt.time(14))

    found = Participant.objects.with_status().get()
    assert (found.booked_time, found.booked_mode) == (dt.time(14), "phone")


def test_the_form_of_the_latest_consent_is_shown(person):
    assert Participant.objects.with_consent_form().get().form_number is None
    form = a_consent(person).document

    found = Participant.objects.with_consent_form().get()

    assert (found.form_number, found.form_replaced_on) == (form.number, None)


@pytest.mark.parametrize(
    ("role", "own", "all_seen"),
    [
        ("researcher", 1, 1),
        ("pi", 2, 2),
        ("administrator", 2, 2),
        ("monitor", 2, 2),
        ("ppi", 0, 0),
        ("", 0, 0),
    ],
)
def test_people_are_visible_by_role_and_site(morning, role, own, all_seen):
    here, there = a_case(5), a_case(6)
    for case in (here, there):
        an_interview(a_person(case))
    user = a_user(role, sites=[here.site])

    assert Participant.objects.visible_to(user).count() == own
    assert Interview.objects.visible_to(user).count() == all_seen
    assert not Participant.objects.visible_to(a_user(Role.RESEARCHER, [a_site(9)])).exists()


def test_an_interview_says_what_it_is(person):
    booking = a_booking(person)
    assert (str(booking), booking.state, booking.day) == (
        "C5-PT-01, first interview",
        "booked",
        TODAY,
    )
    assert booking.get_absolute_url() == "/participants/c5-pt-01/interviews/1/"
    assert booking.about == "C5-PT-01"
    assert a_missed_interview(a_person(person.case)).state == "missed"
    assert list(Interview.objects.first_wave().open()) == [booking]


def broken(rows, **facts) -> str:
    """The name of the rule that refused the change."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        rows.update(**facts)
    return str(refused.value)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"wave": "third"}, "interview_wave_is_known"),
        ({"mode": "letter"}, "interview_mode_is_known"),
        ({"setting": "moon"}, "interview_setting_is_known"),
        ({"others": "cat"}, "interview_others_are_known"),
        ({"missed_on": TODAY}, "interview_missed_says_why"),
        ({"booked_on": None}, "interview_booked_or_done"),
        ({"minutes": 5}, "interview_done_has_its_facts"),
        ({"voided_at": NOW}, "interview_voided_has_reason"),
        ({"void_reason": "e1:x"}, "interview_voided_has_reason"),
    ],
)
def test_a_booking_that_breaks_a_rule_is_not_stored(person, facts, rule):
    a_booking(person)

    assert rule in broken(Interview.objects.all(), **facts)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"minutes": 0}, "interview_done_has_its_facts"),
        ({"minutes": 301}, "interview_done_has_its_facts"),
        ({"minutes": None}, "interview_done_has_its_facts"),
        ({"logged_at": None}, "interview_done_has_its_facts"),
        ({"consent_checked": False}, "interview_done_has_its_facts"),
        ({"recording": ""}, "interview_done_has_its_facts"),
        ({"recording": "film"}, "interview_"),
        (
            {"missed_on": TODAY, "missed_why": "absent", "missed_at": NOW},
            "interview_booked_done_or_missed",
        ),
    ],
)
def test_an_interview_that_breaks_a_rule_is_not_stored(person, facts, rule):
    a_consent(person)
    a_booking(person)
    held = {"held_on": TODAY, "minutes": 40, "recording": "notes"}
    held |= {"logged_at": NOW, "consent_checked": True}

    assert rule in broken(Interview.objects.all(), **held | facts)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"joined_via": "pigeon"}, "participant_joined_via_is_known"),
        ({"title": "king"}, "participant_title_is_known"),
        ({"age_band": "0-17"}, "age_band_is_known"),
        ({"gender": "x"}, "gender_is_known"),
        ({"ethnic_group": "x"}, "ethnic_group_is_known"),
        ({"deprivation": "9"}, "deprivation_is_known"),
        ({"replied_on": None}, "somebody_invited_or_replied"),
        ({"study_id": "C9-PT-01"}, "are fixed"),
        ({"number": 9}, "are fixed"),
    ],
)
def test_a_person_who_breaks_a_rule_is_not_stored(person, facts, rule):
    assert rule in broken(Participant.objects.all(), **facts)
