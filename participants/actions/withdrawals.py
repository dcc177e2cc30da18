"""Withdrawing, at any time and from any moment on."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db.models import Q

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add, amend
from linkstudy.identities.service import seal
from linkstudy.words import clock_words
from participants.actions.consents import settle
from participants.actions.deviations import explained
from participants.actions.questionnaires import give_up_open
from participants.actions.whom import (
    cancel_bookings,
    demand_known,
    locked,
    no_stays_last,
    reopen,
    resealed,
)
from participants.afterwards import NotComing
from participants.consents import said
from participants.models import Consent, Participant, Withdrawal
from participants.removals import FROM
from participants.vocabulary import MissedWhy, WithdrawalLevel


@action
def record_withdrawal(
    *, participant: Participant, on: dt.date, time: dt.time, level: str, by: User, note: str = ""
) -> Withdrawal:
    """A person withdraws from a moment on: consents end, open bookings are cancelled, and nobody waits
    for a questionnaire any more.

    Never refused for what happened since they are known. Raises ValidationError for a day that cannot
    be, and for one more that asks for nothing new.
    """
    _not_to_come(on)
    person = locked(participant)
    demand_known(person, on)
    _check_new(person, on, time, WithdrawalLevel(level))
    sealed = seal(person.person, "withdrawal.note", note)
    withdrawal = add(
        Withdrawal(participant=person, on=on, time=time, level=level, note=sealed),
        "withdrawal.recorded",
        by=by,
        links={"consents": _standing(person)},
    )
    _follow(withdrawal, by)
    return withdrawal


@action
def correct_withdrawal(
    *,
    withdrawal: Withdrawal,
    version: int,
    why: str,
    on: dt.date,
    time: dt.time,
    level: str,
    by: User,
    note: str = "",
    deviation: str = "",
) -> Withdrawal:
    """Put a withdrawal right: what it ended ends from its new moment on. A consent that is newly
    against it needs a deviation."""
    _not_to_come(on)
    person = locked(withdrawal.participant)
    if on != withdrawal.on:
        demand_known(person, on)
    if (on, time) != (withdrawal.on, withdrawal.time) and (words := _another(person, on, time)):
        raise ValidationError({"time": words})
    with explained(person, deviation, by):
        put_right = replace(
            withdrawal,
            "withdrawal.corrected",
            by=by,
            version=version,
            why=seal(person.person, "withdrawal.void", why),
            on=on,
            time=time,
            level=level,
            note=resealed(person, "withdrawal.note", withdrawal.note, note),
        )
    _follow(put_right, by)
    return put_right


@action
def void_withdrawal(*, withdrawal: Withdrawal, version: int, reason: str, by: User) -> Withdrawal:
    """They did not withdraw: the consents that it ended hold again. Bookings stay cancelled.

    Raises ValidationError when they said no for good since.
    """
    person = locked(withdrawal.participant)
    sealed = seal(person.person, "withdrawal.void", reason)
    with no_stays_last(person):
        gone = void(withdrawal, "withdrawal.voided", by=by, version=version, why=sealed)
        settle(person, by)
    reopen(person, by)
    return gone


@action
def restore_withdrawal(
    *, withdrawal: Withdrawal, version: int, reason: str, by: User, deviation: str = ""
) -> Withdrawal:
    """They did withdraw, from the moment on that it says. A consent that is newly against it needs a
    deviation."""
    person = locked(withdrawal.participant)
    demand_known(person, withdrawal.on)
    if words := _another(person, withdrawal.on, withdrawal.time):
        raise ValidationError(words)
    sealed = seal(person.person, "withdrawal.void", reason)
    with explained(person, deviation, by):
        back = restore(withdrawal, "withdrawal.restored", by=by, version=version, why=sealed)
    _follow(back, by)
    return back


def _standing(person: Participant) -> list[Consent]:
    """What they agree to until then."""
    return list(Consent.objects.standing().filter(participant=person).select_related("participant"))


def _not_to_come(on: dt.date) -> None:
    if on > clock.today():
        raise ValidationError({"on": "The date must be today or in the past"})


def _check_new(person: Participant, on: dt.date, time: dt.time, level: WithdrawalLevel) -> None:
    """Raise ValidationError when they had asked for all of this by then, and agreed to nothing since."""
    if Consent.objects.not_withdrawn().filter(participant=person).exists():
        return
    until = Q(on__lt=on) | Q(on=on, time__lte=time)
    last = Withdrawal.objects.standing().filter(until, participant=person).last()
    if last and not _adds(level, WithdrawalLevel(last.level)):
        words = (
            f"They asked for this on {said(last.on)}. Record another only if they now ask for more"
        )
        raise ValidationError({"level": words})


def _adds(level: WithdrawalLevel, held: WithdrawalLevel) -> bool:
    """Whether a level asks for more than another: to be left alone, or for more to be taken out."""
    asks_for_silence = level == WithdrawalLevel.NO_CONTACT != held
    return asks_for_silence or not set(FROM[level]) <= set(FROM[held])


def _another(person: Participant, on: dt.date, time: dt.time) -> str:
    """What to say when another withdrawal of that moment stands; "" when there is none."""
    if Withdrawal.objects.standing().filter(participant=person, on=on, time=time).exists():
        moment = f"{said(on)} at {clock_words(time)}"
        return f"{person} has another withdrawal on {moment}. Correct that one instead"
    return ""


def _follow(withdrawal: Withdrawal, by: User) -> None:
    """End consents; when none holds any more, cancel bookings, wait for no questionnaire and forget
    the next step."""
    person = withdrawal.participant
    settle(person, by)
    if not Consent.objects.not_withdrawn().filter(participant=person).exists():
        cancel_bookings(person, MissedWhy.WITHDREW, withdrawal.on, by)
        give_up_open(person, NotComing.WITHDREW, withdrawal.on, by)
        amend(person, "participant.withdrew", by=by, contact_by=None)
