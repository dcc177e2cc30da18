"""Publications: their list, one of them, and what puts it right."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record, put_right
from linkstudy.corrections import answered as answered_act
from linkstudy.forms import StudyForm, carry_out, posted
from linkstudy.updates import actions
from linkstudy.updates.acts import outputs as acts
from linkstudy.updates.forms.outputs import (
    AddOutputForm,
    CorrectMakerForm,
    CorrectOutputForm,
    CorrectStepForm,
    HowFar,
    MakerForm,
)
from linkstudy.updates.models import Contributor, Output
from linkstudy.updates.views.seen import contributor_or_404, output_or_404, step_or_404

ROWS = 25


@require_GET
@requires(May.SEE_OUTPUTS)
def outputs(request: SignedIn) -> HttpResponse:
    """All publications, those that are not out yet first; with ?void those that were taken back."""
    is_void = "void" in request.GET
    rows = Output.objects.exclude(voided_at=None) if is_void else Output.objects.standing()
    rows = rows.with_stage(clock.today()).with_makers().select_related("parent").newest_first()
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    void = 0 if is_void else Output.objects.exclude(voided_at=None).count()
    return render(
        request, "updates/outputs.html", {"page": page, "is_void": is_void, "void_count": void}
    )


@require_GET
@requires(May.SEE_OUTPUTS)
def output(request: SignedIn, output: str) -> HttpResponse:
    """One publication: what it is, how far, and who made it."""
    found = output_or_404(request.user, output)
    words = {
        "output": found,
        "steps": found.steps.current().by_time(),
        "makers": found.contributors.current().select_related("user"),
        "children": found.children.standing(),
        "put_right": put_right(found, request.user),
    }
    return render(request, "updates/output.html", words)


@requires(May.RECORD_OUTPUTS)
def add_output(request: SignedIn) -> HttpResponse:
    """Write down a publication."""
    form = AddOutputForm(posted(request), initial={"on": clock.today()})
    form.offer_parents()
    if form.is_bound and (made := carry_out(form, actions.add_output, by=request.user)):
        messages.success(request, "Publication added")
        return redirect(made)
    return render(request, "updates/add_output.html", {"form": form})


def added(request: SignedIn, found: Output, form: StudyForm, action: Any, **words: str):
    """The page that adds something to a publication."""
    if form.is_bound and carry_out(form, action, output=found, by=request.user):
        messages.success(request, words["done"])
        return redirect(found)
    return render(request, "updates/add_to_output.html", {"output": found, "form": form} | words)


@requires(May.RECORD_OUTPUTS)
def record_step(request: SignedIn, output: str) -> HttpResponse:
    """Write down how far a publication got."""
    found = output_or_404(request.user, output)
    form = HowFar(posted(request), initial={"on": clock.today()})
    return added(
        request,
        found,
        form,
        actions.record_step,
        heading="Say how far it got",
        button="Save step",
        done="Step saved",
    )


@requires(May.RECORD_OUTPUTS)
def name_contributor(request: SignedIn, output: str) -> HttpResponse:
    """Write down one more who made a publication."""
    found = output_or_404(request.user, output)
    form = MakerForm(posted(request))
    form.offer_people(actions.colleagues(request.user))
    return added(
        request,
        found,
        form,
        actions.name_contributor,
        heading="Add a name",
        button="Add name",
        done="Name added",
    )


@requires(May.RECORD_OUTPUTS)
def correct_contributor(request: SignedIn, output: str, maker: int) -> HttpResponse:
    """Put a name, its place or whose it is right."""
    found: Contributor = contributor_or_404(request.user, output, maker)
    form = CorrectMakerForm(posted(request))
    form.offer_people(actions.colleagues(request.user), found.user)
    form.fill(found)
    rows = {"contributor": found}
    return answered_act(request, acts.correct(found), form, actions.correct_contributor, rows)


of_output = Record("output", output_or_404, may=May.RECORD_OUTPUTS)
correct_output = of_output.correct(acts.correct, CorrectOutputForm, actions.correct_output)
void_output = of_output.void(acts.void, actions.void_output)
restore_output = of_output.restore(acts.restore, actions.restore_output)

of_step = Record("step", step_or_404, may=May.RECORD_OUTPUTS)
correct_step = of_step.correct(acts.correct, CorrectStepForm, actions.correct_step)
void_step = of_step.void(acts.void, actions.void_step)
restore_step = of_step.restore(acts.restore, actions.restore_step)

of_maker = Record("contributor", contributor_or_404, may=May.RECORD_OUTPUTS)
void_contributor = of_maker.void(acts.void, actions.void_contributor)
restore_contributor = of_maker.restore(acts.restore, actions.restore_contributor)
