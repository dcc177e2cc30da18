"""Groups: the list, one of them, and what becomes of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record
from linkstudy.forms import carry_out, posted
from meetings import actions
from meetings.acts import groups as acts
from meetings.forms.groups import CloseGroupForm, CorrectGroupForm, GroupForm, ReopenGroupForm
from meetings.met import met
from meetings.tables import table_of, tables
from meetings.views.seen import group_or_404


@require_GET
@requires(May.SEE_MEETINGS)
def groups(request: SignedIn) -> HttpResponse:
    """The groups that the reader may see."""
    return render(request, "meetings/groups.html", {"tables": tables(request.user)})


@require_GET
@requires(May.SEE_MEETINGS)
def group(request: SignedIn, group: str) -> HttpResponse:
    """One group: what it is for, who sits there, what they need."""
    found = group_or_404(request.user, group)
    words = {"table": table_of(found, request.user), "meetings": met(found, request.GET)}
    return render(request, "meetings/group.html", words)


@require_http_methods(["GET", "POST"])
@requires(May.KEEP_MEETINGS)
def add_group(request: SignedIn) -> HttpResponse:
    form = GroupForm(posted(request))
    if form.is_bound and (made := carry_out(form, actions.add_group, by=request.user)):
        messages.success(request, f"{made} is added. Say who sits there next")
        return redirect(made)
    return render(request, "meetings/add_group.html", {"form": form})


record = Record("group", group_or_404, may=May.KEEP_MEETINGS)
correct_group = record.correct(acts.correct, CorrectGroupForm, actions.correct_group)
close_group = record.correct(acts.close, CloseGroupForm, actions.close_group)
reopen_group = record.correct(acts.reopen, ReopenGroupForm, actions.reopen_group)
void_group = record.void(acts.void, actions.void_group)
restore_group = record.restore(acts.restore, actions.restore_group)
