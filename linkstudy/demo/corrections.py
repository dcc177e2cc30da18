"""What was put right, taken back, restored, moved and looked at, as scenes."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from cases import actions as case_actions
from linkstudy.demo import turns
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.scenes import change, join, keep_contact
from linkstudy.demo.script import day, moment, part, time
from linkstudy.identities.service import unseal
from participants import actions
from participants.models import Consent, Interview

MORNING = "9:20"
FACTS = [
    "held_on",
    "wave",
    "recording",
    "started",
    "minutes",
    "mode",
    "setting",
    "others",
    "interviewer",
]


def at(when: str) -> dt.datetime:
    """`8 Dec 9:44`, or `8 Dec` for the morning of that day."""
    words = when.split()
    return moment(day(" ".join(words[:2])), (words[2:] or [MORNING])[0])


def scenes(place: int) -> Iterator[Scene]:
    """place is that of the next person in the whole story."""
    yield from _details()
    yield from _interviews()
    yield from _agreeing()
    yield from _days()
    yield from _mistaken(place)


def _details() -> Iterator[Scene]:
    """What was known of people, how to reach them, and when they are met."""
    for study_id, on, facts, why in turns.CORRECTED:
        yield Scene(at(on), partial(change, study_id=study_id, facts=facts | {"reason": why}))
    for study_id, on, values in turns.MOVED_HOUSE:
        yield Scene(at(on), partial(keep_contact, study_id=study_id, values=values))
    for study_id, on, to, clock in turns.REBOOKED:
        yield Scene(at(on), partial(rebook, study_id=study_id, to=day(to), clock=time(clock)))
    for study_id, on, why in turns.LOOKED_UP:
        yield Scene(at(on), partial(look_up, study_id=study_id, why=why))


def rebook(cast: Cast, study_id: str, to: dt.date, clock: dt.time) -> None:
    booking = cast.people[study_id].interviews.open().get()
    by = cast.lead(booking.participant.case.number)
    actions.change_booking(
        booking=booking, version=booking.version, booked_on=to, booked_time=clock, by=by
    )


def look_up(cast: Cast, study_id: str, why: str) -> None:
    person = cast.people[study_id]
    actions.look_up(participant=person, reason=why, by=cast.lead(person.case.number))


def _interviews() -> Iterator[Scene]:
    for study_id, on, facts, why in turns.PUT_RIGHT:
        yield Scene(at(on), partial(put_right, study_id=study_id, facts=facts, why=why))
    for study_id, on, why, later, why_not in turns.RESTORED:
        yield Scene(at(on), partial(take_back, study_id=study_id, why=why))
        yield Scene(at(later), partial(restore, study_id=study_id, why=why_not))


def put_right(cast: Cast, study_id: str, facts: Mapping[str, Any], why: str) -> None:
    """Only some of what was recorded of an interview is different."""
    done = cast.people[study_id].interviews.done().get()
    held = {name: getattr(done, name) for name in FACTS}
    held["note"] = unseal(done.participant.person, "interview.note", done.note)
    held["topics"] = list(done.topics.all())
    by = cast.lead(done.participant.case.number)
    actions.correct_interview(
        interview=done, version=done.version, why=why, by=by, **(held | dict(facts))
    )


def take_back(cast: Cast, study_id: str, why: str) -> None:
    done = cast.people[study_id].interviews.done().get()
    by = cast.lead(done.participant.case.number)
    actions.void_interview(interview=done, version=done.version, reason=why, by=by)


def restore(cast: Cast, study_id: str, why: str) -> None:
    gone = Interview.objects.current().exclude(voided_at=None)
    found = gone.get(participant=cast.people[study_id])
    by = cast.lead(found.participant.case.number)
    actions.restore_interview(interview=found, version=found.version, reason=why, by=by)


def _agreeing() -> Iterator[Scene]:
    """Consents, answers of no and withdrawals that were not what was written down first."""
    for study_id, on, facts, why in turns.SIGNED:
        yield Scene(at(on), partial(sign_anew, study_id=study_id, facts=facts, why=why))
    for study_id, on, later, why in turns.SIGNED_TWICE:
        yield Scene(at(on), partial(sign_again, study_id=study_id))
        yield Scene(at(later), partial(take_back_last, study_id=study_id, why=why))
    for study_id, on, reason, later, why in turns.NO_REFUSAL:
        yield Scene(at(on), partial(refuse, study_id=study_id, on=at(on).date(), reason=reason))
        yield Scene(at(later), partial(take_back_answer, study_id=study_id, why=why))
    for study_id, on, later, why in turns.NO_WITHDRAWAL:
        yield Scene(at(on), partial(withdraw, study_id=study_id, when=at(on)))
        yield Scene(at(later), partial(take_back_withdrawal, study_id=study_id, why=why))


def signature(consent: Consent) -> dict[str, Any]:
    """What a consent says, as the actions take it."""
    names = ("document", "given_on", "given_time", "how")
    return {name: getattr(consent, name) for name in names} | {"scopes": list(consent.agreed)}


def sign_anew(cast: Cast, study_id: str, facts: Mapping[str, Any], why: str) -> None:
    consent = cast.people[study_id].consents.standing().get()
    by = cast.lead(consent.participant.case.number)
    said = signature(consent) | dict(facts)
    actions.correct_consent(consent=consent, version=consent.version, why=why, by=by, **said)


def sign_again(cast: Cast, study_id: str) -> None:
    person = cast.people[study_id]
    said = signature(person.consents.standing().get())
    actions.record_consent(participant=person, by=cast.lead(person.case.number), **said)


def take_back_last(cast: Cast, study_id: str, why: str) -> None:
    person = cast.people[study_id]
    twice = person.consents.standing().latest("pk")
    by = cast.lead(person.case.number)
    actions.void_consent(consent=twice, version=twice.version, reason=why, by=by)


def refuse(cast: Cast, study_id: str, on: dt.date, reason: str) -> None:
    person = cast.people[study_id]
    by = cast.lead(person.case.number)
    actions.record_refusal(participant=person, on=on, reason=reason, by=by)


def take_back_answer(cast: Cast, study_id: str, why: str) -> None:
    person = cast.people[study_id]
    no, by = person.refusals.standing().get(), cast.lead(person.case.number)
    actions.void_refusal(refusal=no, version=no.version, reason=why, by=by)


def withdraw(cast: Cast, study_id: str, when: dt.datetime) -> None:
    person = cast.people[study_id]
    by = cast.lead(person.case.number)
    actions.record_withdrawal(
        participant=person, on=when.date(), time=when.time(), level="keep", by=by
    )


def take_back_withdrawal(cast: Cast, study_id: str, why: str) -> None:
    person = cast.people[study_id]
    gone, by = person.withdrawals.standing().get(), cast.lead(person.case.number)
    actions.void_withdrawal(withdrawal=gone, version=gone.version, reason=why, by=by)


def _days() -> Iterator[Scene]:
    for case, on, later, facts, why in turns.OBSERVED_ANEW:
        said = partial(observe_anew, case=case, on=day(on), facts=facts, why=why)
        yield Scene(at(later), said)


def observe_anew(cast: Cast, case: int, on: dt.date, facts: Mapping[str, Any], why: str) -> None:
    found = cast.cases[case].observation_days.standing().get(day=on)
    by = cast.lead(case)
    case_actions.correct_observation(
        observation=found, version=found.version, why=why, by=by, **facts
    )


def _mistaken(place: int) -> Iterator[Scene]:
    """Somebody is added who has nothing to do with the study."""
    case, line, later, why = turns.MISTAKEN
    wrong = part(case, line)
    yield Scene(moment(wrong.came, "9:10"), partial(join, part=wrong, place=place))
    yield Scene(at(later), partial(take_out, study_id=wrong.study_id, why=why))


def take_out(cast: Cast, study_id: str, why: str) -> None:
    person = cast.people[study_id]
    by = cast.lead(person.case.number)
    actions.void_participant(participant=person, version=person.version, reason=why, by=by)
