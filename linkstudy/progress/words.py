"""Figures in sentences: the first line of a page answers its question, with the number in it."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from cases.models import Case
from cases.vocabulary import Measure
from linkstudy import clock
from linkstudy.figures.recruitment import Recruitment, Row
from linkstudy.words import capital, day_words, many
from participants.briefs import short


def verdict(figures: Recruitment, *, is_own: bool = False) -> str:
    """How many patient interviews are done, of how many, and how that stands to the plan.

    is_own narrows the sentence to the reader's cases.
    """
    if is_own and not figures.cases:
        return "There is no case at your sites yet."
    total = figures.total(Measure.PATIENT)
    is_now = figures.day == clock.today()
    are, then = ("are", "now") if is_now else ("were", "then")
    number = total.hidden or f"{total.done:,}"
    of = f" of {total.target:,}" if total.target is not None else ""
    plain = number == "1" and not of
    things = "patient interview" if plain else "patient interviews"
    is_or_are = {"are": "is", "were": "was"}[are] if plain else are
    place = f" in your {many(len(figures.cases), 'case')}" if is_own else ""
    said = capital(f"{number}{of} {things}{place} {is_or_are} done{_pace(figures, then)}.")
    return said if is_now else f"On {day_words(figures.day)}: {said}"


def about_plan(figures: Recruitment, *, is_own: bool = False) -> str:
    """Which plan the figures are held against, and how many of its cases they are of."""
    plan = figures.plan
    if plan is None:
        on = day_words(figures.day)
        return f"No plan was in force on {on}, so there is nothing to hold these counts against."
    since = f"{plan}, in force since {day_words(plan.effective_from)}"
    counts = f"{since}, counts {many(plan.cases_planned, 'case')}"
    return f"{counts}; these figures are of yours." if is_own else f"{counts}."


def other_totals(figures: Recruitment) -> str:
    """Health professionals: 23 of 30. Voluntary sector: 17 of 24. And so on, of all but patients."""
    said = []
    for cell in figures.totals:
        if cell.measure != Measure.PATIENT:
            of = f" of {cell.target:,}" if cell.target is not None else ""
            number = capital(cell.hidden) if cell.hidden else f"{cell.done:,}{of}"
            said.append(f"{cell.measure.label}: {number}.")
    return " ".join(said)


def whose_cases(figures: Recruitment, *, is_own: bool = False) -> str:
    """Your 3 cases: 2 closed, 1 open. All cases: 4 closed, 1 open, 1 to come."""
    not_set_up = sum(row.not_set_up for row in figures.rows)
    now = stages(figures.cases, figures.day, not_set_up)
    if not now:
        return "No cases yet."
    return f"Your {many(len(figures.cases), 'case')}: {now}." if is_own else f"All cases: {now}."


def cases_and_stages(figures: Recruitment) -> str:
    """6 cases: 4 closed, 1 open, 1 to come."""
    now = stages(figures.cases, figures.day)
    return f"{many(len(figures.cases), 'case')}: {now}." if now else "No cases yet."


def _pace(figures: Recruitment, then: str) -> str:
    """, 18 fewer than planned by now; "" without a plan, and before anything is due"""
    behind = figures.behind
    if behind is None or figures.expected == figures.total(Measure.PATIENT).done == 0:
        return ""
    if behind == 0:
        return f", as many as planned by {then}"
    return f", {abs(behind):,} {'fewer' if behind > 0 else 'more'} than planned by {then}"


@dataclass(frozen=True)
class State:
    """Where a case stands: its words, and the drawing beside them."""

    words: str
    icon: str
    tone: str = "mute"


def stage(case: Case, day: dt.date) -> State:
    """Closed, open until when, or opening when."""
    match case.stage(day):
        case "Closed":
            return State("Closed", "ended")
        case "To come":
            return State(f"Opens {short(case.opens_on)}", "ring")
    if case.closes_on < day:
        return State(f"Was to close {short(case.closes_on)}", "clock", "warn")
    return State(f"Open to {short(case.closes_on)}", "quarter", "brand")


def outlook(row: Row, day: dt.date) -> State:
    """The stage of a row's case; of a closed one, how many patients are lacking."""
    if row.case is None:
        return State("Not set up yet", "ring")
    found = stage(row.case, day)
    patients = row.cell(Measure.PATIENT)
    if found.words != "Closed" or patients.done is None or patients.target is None:
        return found
    words = f"{patients.short} short" if patients.short else "target met"
    return State(f"Closed, {words}", found.icon)


def stages(cases: list[Case], day: dt.date, not_set_up: int = 0) -> str:
    """4 closed, 1 open, 1 to come."""
    counted = Counter(case.stage(day) for case in cases)
    counted["Not set up"] = not_set_up
    kinds = ["Closed", "Open", "To come", "Not set up"]
    return ", ".join(f"{counted[kind]} {kind.lower()}" for kind in kinds if counted[kind])
