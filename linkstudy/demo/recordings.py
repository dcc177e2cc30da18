"""What happened to the recordings of the interviews, as scenes: one for each step."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from linkstudy.clock import DEMO_NOW, today
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.script import Happening, Part, day, moment
from participants import actions
from participants.afterwards import CodesFor, Step

AT = "16:40"
# Days from one step to the next, as they were taken.
PACE = {
    Step.UPLOADED: 1,
    Step.SENT: 1,
    Step.RETURNED: 8,
    Step.CHECKED: 5,
    Step.PSEUDONYMISED: 4,
    Step.CHECKED_AGAIN: 5,
    Step.RELEASED: 2,
    Step.AUDIO_GONE: 25,
}
# Recordings that somebody has yet to see to: the last step that was taken, None for none.
LEFT_LYING: dict[str, Step | None] = {
    "C2-PT-03": Step.CHECKED_AGAIN,
    "C4-LM-01": Step.RETURNED,
    "C5-PT-01": None,
    "C5-HP-01": Step.UPLOADED,
}
# What was destroyed because somebody withdrew and asked for it: of whom, when.
REMOVED = [
    ("C2-PT-03", "10 Feb", "18 Mar", Step.AUDIO_GONE),
    ("C2-PT-03", "10 Feb", "21 Mar", Step.TRANSCRIPT_GONE),
]
PROOF = {
    Step.UPLOADED: "Secure drive, folder case {case}",
    Step.SENT: "Order {order}",
    Step.RETURNED: "Order {order}, checked in",
    Step.AUDIO_GONE: "Deletion log of case {case}",
}


def scenes(parts: list[Part]) -> Iterator[Scene]:
    """The way of every interview with audio, as far as it had come by the morning of the demo."""
    held = [
        (part, one)
        for part in parts
        for one in part.happenings
        if one.verb == "held" and "notes" not in one.words
    ]
    for order, (part, one) in enumerate(held, 1001):
        yield from _way(part, one, order)
    yield Scene(moment(day("13 Jun"), "17:00"), draw_codes)
    by_id = {part.study_id: part for part in parts}
    for study_id, held_on, when, step in REMOVED:
        proof = f"Deletion log of case {by_id[study_id].case}"
        play = partial(record, part=by_id[study_id], on=day(held_on), step=step, proof=proof)
        yield Scene(moment(day(when), AT), play)


def _way(part: Part, one: Happening, order: int) -> Iterator[Scene]:
    on = one.later
    last = LEFT_LYING.get(part.study_id, Step.AUDIO_GONE)
    for step, pace in PACE.items():
        on = working_day(on + dt.timedelta(days=pace))
        at = moment(on, AT)
        if last is None or step > last or at > DEMO_NOW:
            return
        proof = PROOF.get(step, "").format(case=part.case, order=order)
        yield Scene(at, partial(record, part=part, on=one.on, step=step, proof=proof))


def draw_codes(cast: Cast) -> None:
    """What is to be sent from case 5 will carry codes."""
    actions.make_codes(case=cast.cases[5], purpose=CodesFor.TRANSCRIBER, by=cast.lead(5))


def working_day(on: dt.date) -> dt.date:
    """The day, or the Monday after it."""
    return on + dt.timedelta(days=7 - on.weekday() if on.weekday() > 4 else 0)


def record(cast: Cast, part: Part, on: dt.date, step: Step, proof: str) -> None:
    interview = cast.people[part.study_id].interviews.done().get(held_on=on)
    actions.record_step(
        interview=interview, step=step, on=today(), proof=proof, by=cast.lead(part.case)
    )
