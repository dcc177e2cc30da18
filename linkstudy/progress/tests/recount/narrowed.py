"""What pages ask of some people without reckoning everybody, in the terms of `reckoned`."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from linkstudy.progress.attention import due
from linkstudy.progress.renewals import to_renew
from linkstudy.progress.tests.recount.prepared import Prepared
from linkstudy.progress.tests.recount.settled import Settings, settled
from participants.attempts import unanswered, with_waits
from participants.models import Interview, Participant
from participants.questionnaires import overdue
from participants.recordings import Chain, in_brief, unfinished
from participants.waves import follow_up_is_ahead, settings_of, to_be_booked

NAME = ("study_id",)
HELD = ("participant__study_id", "number")
MOST = 2000


def narrowed() -> dict[str, Any]:
    """{what is asked: the answer}."""
    found = {name: one.rows() for name, one in prepared(*settled(settings_of())).items()}
    done = Interview.objects.done().filter(recording="audio")
    return {
        "due": [tuple(row.values()) for row in found["due"]],
        "to book": {row["study_id"]: tuple(row.values())[1:] for row in found["to book"]},
        "to ask for": [tuple(row.values()) for row in found["to ask for"]],
        "renewals": {one.study_id: one.need for one in to_renew(Participant.objects.all(), MOST)},
        "recordings": ways(in_brief(done)),
        "unfinished": ways(
            one for one in in_brief(unfinished(Interview.objects.all())) if one.next
        ),
    } | {
        name: sorted(tuple(row.values()) for row in found[name])
        for name in ("still asked", "unanswered", "waits", "ahead", "uncovered", "undecided")
    }


def ways(chains: Iterable[Chain]) -> dict[tuple[str, int], Any]:
    """{(study ID, number): where the recording is}."""
    return {
        (one.interview.participant.study_id, one.interview.number): {
            "status": one.status,
            "open": [int(step) for step in one.open_steps],
            "due": one.due,
            "late": one.is_late,
        }
        for one in chains
    }


@lru_cache(maxsize=1024)
def prepared(day: dt.date, held: Settings) -> dict[str, Prepared]:
    """The questions, on a day and under settings."""
    people, protocol = Participant.objects.all(), settings_of()
    waiting = with_waits(people.with_status(), protocol, few=True).filter(waits=True)
    done = Interview.objects
    return {
        "due": Prepared(due(people, MOST), ("study_id", "status", "waits")),
        "still asked": Prepared(people.still_asked(), NAME),
        "unanswered": Prepared(people.still_asked().filter(unanswered()), NAME),
        "waits": Prepared(waiting, NAME),
        "to book": Prepared(
            to_be_booked(people, protocol), ("study_id", "follow_up", "counted_from")
        ),
        "ahead": Prepared(people.filter(follow_up_is_ahead()), NAME),
        "to ask for": Prepared(overdue(people), HELD),
        "uncovered": Prepared(done.uncovered(), HELD),
        "undecided": Prepared(done.undecided(), HELD),
    }
