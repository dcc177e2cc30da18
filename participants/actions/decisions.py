"""What a principal investigator decides about an interview that no consent covers any more."""

from django.core.exceptions import ValidationError

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add
from linkstudy.identities.service import seal
from participants.actions.whom import resealed
from participants.models import Decision, Interview


@action
def keep_interview(*, interview: Interview, why: str, by: User) -> Decision:
    """Keep an interview although a withdrawal, or the void of a consent, has ended its consent.

    Raises ValidationError when consent covers it, or somebody has decided.
    """
    held = _waiting(interview)
    sealed = seal(held.participant.person, "decision.why", why)
    decision = Decision(interview=held, on=clock.today(), why=sealed)
    return add(decision, "decision.made", by=by)


@action
def correct_decision(
    *, decision: Decision, version: int, why: str, kept: str, by: User
) -> Decision:
    """Put right why an interview is kept."""
    person = decision.interview.participant
    also = {"why": resealed(person, "decision.why", decision.why, kept)}
    sealed = seal(person.person, "decision.void", why)
    return replace(decision, "decision.corrected", by=by, version=version, why=sealed, also=also)


@action
def void_decision(*, decision: Decision, version: int, reason: str, by: User) -> Decision:
    """Take a decision back: the interview waits for another."""
    sealed = seal(decision.interview.participant.person, "decision.void", reason)
    return void(decision, "decision.voided", by=by, version=version, why=sealed)


@action
def restore_decision(*, decision: Decision, version: int, reason: str, by: User) -> Decision:
    """The interview is kept after all, if it still waits for a decision."""
    if decision.voided_at:
        _waiting(decision.interview)
    sealed = seal(decision.interview.participant.person, "decision.void", reason)
    return restore(decision, "decision.restored", by=by, version=version, why=sealed)


def _waiting(interview: Interview) -> Interview:
    """The interview, locked. Raises ValidationError when there is nothing to decide about it."""
    locked = Interview.objects.select_for_update(of=("self",)).select_related("participant__person")
    held = locked.get(pk=interview.pk)
    if not Interview.objects.undecided().filter(pk=held.pk).exists():
        raise ValidationError(f"There is nothing to decide about {held} now. Open it to see why")
    return held
