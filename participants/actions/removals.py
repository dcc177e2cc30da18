"""Writing down that a place was looked at after a withdrawal."""

import datetime as dt

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import void
from linkstudy.audit.writing import action, add
from linkstudy.identities.service import seal
from participants.actions.whom import locked
from participants.consents import said
from participants.models import Participant, Removal
from participants.removals import checklist
from participants.vocabulary import Place


@action
def remove(
    *, participant: Participant, place: Place, on: dt.date, outcome: str, proof: str, by: User
) -> Removal:
    """What was kept of a person at a place was taken out, or why not, and what shows it.

    Raises ValidationError when they did not ask for it, somebody has looked there already, or
    the day lies before they asked or after today.
    """
    if on > clock.today():
        raise ValidationError({"on": "The date must be today or in the past"})
    person = locked(participant)
    due = next((one for one in checklist(person) if one.place == place), None)
    if due is None:
        raise ValidationError(f"{person} did not ask for this to be taken out")
    if due.done:
        raise ValidationError(
            f"Somebody looked there on {said(due.done.on)}. Check what they found"
        )
    asked_on = min(one.on for one in person.withdrawals.all() if one.voided_at is None)
    if on < asked_on:
        raise ValidationError({"on": f"They withdrew on {said(asked_on)}. Check the date"})
    sealed = seal(person.person, "removal.proof", proof)
    row = Removal(participant=person, place=place, on=on, outcome=outcome, proof=sealed, by=by)
    return add(row, "removal.recorded", by=by)


@action
def void_removal(*, removal: Removal, version: int, reason: str, by: User) -> Removal:
    """It was not done, or not like that: the place is to be looked at again."""
    person = locked(removal.participant)
    sealed = seal(person.person, "removal.void", reason)
    return void(removal, "removal.voided", by=by, version=version, why=sealed)
