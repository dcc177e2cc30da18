"""People by what is known of them, counted anew: day after day, over rows alone."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable

import pytest

from linkstudy.accounts.policy import Role
from linkstudy.clock import LONDON, telling
from linkstudy.figures.alike import People
from linkstudy.figures.figure import Asked
from linkstudy.figures.representation import representation
from linkstudy.figures.sampling import frames
from linkstudy.testing.factories import a_case, a_person, a_user, an_interview
from linkstudy.testing.sampling import a_cell
from participants import actions
from participants.models import Interview, Participant, SamplingCell
from participants.vocabulary import BANDS, AgeBand, Deprivation, EthnicGroup, Gender, Group

pytestmark = pytest.mark.django_db
FIRST, DAYS, A_DAY = dt.date(2022, 6, 1), 8, 7
CODES = dict(zip(BANDS, (AgeBand, Gender, EthnicGroup, Deprivation), strict=True))
ASKED = ("age_band", "gender", "ethnic_group", "deprivation", "title")


class Study:
    """Two cases in which every day something happens by chance, and the counts of each day's end."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)  # noqa: S311 - a study by chance, no secret
        self.moment = dt.datetime.combine(FIRST, dt.time(9), tzinfo=LONDON)
        with telling(self.moment):
            self.pi, self.cases = a_user(Role.PI), [a_case(1), a_case(2)]
            self.people: list[Participant] = [self.come() for _ in range(4)]
            self.asks: list[SamplingCell] = []
        self.then: dict[dt.date, Counter] = {}
        self.cells: dict[dt.date, dict[str, int]] = {}

    def answers(self) -> dict[str, str]:
        """Something of everything, at times."""
        return {
            name: self.chance.choice(list(codes.values))
            for name, codes in CODES.items()
            if self.chance.random() < 0.8
        }

    def come(self) -> Participant:
        case, group = self.chance.choice(self.cases), self.chance.choice(["PT", "PT", "HP"])
        known = self.answers() if group == "PT" else {"title": self.chance.choice(["gp", ""])}
        if self.chance.random() < 0.3:
            known["invited_on"] = dt.date(2022, 5, 1)
        return a_person(case, group, **known)

    def join(self) -> None:
        self.people.append(self.come())

    def interview(self) -> None:
        person = self.somebody()
        if not person.interviews.done().exists():
            an_interview(person)

    def put_right(self) -> None:
        person = self.somebody()
        facts = self.answers() if person.is_patient else {"title": "nurse"}
        actions.change_participant(
            participant=person, version=person.version, by=person.owner, reason="Asked", **facts
        )

    def take_back_an_interview(self) -> None:
        for held in Interview.objects.done().order_by("pk")[:1]:
            actions.void_interview(
                interview=held, version=held.version, reason="Not so", by=held.interviewer
            )

    def take_out(self) -> None:
        person = Participant.objects.get(pk=self.chance.choice(self.people).pk)
        known = {"participant": person, "version": person.version, "by": person.owner}
        if person.voided_at:
            actions.restore_participant(**known, reason="They are")
        elif not person.interviews.exists() and not person.consents.exists():
            actions.void_participant(**known, reason="Nobody")

    def ask(self) -> None:
        wanted = frozenset(self.chance.sample(AgeBand.values[1:], 2)), self.chance.choice("123")
        known = {cell.asked.get("age_band") for cell in self.asks}
        if wanted[0] not in known:
            cell = a_cell(
                age_band=list(wanted[0]), deprivation=[wanted[1]], gender=["woman", "man"]
            )
            self.asks.append(cell)

    def somebody(self) -> Participant:
        return self.chance.choice(list(Participant.objects.standing().order_by("pk")))

    def live(self) -> None:
        """Day by day, something happens; at the end of each, everything is counted."""
        happens: list[Callable[[], None]] = [
            *[self.join, self.interview, self.interview, self.put_right, self.ask],
            *[self.take_back_an_interview, self.take_out],
        ]
        for place in range(DAYS):
            for turn in range(A_DAY):
                with telling(self.moment + dt.timedelta(days=place, hours=turn)):
                    self.chance.choice(happens)()
            day = FIRST + dt.timedelta(days=place)
            self.then[day], self.cells[day] = counted(), cells_counted()


def seen() -> list[tuple[Participant, bool]]:
    """Everybody who replied or was interviewed, over the rows as they stand."""
    done = [row for row in Interview.objects.all() if row.held_on and not row.voided_at]
    held = {row.participant_id for row in done if row.wave == "first"}
    everybody = [row for row in Participant.objects.all() if not row.voided_at]
    return [(row, row.pk in held) for row in everybody if row.replied_on or row.pk in held]


def counted() -> Counter:
    return Counter(
        (row.case_id, row.group, is_held, *(getattr(row, name) for name in ASKED))
        for row, is_held in seen()
    )


def cells_counted() -> dict[str, int]:
    """{cell's address: how many fit}, looked at one by one."""
    found = {}
    for cell in SamplingCell.objects.all():
        wanted = {name: getattr(cell, name).split() for name in ASKED if getattr(cell, name)}
        fit = [
            row
            for row, is_held in seen()
            if is_held
            and row.group == cell.group
            and all(getattr(row, name) in codes for name, codes in wanted.items())
        ]
        found[cell.slug] = len(fit)
    return found


@pytest.mark.parametrize("seed", range(5))
def test_every_day_keeps_the_counts_of_its_end(study_clock, seed):
    study = Study(seed)
    study.live()
    study_clock("2022-06-14 09:12")

    assert any(key[2] for counts in study.then.values() for key in counts)
    for day, counts in study.then.items():
        for case in [None, *study.cases]:
            rows = People(Asked(study.pi, day, case)).rows
            got = {(row.group, row.took_part, *row.answers.values()): row.people for row in rows}
            wanted: Counter = Counter()
            for (where, *key), number in counts.items():
                if case is None or where == case.pk:
                    wanted[tuple(key)] += number
            assert (day, case, got) == (day, case, dict(wanted))


@pytest.mark.parametrize("seed", range(5, 8))
def test_every_day_keeps_the_figures_of_its_end(study_clock, seed):
    study = Study(seed)
    study.live()
    study_clock("2022-06-14 09:12")

    for day, counts in study.then.items():
        people = People(Asked(study.pi, day))
        found = frames(people)
        cells = {cell.row.slug: cell.people for frame in found.values() for cell in frame.cells}
        assert (day, cells) == (day, study.cells[day])
        for frame in found.values():
            for cell in frame.cells:
                who = people.who(frame.asked.group, cell.row.asked)
                assert (len(who), len(set(who))) == (cell.people, cell.people)
        for group in Group.values:
            of_group = {key: number for key, number in counts.items() if key[1] == group}
            took_part = sum(number for key, number in of_group.items() if key[2])
            shown = representation(Asked(study.pi, day, group=group), people)
            assert (shown.replied, shown.took_part) == (sum(of_group.values()), took_part)
            assert found[group].people == took_part
            for attribute in shown.attributes:
                assert sum(one.took_part for one in attribute.every) == took_part
                assert sum(one.replied for one in attribute.every) == shown.replied
