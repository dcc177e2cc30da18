"""Who sits in a group: by label, with what they need and where they may be named."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record
from linkstudy.forms import carry_out, posted
from meetings import actions
from meetings.acts import members as acts
from meetings.forms.members import (
    ChangeMemberForm,
    CorrectMemberForm,
    LeaveGroupForm,
    MemberForm,
    RejoinGroupForm,
)
from meetings.forms.naming import CorrectNamingForm, NamingForm
from meetings.tables import seat_of
from meetings.views.seen import day_asked, group_or_404, member_or_404, naming_or_404


@require_GET
@requires(May.KEEP_MEETINGS)
def member(request: SignedIn, group: str, member: int) -> HttpResponse:
    """One member: what is recorded of them, and where they may be named."""
    found = member_or_404(request.user, group, member)
    return render(request, "meetings/member.html", {"seat": seat_of(found)})


@require_http_methods(["GET", "POST"])
@requires(May.KEEP_MEETINGS)
def add_member(request: SignedIn, group: str) -> HttpResponse:
    found = group_or_404(request.user, group)
    form = MemberForm(posted(request))
    form.fill(day_asked(request))
    if form.is_bound and (
        made := carry_out(form, actions.add_member, group=found, by=request.user)
    ):
        messages.success(request, f"{made.label} is in the {found}")
        return redirect(made)
    return render(request, "meetings/add_member.html", {"form": form, "group": found})


record = Record("member", member_or_404, may=May.KEEP_MEETINGS)
change_member = record.correct(acts.change, ChangeMemberForm, actions.change_member)
correct_member = record.correct(acts.correct, CorrectMemberForm, actions.correct_member)
leave_group = record.correct(acts.leave, LeaveGroupForm, actions.leave_group)
rejoin_group = record.correct(acts.rejoin, RejoinGroupForm, actions.rejoin_group)
void_member = record.void(acts.void, actions.void_member)
restore_member = record.restore(acts.restore, actions.restore_member)


@require_http_methods(["GET", "POST"])
@requires(May.SEE_MEMBERS)
def agree_naming(request: SignedIn, group: str, member: int) -> HttpResponse:
    """What a member says about being named."""
    found = member_or_404(request.user, group, member)
    form = NamingForm(posted(request))
    form.fill()
    if form.is_bound and carry_out(form, actions.agree_naming, member=found, by=request.user):
        messages.success(request, f"Saved: what {found.label} says about being named")
        return redirect(found)
    words = {"form": form, "member": found, "crumbs": acts.way_to(found)}
    return render(request, "meetings/agree_naming.html", words)


naming = Record("naming", naming_or_404, may=May.SEE_MEMBERS)
correct_naming = naming.correct(acts.correct_naming, CorrectNamingForm, actions.correct_naming)
void_naming = naming.void(acts.void_naming, actions.void_naming)
restore_naming = naming.restore(acts.restore_naming, actions.restore_naming)
