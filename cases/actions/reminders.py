"""Reminders of letters: how many were sent on a day."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from cases.actions.letters import TO_COME
from cases.models import InvitationBatch, Reminder
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import replace, restore, void
from linkstudy.audit.writing import action, add
from linkstudy.rows import next_number
from linkstudy.words import day_words


@action
def record_reminder(
    *, batch: InvitationBatch, sent_on: dt.date, sent_out: int, by: User | None
) -> Reminder:
    """Reminders of a batch that went on a day. Raises ValidationError beside what cannot be."""
    first = demand_possible(batch, sent_on, sent_out).first
    number = next_number(Reminder.objects.filter(batch__case=first.case_id))
    row = Reminder(batch=first, number=number, sent_on=sent_on, sent_out=sent_out)
    return add(row, "reminder.sent", by=by)


@action
def correct_reminder(
    *, reminder: Reminder, version: int, why: str, by: User | None, sent_on: dt.date, sent_out: int
) -> Reminder:
    """Put right what was recorded of reminders. Raises ValidationError and Stale."""
    demand_possible(reminder.batch, sent_on, sent_out, reminder)
    facts: dict[str, Any] = {"sent_on": sent_on, "sent_out": sent_out}
    return replace(reminder, "reminder.corrected", by=by, version=version, why=why, **facts)


@action
def void_reminder(*, reminder: Reminder, version: int, reason: str, by: User | None) -> Reminder:
    """Take reminders back. They stay in the history and in figures of earlier dates."""
    return void(reminder, "reminder.voided", by=by, version=version, why=reason)


@action
def restore_reminder(*, reminder: Reminder, version: int, reason: str, by: User | None) -> Reminder:
    """Void reminders count again, if they could be recorded today."""
    try:
        demand_possible(reminder.batch, reminder.sent_on, reminder.sent_out, reminder)
    except ValidationError as refusal:
        raise ValidationError(refusal.messages) from None
    return restore(reminder, "reminder.restored", by=by, version=version, why=reason)


def demand_possible(
    batch: InvitationBatch, sent_on: dt.date, sent_out: int, held: Reminder | None = None
) -> InvitationBatch:
    """The batch as it stands. Raises ValidationError, beside the question, for what cannot be."""
    now = batch.now
    if now.voided_at:
        raise ValidationError("These letters are void. Restore them first")
    if sent_on > clock.today():
        raise ValidationError({"sent_on": TO_COME})
    if sent_on <= now.sent_on:
        words = f"The letters went on {day_words(now.sent_on)}. A reminder comes after them"
        raise ValidationError({"sent_on": words})
    if sent_out > now.sent_out:
        words = f"Only {now.sent_out:,} letters were sent. Check the number"
        raise ValidationError({"sent_out": words})
    same = now.first.reminders.standing().filter(sent_on=sent_on)
    if same.exclude(pk=held.pk if held else None).exists():
        words = f"Reminders of {day_words(sent_on)} are already recorded. Correct them"
        raise ValidationError({"sent_on": words})
    return now
