"""A principal investigator decides about an interview that no consent covers any more."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.corrections import Act, Effect, answered
from linkstudy.forms import posted
from linkstudy.forms.reasons import VoidForm
from linkstudy.words import day_words
from participants import actions
from participants.forms.decisions import KeepForm
from participants.models import Decision, Interview
from participants.views.seen import interview_or_404


@require_http_methods(["GET", "POST"])
@requires(May.DECIDE)
def keep_interview(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Keep an interview, with a reason; taking it out is the page that voids it."""
    found = interview_or_404(request.user, slug, number)
    form = KeepForm(posted(request))
    rows = {"interview": found}
    return answered(request, keeping(found), form, actions.keep_interview, rows)


@require_http_methods(["GET", "POST"])
@requires(May.DECIDE)
def void_decision(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Take back the decision to keep an interview."""
    found = interview_or_404(request.user, slug, number)
    decision = found.decisions.standing().first() or found.decisions.order_by("-pk").first()
    form = VoidForm(posted(request), initial={"version": decision.version if decision else 0})
    rows = {"decision": decision}
    return answered(request, taking_back(found, decision), form, actions.void_decision, rows)


def keeping(found: Interview) -> Act:
    """What the page says."""
    person = found.participant
    waits = Interview.objects.undecided().filter(pk=found.pk).exists()
    return Act(
        heading=f"Keep interview {found.number} with {person}",
        lead=f"It took place on {day_words(found.day)}. No consent covers it any more.",
        button="Keep this interview",
        done=f"Interview {found.number} with {person} is kept",
        back=found.get_absolute_url(),
        crumbs=way_to(found),
        effects=[
            Effect("It goes on counting in every figure"),
            Effect("It leaves the lists of what needs attention"),
            Effect("Your reason and your name stay in the history"),
        ],
        refused="" if waits else f"There is nothing to decide about this interview of {person} now",
    )


def taking_back(found: Interview, decision: Decision | None) -> Act:
    """What the page says."""
    person = found.participant
    stands = decision is not None and decision.voided_at is None
    made = f"It was made on {day_words(decision.on)}." if decision else ""
    return Act(
        heading=f"Take back the decision on interview {found.number} with {person}",
        lead=made,
        button="Take it back",
        done=f"Interview {found.number} with {person} waits for a decision again",
        back=found.get_absolute_url(),
        crumbs=way_to(found),
        effects=[
            Effect("The interview waits for another decision"),
            Effect("It counts until somebody decides"),
        ],
        refused="" if stands else f"Nobody has decided about this interview of {person}",
    )


def way_to(found: Interview) -> list[tuple[str, str]]:
    """The crumbs of an interview's pages."""
    person = found.participant
    return [
        ("Participants", reverse("participants:people")),
        (person.study_id, person.get_absolute_url()),
        (f"Interview {found.number}", found.get_absolute_url()),
    ]
