"""A principal investigator decides about an interview that no consent covers any more."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record, answered
from linkstudy.forms import posted
from participants import actions
from participants.acts import decisions as acts
from participants.forms.decisions import CorrectDecisionForm, KeepForm
from participants.views.seen import decision_or_404, interview_or_404


@require_http_methods(["GET", "POST"])
@requires(May.DECIDE)
def keep_interview(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Keep an interview, with a reason; taking it out is the page that voids it."""
    found = interview_or_404(request.user, slug, number)
    form = KeepForm(posted(request))
    return answered(request, acts.keep(found), form, actions.keep_interview, {"interview": found})


record = Record("decision", decision_or_404, may=May.DECIDE)
correct_decision = record.correct(acts.correct, CorrectDecisionForm, actions.correct_decision)
void_decision = record.void(acts.void, actions.void_decision)
restore_decision = record.restore(acts.restore, actions.restore_decision)
