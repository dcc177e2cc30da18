"""Where people drop out: letters, then people, step by step, with the reasons at each.

Letters are counts of patients that practices report; people are people, from the day they are on the
list. The two stand side by side and are never added up: who came another way than by letters is told
apart, so that those who answered letters can be compared with the letters. Of people, each step is
the next one and the reasons for which the others are not there yet, or never will be.

Figures as at a day hold what was recorded by its end. `reached` says who took which step.
"""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from cases.vocabulary import Group
from linkstudy import clock
from linkstudy.accounts.policy import May, Reach
from linkstudy.charts.flow import Block, Line, pictures
from linkstudy.figures import flow_words, small
from linkstudy.figures.figure import Asked, Figure, Table, Value
from linkstudy.figures.letters import Sums, sums_in
from linkstudy.figures.reached import LETTERS, Asking, Place, steps_of
from linkstudy.figures.recruitment import LEAST_FOR_PERCENT, recruitment
from linkstudy.words import day_words, many, uncapped
from participants.vocabulary import Wave

HEADS = ("What is counted", "Number", "Left after it")


@dataclass(frozen=True)
class Exit:
    """Why people, or letters, are not in the next step.

    code     kind, colon, code: "no:busy"; "" for letters, which are no rows
    is_open  they may come to it yet
    """

    label: str
    count: int
    code: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class Step:
    """How many came so far, and of those who are not in the next step why.

    count   None where the reader may not see it
    before  how many were in the step before, for a share of them; None where there is none to say
    gone    how many are in no later step; None for the last, and where the reader may not see it
    exits   why; for the last step, who of it withdrew afterwards
    """

    name: str
    label: str
    count: int | None
    before: int | None = None
    gone: int | None = None
    exits: tuple[Exit, ...] = ()

    @property
    def percent(self) -> int | None:
        """Whole percent of the step before; None of fewer than 20, which percent would puff up."""
        if self.count is None or self.before is None or self.before < LEAST_FOR_PERCENT:
            return None
        nearest = round(100 * self.count / self.before)
        return min(max(nearest, 1), 99) if 0 < self.count < self.before else nearest

    @property
    def shown(self) -> str:
        """The number in words."""
        return small.NOT_SHOWN if self.count is None else f"{self.count:,}"

    @property
    def words(self) -> str:
        """24 Interviewed."""
        return f"{self.label}: {self.shown}" if self.count is None else f"{self.shown} {self.label}"


@dataclass(frozen=True)
class Part:
    """Steps of one kind of thing. ways are how people came; their codes are those of `reached`."""

    name: str
    title: str
    steps: tuple[Step, ...]
    ways: tuple[Exit, ...] = ()

    @property
    def first(self) -> Step:
        return self.steps[0]

    @property
    def last(self) -> Step:
        return self.steps[-1]

    @property
    def by_letters(self) -> int:
        """How many people answered letters."""
        return sum(one.count for one in self.ways if one.code == LETTERS)


