"""What the story promises: the study's own facts, and figures that hold together."""

import datetime as dt
from collections import Counter

import pytest

from cases.models import Case, DocumentVersion, ObservationDay, PlanVersion, Site, Study
from linkstudy import guards
from linkstudy.accounts.models import User
from linkstudy.accounts.passwords import DEMO_PASSWORD
from linkstudy.audit.chain import verify
from linkstudy.audit.models import Entry
from linkstudy.clock import DEMO_NOW, end_of, today
from linkstudy.demo import story
from linkstudy.identities import service
from linkstudy.identities.models import Identity
from linkstudy.progress.coverage import Coverage
from meetings.models import Event
from participants.models import Consent, Interview, Participant, Refusal, Withdrawal

pytestmark = pytest.mark.usefixtures("told")

HOLIDAYS = {
    dt.date(2021, 12, 27),
    dt.date(2021, 12, 28),
    dt.date(2022, 1, 3),
    dt.date(2022, 4, 15),
    dt.date(2022, 4, 18),
    dt.date(2022, 5, 2),
    dt.date(2022, 6, 2),
    dt.date(2022, 6, 3),
}


def interviewed(group, at=None):
    """People of a group with an interview, case 1 first, as known at an instant."""
    done = Interview.objects.done(at).filter(participant__group=group)
    people = set(done.values_list("participant__case__number", "participant"))
    counted = Counter(case for case, _ in people)
    return [counted[case] for case in range(1, 7)]


@pytest.mark.parametrize(
    ("group", "people"),
    [
        ("PT", [7, 6, 5, 4, 2, 0]),
        ("HP", [6, 5, 5, 5, 2, 0]),
        ("VS", [4, 3, 4, 5, 1, 0]),
        ("LW", [1, 1, 1, 1, 1, 0]),
        ("LM", [1, 0, 1, 1, 0, 0]),
    ],
)
def test_people_are_interviewed_in_each_case(group, people):
    assert interviewed(group) == people
    assert interviewed(group, DEMO_NOW) == people


@pytest.mark.parametrize(
    ("day", "patients"),
    [
        ("2021-11-30", [2, 0, 0, 0, 0, 0]),
        ("2021-12-31", [5, 0, 0, 0, 0, 0]),
        ("2022-01-31", [7, 0, 0, 0, 0, 0]),
        ("2022-02-28", [7, 3, 0, 0, 0, 0]),
        ("2022-03-31", [7, 6, 1, 0, 0, 0]),
        ("2022-04-30", [7, 6, 3, 1, 0, 0]),
        ("2022-05-31", [7, 6, 5, 3, 0, 0]),
        ("2022-06-01", [7, 6, 5, 3, 0, 0]),
    ],
)
def test_earlier_dates_keep_their_figures(day, patients):
    assert interviewed("PT", end_of(dt.date.fromisoformat(day))) == patients


def test_the_record_voided_on_1_june_still_stands_in_the_figures_of_31_may():
    def patients_of_case_4(day):
        done = Interview.objects.done(end_of(day)).filter(
            participant__case__number=4, participant__group="PT"
        )
        return sorted(done.values_list("participant__study_id", flat=True))

    assert patients_of_case_4(dt.date(2022, 5, 31)) == ["C4-PT-01", "C4-PT-04", "C4-PT-08"]
    assert patients_of_case_4(dt.date(2022, 6, 1)) == ["C4-PT-01", "C4-PT-04", "C4-PT-06"]


def test_the_study_is_described_by_what_is_public_and_the_rest_is_empty():
    study = Study.objects.get()

    assert study.title == "Understanding the implementation of link workers in primary care"
    assert (study.iras_id, study.funder_ref) == ("294561", "NIHR130247")
    assert (study.sponsor, study.started_on) == ("University of Oxford", dt.date(2021, 8, 1))
    assert (study.rec_reference, study.planned_end_on) == ("", None)


def test_six_cases_are_planned_with_ten_patients_each():
    plan = PlanVersion.objects.in_force(today())

    assert (plan.number, plan.effective_from) == (1, dt.date(2021, 11, 1))
    assert plan.cases_planned == 6
    targets = {target.measure: target.number for target in plan.targets.filter(case=None)}
    assert targets == {"PT": 10, "HP": 5, "VS": 4, "LW": 1, "LM": 1, "OD": 15}
    assert Site.objects.count() == 6


