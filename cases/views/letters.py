"""Writing letters and reminders down, putting them right and taking them back.

Design: the pages that show them draw on the people who answered, so they stand with progress.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from cases import actions
from cases.acts import letters as acts
from cases.converters import Sent
from cases.forms.letters import (
    ApartLettersForm,
    CorrectLettersForm,
    CorrectReminderForm,
    ReminderForm,
    RestoreLettersForm,
    ReturnedForm,
)
from cases.models import InvitationBatch, Reminder
from cases.views.seen import batch_or_404, case_or_404, reminder_or_404
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record, answered
from linkstudy.forms import carry_out, held, posted


@requires(May.RECORD)
def record_letters(request: SignedIn, number: int) -> HttpResponse:
    """Write down what a practice sent out."""
    case = case_or_404(request.user, May.RECORD, number)
    form = ApartLettersForm(posted(request))
    form.offer(case)
    if request.method == "POST":
        batch = carry_out(form, actions.record_letters, case=case, by=request.user)
        if batch:
            messages.success(request, f"{batch.sent_out:,} letters of Case {number} saved")
            return redirect(batch)
    return render(request, "cases/record_letters.html", {"case": case, "form": form})


@requires(May.RECORD)
def record_reminder(request: SignedIn, number: int, sent: Sent) -> HttpResponse:
    """Write down how many were reminded."""
    batch = batch_or_404(request.user, May.RECORD, number, sent)
    form = ReminderForm(posted(request))
    if request.method == "GET" and batch.voided_at:
        messages.warning(request, "These letters are void. Restore them first")
        return redirect(batch)
    if request.method == "POST":
        sent_again = carry_out(form, actions.record_reminder, batch=batch, by=request.user)
        if sent_again:
            messages.success(request, f"{sent_again.sent_out:,} reminders saved")
            return redirect(batch)
    return render(request, "cases/record_reminder.html", {"batch": batch, "form": form})


@requires(May.RECORD)
def count_returned(request: SignedIn, number: int, sent: Sent) -> HttpResponse:
    """Write down how many have come back by now."""
    found = batch_or_404(request.user, May.RECORD, number, sent)
    form = ReturnedForm(posted(request), initial=held(found, "undelivered"))
    rows = {"batch": found}
    return answered(request, acts.returned(found), form, actions.count_returned, rows)


def batch_to_put_right(user: User, number: int, sent: Sent) -> InvitationBatch:
    return batch_or_404(user, May.VOID, number, sent)


def reminder_to_put_right(user: User, number: int, sent: Sent, which: int) -> Reminder:
    return reminder_or_404(user, May.VOID, number, sent, which)


letters = Record("batch", batch_to_put_right)
correct_letters = letters.correct(acts.correct, CorrectLettersForm, actions.correct_letters)
void_letters = letters.void(acts.void, actions.void_letters)
restore_letters = letters.restore(acts.restore, actions.restore_letters, RestoreLettersForm)

reminder = Record("reminder", reminder_to_put_right)
correct_reminder = reminder.correct(
    acts.correct_reminder, CorrectReminderForm, actions.correct_reminder
)
void_reminder = reminder.void(acts.void_reminder, actions.void_reminder)
restore_reminder = reminder.restore(acts.restore_reminder, actions.restore_reminder)
