"""How far recruitment is, against the plan that was in force on the day.

Every page and report that shows a number of people interviewed, or of observation days, reads
it here, so that two pages cannot differ. Figures as at a day hold what was recorded by the end
of that day: a void of today changes today's figures and leaves those of yesterday as they were.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from django.db.models import Count, Min, Value

from cases.models import Case, ObservationDay, PlanVersion, Target
from cases.vocabulary import Measure
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, Reach
from linkstudy.audit.past import known_at
from linkstudy.figures import small
from linkstudy.figures.figure import counts_only
from linkstudy.figures.schedule import Schedule
from participants.models import Interview

LEAST_FOR_PERCENT = 20
PROFESSIONALS = [Measure.HEALTH, Measure.VOLUNTARY, Measure.LINK_WORKER, Measure.MANAGER]
SINGLE = (Measure.LINK_WORKER, Measure.MANAGER)  # one person in each case
PLACE = {measure: place for place, measure in enumerate(Measure)}


@dataclass(frozen=True)
class Cell:
    """One measure of one case, or of all: people interviewed or observation days.

    done    how many, or None when the reader may not see so small a number
    target  how many the plan asks for, or None when it asks for none here
    hidden  what stands in place of a number that is not shown
    """

    measure: Measure
    done: int | None
    target: int | None
    hidden: str = ""

    @property
    def short(self) -> int:
        """How many are lacking; 0 when that is not known or there is no target."""
        if self.done is None or self.target is None:
            return 0
        return max(self.target - self.done, 0)

    @property
    def percent(self) -> int | None:
        """Whole percent of the target; None for fewer than 20, which percent would puff up.

        100 is said only of a target that is met, 0 only of nothing.
        """
        if self.done is None or self.target is None or self.target < LEAST_FOR_PERCENT:
            return None
        nearest = round(Fraction(100 * self.done, self.target))
        if 0 < self.done < self.target:
            return min(max(nearest, 1), 99)
        return nearest


@dataclass(frozen=True)
class Row:
    """A case and its cells; case is None for cases that the plan counts and nobody has set up."""

    case: Case | None
    cells: tuple[Cell, ...]
    not_set_up: int = 0

    def cell(self, measure: Measure) -> Cell:
        return self.cells[PLACE[measure]]


@dataclass(frozen=True)
class Recruitment:
    """The figures as at a day.

    plan      the version in force that day as known then, or None
    rows      by case number, then one for cases not set up; totals are the sums of the rows
    expected  patients who should have been interviewed by the day, or None without a plan
    counts    whether small counts are hidden from the reader
    """

    day: dt.date
    plan: PlanVersion | None
    rows: tuple[Row, ...]
    totals: tuple[Cell, ...]
    expected: int | None
    counts: bool = False

    def total(self, measure: Measure) -> Cell:
        return self.totals[PLACE[measure]]

    @property
    def cases(self) -> list[Case]:
        return [row.case for row in self.rows if row.case]

    @property
    def patients(self) -> Cell:
        return self.total(Measure.PATIENT)

    @property
    def professionals(self) -> Cell | None:
        """All people but patients, a subtotal; None for a reader of counts."""
        cells = [self.total(measure) for measure in PROFESSIONALS]
        if self.counts:
            return None
        targets = [cell.target for cell in cells if cell.target is not None]
        done = sum(cell.done or 0 for cell in cells)
        return Cell(Measure.HEALTH, done, sum(targets) if targets else None)

    @property
    def behind(self) -> int | None:
        """Patient interviews fewer than planned by the day; negative when there are more."""
        done = self.total(Measure.PATIENT).done
        return None if done is None or self.expected is None else self.expected - done

    @property
    def ahead(self) -> int:
        """Patient interviews more than planned by the day; 0 when there are not."""
        return max(-(self.behind or 0), 0)


def recruitment(user: User, day: dt.date, only: Case | None = None) -> Recruitment:
    """The figures of the cases that the person may see, or of one that they see, as at the day."""
    at = clock.end_of(day)
    reached = Case.objects.ever_reached(user, May.SEE_PROGRESS)
    if only:
        reached = reached.filter(pk=only.pk)
    is_now = only and at >= clock.study_now()
    with_names = reached.select_related("site", "lead")
    cases = [only] if only and is_now else known_at(with_names, at, "site", "lead")
    plan = PlanVersion.objects.in_force(day, at)
    sees_all = user.reach(May.SEE_PROGRESS) != Reach.OWN and not only
    goals = Goals(plan, cases if sees_all else every_case(at))
    done = counted(reached, day, at)
    rows = [_row(case, goals, done) for case in cases]
    if sees_all:
        rows += goals.not_set_up()
    figures = Recruitment(
        day=day,
        plan=plan,
        rows=tuple(rows),
        totals=tuple(_total(measure, rows) for measure in Measure),
        expected=round(schedule(rows).by(day)) if plan else None,
    )
    return hide_small(figures) if counts_only(user) else figures


def counted(cases, day: dt.date, at: dt.datetime) -> dict[tuple[int, str], int]:
    """{(case's key, measure): people with a first interview, or observation days, up to the day}, as
    known at the instant.

    A person with two sittings counts once; a follow-up does not count again.
    """
    here = cases.values("pk")
    held = Interview.objects.done(at).first_wave().filter(participant__case__in=here).order_by()
    held = held.filter(held_on__lte=day)
    people = held.values_list("participant__case", "participant__group").annotate(
        count=Count("participant", distinct=True)
    )
    seen = ObservationDay.objects.standing(at).filter(day__lte=day, case__in=here).order_by()
    days = seen.values_list("case", Value(Measure.OBSERVATION.value)).annotate(count=Count("pk"))
    return {(case, measure): count for case, measure, count in people.union(days, all=True)}


def first_days(cases, group: str, at: dt.datetime) -> Counter[dt.date]:
    """{day: people of the group whose first interview was on it}, as known at the instant."""
    held = Interview.objects.done(at).first_wave().filter(participant__group=group)
    theirs = held.filter(participant__case__in=cases.values("pk")).order_by()
    return Counter(
        theirs.values("participant").annotate(day=Min("held_on")).values_list("day", flat=True)
    )


def every_case(at: dt.datetime) -> list[Case]:
    """The cases of the study known at the instant, by number, with no more than a plan asks of them."""
    return known_at(Case.objects.only("number", "voided_at"), at)


class Goals:
    """What a plan asks of each case.

    A target for each case holds for the first cases by number, as many as the plan counts: a
    seventh case under a plan of six has no target until a new plan gives it one.
    """

    def __init__(self, plan: PlanVersion | None, cases: list[Case]):
        """cases are all of the study, by number."""
        self.plan = plan
        targets = Target.objects.filter(plan=plan) if plan else Target.objects.none()
        numbers = {(one.case_id, one.measure): one.number for one in targets}
        self.each = {measure: number for (case, measure), number in numbers.items() if not case}
        self.single = numbers
        self.counted = {case.pk for case in cases[: plan.cases_planned if plan else 0]}

    def of(self, case: Case, measure: Measure) -> int | None:
        """The target of a case, or None."""
        if (case.pk, measure) in self.single:
            return self.single[case.pk, measure]
        return self.each.get(measure) if case.pk in self.counted else None

    def not_set_up(self) -> list[Row]:
        """One row for the cases that the plan counts beyond those recorded; none if there are none."""
        missing = self.plan.cases_planned - len(self.counted) if self.plan else 0
        if missing <= 0:
            return []
        cells = [
            Cell(measure, 0, self.each[measure] * missing if measure in self.each else None)
            for measure in Measure
        ]
        return [Row(None, tuple(cells), missing)]


def _row(case: Case, goals: Goals, done: dict[tuple[int, str], int]) -> Row:
    return Row(
        case,
        tuple(
            Cell(measure, done.get((case.pk, measure), 0), goals.of(case, measure))
            for measure in Measure
        ),
    )


def _total(measure: Measure, rows: Iterable[Row]) -> Cell:
    cells = [row.cell(measure) for row in rows]
    targets = [cell.target for cell in cells if cell.target is not None]
    return Cell(measure, sum(cell.done or 0 for cell in cells), sum(targets) if targets else None)


def schedule(rows: Iterable[Row], measure: Measure = Measure.PATIENT) -> Schedule:
    """What the plan asks of the rows' cases over time; nothing yet of those that nobody has set up."""
    return Schedule((row.case, row.cell(measure).target or 0) for row in rows if row.case)


def hide_small(figures: Recruitment) -> Recruitment:
    """The same figures without counts by which a reader could tell a count under 5."""
    columns = [_shown(figures, measure) for measure in Measure]
    rows = tuple(
        replace(row, cells=tuple(column[place] for column in columns))
        for place, row in enumerate(figures.rows)
    )
    totals = tuple(column[-1] for column in columns)
    return replace(figures, rows=rows, totals=totals, counts=True)


def _shown(figures: Recruitment, measure: Measure) -> list[Cell]:
    """The cells of a measure, the total last, as a reader of counts sees them."""
    cells = [row.cell(measure) for row in figures.rows]
    waiting = [
        row.case is None or (row.case.opens_on > figures.day and cell.done == 0)
        for row, cell in zip(figures.rows, cells, strict=True)
    ]
    counts = [None if idle else cell.done for cell, idle in zip(cells, waiting, strict=True)]
    words = small.column(counts, single=measure in SINGLE)
    every = [*cells, figures.total(measure)]
    return [
        replace(cell, done=None, hidden=word) if word else cell
        for cell, word in zip(every, words, strict=True)
    ]
