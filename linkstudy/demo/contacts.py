"""Calls, messages and letters: who was reached, who was not, and who waits for a decision."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.script import day, moment, time
from participants import actions

# Who, when, how, what came of it, and perhaps when next. After three without an answer somebody decides.
CONTACTS = """
C4-PT-08 | 2 Jun 11:00  | phone  | no_answer |
C4-PT-08 | 6 Jun 17:30  | phone  | voicemail |
C4-PT-08 | 7 Jun 10:15  | text   | no_answer |
C4-PT-08 | 8 Jun 16:00  | phone  | no_answer |
C5-PT-06 | 8 Jun 11:30  | phone  | no_answer |
C5-PT-06 | 9 Jun 17:45  | phone  | voicemail |
C5-PT-06 | 13 Jun 10:40 | phone  | no_answer |
C5-HP-05 | 8 Jun 8:45   | email  | no_answer |
C5-HP-05 | 10 Jun 12:50 | phone  | voicemail |
C5-HP-05 | 13 Jun 12:45 | phone  | no_answer |
C5-PT-07 | 10 Jun 15:20 | phone  | reached   | 16 Jun
C5-VS-04 | 9 Jun 10:05  | phone  | voicemail |
C5-VS-04 | 13 Jun 14:30 | phone  | call_back | 15 Jun
C6-HP-02 | 13 Jun 9:35  | email  | no_answer | 20 Jun
"""

# Why it was tried once more.
ONCE_MORE = {"C4-PT-08": "The case closes on 10 June and they had asked to be interviewed"}

NOTES = {
    "C5-PT-07": "Would like to ask their daughter first.",
    "C5-VS-04": "In a meeting. Mornings are best.",
}


def scenes() -> Iterator[Scene]:
    for line in CONTACTS.strip().splitlines():
        study_id, when, channel, outcome, then = (cell.strip() for cell in line.split("|"))
        on, at = day(" ".join(when.split()[:2])), time(when.split()[2])
        said = partial(record, study_id=study_id, on=on, time=at, channel=channel, outcome=outcome)
        yield Scene(moment(on, at), partial(said, next_on=day(then) if then else None))


def record(
    cast: Cast,
    study_id: str,
    on: dt.date,
    time: dt.time,
    channel: str,
    outcome: str,
    next_on: dt.date | None,
) -> None:
    person = cast.people[study_id]
    actions.record_attempt(
        participant=person,
        on=on,
        time=time,
        channel=channel,
        outcome=outcome,
        next_on=next_on,
        note=NOTES.get(study_id, "") if next_on else "",
        deviation=ONCE_MORE.get(study_id, ""),
        by=cast.lead(person.case.number),
    )