def test_cases_3_and_4_have_just_finished():
    stages = {case.number: case.stage(today()) for case in Case.objects.all()}

    assert stages == {1: "Closed", 2: "Closed", 3: "Closed", 4: "Closed", 5: "Open", 6: "To come"}
    closed = Case.objects.filter(number__in=[3, 4]).values_list("closed_on", flat=True)
    assert list(closed) == [dt.date(2022, 5, 27), dt.date(2022, 6, 9)]
    case_5, case_6 = Case.objects.filter(number__in=[5, 6])
    assert (case_5.opens_on, case_5.closes_on) == (dt.date(2022, 5, 30), dt.date(2022, 8, 26))
    assert case_6.opens_on == dt.date(2022, 7, 4)


def test_each_person_has_the_study_id_of_their_line():
    said = {part.study_id: (part.replied, part.invited) for part in story.everybody()}
    people = Participant.objects.standing()
    rows = people.values_list("study_id", "replied_on", "invited_on")

    assert {study_id: days for study_id, *days in rows} == {
        study_id: list(days) for study_id, days in said.items()
    }
    assert len(said) == 121


def test_each_researcher_sees_their_own_cases():
    def seen(name):
        user = User.objects.get(email=f"{name}@example.org")
        return [case.number for case in Case.objects.visible_to(user)]

    assert (seen("researcher"), seen("researcher2")) == ([1, 3, 5], [2, 4, 6])
    assert seen("pi") == [1, 2, 3, 4, 5, 6]


def test_both_researchers_have_a_booking_today_and_one_waits_for_an_answer():
    open_ones = Interview.objects.open().order_by("booked_on", "booked_time")
    rows = open_ones.values_list(
        "participant__study_id", "booked_on__day", "booked_time__hour", "mode", "interviewer__name"
    )

    assert list(rows) == [
        ("C6-LM-01", 13, 15, "phone", "Tom Reid"),
        ("C6-LW-01", 14, 11, "video", "Tom Reid"),
        ("C5-PT-03", 14, 14, "video", "Asha Patel"),
        ("C5-HP-04", 14, 16, "phone", "Asha Patel"),
        ("C6-HP-01", 16, 10, "video", "Tom Reid"),
        ("C5-HP-03", 16, 11, "person", "Asha Patel"),
        ("C5-PT-05", 17, 10, "phone", "Asha Patel"),
        ("C5-PT-04", 20, 10, "person", "Asha Patel"),
        ("C5-VS-02", 20, 15, "video", "Asha Patel"),
    ]


def test_people_stand_at_every_step():
    counted = Counter(Participant.objects.standing().with_status().values_list("status", flat=True))

    assert counted == {
        "interviewed": 71,
        "declined": 29,
        "booked": 9,
        "invited": 4,
        "consented": 3,
        "deciding": 2,
        "not_eligible": 1,
        "withdrew": 2,
    }
    assert counted.total() == 121


def test_most_patients_declined_for_the_reasons_the_study_gives():
    reasons = Counter(
        Refusal.objects.standing().filter(participant__group="PT").values_list("reason", flat=True)
    )

    assert [reasons[reason] for reason in ("no_memory", "term", "too_short")] == [10, 5, 3]
    assert reasons.total() == 23


def test_one_withdrew_after_the_interview_and_one_before():
    after, before = Withdrawal.objects.standing().order_by("participant__case")

    held = [list(one.participant.interviews.done()) for one in (after, before)]
    assert [len(interviews) for interviews in held] == [1, 0]
    assert list(after.participant.interviews.undecided()) == []


def test_the_consent_form_in_use_is_1_3_and_one_booked_patient_signed_the_old_one():
    assert DocumentVersion.objects.in_force("consent").get().number == "1.3"
    people = Participant.objects.with_status().with_consent_form().filter(status="booked")
    old = people.exclude(form_replaced_on=None)
    assert list(old.values_list("study_id", "form_number")) == [("C5-PT-05", "1.2")]
    assert Consent.objects.get(participant__study_id="C5-PT-05").given_on == dt.date(2022, 5, 31)


def test_finished_cases_have_fifteen_observation_days_and_case_5_six():
    standing = ObservationDay.objects.standing().values_list("case__number", flat=True)

    assert Counter(standing) == {1: 15, 2: 15, 3: 15, 4: 15, 5: 6}
    gone = ObservationDay.objects.current().exclude(voided_at=None)
    assert gone.get().void_reason == "Part of the day that I had logged already"