@dataclass(frozen=True)
class Flow:
    """The figure. letters is None for who gets none, for follow-ups, and before the first."""

    asked: Asked
    letters: Part | None
    people: Part

    @property
    def parts(self) -> list[Part]:
        return [part for part in (self.letters, self.people) if part]

    @property
    def is_empty(self) -> bool:
        return self.letters is None and self.people.first.count == 0

    @property
    def finding(self) -> str:
        """No reply to 7 in 10 letters so far; 24 of 88 people on our list interviewed."""
        if self.is_empty:
            return f"Nobody was asked by {day_words(self.asked.day)}"
        if self.asked.counts:
            return self._counted()
        letters = [self._replies(self.letters.steps[1].count or 0)] if self.letters else []
        return "; ".join([*letters, *([self._counted()] if self.people.first.count else [])])

    def _counted(self) -> str:
        done, of = self.people.last, self.people.first
        if done.count is None:
            return f"How many were {done.label.lower()} is too small a number to be shown"
        if of.count is None:
            return f"{many(done.count, 'person', 'people')} {done.label.lower()}"
        them = many(of.count, "person", "people")
        where = "on our list" if self.asked.wave == Wave.FIRST else "interviewed"
        return f"{done.count:,} of {them} {where} {done.label.lower()}"

    def _replies(self, sent: int) -> str:
        """What came of so many letters."""
        replied = self.people.by_letters
        tenths = round(10 * (sent - replied) / sent)
        if sent < LEAST_FOR_PERCENT or not 0 < tenths < 10:
            return f"{many(replied, 'reply', 'replies')} to {many(sent, 'letter')}"
        return f"No reply to {tenths} in 10 letters so far"

    @property
    def where(self) -> str:
        """Patients, all cases; as a title says it."""
        group = Group(self.asked.group).plural
        return f"{group}, {self._cases()}, {Wave(self.asked.wave).label.lower()}"

    def _cases(self) -> str:
        if self.asked.case:
            return f"Case {self.asked.case.number}"
        reader = self.asked.reader
        is_own = reader.reach(May.SEE_PROGRESS) == Reach.OWN
        return f"cases at the sites of {reader}" if is_own else "all cases"

    @property
    def about(self) -> str:
        """What is counted, where and as at when."""
        return f"{self.where}. As at {day_words(self.asked.day)}, as known that day."


def flow(asked: Asked) -> Flow:
    """The flow of the cases that the reader may see, or of one of them; for a reader of counts, of
    all together and of today alone. At most six queries, and what `recruitment` takes for those."""
    if asked.counts:
        asked = replace(asked, case=None, day=clock.today())
    people = _people(asked.wave, asking(asked).counted())
    sums = sums_in(asked.cases, asked.day) if has_letters(asked) else None
    found = Flow(asked, _letters(sums, people) if sums else None, people)
    return _small(found) if asked.counts else found


def asking(asked: Asked) -> Asking:
    return Asking(asked.cases, asked.group, asked.wave, asked.day)


def has_letters(asked: Asked) -> bool:
    """Whether letters lead there: practices send them to patients, for a first interview."""
    return asked.group == Group.PATIENT and asked.wave == Wave.FIRST


def _letters(sums: Sums, people: Part) -> Part:
    """From the search to the letters that arrived, and how many of those nobody has answered.

    More replies than letters say that some count is wrong: then the two are not compared.
    """
    silent = sums.arrived - people.by_letters
    exits = {
        "found": [("Left out by the practice", sums.excluded), ("Not sent to", sums.not_sent)],
        "sent": [("Came back", sums.undelivered)],
        "arrived": [("No reply so far", silent)],
    }
    counts = [
        sums.searched,
        sums.sent_out,
        sums.arrived,
        people.by_letters if silent >= 0 else None,
    ]
    steps = []
    for place, (name, label) in enumerate(flow_words.OF_LETTERS.items()):
        left = [Exit(*one, is_open=name == "arrived") for one in exits[name] if one[1] > 0]
        steps.append(_step(name, label, counts, place, left))
    return Part("letters", "Letters", tuple(steps))


def _people(wave: str, counted: dict[Place, int]) -> Part:
    """Everybody of a step is in each step before it: counts are summed from the last step back."""
    names = steps_of(wave)
    left: dict[str, Counter[str]] = {name: Counter() for name in names}
    ways: Counter[str] = Counter()
    for (step, why, way), people in counted.items():
        left[step][why] += people
        ways[way] += people
    ended = [sum(left[name].values()) for name in names]
    counts: list[int | None] = [sum(ended[place:]) for place in range(len(names))]
    steps = []
    for place, name in enumerate(names):
        exits = [
            Exit(flow_words.words_of(code), count, code, flow_words.is_open(code))
            for code, count in left[name].items()
            if code
        ]
        label = flow_words.OF_PEOPLE[Wave(wave)][name]
        steps.append(_step(name, label, counts, place, exits))
    came = [Exit(flow_words.way_words(way), count, way) for way, count in ways.items()]
    return Part("people", "People", tuple(steps), tuple(sorted(came, key=_largest)))


