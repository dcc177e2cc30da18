"""Whatever is recorded, corrected, voided and restored: a day that has passed keeps its figures.

A machine makes random sequences of everything that a researcher can do, over several days. When
a day passes, the figures as at it are kept; from then on they never change. Today's figures are
those of a plain count over the rows that stand.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from cases import actions as case_actions
from cases.models import ObservationDay
from cases.views.observation import observed
from linkstudy import clock
from linkstudy.audit.chain import verify
from linkstudy.audit.models import Entry
from linkstudy.clock import LONDON, telling
from linkstudy.figures.recruitment import recruitment
from linkstudy.testing.factories import (
    SmallStudy,
    a_consent,
    a_person,
    a_study,
    ago,
    an_interview,
    an_observation,
)
from linkstudy.testing.proofs import proof, size
from participants import actions
from participants.filters import PeopleFilter
from participants.models import Consent, Interview, Participant, Refusal, Withdrawal

FIRST = dt.date(2022, 6, 6)
STEP = dt.timedelta(minutes=7)
NINE = dt.time(9)
SCOPES = ["interview", "audio", "follow_up"]
WHICH = st.integers(0, 9)  # which of the rows there are: the place, counted round
AGO = st.integers(0, 4)
WAVES = st.sampled_from(["first", "first", "follow_up"])

Figures = tuple[Any, ...]


def figures(study: SmallStudy, day: dt.date) -> Figures:
    """All that pages say as at a day: the board, the people behind it, the days observed."""
    board = recruitment(study.pi, day)
    cells = [(row.case, [cell.done for cell in row.cells]) for row in board.rows]
    query = QueryDict(f"at={day.isoformat()}&status=interviewed&sort=id")
    people = [str(person) for person in PeopleFilter(query, study.pi).people]
    days = observed(ObservationDay.objects.all(), day)
    seen = [(one.number, one.day, one.starts, one.patients) for one in days]
    return cells, [cell.done for cell in board.totals], people, seen


def counted(day: dt.date) -> tuple[Counter, Counter]:
    """(people by case and group, days by case), counted row by row over what stands."""
    rows = Interview.objects.select_related("participant").all()
    done = [row for row in rows if row.held_on and not row.voided_at and row.wave == "first"]
    people = {row.participant for row in done}
    days = [one for one in ObservationDay.objects.all() if not one.voided_at and one.day <= day]
    return (
        Counter((person.case_id, person.group) for person in people),
        Counter(one.case_id for one in days),
    )


class Past(RuleBasedStateMachine):
    """Three patients and a professional of one case, one interviewed, from 6 June 2022 on."""

    def __init__(self, study: SmallStudy):
        super().__init__()
        self.study, self.by = study, study.researcher
        self.now = dt.datetime.combine(FIRST, dt.time(10), tzinfo=LONDON)
        self.passed: dict[dt.date, Figures] = {}
        self.block = transaction.atomic()
        self.block.__enter__()
        with telling(self.now):
            self.people = [a_person(study.cases[0], group) for group in ("PT", "PT", "PT", "HP")]
            for person in self.people[:3]:
                a_consent(person, ago(2), given_time=dt.time(8))
            an_interview(self.people[0], started=dt.time(9, 30))
            an_observation(study.cases[0])

    def teardown(self) -> None:
        try:
            self.pass_a_day()
            assert verify().trouble == ""
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    @contextmanager
    def moment(self) -> Iterator[dt.date]:
        """A few minutes later; what is refused in words must have written nothing."""
        self.now += STEP
        before, said = Entry.objects.count(), []
        with telling(self.now):
            try:
                yield clock.today()
            except ValidationError as refused:
                said = refused.messages
        assert not said or Entry.objects.count() == before

    def pick(self, rows: Any, which: int) -> Any:
        """One of the rows, or None."""
        found = list(rows.order_by("pk"))
        return found[which % len(found)] if found else None

    def put(
        self, act: Callable[..., Any], row: Any, name: str, reason: str = "reason", **facts: Any
    ):
        """Do it to a row as it stands, if there is one."""
        if row is not None:
            act(**{name: row, "version": row.version, reason: "Why", "by": self.by}, **facts)

    # The days

    @rule()
    def pass_a_day(self) -> None:
        """Today's figures are a plain count; then they are of a day that has passed."""
        day = self.now.date()
        with telling(self.now):
            self.check(day)
        self.now = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(10), tzinfo=LONDON)
        with telling(self.now):
            self.passed[day] = figures(self.study, day)
            for earlier, kept in self.passed.items():
                assert figures(self.study, earlier) == kept

    def check(self, day: dt.date) -> None:
        people, days = counted(day)
        case = self.study.cases[0]
        row = recruitment(self.study.pi, day, only=case).rows[0]
        assert [cell.done for cell in row.cells] == [
            *(people[case.pk, group] for group in ("PT", "HP", "VS", "LW", "LM")),
            days[case.pk],
        ]

    # Consents

    @rule(who=WHICH, ago=AGO, scopes=st.sampled_from([SCOPES, SCOPES, SCOPES[:1], []]))
    def agree(self, who: int, ago: int, scopes: list[str]) -> None:
        with self.moment() as today:
            actions.record_consent(
                participant=self.people[who % 4],
                document=self.study.form,
                given_on=today - dt.timedelta(days=ago),
                given_time=dt.time(8),
                how="paper",
                scopes=scopes,
                by=self.by,
            )

    @rule(which=WHICH, ago=AGO, scopes=st.sampled_from([SCOPES, SCOPES[:1], []]))
    def agree_otherwise(self, which: int, ago: int, scopes: list[str]) -> None:
        with self.moment() as today:
            facts = {"given_on": today - dt.timedelta(days=ago), "given_time": dt.time(8)}
            facts |= {"document": self.study.form, "how": "paper", "scopes": scopes}
            row = self.pick(Consent.objects.standing(), which)
            self.put(actions.correct_consent, row, "consent", "why", **facts)

    @rule(which=WHICH)
    def take_consent_back(self, which: int) -> None:
        with self.moment():
            row = self.pick(Consent.objects.standing(), which)
            self.put(actions.void_consent, row, "consent")

    @rule(which=WHICH)
    def restore_consent(self, which: int) -> None:
        with self.moment():
            row = self.pick(Consent.objects.current().exclude(voided_at=None), which)
            self.put(actions.restore_consent, row, "consent")

    # Interviews

    @rule(who=WHICH, ago=AGO, wave=WAVES, second=st.booleans())
    def interview(self, who: int, ago: int, wave: str, second: bool) -> None:
        with self.moment() as today:
            actions.log_interview(
                participant=self.people[who % 4],
                held_on=today - dt.timedelta(days=ago),
                started=dt.time(8, 30),
                recording="notes",
                minutes=40,
                mode="phone",
                wave=wave,
                second=second,
                by=self.by,
            )

    @rule(which=WHICH, ago=AGO, wave=WAVES, minutes=st.integers(40, 42))
    def correct_interview(self, which: int, ago: int, wave: str, minutes: int) -> None:
        with self.moment() as today:
            facts = {"held_on": today - dt.timedelta(days=ago), "started": dt.time(8, 30)}
            facts |= {"wave": wave, "minutes": minutes, "recording": "notes", "mode": "phone"}
            row = self.pick(Interview.objects.done(), which)
            self.put(actions.correct_interview, row, "interview", "why", **facts)

    @rule(who=WHICH)
    def book(self, who: int) -> None:
        with self.moment() as today:
            facts = {"booked_on": today, "wave": "first", "mode": "phone", "by": self.by}
            actions.book(participant=self.people[who % 4], **facts)

    @rule(who=WHICH)
    def miss(self, who: int) -> None:
        with self.moment() as today:
            facts = {"missed_on": today, "missed_why": "absent", "by": self.by}
            actions.log_missed(participant=self.people[who % 4], **facts)

    @rule(which=WHICH)
    def take_interview_back(self, which: int) -> None:
        with self.moment():
            row = self.pick(Interview.objects.standing(), which)
            self.put(actions.void_interview, row, "interview")

    @rule(which=WHICH)
    def restore_interview(self, which: int) -> None:
        with self.moment():
            row = self.pick(Interview.objects.current().exclude(voided_at=None), which)
            self.put(actions.restore_interview, row, "interview")

    # Leaving

    @rule(who=WHICH, ago=AGO)
    def withdraw(self, who: int, ago: int) -> None:
        with self.moment() as today:
            facts = {"on": today - dt.timedelta(days=ago), "time": NINE, "level": "keep"}
            actions.record_withdrawal(participant=self.people[who % 4], by=self.by, **facts)

    @rule(which=WHICH, ago=AGO)
    def withdraw_otherwise(self, which: int, ago: int) -> None:
        with self.moment() as today:
            facts = {"on": today - dt.timedelta(days=ago), "time": NINE, "level": "keep"}
            row = self.pick(Withdrawal.objects.standing(), which)
            self.put(actions.correct_withdrawal, row, "withdrawal", "why", **facts)

    @rule(which=WHICH)
    def take_withdrawal_back(self, which: int) -> None:
        with self.moment():
            row = self.pick(Withdrawal.objects.standing(), which)
            self.put(actions.void_withdrawal, row, "withdrawal")

    @rule(which=WHICH)
    def restore_withdrawal(self, which: int) -> None:
        with self.moment():
            row = self.pick(Withdrawal.objects.current().exclude(voided_at=None), which)
            self.put(actions.restore_withdrawal, row, "withdrawal")

    @rule(who=WHICH)
    def say_no(self, who: int) -> None:
        with self.moment() as today:
            facts = {"on": today, "reason": "busy", "by": self.by}
            actions.record_refusal(participant=self.people[who % 4], **facts)

    @rule(which=WHICH)
    def take_no_back(self, which: int) -> None:
        with self.moment():
            row = self.pick(Refusal.objects.standing(), which)
            self.put(actions.void_refusal, row, "refusal")

    @rule(which=WHICH)
    def restore_no(self, which: int) -> None:
        with self.moment():
            row = self.pick(Refusal.objects.current().exclude(voided_at=None), which)
            self.put(actions.restore_refusal, row, "refusal")

    # Days with the link worker

    @rule(ago=AGO, starts=st.sampled_from([8, 9]))
    def observe(self, ago: int, starts: int) -> None:
        with self.moment() as today:
            facts = {"day": today - dt.timedelta(days=ago), "starts": dt.time(starts)}
            facts |= {"ends": dt.time(12), "setting": "practice", "patients": 1}
            case_actions.log_observation(case=self.study.cases[0], by=self.by, **facts)

    @rule(which=WHICH, ago=AGO, patients=st.integers(1, 3))
    def observe_otherwise(self, which: int, ago: int, patients: int) -> None:
        with self.moment() as today:
            facts = {"day": today - dt.timedelta(days=ago), "patients": patients}
            row = self.pick(ObservationDay.objects.standing(), which)
            self.put(case_actions.correct_observation, row, "observation", "why", **facts)

    @rule(which=WHICH)
    def take_day_back(self, which: int) -> None:
        with self.moment():
            row = self.pick(ObservationDay.objects.standing(), which)
            self.put(case_actions.void_observation, row, "observation")

    @rule(which=WHICH)
    def restore_day(self, which: int) -> None:
        with self.moment():
            row = self.pick(ObservationDay.objects.current().exclude(voided_at=None), which)
            self.put(case_actions.restore_observation, row, "observation")

    # People

    @rule(which=WHICH)
    def take_somebody_out(self, which: int) -> None:
        with self.moment():
            row = self.pick(Participant.objects.standing(), which)
            self.put(actions.void_participant, row, "participant")

    @rule(which=WHICH)
    def put_somebody_back(self, which: int) -> None:
        with self.moment():
            row = self.pick(Participant.objects.exclude(voided_at=None), which)
            self.put(actions.restore_participant, row, "participant")


@pytest.fixture
def past(db: None) -> SmallStudy:
    with telling(dt.datetime.combine(FIRST, dt.time(8), tzinfo=LONDON)):
        return a_study()


@proof("past")
def test_figures_of_a_day_that_has_passed_never_change(past):
    run_state_machine_as_test(
        lambda: Past(past),
        settings=settings(
            max_examples=size(2, 250),
            stateful_step_count=size(40, 60),
            deadline=None,
            derandomize=size(1, 0) == 1,
            suppress_health_check=list(HealthCheck),
        ),
    )
