"""Whether somebody left after they were given a questionnaire, so that nobody waits for it."""

import datetime as dt
from dataclasses import dataclass

from participants.afterwards import NotComing
from participants.consents import said
from participants.models import Consent, Participant, Questionnaire, Refusal, Withdrawal


@dataclass(frozen=True)
class Left:
    """Why nothing comes back any more, and since which day."""

    why: NotComing
    on: dt.date

    def __str__(self) -> str:
        gone = "withdrew on" if self.why == NotComing.WITHDREW else "are not to be contacted since"
        return f"They {gone} {said(self.on)}, so nobody waits for it"


def left(person: Participant, given_on: dt.date) -> Left | None:
    """How somebody left who was given a questionnaire on a day; None while they may give it back."""
    gone = Withdrawal.objects.standing().filter(participant=person).last()
    if gone and not Consent.objects.not_withdrawn().filter(participant=person).exists():
        return Left(NotComing.WITHDREW, gone.on)
    no = Refusal.objects.standing().filter(participant=person, may_contact_again=False)
    since = no.filter(on__gte=given_on).first()
    return Left(NotComing.UNWILLING, since.on) if since else None


def left_with(row: Questionnaire) -> Left | None:
    """How somebody left with a questionnaire; None for one of which something else became."""
    is_settled = row.returned_on or row.not_coming_on
    return None if is_settled else left(row.participant, row.given_on)