def test_nothing_happens_on_a_weekend_or_a_bank_holiday():
    days = {
        *Interview.objects.exclude(held_on=None).values_list("held_on", flat=True),
        *Interview.objects.exclude(booked_on=None).values_list("booked_on", flat=True),
        *ObservationDay.objects.values_list("day", flat=True),
        *Consent.objects.values_list("given_on", flat=True),
    }

    assert [day for day in days if day.weekday() > 4 or day in HOLIDAYS] == []


def test_no_scene_comes_after_the_clock_of_the_demo():
    assert max(scene.at for scene in story.in_order(DEMO_PASSWORD)) < DEMO_NOW
    assert not Entry.objects.filter(study_at__gt=DEMO_NOW).exists()


def test_voids_missed_interviews_and_corrections_stand_in_the_history():
    verbs = Counter(Entry.objects.values_list("verb", flat=True))

    assert verbs["interview.voided"] == 2
    assert verbs["interview.missed"] == 6
    assert verbs["booking.changed"] == 1
    assert verbs["identity.revealed"] == 2
    corrected = Entry.objects.filter(verb="participant.changed", about="C1-PT-06").get()
    assert corrected.changes["age_band"] == ["60-69", "70-79"]


def test_what_was_put_right_stands_in_a_row_of_its_own():
    minutes, others = Interview.objects.done().exclude(replaces=None).order_by("held_on")[:3:2]
    restored = Interview.objects.done().get(participant__study_id="C2-HP-02")
    day = ObservationDay.objects.standing().exclude(replaces=None).get()

    assert (minutes.participant.study_id, minutes.replaces.minutes, minutes.minutes) == (
        "C1-HP-04",
        25,
        52,
    )
    assert (others.participant.study_id, others.others) == ("C5-PT-02", "family")
    assert restored.replaces.voided_at < restored.logged_at
    assert (day.replaces.patients, day.patients, day.number) == (2, 3, day.replaces.number)
    assert Consent.objects.standing().exclude(replaces=None).get().how == "witnessed"


def test_what_was_taken_back_is_no_persons_answer_any_more():
    void = {
        model.__name__: str(model.objects.current().exclude(voided_at=None).get().participant)
        for model in (Consent, Refusal, Withdrawal)
    }
    statuses = dict(
        Participant.objects.with_status()
        .filter(study_id__in=void.values())
        .values_list("study_id", "status")
    )

    assert void == {"Consent": "C5-PT-02", "Refusal": "C3-PT-09", "Withdrawal": "C3-PT-01"}
    assert set(statuses.values()) == {"interviewed"}
    assert Participant.objects.exclude(voided_at=None).get().study_id == "C5-PT-10"


def test_the_history_holds_and_every_guard_stands():
    assert verify().trouble == ""
    assert guards.missing() == []


def test_nobody_has_these_names_phones_or_addresses():
    people = {one.person_id: service.details(one.person) for one in Participant.objects.all()}

    assert len({details["name"] for details in people.values()}) == len(people)
    phones = [details["phone"] for details in people.values() if "phone" in details]
    assert [phone for phone in phones if not phone.startswith("07700 900")] == []
    emails = [details["email"] for details in people.values() if "email" in details]
    assert [email for email in emails if not email.endswith("@example.org")] == []
    assert Identity.objects.filter(kind="access").count() == 4


def test_a_second_telling_changes_nothing():
    before = (Participant.objects.count(), Entry.objects.count())

    assert story.tell("another") is False
    assert (Participant.objects.count(), Entry.objects.count()) == before


def test_training_and_the_visit_to_come_are_as_the_newsletter_says():
    training = Event.objects.get(kind="training")
    visit = Event.objects.standing().get(kind="visit")

    assert (training.by_whom, training.state[0]) == (
        "Dr Kate Fryer, University of Sheffield",
        "Written up",
    )
    assert (visit.by_whom, visit.when, visit.state[0]) == (
        "Stephanie Tierney",
        "July 2022",
        "To come",
    )


def test_every_topic_and_theory_has_come_up_somewhere():
    pi = User.objects.get(email="pi@example.org")
    maps = [Coverage(pi, by, DEMO_NOW.date()) for by in ("topics", "theories")]

    assert [found.sentence for found in maps] == [
        "All 4 topics have come up, each in every case that has opened.",
        "All 3 programme theories have come up, 2 of them in every case that has opened.",
    ]
    assert [line.gaps for line in maps[1].lines][2] == (
        "Not yet in Cases 1 and 4. Not yet from health professionals, voluntary sector,"
        " link workers and managers"
    )
