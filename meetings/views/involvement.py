"""Advice and what changed because of it: the register, one piece, and what becomes of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record
from linkstudy.forms import carry_out, posted
from meetings import actions
from meetings.acts import involvement as acts
from meetings.forms.involvement import AdviceForm, ChangedForm, CorrectAdviceForm
from meetings.models import Contribution
from meetings.register import advice_of, register
from meetings.views.seen import group_or_404


def contribution_or_404(user: User, contribution: int) -> Contribution:
    """A piece of advice by its number: the row that stands, else the last."""
    rows = Contribution.objects.visible_to(user).current().filter(number=contribution)
    found = rows.select_related("group", "member__user").first()
    if found is None:
        raise Http404
    return found


@require_GET
@requires(May.SEE_INVOLVEMENT)
def involvement(request: SignedIn) -> HttpResponse:
    """All advice, and how much of it changed something."""
    found = register(request.user, request.GET.get("page"))
    return render(request, "meetings/involvement.html", {"register": found})


@require_GET
@requires(May.SEE_INVOLVEMENT)
def contribution(request: SignedIn, contribution: int) -> HttpResponse:
    found = contribution_or_404(request.user, contribution)
    return render(request, "meetings/advice.html", {"advice": advice_of(found, request.user)})


@require_http_methods(["GET", "POST"])
@requires(May.KEEP_MEETINGS)
def record_advice(request: SignedIn, group: str) -> HttpResponse:
    """Write down what a group advised."""
    found = group_or_404(request.user, group)
    form = AdviceForm(posted(request))
    form.offer(found)
    if form.is_bound and (
        made := carry_out(form, actions.record_advice, group=found, by=request.user)
    ):
        messages.success(request, "The advice is saved. Add what changed once something does")
        return redirect(made)
    words = {"form": form, "group": found, "crumbs": acts.crumbs()}
    return render(request, "meetings/record_advice.html", words)


record = Record("contribution", contribution_or_404, may=May.KEEP_MEETINGS)
record_change = record.correct(acts.change, ChangedForm, actions.record_change)
correct_contribution = record.correct(acts.correct, CorrectAdviceForm, actions.correct_contribution)
void_contribution = record.void(acts.void, actions.void_contribution)
restore_contribution = record.restore(acts.restore, actions.restore_contribution)
