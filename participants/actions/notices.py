"""Telling somebody of a new version who need not sign it, and putting that right."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from cases.models import DocumentVersion
from cases.vocabulary import DocumentKind
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add
from linkstudy.identities.service import seal
from participants.actions.consents import trouble
from participants.actions.whom import locked
from participants.models import Notice, Participant


@action
def tell(
    *, participant: Participant, document: DocumentVersion, on: dt.date, how: str, by: User
) -> Notice:
    """A person was told on a day of an information sheet in use at their site.

    Raises ValidationError for another kind of document, for a version that was not in use for them
    that day, and when somebody has told them already.
    """
    _check_past(on)
    person = locked(participant)
    if document.kind != DocumentKind.INFORMATION:
        raise ValidationError("People are told of information sheets. A form is signed")
    if document.audience not in ("", person.group):
        raise ValidationError(f"{document} is for another group: {document.get_audience_display()}")
    _check_use(person, document, on)
    return add(
        Notice(participant=person, document=document, on=on, how=how, by=by),
        "notice.recorded",
        by=by,
    )


@action
def correct_notice(
    *, notice: Notice, version: int, why: str, on: dt.date, how: str, by: User
) -> Notice:
    """Put right when and how they were told. Raises ValidationError as tell does."""
    _check_past(on)
    person = locked(notice.participant)
    _check_use(person, notice.document, on)
    sealed = seal(person.person, "notice.void", why)
    facts: dict[str, Any] = {"on": on, "how": how}
    return replace(notice, "notice.corrected", by=by, version=version, why=sealed, **facts)


@action
def void_notice(*, notice: Notice, version: int, reason: str, by: User) -> Notice:
    """They were not told, or not of this: they are to be told again."""
    person = locked(notice.participant)
    sealed = seal(person.person, "notice.void", reason)
    return void(notice, "notice.voided", by=by, version=version, why=sealed)


@action
def restore_notice(*, notice: Notice, version: int, reason: str, by: User) -> Notice:
    """They were told after all. Raises ValidationError for a version that was not in use that day."""
    person = locked(notice.participant)
    if words := trouble(person, notice.document, notice.on):
        raise ValidationError(". ".join(words))
    sealed = seal(person.person, "notice.void", reason)
    return restore(notice, "notice.restored", by=by, version=version, why=sealed)


def _check_past(on: dt.date) -> None:
    if on > clock.today():
        raise ValidationError({"on": "The date must be today or in the past"})


def _check_use(person: Participant, document: DocumentVersion, on: dt.date) -> None:
    if words := trouble(person, document, on):
        raise ValidationError({"on": ". ".join(words)})
