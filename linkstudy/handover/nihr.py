"""The funder's progress report: recruitment against the plan in a period, by group and by case.

The funder counts patients, staff, people of the voluntary sector and sites, each planned and done,
with a table or a graph, and asks what was changed or extended.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from cases.models import Case, Study
from cases.vocabulary import Measure
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.audit.past import known_together
from linkstudy.charts import bars as drawing
from linkstudy.figures.figure import Figure, Table, Value
from linkstudy.figures.recruitment import (
    PROFESSIONALS,
    Cell,
    Row,
    counted,
    recruitment,
    schedule,
)
from linkstudy.handover.asking import begun
from linkstudy.handover.plans import asked, changes
from linkstudy.handover.report import Bar, Part, Report, period
from linkstudy.handover.sharing import shared
from linkstudy.progress.words import stage, stages
from linkstudy.words import be, day_words, many
from participants.models import Interview
from participants.vocabulary import Wave

PEOPLE = [Measure.PATIENT, *PROFESSIONALS]
NAME = "nihr-progress"
LABELS = {Measure.LINK_WORKER: "Link workers", Measure.MANAGER: "Managers"}
NO_SHARE = "Shares are left out where fewer than 20 are planned."


@dataclass(frozen=True)
class Line:
    """What is said of a measure in a case, or in several: who was reached, and who should have been.

    done    so far; `within` of them in the period
    due     how many there should be by its last day; None without a plan that asks for any
    target  what the plan asks for in all
    """

    done: int
    within: int
    due: int | None
    target: int | None

    def share(self, of: int | None, plan: object) -> str | None:
        """67% (Plan 1); None of fewer than 20."""
        percent = Cell(Measure.PATIENT, self.done, of).percent
        return None if percent is None else f"{percent}% ({plan})"


def added(lines: Iterable[Line]) -> Line:
    """Several lines as one."""
    every = list(lines)
    dues = [line.due for line in every if line.due is not None]
    targets = [line.target for line in every if line.target is not None]
    return Line(
        sum(line.done for line in every),
        sum(line.within for line in every),
        sum(dues) if dues else None,
        sum(targets) if targets else None,
    )


class Recruited:
    """Who was recruited by the last day of a period, as known then, and who of them within it."""

    def __init__(self, reader: User, start: dt.date, end: dt.date):
        self.start, self.end = start, end
        self.at = clock.end_of(end)
        self.figures = recruitment(reader, end)
        self.plan, self.rows = self.figures.plan, self.figures.rows
        self.cases = Case.objects.ever_reached(reader, May.SEE_REPORTS)

    @cached_property
    def before(self) -> dict[tuple[int, str], int]:
        """How many of those counted had been reached before the first day."""
        eve = self.start - dt.timedelta(days=1)
        return counted(self.cases, eve, self.at)

    @cached_property
    def lines(self) -> list[dict[Measure, Line]]:
        """Of each row each measure. What is due in the cases adds up to what is due in all."""
        dues = {
            one: shared([schedule([row], one).by(self.end) for row in self.rows]) for one in Measure
        }
        return [
            {one: self._line(row, one, dues[one][place]) for one in Measure}
            for place, row in enumerate(self.rows)
        ]

    def _line(self, row: Row, measure: Measure, is_due: int) -> Line:
        cell = row.cell(measure)
        done = cell.done or 0
        earlier = self.before.get((row.case.pk, measure.value), 0) if row.case else 0
        return Line(done, done - earlier, is_due if cell.target is not None else None, cell.target)

    def total(self, *measures: Measure) -> Line:
        return added(line[one] for line in self.lines for one in measures)

    @cached_property
    def followed_up(self) -> tuple[int, int]:
        """People with a follow-up interview: by the last day, and before the first one."""
        held = Interview.objects.done(self.at).filter(wave=Wave.FOLLOW_UP)
        mine = held.filter(participant__case__in=self.cases.values("pk")).order_by()
        days = mine.values_list("participant", "held_on")
        early = {person for person, on in days if on < self.start}
        return len({person for person, _ in days}), len(early)


def nihr(reader: User, start: dt.date, end: dt.date) -> Report:
    """The report of a period, as known at the end of its last day."""
    found = Recruited(reader, start, end)
    studies, plans = known_together(found.at, Study.objects.all(), asked())
    study = next(iter(studies), None)
    number = f", {study.funder_ref}" if study and study.funder_ref else ""
    return Report(
        NAME,
        f"Progress report to NIHR{number}",
        (*_about(found), *begun(start, end, study)),
        period(start, end),
        (_by_group(found), _sites(found), _by_case(found), changes(start, end, study, plans)),
    )


def _about(found: Recruited) -> Iterator[str]:
    end = day_words(found.end)
    yield (
        f"From {day_words(found.start)} to {end}, as known at the end of that day."
        " A person counts once, by their first interview."
    )
    if found.plan is None:
        yield f"No plan was in force on {end}, so nothing is held against one."
        return
    since = day_words(found.plan.effective_from)
    yield (
        f"Planned numbers are those of {found.plan}, in force since {since}, which counts"
        f" {many(found.plan.cases_planned, 'case')}. Planned by a day takes the people of a case as"
        " spread evenly over its days in the field."
    )


def _by_group(found: Recruited) -> Part:
    """Each group, everybody, and observation days, which are no people."""
    named = [(LABELS.get(one, str(one.label)), found.total(one)) for one in PEOPLE]
    named += [("All people", found.total(*PEOPLE))]
    named += [("Observation days", found.total(Measure.OBSERVATION))]
    end = day_words(found.end)
    table = Table(
        "recruitment-by-group",
        "Recruitment by group",
        f"People with a first interview, and days observed, {_period(found)}.",
        (
            "Group",
            "Planned in all",
            f"Planned by {end}",
            "Done in the period",
            "Done so far",
            "Share of planned by then",
            "Share of all planned",
        ),
        tuple((name, *_cells(line, found)) for name, line in named),
    )
    people = found.total(*PEOPLE)
    return Part(
        "Recruitment by group",
        (_verdict(found, people), *_followed(found), *([NO_SHARE] if found.plan else [])),
        Figure(table, (_picture(found, named, table),)),
        tuple(_bar(line) for _, line in named),
    )


def _cells(line: Line, found: Recruited) -> tuple[Value, ...]:
    counts = (line.target, line.due, line.within, line.done)
    return (*counts, line.share(line.due, found.plan), line.share(line.target, found.plan))


def _bar(line: Line) -> Bar | None:
    return Bar(line.done, line.target) if line.target else None


def _period(found: Recruited) -> str:
    return f"{day_words(found.start)} to {day_words(found.end)}"


def _verdict(found: Recruited, people: Line) -> str:
    of = f" of {people.target:,} planned" if people.target else ""
    by = f"; {people.due:,} were planned by then" if people.due is not None else ""
    said = f"{people.done:,}{of} people were interviewed by {day_words(found.end)}{by}."
    return f"{said} {people.within:,} of them had their first interview in the period."


def _followed(found: Recruited) -> Iterator[str]:
    by_then, early = found.followed_up
    if by_then:
        people = many(by_then, "person", "people")
        yield f"Interviewed again: {people}, {by_then - early:,} of them in the period."


def _picture(found: Recruited, named: list[tuple[str, Line]], table: Table) -> drawing.Drawing:
    title = f"Done of what is planned, by group, on {day_words(found.end)}"
    said = "; ".join(f"{name} {line.done} of {line.target or 0}" for name, line in named)
    mark = f"Line: planned by {day_words(found.end)}"
    told = f"Bars, one for each group. {said}." + (f" {mark}." if found.plan else "")
    lines = [
        drawing.Bar(name, line.done, line.target, line.due)
        for name, line in named
        if name != "All people"
    ]
    return drawing.drawn(table.name, title, told, lines, mark)


def _sites(found: Recruited) -> Part:
    """How many sites and cases there are, and where they stand."""
    cases = found.figures.cases
    sites = len({case.site_id for case in cases})
    missing = sum(row.not_set_up for row in found.rows)
    said = f"{many(sites, 'site')} and {many(len(cases), 'case')} {be(len(cases))} set up"
    wanted = f", of {many(found.plan.cases_planned, 'case')} planned" if found.plan else ""
    where = stages(cases, found.end, missing)
    return Part("Sites", (f"{said}{wanted}.", *([f"Cases: {where}."] if where else [])))


def _by_case(found: Recruited) -> Part:
    """Each case: patients, and everybody else who was interviewed."""
    end = day_words(found.end)
    heads = [
        f"{who}{said}"
        for who in ("Patients", "Others")
        for said in (" planned", f" planned by {end}", " in the period", " so far")
    ]
    table = Table(
        "recruitment-by-case",
        "Recruitment by case",
        f"People with a first interview, {_period(found)}. Others are professionals of all kinds.",
        ("Case", *heads, "On the last day"),
        tuple(_case_rows(found)),
    )
    lines = [added(line[one] for one in PEOPLE) for line in found.lines]
    empty = () if found.rows else (f"No case was set up by {end}.",)
    every = [_bar(line) for line in lines] + [_bar(found.total(*PEOPLE))] * bool(lines)
    return Part("Recruitment by case", empty, Figure(table), tuple(every))


def _case_rows(found: Recruited) -> Iterator[tuple[Value, ...]]:
    for row, lines in zip(found.rows, found.lines, strict=True):
        name = str(row.case) if row.case else f"{many(row.not_set_up, 'case')} not set up yet"
        state = stage(row.case, found.end).words if row.case else "Not set up yet"
        yield (
            name,
            *_two(lines[Measure.PATIENT], added(lines[one] for one in PROFESSIONALS)),
            state,
        )
    if found.rows:
        yield ("All cases", *_two(found.total(Measure.PATIENT), found.total(*PROFESSIONALS)), None)


def _two(patients: Line, others: Line) -> Iterator[Value]:
    for line in (patients, others):
        yield from (line.target, line.due, line.within, line.done)
