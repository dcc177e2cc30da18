"""Studies that ran by chance, told through the actions, and a second reckoning of their reports.

The reckoning goes through the recorded rows in plain Python. It shares no code with the product, so that
the two can be held against each other.
"""

import datetime as dt
from collections import Counter
from fractions import Fraction
from random import Random

from cases import actions as case_actions
from cases.models import Case, ObservationDay, PlanVersion, Target
from linkstudy import clock
from linkstudy.testing.factories import (
    a_case,
    a_consent,
    a_person,
    a_plan,
    a_site,
    an_interview,
    an_observation,
)
from participants import actions
from participants.models import Clause, Consent, Interview, Participant

FIRST, LAST = dt.date(2022, 1, 10), dt.date(2022, 6, 10)
PEOPLE = ["PT", "HP", "VS", "LW", "LM"]


def afternoon(day: dt.date, hours: int = 15) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hours), tzinfo=clock.LONDON)


def told(chance: Random) -> None:
    """Some cases and people: interviews logged late or early, some of them voided again, and a plan
    that changes."""
    with clock.telling(afternoon(FIRST, 8)):
        cases = [_case(number, chance) for number in range(1, chance.randint(2, 4))]
        a_plan(
            chance.randint(0, 12),
            cases_planned=chance.randint(1, 5),
            effective_from=FIRST,
            more=[(cases[0], "PT", chance.randint(0, 30))],
        )
    until = {case: _last_day(case, chance) for case in cases}
    days = sorted(_day(chance) for _ in range(chance.randint(12, 28)))
    for place, day in enumerate(days):
        case = cases[place % len(cases)]
        if day <= until[case]:
            with clock.telling(afternoon(day)):
                _one(case, day, chance)
    for case, day in until.items():
        if day < LAST:
            with clock.telling(afternoon(day, 19)):
                case_actions.close_case(case=case, on=day, by=case.lead)
    with clock.telling(afternoon(LAST)):
        a_plan(chance.randint(1, 12), effective_from=LAST, cases_planned=chance.randint(1, 9))


def _day(chance: Random) -> dt.date:
    return FIRST + dt.timedelta(days=chance.randint(10, (LAST - FIRST).days - 1))


def _case(number: int, chance: Random) -> Case:
    opens = FIRST + dt.timedelta(days=chance.randint(0, 60))
    closes = opens + dt.timedelta(days=chance.randint(0, 120))
    return a_case(number, site=a_site(number), opens_on=opens, closes_on=closes)


def _last_day(case: Case, chance: Random) -> dt.date:
    """When the case is closed, before it was to end or after; the last day of all, for one that is not.
    The second case never is."""
    if case.number == 2:
        return LAST
    return min(
        case.opens_on + dt.timedelta(days=chance.randint(20, 90)), LAST - dt.timedelta(days=1)
    )


def _one(case: Case, day: dt.date, chance: Random) -> None:
    """Somebody is interviewed, or only agrees; and what was wrong is taken back."""
    earlier = day - dt.timedelta(days=chance.randint(0, 9))
    reply = day - dt.timedelta(days=40)
    person = a_person(case, chance.choice(PEOPLE), replied_on=reply)
    consent = a_consent(person, given_on=earlier - dt.timedelta(days=chance.randint(0, 25)))
    if chance.random() < 0.2:
        return
    held = an_interview(person, earlier)
    is_free = not ObservationDay.objects.filter(case=case, day=earlier).exists()
    if is_free and earlier >= case.opens_on and chance.random() < 0.5:
        an_observation(case, earlier)
    if chance.random() < 0.3:
        an_interview(person, day, wave="follow_up")
    with clock.telling(afternoon(day + dt.timedelta(days=chance.randint(0, 30)), 18)):
        if chance.random() < 0.2:
            actions.void_interview(
                interview=held, version=held.version, reason="Typed wrongly", by=case.lead
            )
        elif chance.random() < 0.2:
            actions.void_consent(
                consent=consent, version=consent.version, reason="Typed wrongly", by=case.lead
            )


class Recount:
    """What was recorded by the end of a day."""

    def __init__(self, day: dt.date):
        self.day, self.end = day, clock.end_of(day)

    def stands(self, row: dict, known: str = "recorded_at") -> bool:
        is_there = row[known] is not None and row[known] <= self.end
        return is_there and (row["voided_at"] is None or row["voided_at"] > self.end)

    def firsts(self) -> dict[int, dt.date]:
        """{person: the day of their first interview}"""
        found: dict[int, dt.date] = {}
        for row in Interview.objects.values():
            is_held = row["held_on"] is not None and row["held_on"] <= self.day
            if is_held and row["wave"] == "first" and self.stands(row, "logged_at"):
                person = row["participant_id"]
                found[person] = min(found.get(person, row["held_on"]), row["held_on"])
        return found

    def people(self, since: dt.date = dt.date.min) -> Counter:
        """{(case's number, group): people first interviewed from a day on}"""
        who = {one.pk: (one.case.number, one.group) for one in everybody()}
        return Counter(who[person] for person, day in self.firsts().items() if day >= since)

    def observed(self, since: dt.date = dt.date.min) -> Counter:
        numbers = {case.pk: case.number for case in Case.objects.all()}
        rows = ObservationDay.objects.values()
        return Counter(
            (numbers[row["case_id"]], "OD")
            for row in rows
            if self.stands(row) and since <= row["day"] <= self.day
        )

    def plan(self) -> PlanVersion:
        found = [one for one in PlanVersion.objects.all() if one.effective_from <= self.day]
        known = [one for one in found if one.recorded_at <= self.end]
        return max(known, key=lambda one: one.effective_from)

    def planned(self, case: Case, measure: str) -> int | None:
        plan = self.plan()
        numbers = {
            (one.case_id, one.measure): one.number for one in Target.objects.filter(plan=plan)
        }
        if (case.pk, measure) in numbers:
            return numbers[case.pk, measure]
        numbered = sorted(one.number for one in Case.objects.all())
        is_counted = case.number in numbered[: plan.cases_planned]
        return numbers[None, measure] if is_counted else None

    def due(self, case: Case, measure: str) -> Fraction:
        target = self.planned(case, measure) or 0
        if self.is_closed(case):
            return Fraction(target)
        days = (case.closes_on - case.opens_on).days + 1
        gone = min(max((self.day - case.opens_on).days + 1, 0), days)
        return Fraction(target * gone, days)

    def is_closed(self, case: Case) -> bool:
        """Whether by the end of the day it had been closed, on that day or before: then all is due."""
        return case.closed_on is not None and case.closed_on <= self.day

    def recruits(self) -> dict[int, dt.date]:
        """{person: the day of the first consent to an interview that stands}, of those interviewed."""
        agreed = {
            one["consent_id"]
            for one in Clause.objects.values()
            if one["scope"] == "interview" and one["agreed"]
        }
        found: dict[int, dt.date] = {}
        for row in Consent.objects.values():
            if row["id"] in agreed and row["given_on"] <= self.day and self.stands(row):
                person = row["participant_id"]
                found[person] = min(found.get(person, row["given_on"]), row["given_on"])
        firsts = self.firsts()
        return {person: day for person, day in found.items() if person in firsts}


def everybody() -> list[Participant]:
    return list(Participant.objects.select_related("case__site"))
