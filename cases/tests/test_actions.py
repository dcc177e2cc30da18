"""The study, its places and its plans: what is written and what is refused."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases import actions
from cases.models import (
    Case,
    DocumentVersion,
    Membership,
    ObservationDay,
    PlanVersion,
    Study,
    Target,
)
from cases.vocabulary import Group, Measure
from linkstudy.accounts.policy import May, Role
from linkstudy.audit.models import Entry
from linkstudy.clock import LONDON, telling
from linkstudy.testing.factories import (
    a_case,
    a_form,
    a_plan,
    a_site,
    a_study,
    a_topic,
    a_user,
    an_observation,
    an_organisation,
)

NOW = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)
TODAY = dt.date(2022, 6, 14)


@pytest.fixture(autouse=True)
def morning(db):
    with telling(NOW):
        yield


def test_there_is_one_study():
    a_study()

    with pytest.raises(ValidationError):
        actions.describe_study(title="Another", short_title="Another", by=None)
    assert str(Study.objects.get()) == "The test study"
    with pytest.raises(IntegrityError), transaction.atomic():
        Study.objects.bulk_create([Study(pk=2, title="Another")])


def test_rows_have_names():
    case = a_case(5)
    site, plan, form = case.site, a_plan(), a_form()

    assert str(site) == "Site 5: Region 5"
    assert str(case) == "Case 5: Region 5"
    assert (case.code, case.about, case.get_absolute_url()) == ("C5", "C5", "/cases/5/")
    assert str(Membership.objects.get()) == f"{case.lead} at Site 5: Region 5"
    assert str(an_organisation(site)) == "Practice A"
    assert str(a_topic("Trust")) == "Trust"
    assert str(plan) == "Plan 1"
    assert str(plan.targets.first()) == "Patients: 10"
    assert str(form) == "Consent form v1.3"
    assert [group.plural for group in Group][2:] == ["Voluntary sector", "Link workers", "Managers"]


@pytest.mark.parametrize(
    ("day", "stage", "week"),
    [
        (dt.date(2022, 4, 1), "To come", 1),
        (dt.date(2022, 4, 15), "Open", 1),
        (dt.date(2022, 4, 22), "Open", 2),
        (dt.date(2022, 6, 10), "Closed", 9),
        (dt.date(2022, 12, 1), "Closed", 18),
    ],
)
def test_a_case_is_to_come_open_and_closed(day, stage, week):
    case = actions.close_case(case=a_case(5), on=dt.date(2022, 6, 10), version=1, by=None)

    assert case.stage(day) == stage
    assert case.week(day) == (week, 18)


def test_a_person_belongs_to_a_site_from_a_day_to_a_day():
    site, user = a_site(5), a_user()
    actions.join_site(user=user, site=site, since=TODAY, by=None)
    case = a_case(5, site=site, lead=None)

    def sees(day: dt.date) -> bool:
        with telling(dt.datetime.combine(day, dt.time(12), tzinfo=LONDON)):
            return Case.objects.visible_to(user).exists()

    assert [sees(TODAY + dt.timedelta(days=days)) for days in (-1, 0, 1)] == [False, True, True]
    Membership.objects.update(until=TODAY)
    assert [sees(TODAY + dt.timedelta(days=days)) for days in (0, 1)] == [True, False]
    assert Membership.objects.in_force(TODAY).get().site == case.site


@pytest.mark.parametrize(
    ("role", "cases", "progress"),
    [("pi", 2, 2), ("administrator", 2, 2), ("monitor", 2, 2), ("ppi", 0, 2), ("", 0, 0)],
)
def test_cases_are_seen_by_role(role, cases, progress):
    a_case(5), a_case(6)
    user = a_user(role)

    assert Case.objects.visible_to(user).count() == cases
    assert Case.objects.reached(user, May.SEE_PROGRESS).count() == progress


def test_the_newest_plan_holds_from_its_day_on():
    first = a_plan(effective_from=dt.date(2022, 1, 1))
    second = a_plan(effective_from=dt.date(2022, 5, 1), more=[(a_case(5), Measure.PATIENT, 8)])

    days = [dt.date(2021, 12, 31), dt.date(2022, 4, 30), dt.date(2022, 5, 1)]
    assert [PlanVersion.objects.in_force(day) for day in days] == [None, first, second]
    before = NOW - dt.timedelta(days=1)
    assert PlanVersion.objects.in_force(TODAY, before) is None
    assert Target.objects.filter(plan=second).count() == len(Measure) + 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.filter(plan=second).update(number=1)


def test_a_document_is_in_force_until_the_day_it_is_replaced():
    old = a_form("1.2", dt.date(2022, 1, 1))
    new = a_form("1.3", dt.date(2022, 6, 1))

    replaced = actions.replace_document(document=old, on=dt.date(2022, 6, 1), by=None)

    def in_force(day: dt.date) -> list[DocumentVersion]:
        return list(DocumentVersion.objects.in_force("consent", day))

    assert in_force(dt.date(2022, 5, 31)) == [replaced]
    assert in_force(dt.date(2022, 6, 1)) == [new]
    assert list(DocumentVersion.objects.in_force("consent")) == [new]


def test_observation_days_are_numbered_within_their_case():
    case = a_case(5)

    days = [an_observation(case, day) for day in (dt.date(2022, 6, 1), dt.date(2022, 6, 2))]

    assert [day.number for day in days] == [1, 2]
    assert (str(days[0]), days[0].about) == ("Case 5, observation day 1", "C5")
    assert days[0].get_absolute_url() == "/cases/5/observation-days/1/"
    assert days[0].minutes == 240


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"day": dt.date(2022, 6, 15)}, {"day": ["The day must be today or in the past"]}),
        (
            {"day": dt.date(2022, 4, 14)},
            {"day": ["Case 5 opens on 15 April 2022. Check the date"]},
        ),
    ],
)
def test_an_observation_day_is_within_its_cases_time(facts, said):
    case = a_case(5)

    with pytest.raises(ValidationError) as refused:
        an_observation(case, **facts)

    assert refused.value.message_dict == said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"ends": dt.time(9)}, "The end must be after the start"),
        (
            {"day": dt.date(2022, 6, 13)},
            "You observed from 9am to 1pm that day already: day 1 of Case 5. Check the hours",
        ),
    ],
)
def test_an_observation_day_keeps_the_rules(facts, said):
    case = a_case(5)
    an_observation(case, dt.date(2022, 6, 13))

    with pytest.raises(ValidationError) as refused:
        an_observation(case, **{"day": dt.date(2022, 6, 10)} | facts)

    assert refused.value.messages == [said]
    assert ObservationDay.objects.count() == 1


def test_an_observation_day_is_voided_once_and_stays_in_earlier_figures():
    day = an_observation()
    facts = {"version": 1, "reason": "Another case", "by": day.observer}
    with telling(NOW + dt.timedelta(days=1)):
        void = actions.void_observation(observation=day, **facts)
        with pytest.raises(ValidationError) as refused:
            actions.void_observation(observation=void, **facts)

    assert refused.value.messages == ["This observation day is already void"]
    assert ObservationDay.objects.standing(NOW).get() == day
    assert not ObservationDay.objects.standing().exists()
    assert Entry.objects.last().reason == "Another case"
    assert list(ObservationDay.objects.visible_to(a_user(Role.PI))) == [void]
    assert not ObservationDay.objects.visible_to(a_user(Role.PPI_LEAD)).exists()


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"patients": 0}, "Nobody else"),
        ({"patients": 1, "declined": 1}, "1 patient, 1 patient said no"),
        (
            {"patients": 2, "professionals": 3, "voluntary": 1},
            "2 patients, 3 health professionals, 1 person from the voluntary sector",
        ),
    ],
)
def test_an_observation_day_says_who_was_there(counts, words):
    assert an_observation(**counts).with_whom == words


def test_a_membership_ends_after_it_starts():
    a_case(5)

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.update(until=dt.date(2020, 1, 1))
