"""Figures counted again from files alone: the list of people interviewed, as it leaves the house, says
how many there are; each figure's own file has to say the same, as at any day of any study."""

import csv
import datetime as dt
import io
import random
from collections import Counter
from dataclasses import dataclass

import pytest
from django.db import transaction

from cases.actions import close_case
from cases.models import Case
from cases.vocabulary import Group, Measure
from linkstudy import clock
from linkstudy.accounts.policy import Role
from linkstudy.testing.factories import (
    a_booking,
    a_case,
    a_form,
    a_person,
    a_plan,
    a_refusal,
    a_user,
    a_withdrawal,
    ago,
    an_interview,
)
from linkstudy.testing.proofs import proof, size
from participants import actions
from participants.models import Interview
from participants.tests.exported import CSV, URL, csv_rows

FIRST, DAYS = dt.date(2022, 3, 1), 120
PEOPLE = {"PT": "Patient", "HP": "Health professional", "VS": "Voluntary sector"}


def at_noon(day: int):
    return clock.telling(
        dt.datetime.combine(FIRST + dt.timedelta(days=day), dt.time(12), tzinfo=clock.LONDON)
    )


def make_up(draw: random.Random, *, has_plan: bool) -> None:
    """A study of up to four cases with up to a dozen people, each of whom comes as far as it falls out."""
    with at_noon(0):
        cases = [
            a_case(
                number,
                opens_on=FIRST + dt.timedelta(days=draw.randint(0, 30)),
                closes_on=FIRST + dt.timedelta(days=draw.randint(90, 200)),
            )
            for number in range(1, draw.randint(2, 5))
        ]
        a_form("1.0", approved_on=ago(30))
        if has_plan:
            a_plan(patients=draw.randint(0, 6), cases_planned=draw.randint(1, 5))
    for _ in range(draw.randint(0, 12)):
        somebody(draw, draw.choice(cases))
    for case in cases:
        is_ahead = Interview.objects.open().filter(participant__case=case).exists()
        if draw.random() < 0.4 and not is_ahead:
            with at_noon(DAYS - draw.randint(1, 15)):
                close_case(case=case, on=ago(0), by=None)


def somebody(draw: random.Random, case: Case) -> None:
    """Somebody of the case, day by day: asked, booked or refusing, interviewed, and what comes later."""
    day = draw.randint(31, 60)
    with at_noon(day):
        person = a_person(case, draw.choice(list(PEOPLE)), replied_on=ago(draw.randint(0, 9)))
    chance, day = draw.random(), day + draw.randint(1, 20)
    if chance < 0.2:
        with at_noon(day):
            a_refusal(person)
        return
    if chance < 0.4:
        with at_noon(day):
            a_booking(person, ago(-draw.randint(0, 9)))
        return
    with at_noon(day):
        held = an_interview(person)
    day += draw.randint(1, 15)
    if chance < 0.55:
        with at_noon(day):
            an_interview(person, second=True)
    elif chance < 0.65:
        with at_noon(day):
            a_withdrawal(person)
    elif chance < 0.8:
        with at_noon(day):
            why = "Of somebody else"
            actions.void_interview(interview=held, reason=why, version=held.version, by=case.lead)


@dataclass(frozen=True)
class Files:
    """Rows of files as at a day, without their heads."""

    client: object
    day: dt.date

    def people(self) -> Counter[tuple[str, str]]:
        """{(case, group): rows of the list of people interviewed}."""
        address = f"{URL}?status=interviewed&at={self.day.isoformat()}"
        answer = self.client.post(address, CSV)  # type: ignore[attr-defined]
        heads, *rows = csv_rows(answer)
        case, group = heads.index("Case"), heads.index("Group")
        return Counter((row[case], row[group]) for row in rows)

    def figure(self, name: str, group: str = "PT") -> list[list[str]]:
        address = f"/progress/{name}.csv?at={self.day.isoformat()}&group={group}"
        answer = self.client.get(address)  # type: ignore[attr-defined]
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


def number(cell: str) -> int:
    return int(cell or 0)


def check_board(files: Files, people: Counter[tuple[str, str]]) -> None:
    rows = files.figure("case-board")
    done = {(row[0], row[1]): number(row[2]) for row in rows}
    cases = {row[0] for row in rows} - {"all", "not set up"}
    for code, name in PEOPLE.items():
        label = str(Measure(code).label)
        expected = {case: people[case, name] for case in cases}
        assert {case: done[case, label] for case in cases} == expected
        assert done["all", label] == sum(expected.values())
    for case, label, *cells in rows:
        ahead, target, booked, missing = (number(cell) for cell in cells[:4])
        if case != "all" and cells[1]:
            assert missing == max(target - ahead - booked, 0), label
    for label in Measure.labels:
        *each, every = [row for row in rows if row[1] == label]
        for column in (2, 3, 4, 5, 6):
            assert number(every[column]) == sum(number(row[column]) for row in each), label


def check_group(files: Files, group: str, interviewed: int) -> None:
    running = {row[0]: row for row in files.figure("interviews", group)}
    assert number(running[files.day.isoformat()][2]) == interviewed
    past = [number(row[2]) for day, row in running.items() if day <= files.day.isoformat()]
    assert past == sorted(past)
    forecast = next(
        row for row in files.figure("forecast") if row[:2] == [Group(group).plural, "all"]
    )
    assert number(forecast[2]) == interviewed
    steps = [row for row in files.figure("flow", group) if row[0].startswith("People: ") and row[1]]
    counts = [number(row[1]) for row in steps if ";" not in row[0]][-6:]
    assert counts[-1] == interviewed
    assert counts == sorted(counts, reverse=True)


@pytest.mark.django_db
@proof("figures")
def test_every_figures_file_says_what_the_files_rows_say(login, seed, say):
    studies, looks = size(6, 200), 0
    for place in range(studies):
        draw = random.Random(f"{seed} {place}")  # noqa: S311 - a draw of studies
        looks += one_study(draw, login, has_plan=place % 5 != 4)
    say(f"Figures: {studies} studies, {looks} days, each file as its rows")


def one_study(draw: random.Random, login, *, has_plan: bool) -> int:
    """A study made up and looked at on three days, in a database that then forgets it."""
    days = [*sorted(draw.sample(range(31, DAYS), 2)), DAYS]
    with transaction.atomic():
        point = transaction.savepoint()
        make_up(draw, has_plan=has_plan)
        client = login(a_user(Role.PI))
        with at_noon(DAYS):
            for day in days:
                look_at(Files(client, FIRST + dt.timedelta(days=day)))
        transaction.savepoint_rollback(point)
    return len(days)


def look_at(files: Files) -> None:
    people = files.people()
    check_board(files, people)
    for code, name in PEOPLE.items():
        check_group(files, code, sum(n for (_, group), n in people.items() if group == name))
