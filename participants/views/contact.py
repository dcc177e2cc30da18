"""Who a person is: shown once, in answer to a reason, and never to be fetched again.

GET asks for the reason. POST records it and answers with the details; the page turns back into
the question after five minutes.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.forms import carry_out
from linkstudy.identities.models import Identity
from linkstudy.identities.service import details
from participants import actions
from participants.forms.contact import ContactForm, ReasonForm
from participants.models import Participant
from participants.views.seen import person_or_404, posted

SHOWN_FOR = 300  # seconds
OVERTAKEN = "To compare with what somebody else saved at the same time"


@require_http_methods(["GET", "POST"])
@requires(May.SEE_IDENTITY)
def contact(request, slug):
    person = person_or_404(request.user, slug)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        # Every look is recorded, also one that is sent again: no one-time token here.
        held = look(request, person, form.cleaned_data["reason"])
        change = ContactForm(initial=held | {"version": person.person.version})
        words = {"person": person, "form": change, "held": labelled(held)}
        return shown(request, "contact", words)
    return render(request, "participants/contact_reason.html", {"person": person, "form": form})


@require_http_methods(["GET", "POST"])
@requires(May.SEE_IDENTITY)
def contact_change(request, slug):
    """Save what was typed on the page that showed the details; there is nothing to open here."""
    person = person_or_404(request.user, slug)
    if request.method == "GET":
        return redirect("participants:contact", slug)
    form = ContactForm(request.POST, look=lambda: look(request, person, OVERTAKEN))
    if carry_out(form, actions.keep_contact, participant=person, by=request.user):
        messages.success(request, f"Contact details of {person} saved")
        return redirect(person)
    return shown(request, "contact_change", {"person": person, "form": form})


def look(request: SignedIn, person: Participant, reason: str) -> dict[str, str]:
    """{kind: text} of what is kept, after recording who looks and why."""
    actions.look_up(participant=person, reason=reason, by=request.user)
    return details(person.person)


def labelled(held: dict[str, str]) -> list[tuple[str, str]]:
    """(kind in words, text) in the order of the kinds."""
    return [(kind.label, held[kind]) for kind in Identity.Kind if kind in held]


def shown(request: SignedIn, page: str, words: dict) -> HttpResponse:
    """A page with details on it, which a browser swaps for the question after a while."""
    response = render(request, f"participants/{page}.html", words | {"minutes": SHOWN_FOR // 60})
    question = reverse("participants:contact", args=[words["person"].slug])
    response.headers["Refresh"] = f"{SHOWN_FOR}; url={question}"
    return response