def _step(name: str, label: str, counts: list[int | None], place: int, exits: list[Exit]) -> Step:
    """The step at a place, of the numbers of all the steps, and of what comes after the last."""
    count, after = counts[place], [*counts, None][place + 1]
    gone = None if count is None or after is None else count - after
    before = counts[place - 1] if place else None
    return Step(name, label, count, before, gone, tuple(sorted(exits, key=_largest)))


def _largest(one: Exit) -> Any:
    """Who is out before who may yet come; the largest number first."""
    return one.is_open, -one.count, one.label


# What a reader of counts is shown


def _small(found: Flow) -> Flow:
    """The same flow for a reader of counts: numbers of steps alone, and of those only such as give no
    count under 5 away, subtracted from each other or from the page of recruitment.

    What is known already is whether the number of people interviewed is shown there.
    """
    asked = found.asked
    board = recruitment(asked.reader, asked.day)
    cell = next(one for one in board.totals if one.measure == asked.group)
    counts = [one.count or 0 for one in found.people.steps]
    at = 0 if asked.wave == Wave.FOLLOW_UP else len(counts) - 1
    people = small.chain(counts, at) if cell.done is not None else [False] * len(counts)
    letters = None
    if found.letters:
        sums = [one.count or 0 for one in found.letters.steps]
        letters = _counts_only(found.letters, _letters_shown(sums, found.people.by_letters))
    return Flow(asked, letters, _counts_only(found.people, people))


def _letters_shown(sums: list[int], replied: int) -> list[bool]:
    """Letters that arrived are shown where those without a reply are not few; then as `chain` says."""
    if sums[-1] - replied < small.LEAST:
        return [False] * len(sums)
    return small.chain(sums, len(sums) - 1)


def _counts_only(part: Part, is_shown: list[bool]) -> Part:
    counts = [one.count if shown else None for one, shown in zip(part.steps, is_shown, strict=True)]
    steps = [_step(one.name, one.label, counts, place, []) for place, one in enumerate(part.steps)]
    return Part(part.name, part.title, tuple(steps))


# The figure


def figure(asked: Asked) -> Figure:
    """The flow as a table and a picture."""
    return figure_of(flow(asked))


def figure_of(found: Flow) -> Figure:
    return Figure(_table(found), _drawings(found))


def _table(found: Flow) -> Table:
    rows: list[tuple[Value, ...]] = []
    for part in found.parts:
        rows += [(f"{part.title}: {uncapped(one.label)}", one.count, None) for one in part.ways]
        for step in part.steps:
            named = f"{part.title}: {uncapped(step.label)}"
            rows.append((named, step.shown if step.count is None else step.count, step.gone))
            rows += [(f"{named}; {uncapped(out.label)}", None, out.count) for out in step.exits]
    return Table(f"flow{found.asked.suffix}", found.finding, found.about, HEADS, tuple(rows))


def _drawings(found: Flow) -> tuple[Any, ...]:
    blocks = [
        Block(
            part.title,
            tuple(
                Line(one.words, tuple((f"{out.count:,}", out.label) for out in one.exits))
                for one in part.steps
            ),
            tuple((f"{one.count:,}", one.label) for one in part.ways),
        )
        for part in found.parts
    ]
    return pictures("flow", found.finding, f"{found.about} {_described(found)}", blocks)


def _described(found: Flow) -> str:
    """The steps in a sentence, for who does not see the picture."""
    said = [
        f"{part.title}: " + ", ".join(uncapped(one.words) for one in part.steps)
        for part in found.parts
    ]
    return ". ".join(said) + ". The table below has the reasons."
