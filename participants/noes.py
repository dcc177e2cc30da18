"""A no for good to what somebody had agreed to: that is a withdrawal, and is recorded as one."""

from participants.consents import said
from participants.models import Clause, Interview, Participant, Refusal
from participants.protocol import NOT_THEIRS
from participants.vocabulary import Scope


def overruled(person: Participant) -> str:
    """What to say when they stand as agreeing to an interview, and said no to it afterwards; "" else.

    Whoever was interviewed by then said no to the follow-up.
    """
    noes = Refusal.objects.standing().filter(participant=person, may_contact_again=False)
    agreed = Clause.objects.agreed_now(Scope.INTERVIEW, participant=person)
    no, yes = (
        noes.exclude(reason__in=NOT_THEIRS).first(),
        agreed.order_by("consent__given_on").last(),
    )
    if no is None or yes is None or no.on <= yes.consent.given_on:
        return ""
    if Interview.objects.done().filter(participant=person, held_on__lte=no.on).exists():
        return ""
    return (
        f"They agreed on {said(yes.consent.given_on)} and said no for good on {said(no.on)}. Check"
        " both dates, or take that no back first and record a withdrawal afterwards"
    )
