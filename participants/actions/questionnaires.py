"""Handing questionnaires out, and what comes of them."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from cases.models import Instrument
from cases.vocabulary import TimePoint
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add, amend
from linkstudy.identities.service import seal
from linkstudy.rows import next_number
from linkstudy.words import day_words
from participants.actions.whom import locked
from participants.afterwards import NotComing
from participants.consents import no_questionnaire
from participants.left import left_with
from participants.models import Participant, Questionnaire

TO_COME = "The day must be today or in the past"
LEFT = "Record the withdrawal on its own page: it ends what they still have"


@action
def hand_out(*, participant: Participant, by: User, **facts: Any) -> Questionnaire:
    """A questionnaire is given to somebody: facts are instrument, time_point, given_on, how, due_on.

    Nobody waits for one of somebody who has left since. Raises ValidationError without a consent in
    force that day, for one that is not for them, and for one that they have already.
    """
    person = locked(participant)
    _check(person, facts)
    row = Questionnaire(participant=person, number=next_number(person.questionnaires), **facts)
    return _unless_left(add(row, "questionnaire.given", by=by), by)


@action
def settle_questionnaire(
    *,
    questionnaire: Questionnaire,
    version: int,
    by: User,
    returned_on: dt.date | None = None,
    not_coming_on: dt.date | None = None,
    not_coming_why: str = "",
) -> Questionnaire:
    """It came back on a day, or it is known since a day that it does not."""
    person = locked(questionnaire.participant)
    if not questionnaire.is_open:
        raise ValidationError("It is known already what came of it. Correct that instead")
    came: dict[str, Any] = {
        "returned_on": returned_on,
        "not_coming_on": not_coming_on,
        "not_coming_why": not_coming_why,
    }
    _check_outcome(person, questionnaire.given_on, came)
    known: dict[str, Any] = came | {"settled_at": clock.study_now()}
    if returned_on:
        return amend(questionnaire, "questionnaire.returned", by=by, version=version, **known)
    return amend(questionnaire, "questionnaire.given_up", by=by, version=version, **known)


@action
def correct_questionnaire(
    *, questionnaire: Questionnaire, version: int, why: str, by: User, **facts: Any
) -> Questionnaire:
    """Put right what was given, when, and what came of it. One that is still out does not come from
    somebody who has left."""
    person = locked(questionnaire.participant)
    _check(person, facts, questionnaire)
    _check_outcome(person, facts["given_on"], facts, was_left=_is_left(questionnaire))
    is_settled = facts["returned_on"] or facts["not_coming_on"]
    if not is_settled:
        facts["settled_at"] = None
    elif questionnaire.settled_at is None:
        facts["settled_at"] = clock.study_now()
    sealed = seal(person.person, "questionnaire.void", why)
    right = replace(
        questionnaire, "questionnaire.corrected", by=by, version=version, why=sealed, **facts
    )
    return _unless_left(right, by)


@action
def void_questionnaire(
    *, questionnaire: Questionnaire, version: int, reason: str, by: User
) -> Questionnaire:
    """Take back that it was handed out."""
    person = locked(questionnaire.participant)
    sealed = seal(person.person, "questionnaire.void", reason)
    return void(questionnaire, "questionnaire.voided", by=by, version=version, why=sealed)


@action
def restore_questionnaire(
    *, questionnaire: Questionnaire, version: int, reason: str, by: User
) -> Questionnaire:
    """It was handed out after all, and what came of it stands again. One that was still out does not
    come from somebody who has left since."""
    person, row = locked(questionnaire.participant), questionnaire
    try:
        _check(person, _facts_of(row), row)
        _check_outcome(person, row.given_on, _facts_of(row), was_left=_is_left(row))
    except ValidationError as refused:
        raise ValidationError(refused.messages) from None
    sealed = seal(person.person, "questionnaire.void", reason)
    back = restore(row, "questionnaire.restored", by=by, version=version, why=sealed)
    return _unless_left(back, by)


def give_up_open(person: Participant, why: NotComing, on: dt.date, by: User) -> None:
    """Nobody waits any more for what somebody who left, from a day on, still has."""
    for row in person.questionnaires.open():
        _give_up(row, why, on, by)


def _unless_left(row: Questionnaire, by: User) -> Questionnaire:
    """The row, given up if somebody left who still has it."""
    gone = left_with(row)
    return _give_up(row, gone.why, gone.on, by) if gone else row


def _give_up(row: Questionnaire, why: NotComing, on: dt.date, by: User) -> Questionnaire:
    known_on = on if why == NotComing.WITHDREW else max(on, row.given_on)
    facts: dict[str, Any] = {
        "not_coming_on": known_on,
        "not_coming_why": why,
        "settled_at": clock.study_now(),
    }
    return amend(row, "questionnaire.given_up", by=by, **facts)


NAMES = ("instrument", "time_point", "given_on", "due_on", "returned_on", "not_coming_on")


def _facts_of(row: Questionnaire) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*NAMES, "not_coming_why")}


def _check(person: Participant, facts: dict[str, Any], held: Questionnaire | None = None) -> None:
    """Raise ValidationError for what cannot be handed out, beside the question.

    held is the row as it stands, or as it was before it was void.
    """
    instrument, point = facts["instrument"], facts["time_point"]
    given_on = facts["given_on"]
    is_same = held is not None and (held.instrument, held.time_point) == (instrument, point)
    if words := _not_for(person, instrument, point, is_same=is_same):
        raise ValidationError({"instrument": words})
    if given_on > clock.today():
        raise ValidationError({"given_on": TO_COME})
    if words := no_questionnaire(person, given_on):
        raise ValidationError({"given_on": words})
    if point == TimePoint.FOLLOW_UP and not is_same:
        _check_follow_up(person, given_on)
    if facts["due_on"] < given_on:
        raise ValidationError({"due_on": _after(given_on)})
    if not facts.get("not_coming_on") and (other := _another(person, instrument, point, held)):
        words = (
            f"They were given it on {day_words(other.given_on)}. Say what came of that one first"
        )
        raise ValidationError({"instrument": words})


def _check_follow_up(person: Participant, given_on: dt.date) -> None:
    """Raise ValidationError for one that follows up an interview which had not taken place."""
    first = person.interviews.done().first_wave().order_by("held_on").first()
    if first is None:
        words = (
            f"{person} had no first interview yet. Choose one for the first time, or log it first"
        )
        raise ValidationError({"instrument": words})
    if given_on < first.held_on:
        words = f"Their first interview was on {day_words(first.held_on)}"
        raise ValidationError({"given_on": f"{words}. Enter that day or a later one"})


def _not_for(person: Participant, instrument: Instrument, point: str, *, is_same: bool) -> str:
    """Why they are not given an instrument at a time point; "" when they may be.

    What was handed out before it was for others can still be put right.
    """
    now = Instrument.objects.get(pk=instrument.pk)
    if now.voided_at:
        return f"“{now}” is void. Choose another"
    if is_same:
        return ""
    if person.group not in now.groups:
        return f"“{now}” is not for {person.get_group_display().lower()}s. Choose another"
    return "" if point in now.time_points else f"“{now}” is not filled in then. Choose another"


def _another(
    person: Participant, instrument: Instrument, point: str, held: Questionnaire | None
) -> Questionnaire | None:
    """Another one of the kind that they have, or that came back."""
    rows = person.questionnaires.standing().filter(
        instrument=instrument, time_point=point, not_coming_on=None
    )
    return (rows.exclude(number=held.number) if held else rows).first()


def _check_outcome(
    person: Participant, given_on: dt.date, came: dict[str, Any], *, was_left: bool = False
) -> None:
    """Raise ValidationError for an outcome on a day on which it cannot have been.

    was_left says that a withdrawal has ended it already: nobody else says that one did.
    """
    for name in ("returned_on", "not_coming_on"):
        if came[name] and came[name] > clock.today():
            raise ValidationError({name: TO_COME})
    returned, not_coming = came["returned_on"], came["not_coming_on"]
    if returned and returned < given_on:
        raise ValidationError({"returned_on": _after(given_on)})
    if returned and (words := no_questionnaire(person, returned)):
        raise ValidationError({"returned_on": words})
    is_left = came["not_coming_why"] == NotComing.WITHDREW
    if is_left and not was_left:
        raise ValidationError({"not_coming_why": LEFT})
    if not_coming and not_coming < given_on and not is_left:
        raise ValidationError({"not_coming_on": _after(given_on)})


def _is_left(row: Questionnaire) -> bool:
    return row.not_coming_why == NotComing.WITHDREW


def _after(given_on: dt.date) -> str:
    return f"They were given it on {day_words(given_on)}. Enter that day or a later one"
