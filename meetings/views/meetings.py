"""The page of a meeting, and everything that is written on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cases.converters import Sent
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.forms import carry_out, posted
from meetings import actions
from meetings.acts.meetings import LOCKED
from meetings.earlier import saved_notes
from meetings.forms.agenda import ActionForm, AttendanceForm, ItemForm, NotesForm
from meetings.forms.meetings import MeetingForm, PaperForm
from meetings.models import Group, Meeting
from meetings.page import MeetingPage
from meetings.seated import Table, problems_of, read_of
from meetings.views.held import found_or_404, item_or_404, meeting_or_404, version_or_404

page_with_form = require_http_methods(["GET", "POST"])
IS_VOID = "This meeting is void. Restore it first"


def shown(request: SignedIn, meeting: Meeting, **forms: Any) -> HttpResponse:
    """The page, with the forms that were sent."""
    page = MeetingPage(request.user, meeting, **forms)
    return render(request, "meetings/meeting.html", {"page": page, "form": page.form})


def locked(request: SignedIn, meeting: Meeting) -> HttpResponse | None:
    """The way back from a page that only opens, where nothing can be written."""
    words = IS_VOID if meeting.voided_at else LOCKED if meeting.agreed_on else ""
    if not words or request.method != "GET":
        return None
    messages.warning(request, words)
    return redirect(meeting)


@require_GET
@requires(May.SEE_MEETINGS)
def meeting(request: SignedIn, group: str, held: Sent) -> HttpResponse:
    """What was talked about, decided and is to be done."""
    return shown(request, meeting_or_404(request.user, group, held))


@page_with_form
@requires(May.KEEP_MEETINGS)
def plan_meeting(request: SignedIn, group: str) -> HttpResponse:
    """Write down a meeting to come, or one that has been."""
    found = found_or_404(Group.objects.visible_to(request.user).filter(slug=group))
    form = MeetingForm(posted(request))
    if form.is_bound and (
        made := carry_out(form, actions.plan_meeting, group=found, by=request.user)
    ):
        messages.success(request, f"Saved: {made}")
        return redirect(made)
    return render(request, "meetings/plan_meeting.html", {"group": found, "form": form})


@page_with_form
@requires(May.KEEP_MEETINGS)
def item(request: SignedIn, group: str, held: Sent, item: int) -> HttpResponse:
    """Write the minutes of an item, in their place in the agenda."""
    found = item_or_404(request.user, group, held, item)
    if away := locked(request, found.meeting):
        return away
    form = NotesForm(posted(request), auto_id="notes_%s")
    form.fill(found)
    if form.is_bound and (
        saved := carry_out(form, actions.take_notes, item=found, by=request.user)
    ):
        return redirect(saved)
    return shown(request, found.meeting, notes=form)


@require_GET
@requires(May.KEEP_MEETINGS)
def earlier_notes(request: SignedIn, group: str, held: Sent, item: int) -> HttpResponse:
    """What notes of an item said before, and who saved it: nothing that was written over is lost."""
    found = item_or_404(request.user, group, held, item)
    notes = saved_notes(found, request.GET.get("page"))
    words = {"item": found, "meeting": found.meeting, "notes": notes}
    return render(request, "meetings/earlier_notes.html", words)


@page_with_form
@requires(May.KEEP_MEETINGS)
def add_item(request: SignedIn, group: str, held: Sent) -> HttpResponse:
    """Put something more on the agenda."""
    found = meeting_or_404(request.user, group, held)
    form = ItemForm(posted(request), auto_id="item_%s")
    form.offer(found.in_order(found.items.standing()))
    return _answered(request, found, form, actions.add_item, "item", "The item is added")


@page_with_form
@requires(May.KEEP_MEETINGS)
def add_action(request: SignedIn, group: str, held: Sent) -> HttpResponse:
    """Write down something to do, in one line."""
    found = meeting_or_404(request.user, group, held)
    form = ActionForm(posted(request), auto_id="action_%s")
    if away := locked(request, found):
        return away
    if form.is_bound and (
        row := carry_out(form, actions.add_action, meeting=found, by=request.user)
    ):
        messages.success(request, f"Added: {read_of(row).told}")
        if unread := problems_of(row):
            messages.warning(request, unread)
        return redirect(f"{found.get_absolute_url()}#actions")
    return shown(request, found, action=form)


@page_with_form
@requires(May.KEEP_MEETINGS)
def add_paper(request: SignedIn, group: str, held: Sent) -> HttpResponse:
    """Say where a paper of the meeting is kept."""
    found = meeting_or_404(request.user, group, held)
    form = PaperForm(posted(request), auto_id="paper_%s")
    return _answered(request, found, form, actions.add_paper, "paper", "The paper is added")


@page_with_form
@requires(May.KEEP_MEETINGS)
def attendance(request: SignedIn, group: str, held: Sent) -> HttpResponse:
    """Say how members take part."""
    found = meeting_or_404(request.user, group, held)
    form = AttendanceForm(posted(request), auto_id="came_%s")
    table = Table(found.group, found.held_on)
    form.fill(found, table.members, found.attendance.all())
    done = "Saved who is coming" if found.is_to_come else "Saved who came"
    act = actions.record_attendance
    return _answered(request, found, form, act, "attendance", done, table=table)


def _answered(
    request: SignedIn, found: Meeting, form: Any, action: Any, part: str, done: str, **known: Any
) -> HttpResponse:
    """The page; or, once its form is sent, the way back to that part of it. known is what it has."""
    if away := locked(request, found):
        return away
    if form.is_bound and carry_out(form, action, meeting=found, by=request.user):
        messages.success(request, done)
        return redirect(f"{found.get_absolute_url()}#{part}s")
    return shown(request, found, **known, **{part: form})


@require_GET
@requires(May.SEE_MEETINGS)
def version(request: SignedIn, group: str, held: Sent, edition: int) -> HttpResponse:
    """Minutes as they were agreed."""
    found = version_or_404(request.user, group, held, edition)
    return render(request, "meetings/version.html", {"version": found, "meeting": found.meeting})
