"""Agreeing, saying no, and taking it back."""

import datetime as dt

from django.core.exceptions import ValidationError

from cases.models import DocumentVersion
from cases.vocabulary import DocumentKind
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.writing import action, add, amend, void
from linkstudy.identities.service import seal
from participants.consents import said
from participants.models import Clause, Consent, Interview, Participant, Refusal, Withdrawal
from participants.vocabulary import MissedWhy, Scope

TIME_TO_BOOK = dt.timedelta(days=7)


def _not_to_come(field: str, on: dt.date) -> None:
    if on > clock.today():
        raise ValidationError({field: "The date must be today or in the past"})


@action
def record_consent(
    *,
    participant: Participant,
    document: DocumentVersion,
    given_on: dt.date,
    how: str,
    scopes: list[str],
    by: User,
    given_time: dt.time = dt.time(0, 0),
) -> Consent:
    """A signature with an answer to every clause: agreed if in scopes, else not.

    Raises ValidationError for a form that was not in force on the day.
    """
    _not_to_come("given_on", given_on)
    if document.kind != DocumentKind.CONSENT:
        raise ValidationError({"document": "Choose a consent form"})
    if given_on < document.approved_on:
        day = said(document.approved_on)
        raise ValidationError(
            {
                "document": f"Form v{document.number} was approved on {day}. Check the version and date"
            }
        )
    if document.replaced_on and given_on >= document.replaced_on:
        day = said(document.replaced_on)
        raise ValidationError(
            {"document": f"Form v{document.number} was replaced on {day}. Choose the form in use"}
        )
    Participant.objects.select_for_update().get(pk=participant.pk)
    consent = add(
        Consent(
            participant=participant,
            document=document,
            given_on=given_on,
            given_time=given_time,
            how=how,
            taken_by=by,
        ),
        "consent.given",
        by=by,
    )
    for scope in Scope:
        add(Clause(consent=consent, scope=scope, agreed=scope in scopes), "clause.answered", by=by)
    amend(participant, "participant.consented", by=by, contact_by=given_on + TIME_TO_BOOK)
    return consent


@action
def void_consent(*, consent: Consent, version: int, reason: str, by: User) -> Consent:
    """Take back a consent recorded by mistake. Never refused; interviews that relied on it stay."""
    sealed = seal(consent.participant.person, "consent.void", reason)
    return void(consent, "consent.voided", by=by, version=version, reason=sealed)


@action
def record_withdrawal(
    *, participant: Participant, on: dt.date, time: dt.time, level: str, by: User, note: str = ""
) -> Withdrawal:
    """A person withdraws from a moment on: consents end, open bookings are cancelled. Never refused."""
    _not_to_come("on", on)
    Participant.objects.select_for_update().get(pk=participant.pk)
    sealed = seal(participant.person, "withdrawal.note", note)
    withdrawal = add(
        Withdrawal(participant=participant, on=on, time=time, level=level, note=sealed),
        "withdrawal.recorded",
        by=by,
    )
    for consent in Consent.objects.ended_by(on, time).filter(participant=participant):
        amend(consent, "consent.withdrawn", by=by, withdrawn_on=on, withdrawn_time=time)
    cancel_bookings(participant, MissedWhy.WITHDREW, on, by)
    amend(participant, "participant.withdrew", by=by, contact_by=None)
    return withdrawal


@action
def record_refusal(
    *,
    participant: Participant,
    on: dt.date,
    reason: str,
    by: User,
    words: str = "",
    may_contact_again: bool = False,
) -> Refusal:
    """A person says no. Raises ValidationError when they have agreed: then they withdraw."""
    _not_to_come("on", on)
    Participant.objects.select_for_update().get(pk=participant.pk)
    if Clause.objects.agreed_now(Scope.INTERVIEW, participant=participant).exists():
        raise ValidationError(
            f"{participant} has agreed to an interview. Record a withdrawal instead"
        )
    refusal = add(
        Refusal(
            participant=participant,
            on=on,
            reason=reason,
            words=seal(participant.person, "refusal.words", words),
            may_contact_again=may_contact_again,
        ),
        "refusal.recorded",
        by=by,
    )
    cancel_bookings(participant, MissedWhy.MOVED, on, by)
    amend(participant, "participant.declined", by=by, contact_by=None)
    return refusal


def cancel_bookings(participant: Participant, why: str, on: dt.date, by: User) -> None:
    for booking in Interview.objects.open().filter(participant=participant):
        amend(
            booking,
            "booking.cancelled",
            by=by,
            missed_on=on,
            missed_why=why,
            missed_at=clock.study_now(),
        )
