"""Who gets updates: their list by number, one of them, and how they are reached."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record, answered, put_right
from linkstudy.forms import carry_out, held, posted
from linkstudy.forms.details import ReasonForm
from linkstudy.identities.kinds import Kind
from linkstudy.identities.service import details, kinds_kept
from linkstudy.updates import actions
from linkstudy.updates.acts import partners as acts
from linkstudy.updates.formats import in_words
from linkstudy.updates.forms.partners import (
    AddPartnerForm,
    CorrectPartnerForm,
    PartnerContactForm,
    SubscribeForm,
    UnsubscribeForm,
)
from linkstudy.updates.models import Partner
from linkstudy.updates.views.seen import partner_or_404

ROWS, SHOWN_FOR = 25, 300  # seconds


@require_GET
@requires(May.SEE_PARTNERS)
def partners(request: SignedIn) -> HttpResponse:
    """Everybody on the list; with ?void those who were entered by mistake."""
    is_void = "void" in request.GET
    rows = Partner.objects.exclude(voided_at=None) if is_void else Partner.objects.standing()
    page = Paginator(rows.in_order(), ROWS).get_page(request.GET.get("page"))
    words = {
        "page": page,
        "is_void": is_void,
        "sentence": in_words(list(Partner.objects.getting().values_list("format", flat=True))),
        "void_count": 0 if is_void else Partner.objects.exclude(voided_at=None).count(),
    }
    return render(request, "updates/partners.html", words)


@require_GET
@requires(May.SEE_PARTNERS)
def partner(request: SignedIn, partner: str) -> HttpResponse:
    """One of them, by number: who they are stands behind a reason."""
    found = partner_or_404(request.user, partner)
    words = {
        "partner": found,
        "kept": [kind.label for kind in Kind if kind in kinds_kept(found.person)],
        "gets": found.gets_on(clock.today()),
        "put_right": put_right(found, request.user),
    }
    return render(request, "updates/partner.html", words)


@requires(May.REACH_PARTNERS)
def add_partner(request: SignedIn) -> HttpResponse:
    """Put somebody on the list."""
    form = AddPartnerForm(posted(request), initial={"since": clock.today()})
    if form.is_bound and (made := carry_out(form, actions.add_partner, by=request.user)):
        messages.success(request, f"{made} is on the list")
        return redirect(made)
    return render(request, "updates/add_partner.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(May.REACH_PARTNERS)
def partner_contact(request: SignedIn, partner: str) -> HttpResponse:
    """How somebody is reached: shown once, in answer to a reason."""
    found = partner_or_404(request.user, partner)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        # Every look is recorded, also one that is sent again: no one-time token here.
        reason = form.cleaned_data["reason"]
        actions.look_at_partner(partner=found, reason=reason, by=request.user)
        return shown(request, found)
    return render(request, "updates/partner_reason.html", {"partner": found, "form": form})


def shown(request: SignedIn, partner: Partner) -> HttpResponse:
    """The details, which a browser swaps for the question in a while."""
    there = details(partner.person)
    labelled = [(kind.label, there[kind]) for kind in Kind if kind in there]
    words = {"partner": partner, "held": labelled, "minutes": SHOWN_FOR // 60}
    response = render(request, "updates/partner_contact.html", words)
    question = reverse("updates:partner_contact", args=[partner.slug])
    response.headers["Refresh"] = f"{SHOWN_FOR}; url={question}"
    return response


@require_http_methods(["GET", "POST"])
@requires(May.REACH_PARTNERS)
def change_partner_contact(request: SignedIn, partner: str) -> HttpResponse:
    """Change how somebody is reached, without looking."""
    found = partner_or_404(request.user, partner)
    form = PartnerContactForm(posted(request))
    form.fill(kinds_kept(found.person), found.person.version)
    if form.is_bound and carry_out(
        form, actions.keep_partner_contact, partner=found, by=request.user
    ):
        messages.success(request, f"Contact details of {found} saved")
        return redirect(found)
    words = {"partner": found, "form": form}
    return render(request, "updates/change_partner_contact.html", words)


@require_http_methods(["GET", "POST"])
@requires(May.KEEP_PARTNERS)
def unsubscribe(request: SignedIn, partner: str) -> HttpResponse:
    """They want no more updates."""
    found = partner_or_404(request.user, partner)
    form = UnsubscribeForm(posted(request), initial=held(found) | {"on": clock.today()})
    rows = {"partner": found}
    return answered(request, acts.unsubscribe(found), form, actions.unsubscribe, rows)


@require_http_methods(["GET", "POST"])
@requires(May.KEEP_PARTNERS)
def subscribe_again(request: SignedIn, partner: str) -> HttpResponse:
    """They want updates again."""
    found = partner_or_404(request.user, partner)
    form = SubscribeForm(posted(request), initial=held(found) | {"since": clock.today()})
    rows = {"partner": found}
    return answered(request, acts.subscribe(found), form, actions.subscribe_again, rows)


of_partner = Record("partner", partner_or_404, may=May.KEEP_PARTNERS)
correct_partner = of_partner.correct(acts.correct, CorrectPartnerForm, actions.correct_partner)
void_partner = of_partner.void(acts.void, actions.void_partner)
restore_partner = of_partner.restore(acts.restore, actions.restore_partner)
