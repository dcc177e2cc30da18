"""Writing down that a place was looked at after a withdrawal, and putting that right."""

import datetime as dt

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add
from linkstudy.identities.service import seal
from participants.actions.whom import locked, resealed
from participants.consents import said
from participants.models import Participant, Removal
from participants.removals import against_return, asked_on, checklist
from participants.vocabulary import Place


@action
def remove(
    *, participant: Participant, place: Place, on: dt.date, outcome: str, proof: str, by: User
) -> Removal:
    """What was kept of a person at a place was taken out, or why not, and what shows it.

    Raises ValidationError when they did not ask for it, somebody has looked there already, or
    the day lies before they asked or after today.
    """
    person = locked(participant)
    _check_day(person, on)
    due = next((one for one in checklist(person) if one.place == place), None)
    if due is None:
        raise ValidationError(f"{person} did not ask for this to be taken out")
    if due.done:
        raise ValidationError(
            f"Somebody looked there on {said(due.done.on)}. Check what they found"
        )
    sealed = seal(person.person, "removal.proof", proof)
    row = Removal(participant=person, place=place, on=on, outcome=outcome, proof=sealed, by=by)
    return add(row, "removal.recorded", by=by)


@action
def correct_removal(
    *, removal: Removal, version: int, why: str, on: dt.date, outcome: str, proof: str, by: User
) -> Removal:
    """Put right what was done at a place, when, and what shows it."""
    person = locked(removal.participant)
    _check_day(person, on)
    return replace(
        removal,
        "removal.corrected",
        by=by,
        version=version,
        why=seal(person.person, "removal.void", why),
        on=on,
        outcome=outcome,
        proof=resealed(person, "removal.proof", removal.proof, proof),
    )


@action
def void_removal(*, removal: Removal, version: int, reason: str, by: User) -> Removal:
    """It was not done, or not like that: the place is to be looked at again."""
    person = locked(removal.participant)
    sealed = seal(person.person, "removal.void", reason)
    return void(removal, "removal.voided", by=by, version=version, why=sealed)


@action
def restore_removal(*, removal: Removal, version: int, reason: str, by: User) -> Removal:
    """It was done after all. Raises ValidationError that says what stands against it."""
    person = locked(removal.participant)
    if removal.voided_at and (words := against_return(removal)):
        raise ValidationError(words)
    sealed = seal(person.person, "removal.void", reason)
    return restore(removal, "removal.restored", by=by, version=version, why=sealed)


def _check_day(person: Participant, on: dt.date) -> None:
    """Raise ValidationError for a day to come, and for one before they withdrew."""
    if on > clock.today():
        raise ValidationError({"on": "The date must be today or in the past"})
    first = asked_on(person)
    if first and on < first:
        raise ValidationError({"on": f"They withdrew on {said(first)}. Check the date"})
