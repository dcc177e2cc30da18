"""What every history shares: its clock, its people, and holding the two reckonings together."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition

from cases.models import Case, Site
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.models import Entry
from linkstudy.clock import LONDON, end_of, telling
from linkstudy.progress.tests.recount import said
from linkstudy.progress.tests.recount.aftermath import Aftermath
from linkstudy.progress.tests.recount.mutants import MUTANTS
from linkstudy.progress.tests.recount.narrowed import narrowed
from linkstudy.progress.tests.recount.reckoned import reckoned
from linkstudy.progress.tests.recount.recorded import Recorded, recorded
from participants.models import Participant

STEP = dt.timedelta(minutes=7)
OPENS = dt.time(10)  # the working day: what began at nine is over
WHY = "They asked for that day"
WHICH = st.integers(0, 7)  # which of the rows there are: the place, counted round
# Around the ends of months, a leap day, and the nights on which the clocks change.
STARTS = [
    dt.date(2022, 11, 30),
    dt.date(2023, 1, 31),
    dt.date(2023, 3, 25),
    dt.date(2023, 5, 31),
    dt.date(2023, 10, 28),
    dt.date(2024, 2, 28),
    dt.date(2024, 2, 29),
]
AFTER = [1, 1, 2, 7, 30, 31, 92, 275, 366]
EVERY = ("people", "renewals", "interviews", "removals", "left_to_remove", "closed")
EVERY += ("questionnaires",)
# What a day that has passed keeps, by the rows: plans, such as the day of a booking, are changed in
# place, and so are documents.
STAYS = (
    "people",
    "interviews",
    "removals",
    "left_to_remove",
    "closed",
    "figures",
    "questionnaires",
)
PLANS = {"booked", "next", "waits", "unplanned"}


def lasting(answers: Any) -> Any:
    """The answers without what is changed in place."""
    if isinstance(answers, dict):
        return {key: lasting(one) for key, one in answers.items() if key not in PLANS}
    return answers


def given(table: str, is_so: Callable[[Any], object] = bool) -> Any:
    """The rule is for histories in which such a row stands."""
    return precondition(lambda self: any(map(is_so, self.known.standing(table))))


def apart(said: Any, other: Any) -> Any:
    """Where two answers differ: {} where they do not."""
    if said == other:
        return {}
    if isinstance(said, dict) and isinstance(other, dict):
        keys = sorted(said.keys() | other.keys(), key=str)
        found = {one: apart(said.get(one), other.get(one)) for one in keys}
        return {one: pair for one, pair in found.items() if pair}
    return said, other


@dataclass(frozen=True)
class Scene:
    """One case with its researcher, and a principal investigator; elsewhere is another site."""

    site: Site
    elsewhere: Site
    case: Case
    by: User
    pi: User


@dataclass
class Tally:
    """What all the histories of a proof came to."""

    histories: int = 0
    done: int = 0
    refused: int = 0
    compared: int = 0
    noticed: set[str] = field(default_factory=set)


class Machine(RuleBasedStateMachine):
    """A history of one case, from one of the days on which reckoning is hard."""

    def __init__(self, scene: Scene, tally: Tally):
        super().__init__()
        self.scene, self.tally = scene, tally
        self.now = dt.datetime.combine(STARTS[0], OPENS, tzinfo=LONDON)
        self.passed: dict[dt.date, said.Answers] = {}
        self.is_begun = False
        self.known = Recorded({"clause": []})
        self.block = transaction.atomic()
        self.block.__enter__()

    def teardown(self) -> None:
        try:
            self.tally.histories += 1
            self.pass_to(self.today + dt.timedelta(days=1))
            self.look_back()
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    # The clock

    @property
    def today(self) -> dt.date:
        return self.now.astimezone(LONDON).date()

    def pass_to(self, day: dt.date) -> None:
        """The day ends: what is said of it is kept, and another begins."""
        self.compare_all()
        self.now = dt.datetime.combine(day, OPENS, tzinfo=LONDON)

    @contextmanager
    def moment(self) -> Iterator[dt.date]:
        """A few minutes later; what is refused in words must have written nothing."""
        self.now += STEP
        before, refused = Entry.objects.count(), False
        with telling(self.now):
            try:
                yield clock.today()
            except ValidationError:
                refused = True
            written = Entry.objects.count() - before
            assert not (refused and written)
            self.tally.refused += refused
            self.tally.done += bool(written)
            if written and self.is_begun:
                self.compare()

    @initialize(
        day=st.sampled_from(STARTS),
        anchor=st.sampled_from(["person", "case"]),
        stages=st.tuples(st.integers(0, 4), st.integers(0, 3)),
    )
    def begin(self, day: dt.date, anchor: str, stages: tuple[int, int]) -> None:
        """Two people have come some way already."""
        self.now = dt.datetime.combine(day, OPENS, tzinfo=LONDON)
        self.adopt(anchor, 0)
        for stage in stages:
            self.join(stage)
        self.is_begun, self.known = True, recorded()

    # The rows

    def pick(self, rows: Any, which: int) -> Any:
        """One of the rows, or None."""
        found = list(rows.order_by("pk"))
        return found[which % len(found)] if found else None

    def person(self, which: int) -> Participant:
        """One of the people, as they stand."""
        return self.pick(Participant.objects, which)

    def put(
        self, act: Callable[..., Any], row: Any, name: str, why: str = "reason", /, **facts: Any
    ) -> None:
        """Do it to a row as it stands, if there is one."""
        if row is not None:
            given = {name: row, "version": row.version, why: "Why", "by": self.scene.by}
            act(**given, **facts)

    # The two reckonings

    def compare(self) -> None:
        """Where people stand, after each step."""
        self.known = recorded()
        self.hold(self.known, {"people": said.people()})

    def compare_all(self) -> None:
        """All that is said today, at the end of a day."""
        with telling(self.now):
            told = {name: getattr(said, name)() for name in EVERY}
            told["figures"] = said.figures(self.scene.pi, self.scene.case, self.today)
            told["flow"] = said.flow(self.scene.pi, self.scene.case, self.today)
            told["narrowed"] = narrowed()
            told["replied"] = said.replied(self.scene.case)
            self.hold(rows := recorded(), told)
            right = Aftermath(rows, self.today)
            assert (right.waited_for(), right.waited_for_since()) == ([], [])
        self.passed[self.today] = told

    def hold(self, rows: Recorded, told: said.Answers) -> None:
        """The product's answers are those of the rows; a rule that is left out changes them, some time."""
        right = Aftermath(rows, self.today)
        for name, answers in told.items():
            self.tally.compared += 1
            assert not (wrong := apart(answers, reckoned(right, name))), (name, wrong)
            for mutant in MUTANTS.keys() - self.tally.noticed:
                if answers != reckoned(MUTANTS[mutant](rows, self.today), name):
                    self.tally.noticed.add(mutant)

    def look_back(self) -> None:
        """Of each day that has passed, what was known by then says what was said then."""
        rows = recorded()
        for day, told in self.passed.items():
            then = Aftermath(rows.at(end_of(day)), day)
            for name in STAYS:
                wrong = apart(lasting(told[name]), lasting(reckoned(then, name)))
                assert not wrong, (day, name, wrong)
            with telling(self.now):
                figures = said.figures(self.scene.pi, self.scene.case, day)
                flow = said.flow(self.scene.pi, self.scene.case, day)
            assert figures == told["figures"]
            assert flow == told["flow"]
