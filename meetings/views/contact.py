"""Who a member is: shown once, in answer to a reason, as participants' contact details are."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.forms import carry_out, posted
from linkstudy.forms.details import DetailsForm, ReasonForm
from linkstudy.identities.kinds import Kind
from linkstudy.identities.service import details, kinds_kept
from meetings import actions
from meetings.acts.members import way_to
from meetings.models import Member
from meetings.views.seen import member_or_404

SHOWN_FOR = 300  # seconds


@require_http_methods(["GET", "POST"])
@requires(May.SEE_MEMBERS)
def contact(request: SignedIn, group: str, member: int) -> HttpResponse:
    found = member_or_404(request.user, group, member)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        # Every look is recorded, also one that is sent again: no one-time token here.
        reason = form.cleaned_data["reason"]
        actions.look_up_member(member=found, reason=reason, by=request.user)
        return shown(request, found)
    words = {"member": found, "form": form, "crumbs": way_to(found)}
    return render(request, "meetings/contact_reason.html", words)


@require_http_methods(["GET", "POST"])
@requires(May.SEE_MEMBERS)
def change_contact(request: SignedIn, group: str, member: int) -> HttpResponse:
    found = member_or_404(request.user, group, member)
    form = DetailsForm(posted(request))
    form.fill(kinds_kept(found.person), found.person.version)
    if form.is_bound and carry_out(
        form, actions.keep_member_contact, member=found, by=request.user
    ):
        messages.success(request, f"Contact details of {found.label} saved")
        return redirect(found)
    words = {"member": found, "form": form, "crumbs": way_to(found)}
    return render(request, "meetings/contact_change.html", words)


def shown(request: SignedIn, member: Member) -> HttpResponse:
    """The details, in the order of the kinds, which a browser swaps for the question in a while."""
    held = details(member.person)
    words = {
        "member": member,
        "held": [(kind.label, held[kind]) for kind in Kind if kind in held],
        "minutes": SHOWN_FOR // 60,
        "crumbs": way_to(member),
    }
    response = render(request, "meetings/contact.html", words)
    question = reverse("meetings:contact", args=[member.group.slug, member.number])
    response.headers["Refresh"] = f"{SHOWN_FOR}; url={question}"
    return response
