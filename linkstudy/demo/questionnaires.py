"""Questionnaires that people were given, and what came of them, as scenes. All of it is invented."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from cases import actions as case_actions
from cases.models import Instrument
from linkstudy.clock import DEMO_NOW, today
from linkstudy.demo.cast import Cast, Scene
from linkstudy.demo.recordings import working_day
from linkstudy.demo.scenes import agreed_to
from linkstudy.demo.script import Happening, Part, day, moment
from participants import actions
from participants.afterwards import NotComing
from participants.models import Questionnaire
from participants.vocabulary import Scope

# The study's own words name what they are about, and no instrument.
WELL_BEING, EFFICACY = "Well-being questionnaire", "Self-efficacy questionnaire"
HOW = {"person": "person", "phone": "paper", "video": "online"}
DAYS = 14
TO_ANSWER, TO_GIVE_UP = dt.timedelta(days=9), dt.timedelta(days=42)

# Who has not given theirs back; that of some is given up in the end.
LAZY = {"C1-PT-06", "C2-PT-08", "C3-PT-11"}

# One that was put right: whose, when, what, why.
ANEW = ("C5-PT-02", "13 Jun", {"how": "phone"}, "They asked to go through it by phone")


def scenes(parts: list[Part]) -> Iterator[Scene]:
    """Both are set up; each patient who agreed to questionnaires gets one after the interview."""
    yield Scene(moment(day("25 Oct"), "9:30"), set_up)
    for part in parts:
        held = [one for one in part.happenings if one.verb == "held"]
        if held and Scope.QUESTIONNAIRE in agreed_to(part):
            yield from _handed_out(part, held[0])
    who, when, what, why = ANEW
    yield Scene(moment(day(when), "16:30"), partial(put_right, who=who, what=what, why=why))


def set_up(cast: Cast) -> None:
    for name in (WELL_BEING, EFFICACY):
        case_actions.add_instrument(
            name=name, patients=True, at_first=True, at_follow_up=True, days=DAYS, by=cast.office
        )


def _handed_out(part: Part, one: Happening) -> Iterator[Scene]:
    """Handed out once the interview is logged, and back after some days; from some, never."""
    given = moment(one.later, "18:20")
    yield Scene(given, partial(hand_out, part=part, one=one))
    is_lazy = part.study_id in LAZY
    told = working_day(given.date() + (TO_GIVE_UP if is_lazy else TO_ANSWER))
    has_left = any(other.verb == "withdrew" for other in part.happenings)
    if moment(told, "16:20") < DEMO_NOW and not has_left:
        came = partial(give_up if is_lazy else take_back, part=part)
        yield Scene(moment(told, "16:20"), came)


def hand_out(cast: Cast, part: Part, one: Happening) -> None:
    name = EFFICACY if part.number % 5 == 0 else WELL_BEING
    actions.hand_out(
        participant=cast.people[part.study_id],
        instrument=Instrument.objects.get(name=name),
        time_point="first",
        given_on=today(),
        how=HOW[one.mode],
        due_on=today() + dt.timedelta(days=DAYS),
        by=cast.lead(part.case),
    )


def take_back(cast: Cast, part: Part) -> None:
    _settle(cast, part.study_id, returned_on=today())


def give_up(cast: Cast, part: Part) -> None:
    _settle(cast, part.study_id, not_coming_on=today(), not_coming_why=NotComing.NO_REPLY)


def _settle(cast: Cast, who: str, **came: object) -> None:
    row = _of(cast, who)
    by = cast.lead(row.participant.case.number)
    actions.settle_questionnaire(questionnaire=row, version=row.version, by=by, **came)


def _of(cast: Cast, who: str) -> Questionnaire:
    return Questionnaire.objects.standing().get(participant=cast.people[who])


def put_right(cast: Cast, who: str, what: dict[str, str], why: str) -> None:
    row = _of(cast, who)
    names = ["instrument", "time_point", "given_on", "how", "due_on"]
    came = ["returned_on", "not_coming_on", "not_coming_why"]
    stands = {name: getattr(row, name) for name in [*names, *came]}
    actions.correct_questionnaire(
        questionnaire=row,
        version=row.version,
        why=why,
        by=cast.lead(row.participant.case.number),
        **stands | what,
    )
