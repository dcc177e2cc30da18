"""A case's facts as a picture: milestones, observation days and interviews by group."""

from cases.models import Case, ObservationDay
from cases.vocabulary import Group
from linkstudy import clock
from linkstudy.charts.timeline import Lane, Mark, Timeline
from linkstudy.words import day_words, many
from participants.models import Interview


def timeline(case: Case, interviews: list[Interview], days: list[ObservationDay]) -> Timeline:
    """The picture of a case from its standing interviews and observation days."""
    today = clock.today()
    lanes = [
        Lane("Milestones", milestones(case), milestones=True),
        Lane("Observation days", tuple(observed(one) for one in reversed(days))),
        *(lane(group, interviews) for group in Group),
    ]
    return Timeline(
        title=f"Timeline of Case {case.number}",
        summary=summary(case, interviews, days),
        today=today,
        lanes=tuple(lanes),
    )


def milestones(case: Case) -> tuple[Mark, ...]:
    """When the case opened or opens, and when it closed or is to close."""
    today = clock.today()
    opened = case.opens_on <= today
    closed = case.closed_on is not None and case.closed_on <= today
    end = case.closed_on if closed else case.closes_on
    return (
        Mark(case.opens_on, opened, "case opened" if opened else "case opens"),
        Mark(end, closed, "case closed" if closed else "case is to close"),
    )


def observed(day: ObservationDay) -> Mark:
    return Mark(day.day, True, f"observation day {day.number} (done)")


def lane(group: Group, interviews: list[Interview]) -> Lane:
    """The interviews with a group: done, or booked."""
    mine = [row for row in interviews if row.participant.group == group and row.state != "missed"]
    marks = [
        Mark(
            row.day,
            row.state == "done",
            f"interview with {row.participant} ({row.state})",
        )
        for row in mine
    ]
    return Lane(group.plural if group != Group.LINK_WORKER else "Link worker", tuple(marks))


def summary(case: Case, interviews: list[Interview], days: list[ObservationDay]) -> str:
    """The picture in words, for somebody who does not see it."""
    held = sum(1 for row in interviews if row.state == "done")
    ahead = sum(1 for row in interviews if row.state == "booked")
    end = case.closed_on or case.closes_on
    return (
        f"Case {case.number} runs from {day_words(case.opens_on)} to {day_words(end)}."
        f" Done so far: {many(len(days), 'observation day')} and {many(held, 'interview')}."
        f" Booked: {many(ahead, 'interview')}."
    )
