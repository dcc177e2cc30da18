"""When reports are due: by the team's own duties, the study's days, and the day that is asked about."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from cases.models import ReportingDuty, Study
from cases.vocabulary import Anchor
from linkstudy import clock
from linkstudy.audit.past import known_at
from linkstudy.figures.figure import Figure, Table
from linkstudy.handover.report import Part, Report
from linkstudy.setup.kinds.duties import between, when
from linkstudy.words import day_words, many, uncapped
from participants.follow_up import months_after

AHEAD = 120  # months from the day asked about in which the next one is looked for
LACKING = {
    Anchor.OPINION: "Nobody has entered the day of the favourable opinion",
    Anchor.START: "Nobody has entered when the study started",
    Anchor.END: "Nobody has entered when the study is to end",
}


@dataclass(frozen=True)
class Due:
    """A duty as at a day: when a report was due last, when it is due next, and that in words."""

    duty: ReportingDuty
    last: dt.date | None
    next: dt.date | None
    words: str


def dues(day: dt.date) -> list[Due]:
    """Every duty known at the end of the day, what is due next first."""
    at = clock.end_of(day)
    study = next(iter(known_at(Study.objects.all(), at)), None)
    found = [_due(duty, study, day) for duty in known_at(ReportingDuty.objects.all(), at)]
    return sorted(found, key=lambda one: (one.next or dt.date.max, str(one.duty), one.duty.pk))


def _due(duty: ReportingDuty, study: Study | None, day: dt.date) -> Due:
    start = counted_from(duty, study)
    if start is None:
        return Due(duty, None, None, f"{LACKING[Anchor(duty.anchor)]}, so no day can be told")
    days = list(_days(duty, start, study, day))
    last = max((on for on in days if on < day), default=None)
    coming = min((on for on in days if on >= day), default=None)
    return Due(duty, last, coming, _words(duty, coming, day))


def counted_from(duty: ReportingDuty, study: Study | None) -> dt.date | None:
    """The day from which it is counted, as far as somebody entered it."""
    if duty.anchor == Anchor.DAY or study is None:
        return duty.counted_from
    return {
        Anchor.OPINION: study.favourable_opinion_on,
        Anchor.START: study.started_on,
        Anchor.END: study.planned_end_on,
    }[Anchor(duty.anchor)]


def _days(
    duty: ReportingDuty, start: dt.date, study: Study | None, day: dt.date
) -> Iterator[dt.date]:
    """The days on which it is due. One that comes again is due for no time after the study's end."""
    ends = study.planned_end_on if study and duty.repeats else None
    far = months_after(max(day, start), AHEAD)
    months = duty.months
    while (on := months_after(start, months)) <= far:
        if duty.holds(on) and (ends is None or on <= ends):
            yield on + dt.timedelta(days=duty.days)
        if not duty.repeats:
            return
        months += duty.months


def _words(duty: ReportingDuty, coming: dt.date | None, day: dt.date) -> str:
    if coming:
        days = (coming - day).days
        return "Today" if days == 0 else f"In {many(days, 'day')}"
    until = duty.in_force_until
    if until and until <= day:
        return f"The rule ended on {day_words(until)}: nothing is due any more"
    return "Nothing more is due"


def _line(one: Due) -> str:
    """Progress report, to the funder: every 6 months after the start. Next due on 1 June 2022: in 3 days."""
    last = f" Last due on {day_words(one.last)}." if one.last else ""
    coming = f"Next due on {day_words(one.next)}: {uncapped(one.words)}" if one.next else one.words
    rule = between(one.duty)
    held = "" if rule == "Always" else f" The rule holds {uncapped(rule)}."
    to = one.duty.recipient
    return f"{one.duty.name}, to {to}: {uncapped(when(one.duty))}.{held}{last} {coming}."


def due(day: dt.date) -> Report:
    """The duties as a report of their own."""
    found = dues(day)
    table = Table(
        "reports-due",
        "When reports are due",
        f"By the reporting duties known on {day_words(day)}.",
        ("Report", "To whom", "When", "The rule holds", "Last due", "Next due", "In words"),
        tuple(
            (
                one.duty.name,
                one.duty.recipient,
                when(one.duty),
                between(one.duty),
                one.last,
                one.next,
                one.words,
            )
            for one in found
        ),
    )
    empty = ("No reporting duty is entered yet.",)
    told = tuple(map(_line, found))
    part = Part("When reports are due", () if found else empty, Figure(table), told=told)
    about = f"As at {day_words(day)}. Whether a report was handed in is not kept here."
    return Report("reports-due-list", "Reports that are due", (about,), day.isoformat(), (part,))
