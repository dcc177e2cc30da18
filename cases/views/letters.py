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
    CorrectLettersForm,
    CorrectReminderForm,
    LettersForm,
    ReminderForm,
    ReturnedForm,
)
from cases.views.seen import batch_or_404, case_or_404, reminder_or_404
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.corrections import answered
from linkstudy.forms import RestoreForm, VoidForm, carry_out, held, posted


@requires(May.RECORD)
def record_letters(request: SignedIn, number: int) -> HttpResponse:
    """Write down what a practice sent out."""
    case = case_or_404(request.user, May.RECORD, number)
    form = LettersForm(posted(request), case=case)
    if request.method == "POST":
        batch = carry_out(form, actions.record_letters, case=case, by=request.user)
        if batch:
            messages.success(request, f"{batch.sent_out:,} letters of Case {number} saved")
            return redirect(batch)
    return render(request, "cases/record_letters.html", {"case": case, "form": form})


@requires(May.VOID)
def correct_letters(request: SignedIn, number: int, sent: Sent) -> HttpResponse:
    """Put right what was recorded of letters, with a reason."""
    found = batch_or_404(request.user, May.VOID, number, sent)
    form = CorrectLettersForm(posted(request), batch=found)
    rows = {"batch": found}
    return answered(request, acts.correct(found), form, actions.correct_letters, rows)


@requires(May.VOID)
def void_letters(request: SignedIn, number: int, sent: Sent) -> HttpResponse:
    """Take letters back, with a reason."""
    found = batch_or_404(request.user, May.VOID, number, sent)
    form = VoidForm(posted(request), initial=held(found))
    return answered(request, acts.void(found), form, actions.void_letters, {"batch": found})


@requires(May.VOID)
def restore_letters(request: SignedIn, number: int, sent: Sent) -> HttpResponse:
    """Let void letters count again, with a reason."""
    found = batch_or_404(request.user, May.VOID, number, sent)
    form = RestoreForm(posted(request), initial=held(found))
    return answered(request, acts.restore(found), form, actions.restore_letters, {"batch": found})


@requires(May.RECORD)
def record_reminder(request: SignedIn, number: int, sent: Sent) -> HttpResponse:
    """Write down how many were reminded."""
    batch = batch_or_404(request.user, May.RECORD, number, sent)
    form = ReminderForm(posted(request))
    if request.method == "GET" and batch.voided_at:
        messages.warning(request, "These letters are void. Restore them first")
        return redirect(batch)
    if request.method == "POST":
        reminder = carry_out(form, actions.record_reminder, batch=batch, by=request.user)
        if reminder:
            messages.success(request, f"{reminder.sent_out:,} reminders saved")
            return redirect(batch)
    return render(request, "cases/record_reminder.html", {"batch": batch, "form": form})


@requires(May.RECORD)
def count_returned(request: SignedIn, number: int, sent: Sent) -> HttpResponse:
    """Write down how many have come back by now."""
    found = batch_or_404(request.user, May.RECORD, number, sent)
    form = ReturnedForm(posted(request), initial=held(found, "undelivered"))
    rows = {"batch": found}
    return answered(request, acts.returned(found), form, actions.count_returned, rows)


@requires(May.VOID)
def correct_reminder(request: SignedIn, number: int, sent: Sent, which: int) -> HttpResponse:
    """Put right what was recorded of reminders, with a reason."""
    found = reminder_or_404(request.user, May.VOID, number, sent, which)
    form = CorrectReminderForm(posted(request), reminder=found)
    rows = {"reminder": found}
    return answered(request, acts.correct_reminder(found), form, actions.correct_reminder, rows)


@requires(May.VOID)
def void_reminder(request: SignedIn, number: int, sent: Sent, which: int) -> HttpResponse:
    """Take reminders back, with a reason."""
    found = reminder_or_404(request.user, May.VOID, number, sent, which)
    form = VoidForm(posted(request), initial=held(found))
    rows = {"reminder": found}
    return answered(request, acts.void_reminder(found), form, actions.void_reminder, rows)


@requires(May.VOID)
def restore_reminder(request: SignedIn, number: int, sent: Sent, which: int) -> HttpResponse:
    """Let void reminders count again, with a reason."""
    found = reminder_or_404(request.user, May.VOID, number, sent, which)
    form = RestoreForm(posted(request), initial=held(found))
    rows = {"reminder": found}
    return answered(request, acts.restore_reminder(found), form, actions.restore_reminder, rows)
