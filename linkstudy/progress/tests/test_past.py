"""Figures of an earlier day stay as they were, whatever is corrected, voided or restored since."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from cases import actions
from cases.models import Case, PlanVersion, SetUpRow
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.clock import LONDON, telling
from linkstudy.figures.recruitment import Recruitment, recruitment
from linkstudy.progress.words import outlook, verdict
from linkstudy.testing.factories import (
    a_case,
    a_person,
    a_plan,
    a_site,
    a_user,
    an_amendment,
    an_interview,
    an_observation,
)

FIRST, LAST, TODAY = (dt.date(2022, month, day) for month, day in [(3, 1), (6, 13), (6, 14)])
WHY: dict[str, Any] = {"reason": "Typed wrongly", "by": None}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def morning(day: dt.date) -> telling:
    return telling(dt.datetime.combine(day, dt.time(9), tzinfo=LONDON))


def days() -> Iterator[dt.date]:
    """Days from before the start until yesterday: every second one, so all weekdays."""
    day = FIRST - dt.timedelta(days=1)
    while day <= LAST:
        yield day
        day += dt.timedelta(days=2)


@dataclass(frozen=True)
class Told:
    """A study with a past: two cases in use, one that nobody used, two plans, an amendment."""

    pi: User
    case: Case
    closed: Case
    unused: Case
    first: PlanVersion
    second: PlanVersion
    void: PlanVersion


def a_past() -> Told:
    """Things that happened from March to May."""
    with morning(FIRST):
        facts = {"opens_on": dt.date(2022, 3, 10), "closes_on": dt.date(2022, 5, 31)}
        case, closed = a_case(1, **facts), a_case(2, **facts)
        unused = a_case(3, lead=None, **facts)
        first = a_plan(effective_from=FIRST, cases_planned=4)
    with morning(dt.date(2022, 4, 4)):
        an_interview(a_person(case))
        an_observation(closed)
        case = actions.correct_case(case=case, version=1, opens_on=dt.date(2022, 3, 12), **WHY)
    with morning(dt.date(2022, 4, 20)):
        second = a_plan(12, effective_from=dt.date(2022, 4, 1), more=[(case, "PT", 7)])
        closed = actions.close_case(case=closed, on=dt.date(2022, 4, 19), by=None)
        third = a_plan(20, effective_from=dt.date(2022, 4, 10))
    with morning(dt.date(2022, 5, 3)):
        void = actions.void_row(row=third, version=1, **WHY)
        late = a_person(closed, replied_on=dt.date(2022, 4, 10))
        an_interview(late, held_on=dt.date(2022, 4, 14))
    return Told(a_user(Role.PI), case, closed, unused, first, second, void)


def void_and_restore(row: SetUpRow) -> None:
    void = actions.void_row(row=row, version=row.version, **WHY)
    actions.restore_row(row=void, version=void.version, **WHY)


def swap(told: Told) -> None:
    """The unused case is void, and another takes its number."""
    actions.void_row(row=told.unused, version=1, **WHY)
    a_case(3, site=a_site(9), lead=None, opens_on=FIRST, closes_on=TODAY)


CHANGES: dict[str, Callable[[Told], object]] = {
    "a site gets another name": lambda told: actions.correct_site(
        site=told.case.site, version=1, name="Elsewhere", **WHY
    ),
    "a case opens on another day": lambda told: actions.correct_case(
        case=told.case, version=2, opens_on=dt.date(2022, 3, 20), **WHY
    ),
    "a case is to close on another day": lambda told: actions.correct_case(
        case=told.case, version=2, closes_on=dt.date(2022, 9, 1), **WHY
    ),
    "a case gets another lead": lambda told: actions.correct_case(
        case=told.case, version=2, lead=a_user(name="Zoe Example"), **WHY
    ),
    "a case closes": lambda told: actions.close_case(
        case=told.case, on=dt.date(2022, 4, 30), by=None
    ),
    "a case is reopened": lambda told: actions.reopen_case(case=told.closed, version=2, **WHY),
    "a case is void": lambda told: actions.void_row(row=told.unused, version=1, **WHY),
    "a case is void and restored": lambda told: void_and_restore(told.unused),
    "a case takes the number of a void one": swap,
    "a case is planned": lambda told: a_case(4),
    "the plan is void": lambda told: actions.void_row(row=told.second, version=1, **WHY),
    "the plan is void and restored": lambda told: void_and_restore(told.second),
    "an older plan is void": lambda told: actions.void_row(row=told.first, version=1, **WHY),
    "a void plan is restored": lambda told: actions.restore_row(row=told.void, version=2, **WHY),
    "a plan comes from an amendment": lambda told: actions.correct_plan(
        plan=told.second, version=1, amendment=an_amendment(approved_on=FIRST), **WHY
    ),
    "a plan is adopted from a day in the past": lambda told: a_plan(
        30, effective_from=dt.date(2022, 4, 15), cases_planned=2
    ),
}


# Changes that today's figures do not show either.
SAME_TODAY = {
    "a case opens on another day",
    "a case is void and restored",
    "the plan is void and restored",
    "a plan comes from an amendment",
    "an older plan is void",
}


def shown(figures: Recruitment) -> tuple:
    """All that a page shows of figures."""
    plan = figures.plan
    return (
        verdict(figures),
        str(plan),
        plan and (plan.effective_from, plan.cases_planned),
        figures.expected,
        figures.totals,
        [
            (str(row.case), str(row.case and row.case.lead), row.cells, row.not_set_up)
            for row in figures.rows
        ],
        [outlook(row, figures.day) for row in figures.rows],
    )


def every_day(told: Told) -> dict[dt.date, tuple]:
    return {day: shown(recruitment(told.pi, day)) for day in [*days(), TODAY]}


def scene() -> tuple[Told, dict[dt.date, tuple]]:
    """A past, and what every day of it shows before anything else is done."""
    told = a_past()
    with morning(TODAY):
        return told, every_day(told)


@pytest.mark.parametrize("change", CHANGES)
def test_every_earlier_day_shows_what_it_showed(study, change):
    told, before = study
    with morning(TODAY):
        CHANGES[change](told)

        after = every_day(told)
        assert {day for day in before if after[day] != before[day]} == (
            set() if change in SAME_TODAY else {TODAY}
        )


@pytest.mark.parametrize("change", CHANGES)
def test_the_page_of_yesterday_is_the_same_to_the_letter(study, login, change):
    told, _ = study
    with morning(TODAY):
        client = login(told.pi)
        before = page(client, LAST)
        CHANGES[change](told)

        assert page(client, LAST) == before


def page(client, day: dt.date) -> str:
    return TOKEN.sub("", client.get("/progress/", {"at": day.isoformat()}).text)


def test_the_past_has_different_figures_on_different_days(study):
    """Else the tests above would compare nothing."""
    _, days_of = study

    plans = [days_of[day][1] for day in days()]
    assert list(dict.fromkeys(plans)) == ["None", "Plan 1", "Plan 3", "Plan 2"]
    assert len({words[5][0][0] for words in days_of.values() if words[5]}) == 1
    assert len({str(words) for words in days_of.values()}) > 30
