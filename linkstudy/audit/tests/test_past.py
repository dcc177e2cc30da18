"""Rows as they were known at an instant, whatever was done to them since."""

import datetime as dt

import pytest

from cases import actions
from cases.models import Case, PlanVersion, Site, Topic
from linkstudy.accounts.models import User
from linkstudy.audit.past import known_at, known_together
from linkstudy.clock import LONDON, telling
from linkstudy.testing.factories import (
    a_case,
    a_plan,
    a_site,
    a_topic,
    a_user,
    an_amendment,
    an_organisation,
)
from linkstudy.testing.many import many

pytestmark = pytest.mark.django_db
START = dt.datetime(2022, 6, 1, 9, tzinfo=LONDON)
WHY = {"reason": "Typed wrongly", "by": None}


def on_day(number: int) -> dt.datetime:
    """Nine in the morning, so many days after the start."""
    return START + dt.timedelta(days=number)


@pytest.fixture(autouse=True)
def start():
    with telling(START):
        yield


def names(at: dt.datetime) -> list[str]:
    return [site.name for site in known_at(Site.objects.all(), at)]


def test_each_value_is_known_until_it_was_changed():
    site = a_site(1, name="First")
    for day, name in [(2, "Second"), (4, "Third")]:
        with telling(on_day(day)):
            site = actions.correct_site(site=site, version=site.version, name=name, **WHY)

    with telling(on_day(9)):
        known = [names(on_day(day)) for day in (-1, 0, 1, 2, 3, 4, 9)]

    assert known == [[], ["First"], ["First"], ["Second"], ["Second"], ["Third"], ["Third"]]


def test_values_come_back_as_what_they_are():
    lead, other = a_user(name="Ann Example"), a_user(name="Ben Example")
    case = a_case(1, lead=lead, population=12_000)
    facts = {
        "lead": other,
        "opens_on": case.opens_on - dt.timedelta(days=1),
        "population": None,
        "contact": "By phone",
    }
    with telling(on_day(1)):
        actions.correct_case(case=case, version=1, **WHY, **facts)
        closed = Case.objects.get()
        actions.close_case(case=closed, on=on_day(1).date(), by=None)

        (then,) = known_at(Case.objects.select_related("site", "lead"), START, "site", "lead")

    for field in Case._meta.concrete_fields:
        assert getattr(then, field.attname) == getattr(case, field.attname), field.name
    assert (then.lead, then.site) == (lead, case.site)


def test_what_is_void_now_and_was_not_then_is_known_and_the_other_way_round():
    topic = a_topic("Trust")
    with telling(on_day(2)):
        topic = actions.void_row(row=topic, version=1, **WHY)
    with telling(on_day(4)):
        actions.restore_row(row=topic, version=2, **WHY)
    gone = a_topic("Holding")
    with telling(on_day(6)):
        actions.void_row(row=gone, version=1, **WHY)

    with telling(on_day(9)):
        known = [len(known_at(Topic.objects.all(), on_day(day))) for day in (1, 3, 5, 7)]

    assert known == [2, 1, 2, 1]


def test_a_row_that_is_fetched_with_another_is_as_it_was_too():
    case = a_case(1, lead=None)
    with telling(on_day(2)):
        actions.correct_site(site=case.site, version=1, name="Elsewhere", **WHY)

        with_site = Case.objects.select_related("site")
        then = known_at(with_site, on_day(1), "site")
        now = known_at(with_site, on_day(2), "site")

    assert [str(one) for one in (*then, *now)] == ["Case 1: Region 1", "Case 1: Elsewhere"]


def test_a_row_that_another_points_to_no_longer_is_fetched_and_as_it_was():
    site = a_site(1)
    network = an_organisation(site, "Network", kind="network")
    practice = an_organisation(site, "Practice", parent=network)
    with telling(on_day(2)):
        actions.correct_organisation(organisation=practice, version=1, parent=None, **WHY)
        actions.correct_organisation(organisation=network, version=1, name="Renamed", **WHY)

        rows = type(network).objects.select_related("parent")
        then = {one.name: one.parent and one.parent.name for one in known_at(rows, START, "parent")}

    assert then == {"Network": None, "Practice": "Network"}


def test_a_relation_that_was_empty_then_is_empty():
    lead = a_user()
    case = a_case(1, lead=None)
    with telling(on_day(2)):
        actions.correct_case(case=case, version=1, lead=lead, **WHY)

        (then,) = known_at(Case.objects.select_related("lead"), START, "lead")

    assert then.lead is None


def test_direct_identifiers_stay_as_they_are():
    user = a_user(email="ann@example.org", name="Ann Example")
    case = a_case(1, lead=user)
    with telling(on_day(1)):
        User.objects.update(email="new@example.org")

        (then,) = known_at(Case.objects.select_related("lead"), START, "lead")

    assert (then.lead.email, then.lead.name) == ("new@example.org", "Ann Example")
    assert then == case


def test_the_newest_plan_is_that_of_the_day_as_known_then():
    first = a_plan(effective_from=dt.date(2022, 1, 1))
    with telling(on_day(2)):
        second = a_plan(effective_from=dt.date(2022, 5, 1))
    with telling(on_day(4)):
        second = actions.void_row(row=second, version=1, **WHY)
    with telling(on_day(6)):
        actions.restore_row(row=second, version=2, **WHY)

    with telling(on_day(9)):
        day = dt.date(2022, 6, 1)
        known = [PlanVersion.objects.in_force(day, on_day(count)) for count in (-1, 1, 3, 5, 7)]

    assert known == [None, first, second, first, second]


@pytest.mark.parametrize("size", [6, 600])
def test_the_past_takes_one_query_more_at_any_size(size, django_assert_num_queries):
    cases = many(cases=size, people=0).cases
    with telling(on_day(1)):
        for case in cases[:6]:
            actions.close_case(case=case, on=on_day(1).date(), by=None)
    with telling(on_day(9)):
        with django_assert_num_queries(2):
            past = known_at(Case.objects.select_related("site"), START, "site")
        with django_assert_num_queries(1):
            present = known_at(Case.objects.select_related("site"), on_day(9), "site")

    assert (len(past), sum(one.closed_on is not None for one in past)) == (size, 0)
    assert sum(one.closed_on is not None for one in present) == 6


def test_no_rows_need_no_history(django_assert_num_queries):
    with telling(on_day(9)), django_assert_num_queries(1):
        assert known_at(Case.objects.all(), START) == []


def test_several_kinds_of_rows_are_known_by_one_look_into_the_history(django_assert_num_queries):
    site, topic = a_site(1, name="First"), a_topic("Trust")
    plan = a_plan(amendment=an_amendment("SA01"))
    other = an_amendment("SA02")
    with telling(on_day(2)):
        actions.correct_site(site=site, version=1, name="Second", **WHY)
        actions.void_row(row=topic, version=1, **WHY)
        actions.correct_plan(plan=plan, version=1, amendment=other, **WHY)

    with telling(on_day(9)):
        asked = [
            Site.objects.all(),
            Topic.objects.all(),
            PlanVersion.objects.select_related("amendment"),
        ]
        with django_assert_num_queries(len(asked) + 1 + 2):  # two for a relation that moved
            then = known_together(on_day(1), *asked)
        now = known_together(on_day(9), *asked)

    assert [[str(one) for one in rows] for rows in then] == [
        ["Site 1: First"],
        ["Trust"],
        ["Plan 1"],
    ]
    assert [[str(one) for one in rows] for rows in now] == [["Site 1: Second"], [], ["Plan 1"]]
    assert [str(rows[2][0].amendment) for rows in (then, now)] == ["SA01", "SA02"]
