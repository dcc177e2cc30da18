"""Who a person is: shown once, in answer to a reason, and never to be fetched again.

GET asks for the reason. POST records it and answers with the details; the page turns back into
the question after five minutes. The page that changes them shows none of them, so it stays for as
long as somebody types.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.forms import carry_out, posted
from linkstudy.forms.details import ReasonForm
from linkstudy.identities.kinds import Kind
from linkstudy.identities.service import details, kinds_kept
from participants import actions
from participants.forms.contact import ContactForm
from participants.forms.seeking import SeekForm
from participants.models import Participant
from participants.reach import care
from participants.views.seen import person_or_404

SHOWN_FOR = 300  # seconds


@require_http_methods(["GET", "POST"])
@requires(May.SEE_IDENTITY)
def contact(request: SignedIn, slug: str) -> HttpResponse:
    person = person_or_404(request.user, slug)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        # Every look is recorded, also one that is sent again: no one-time token here.
        held = look(request, person, form.cleaned_data["reason"])
        return shown(request, person, held)
    words = {"person": person, "form": form, "care": care(person)}
    return render(request, "participants/contact_reason.html", words)


@require_http_methods(["GET", "POST"])
@requires(May.SEE_IDENTITY)
def contact_change(request: SignedIn, slug: str) -> HttpResponse:
    person = person_or_404(request.user, slug)
    form = ContactForm(posted(request))
    form.fill(kinds_kept(person.person), person.person.version)
    if form.is_bound and carry_out(form, actions.keep_contact, participant=person, by=request.user):
        messages.success(request, f"Contact details of {person} saved")
        return redirect(person)
    return render(request, "participants/contact_change.html", {"person": person, "form": form})


@require_http_methods(["GET", "POST"])
@requires(May.SEE_IDENTITY)
def seek(request: SignedIn) -> HttpResponse:
    """Which study ID somebody has. Every search is recorded: no one-time token here."""
    form, found = SeekForm(posted(request)), None
    if request.method == "POST" and form.is_valid():
        found = actions.seek(**form.answers(), by=request.user)
    return render(request, "participants/seek.html", {"form": form, "found": found})


def look(request: SignedIn, person: Participant, reason: str) -> dict[str, str]:
    """{kind: text} of what is kept, after recording who looks and why."""
    actions.look_up(participant=person, reason=reason, by=request.user)
    return details(person.person)


def shown(request: SignedIn, person: Participant, held: dict[str, str]) -> HttpResponse:
    """The details, in the order of the kinds, which a browser swaps for the question in a while."""
    labelled = [(kind.label, held[kind]) for kind in Kind if kind in held]
    words = {
        "person": person,
        "held": labelled,
        "minutes": SHOWN_FOR // 60,
        "care": care(person),
    }
    response = render(request, "participants/contact.html", words)
    question = reverse("participants:contact", args=[person.slug])
    response.headers["Refresh"] = f"{SHOWN_FOR}; url={question}"
    return response
