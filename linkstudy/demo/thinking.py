"""Programme theories, and what was collected made the team think about, as scenes. All invented."""

from collections.abc import Iterator
from functools import partial

from cases import actions
from cases.models import DayReflection, ProgrammeTheory
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.script import day, moment
from linkstudy.demo.study import rows
from participants import actions as people_actions

# Label, title, the day from which the team held it, what it said then.
THEORIES = """
T1 | A place in the team | 14 Feb | Where a practice gives a link worker a desk, a log-in and a seat at its meetings, staff come to know what they do, and send them people whom they can help
T2 | Known by name       | 14 Feb | Where somebody whom they trust tells patients what a link worker is, they know whom they have met, and ask for help earlier
T3 | Time to listen      | 28 Mar | Where a link worker has time for more than one short call, people feel heard, and say what they need
"""

# Label, the day from which the team held it in other words, these words.
AGAIN = """
T1 | 16 May | Where a practice gives a link worker a desk, a log-in and a seat at its meetings, and lets them say no, staff come to know what they do, and send them people whom they can help
"""

# Case, day with the link worker, when it was reflected on, topics by their place, theories.
DAYS = """
1 | 8 Nov  | 12 Nov | 0 2 | -
1 | 24 Nov | 26 Nov | 0   | -
1 | 6 Dec  | 14 Feb | 0 3 | T1
2 | 12 Jan | 18 Feb | 2   | T1
2 | 24 Jan | 18 Feb | 1   | T2
3 | 14 Mar | 18 Mar | 0 2 | T1
3 | 30 Mar | 1 Apr  | 3   | T1 T3
4 | 4 Apr  | 8 Apr  | 2   | T1
4 | 11 May | 13 May | 0   | T1
5 | 31 May | 1 Jun  | 0 1 | T1 T2
5 | 7 Jun  | 10 Jun | 2   | T1
"""

# Case, day that the debrief was about, when it was reflected on, topics, theories.
DEBRIEFS = """
1 | 9 Nov  | 12 Nov | 2   | -
2 | 11 Jan | 18 Feb | 2 3 | T1
3 | 15 Mar | 18 Mar | 2   | T3
4 | 9 May  | 13 May | 2 3 | T1
5 | 6 Jun  | 10 Jun | 2   | T3
"""

# Whose first interview, when it was reflected on, topics beside those ticked already, theories.
INTERVIEWS = """
C1-PT-02 | 18 Feb | - | T2
C1-HP-03 | 18 Feb | - | T1
C2-PT-08 | 31 Mar | - | T3
C3-PT-03 | 13 May | - | T2
C3-PT-01 | 13 May | 3 | T3
C4-VS-02 | 10 Jun | - | T2
C5-PT-01 | 13 Jun | - | T2 T3
"""

# A theory that was ticked and is not any more: case, of which day, when.
LESS = (5, "7 Jun", "13 Jun")


def scenes() -> Iterator[Scene]:
    for label, title, since, words in rows(THEORIES):
        facts = {"label": label, "title": title, "words": words, "effective_from": day(since)}
        yield Scene(moment(day(since), "11:30"), partial(add, facts=facts))
    for label, since, words in rows(AGAIN):
        yield Scene(moment(day(since), "11:30"), partial(state, label=label, words=words, on=since))
    for case, of, on, topics, theories in rows(DAYS):
        told = partial(of_day, case=int(case), of=of, ticked=[topics, theories])
        yield Scene(moment(day(on), "16:10"), told)
    for case, of, on, topics, theories in rows(DEBRIEFS):
        told = partial(of_debrief, case=int(case), of=of, ticked=[topics, theories])
        yield Scene(moment(day(on), "16:20"), told)
    for who, on, topics, theories in rows(INTERVIEWS):
        told = partial(of_interview, who=who, ticked=[topics, theories])
        yield Scene(moment(day(on), "16:30"), told)
    yield Scene(moment(day(LESS[2]), "8:50"), untick)


def add(cast: Cast, facts: dict) -> None:
    actions.add_theory(by=cast.office, **facts)


def state(cast: Cast, label: str, words: str, on: str) -> None:
    theory = ProgrammeTheory.objects.get(label=label)
    actions.state_theory(theory=theory, words=words, effective_from=day(on), by=cast.office)


def chosen(cast: Cast, topics: str, theories: str) -> dict:
    """What is ticked, as the actions take it, where nothing was before."""
    return {
        "topics": [cast.topics[int(place)] for place in topics.split()],
        "theories": list(ProgrammeTheory.objects.filter(label__in=theories.split())),
        "version": 1,
    }


def of_day(cast: Cast, case: int, of: str, ticked: list[str]) -> None:
    found = cast.cases[case].observation_days.standing().get(day=day(of))
    actions.reflect_on_day(day=found, by=cast.lead(case), **chosen(cast, *ticked))


def of_debrief(cast: Cast, case: int, of: str, ticked: list[str]) -> None:
    found = cast.cases[case].debriefs.standing().get(day=day(of))
    actions.reflect_on_debrief(debrief=found, by=cast.lead(case), **chosen(cast, *ticked))


def of_interview(cast: Cast, who: str, ticked: list[str]) -> None:
    """The principal investigator reads what was transcribed."""
    found = cast.people[who].interviews.done().earliest("number")
    by = cast.users["pi"]
    people_actions.reflect_on_interview(interview=found, by=by, **chosen(cast, *ticked))


def untick(cast: Cast) -> None:
    """A theory is not ticked any more: it was read in another way."""
    case, of, _ = LESS
    found = cast.cases[case].observation_days.standing().get(day=day(of))
    held = DayReflection.of(found)
    topics = list(held.topics.all()) if held else []
    version = held.version if held else 1
    known = {"day": found, "version": version, "topics": topics, "why": "reread"}
    actions.reflect_on_day(by=cast.lead(case), **known)
