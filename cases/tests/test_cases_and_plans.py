"""Cases, plans, the protocol and amendments: what is written and what is refused."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from cases import actions
from cases.models import (
    Case,
    PlanVersion,
    Protocol,
)
from cases.tests.kinds import NOW, TODAY, WHY, correct, messages
from linkstudy.clock import telling
from linkstudy.testing.factories import (
    a_case,
    a_plan,
    a_protocol,
    a_site,
    ago,
    an_amendment,
    an_observation,
)


@pytest.fixture(autouse=True)
def morning(db):
    with telling(NOW):
        yield


# Cases


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"number": 5}, {"number": ["Case 5 is already there. Choose another number"]}),
        ({"number": 0}, ["A case’s number starts at 1"]),
        (
            {"closes_on": dt.date(2022, 6, 5)},
            ["The case cannot close before it opens. Check both dates"],
        ),
    ],
)
def test_a_case_keeps_the_rules(facts, said):
    case = a_case(5)
    given = {"number": 6, "site": case.site, "opens_on": ago(8), "closes_on": TODAY} | facts

    with pytest.raises(ValidationError) as refused:
        actions.plan_case(employer="network", area="urban", by=None, **given)

    assert messages(refused) == said


def test_a_case_is_planned_at_an_open_standing_site():
    closed = actions.close_site(site=a_site(1), on=TODAY, by=None)
    void = actions.void_row(row=a_site(2), version=1, **WHY)
    said = []
    for site in (closed, void):
        with pytest.raises(ValidationError) as refused:
            a_case(5, site=site, lead=None)
        said.append(messages(refused))

    assert said == [
        {"site": ["Site 1: Region 1 closed on 14 June 2022. Reopen it, or choose another"]},
        {"site": ["Site 2: Region 2 is void. Choose another"]},
    ]


def test_a_case_is_open_on_the_days_of_its_observation():
    case = a_case(5)
    for days in (9, 3):
        an_observation(case, ago(days))
    said = []
    for act in (
        lambda: correct("case", case, opens_on=ago(8)),
        lambda: actions.close_case(case=case, on=ago(4), by=None),
    ):
        with pytest.raises(ValidationError) as refused:
            act()
        said.append(messages(refused))

    assert said == [
        {"opens_on": ["Observation day 1 was on 5 June 2022. The case cannot open after it"]},
        {"on": ["Observation day 2 was on 11 June 2022. The case cannot close before it"]},
    ]
    assert correct("case", case, opens_on=ago(9)).opens_on == ago(9)
    assert actions.close_case(case=case, on=ago(3), by=None).closed_on == ago(3)


def test_nothing_is_observed_in_a_void_case():
    case = actions.void_row(row=a_case(5), version=1, **WHY)

    with pytest.raises(ValidationError) as refused:
        an_observation(case, ago(1))

    assert messages(refused) == ["Case 5 is void. Nothing can be logged in it"]


def test_a_case_closes_once_and_opens_again_while_its_site_is_open():
    case = a_case(5, lead=None)
    closed = actions.close_case(case=case, on=TODAY, by=None)
    with pytest.raises(ValidationError) as twice:
        actions.close_case(case=closed, on=TODAY, by=None)
    site = actions.close_site(site=case.site, on=TODAY, by=None)
    with pytest.raises(ValidationError) as site_closed:
        actions.reopen_case(case=Case.objects.get(), version=2, **WHY)
    actions.reopen_site(site=site, version=2, **WHY)
    again = actions.reopen_case(case=Case.objects.get(), version=2, **WHY)
    with pytest.raises(ValidationError) as not_closed:
        actions.reopen_case(case=again, version=3, **WHY)

    assert messages(twice) == ["This case is not open. Open its page to see what happened"]
    words = "Site 5: Region 5 closed on 14 June 2022. Reopen it first"
    assert messages(site_closed) == {"__all__": [words]}
    assert again.closed_on is None
    assert messages(not_closed) == ["This case is not closed. Open its page to see what happened"]


def test_a_case_for_which_a_plan_has_targets_is_not_void_and_the_plan_not_restored_without_it():
    case = a_case(5)
    plan = a_plan(more=[(case, "PT", 8)])
    with pytest.raises(ValidationError) as refused:
        actions.void_row(row=case, version=1, **WHY)
    plan = actions.void_row(row=plan, version=1, **WHY)
    actions.void_row(row=case, version=1, **WHY)

    with pytest.raises(ValidationError) as restored:
        actions.restore_row(row=plan, version=2, **WHY)

    words = "Plan 1 has a target for this case. Void that plan first"
    assert messages(refused) == {"__all__": [words]}
    assert messages(restored) == {"__all__": ["Case 5: Region 5 is void. Restore it first"]}


# Plans, protocol, amendments


def test_a_plan_takes_the_next_number_of_those_that_stand():
    first, second = a_plan(), a_plan(effective_from=ago(9))
    actions.void_row(row=second, version=1, **WHY)

    third = a_plan(effective_from=ago(8))

    assert [str(one) for one in (first, second, third)] == ["Plan 1", "Plan 2", "Plan 2"]
    assert [one.slug for one in (first, second, third)] == ["1", "2", "2-2"]
    assert third.targets.first().about == "plan 2-2"


@pytest.mark.parametrize("made", [a_plan, a_protocol])
def test_nothing_holds_before_the_study_or_from_the_day_of_another(made):
    actions.describe_study(title="A", short_title="A", started_on=dt.date(2022, 2, 1), by=None)
    standing = made(effective_from=dt.date(2022, 2, 1))
    said = []
    for day in (dt.date(2022, 1, 31), dt.date(2022, 2, 1)):
        with pytest.raises(ValidationError) as refused:
            made(effective_from=day)
        said += messages(refused)["effective_from"]

    assert said == [
        "The study started on 1 February 2022. Nothing can hold before that day",
        f"{standing} holds from this day already. Choose another day, or void {standing} first",
    ]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"patients": -1}, "Check"),
        ({"patients": 10**9}, "Check"),
        ({"patients": 1_001}, "A target must be between 0 and 1,000"),
        ({"cases_planned": 0}, "The number of cases must be between 1 and 10,000"),
        ({"cases_planned": 10_001}, "The number of cases must be between 1 and 10,000"),
    ],
)
def test_targets_are_numbers_that_somebody_can_reach(facts, said):
    with pytest.raises(ValidationError) as refused:
        a_plan(**facts)

    if said != "Check":
        assert messages(refused) == [said]
    assert not PlanVersion.objects.exists()


def test_nothing_comes_from_an_amendment_before_it_was_approved():
    amendment = an_amendment(approved_on=ago(10))
    said = []
    for act in (
        lambda: a_plan(effective_from=ago(11), amendment=amendment),
        lambda: a_protocol(effective_from=ago(11), amendment=amendment),
        lambda: correct("plan", a_plan(effective_from=ago(12)), amendment=amendment),
        lambda: correct("protocol", a_protocol(effective_from=ago(12)), amendment=amendment),
    ):
        with pytest.raises(ValidationError) as refused:
            act()
        said.append(messages(refused))

    words = "SA01 was approved on 4 June 2022. Nothing can come from it earlier"
    assert said == [{"amendment": [words]}] * 4
    assert a_plan(effective_from=ago(10), amendment=amendment).amendment == amendment


def test_an_amendment_from_which_something_comes_is_not_void_and_a_void_one_brings_nothing():
    amendment = an_amendment()
    plan, protocol = a_plan(amendment=amendment), a_protocol(amendment=amendment)
    with pytest.raises(ValidationError) as refused:
        actions.void_row(row=amendment, version=1, **WHY)
    for row in (plan, protocol):
        actions.void_row(row=row, version=1, **WHY)
    amendment = actions.void_row(row=amendment, version=1, **WHY)

    with pytest.raises(ValidationError) as restored:
        actions.restore_row(row=PlanVersion.objects.get(), version=2, **WHY)
    with pytest.raises(ValidationError) as adopted:
        a_plan(effective_from=ago(3), amendment=amendment)

    assert messages(refused)["__all__"] == [
        "Plan 1 comes from this amendment. Correct that first",
        "Protocol settings 1 comes from this amendment. Correct that first",
    ]
    assert messages(restored) == {"__all__": ["SA01 is void. Restore it first"]}
    assert messages(adopted) == {"amendment": ["SA01 is void. Choose another"]}


def test_an_amendment_is_approved_after_it_was_submitted():
    with pytest.raises(ValidationError) as refused:
        an_amendment(submitted_on=ago(1), approved_on=ago(2))

    words = "It cannot be approved before it is submitted. Check both dates"
    assert messages(refused) == [words]


def test_the_protocol_of_a_day_is_the_newest_that_has_begun():
    first, second = a_protocol(), a_protocol(effective_from=ago(5), least_age=16)

    held = [Protocol.objects.in_force(day) for day in (ago(366), ago(6), ago(5), TODAY)]

    assert held == [None, first, second, second]
    assert str(second) == "Protocol settings 2"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {"follow_up_max_months": 8},
            "The follow-up window cannot close before it opens",
        ),
        ({"most_age": 17}, "The oldest age cannot be below the youngest"),
        (
            {"most_contact_attempts": 0},
            "One of these numbers is too large, or 0 where it cannot be",
        ),
        ({"least_age": 121}, "One of these numbers is too large, or 0 where it cannot be"),
    ],
)
def test_the_protocol_makes_sense(facts, said):
    with pytest.raises(ValidationError) as refused:
        a_protocol(**facts)

    assert messages(refused) == [said]
