"""Safety notes, as scenes. What they say is invented."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.script import day, moment, time
from linkstudy.demo.study import rows
from linkstudy.safety import actions
from linkstudy.safety.models import SafetyNote, Visit

# Who (or a case), when, about what, told whom, when it was closed.
NOTES = """
C1-PT-06 | 10 Dec 15:40 | distress     | pi       | 13 Dec
C4       | 10 May 18:20 | researcher   | pi       | 12 May
C5-PT-02 | 10 Jun 12:10 | safeguarding | practice | -
"""

# What happened and what was done, in the order above.
TEXTS = [
    (
        "Wept when we came to the months after the funeral, and wanted to go on after a while.",
        "Stopped, made tea, gave the list of helplines. Rang the next day: they were glad we spoke.",
    ),
    (
        "A man followed the link worker and me from the centre to the car, shouting.",
        "We drove off and told the centre’s manager. The next visit is from the practice.",
    ),
    (
        "Said that a relative keeps their bank card and gives them money for the day.",
        "Agreed with them that I tell the practice, and did so the same day.",
    ),
]

# A visit alone: to whom, or for what in a case, when they set off, when they meant to be back and were.
VISITS = """
C4-PT-10       | 8 Jun 14:30  | 17:00 | 16:20
C3-PT-11       | 19 May 15:20 | 17:30 | 17:10
C5 observation | 9 Jun 9:20   | 17:00 | 16:30
"""


def scenes() -> Iterator[Scene]:
    for whom, began, expected, back in rows(VISITS):
        date, _, start = began.rpartition(" ")
        told = partial(set_off, whom=whom, expected=time(expected))
        yield Scene(moment(day(date), start), told)
        yield Scene(moment(day(date), back), partial(come_back, whom=whom, at=time(back)))
    for (whom, when, concern, to, closed), texts in zip(rows(NOTES), TEXTS, strict=True):
        date, _, start = when.rpartition(" ")
        facts = {"concern": concern, "happened_on": day(date), "reported_to": to}
        facts |= dict(zip(("what", "done"), texts, strict=True))
        yield Scene(moment(day(date), start), partial(write, whom=whom, facts=facts))
        if closed:
            yield Scene(moment(day(closed), "11:30"), partial(close, of=day(date), on=day(closed)))


def write(cast: Cast, whom: str, facts: dict) -> None:
    case = int(whom[1])
    person = cast.people.get(whom)
    actions.raise_note(case=cast.cases[case], participant=person, by=cast.lead(case), **facts)


def close(cast: Cast, of: dt.date, on: dt.date) -> None:
    note = SafetyNote.objects.standing().get(happened_on=of)
    actions.close_note(note=note, version=note.version, closed_on=on, by=cast.users["pi"])


def set_off(cast: Cast, whom: str, expected: dt.time) -> None:
    until = {"expected": expected, "buddy": cast.users["pi"]}
    case, _, errand = whom.partition(" ")
    if errand:
        number = int(case[1:])
        actions.set_off(case=cast.cases[number], errand=errand, by=cast.lead(number), **until)
    else:
        booking = cast.people[whom].interviews.open().get()
        actions.check_in(booking=booking, by=booking.interviewer, **until)


def come_back(cast: Cast, whom: str, at: dt.time) -> None:
    """Nobody of the story is on two visits at a time."""
    visit = Visit.objects.open().get()
    actions.come_back(visit=visit, version=visit.version, at=at, by=visit.researcher)
