"""Where recordings are, and what happens to them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cases.models import Case
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record
from linkstudy.forms import carry_out, posted
from participants import actions, custody_page
from participants.acts import custody as acts
from participants.briefs import brief
from participants.forms.custody import CorrectStepForm, RecordingsFilter, StepForm
from participants.models import CustodyStep
from participants.recordings import chain_of
from participants.views.corrections import answer
from participants.views.seen import interview_or_404, person_or_404

page_with_form = require_http_methods(["GET", "POST"])


@require_GET
@requires(May.SEE_RECORDINGS)
def recordings(request: SignedIn) -> HttpResponse:
    """What is late first, then what is due, and who is to do it."""
    cases = Case.objects.reached(request.user, May.SEE_RECORDINGS).select_related("site")
    asked = RecordingsFilter(request.GET, list(cases))
    found = custody_page.listed(request.user, asked)
    page = found.page(request.GET.get("page"))
    words = {"asked": asked, "form": asked, "found": found, "page": page}
    return render(request, "participants/recordings.html", words)


@page_with_form
@requires(May.RECORD_STEPS)
def record_step(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Write down what happened to a recording: the next step is chosen already."""
    interview = interview_or_404(request.user, slug, number)
    chain = chain_of(interview) if custody_page.has_recording(interview) else None
    if request.method == "GET" and (chain is None or chain.next is None):
        messages.warning(request, custody_page.NOTHING if chain else custody_page.NO_AUDIO)
        return redirect(interview)
    form = StepForm(posted(request))
    form.offer(chain or chain_of(interview), request.user)
    saved = form.is_bound and carry_out(
        form, actions.record_step, interview=interview, by=request.user
    )
    if saved:
        messages.success(request, custody_page.saved_words(interview, saved))
        return redirect(interview)
    words = {
        "form": form,
        "interview": interview,
        "chain": chain,
        "about": brief(request.user, interview.participant.study_id),
    }
    return render(request, "participants/record_step.html", words)


def step_or_404(user: User, slug: str, number: int, step: int) -> CustodyStep:
    """A step of a recording: the row that stands, else the last that did."""
    person = person_or_404(user, slug)
    rows = person.custody_steps.current().filter(interview=number, step=step)
    found = rows.select_related("who").order_by("-pk")
    row = found.filter(voided_at=None).first() or found.first()
    if row is None:
        raise Http404
    row.participant = person
    return row


@page_with_form
@requires(May.VOID)
def correct_step(request: SignedIn, slug: str, number: int, step: int) -> HttpResponse:
    found = step_or_404(request.user, slug, number, step)
    form = CorrectStepForm(posted(request))
    form.fill(found, request.user)
    return answer(request, acts.correct(found), form, actions.correct_step, {"row": found})


record = Record("row", step_or_404, answer)
void_step = record.void(acts.void, actions.void_step)
restore_step = record.restore(acts.restore, actions.restore_step)
