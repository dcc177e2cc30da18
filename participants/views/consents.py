"""Consent, saying no, and withdrawing."""

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.forms import carry_out, posted
from linkstudy.words import day_words
from participants import actions, briefs
from participants.briefs import brief
from participants.forms.consents import ConsentForm, DeclineForm, WithdrawalForm, now_in_london
from participants.models import Consent
from participants.protocol import against_their_wish
from participants.views.seen import person_or_404
from participants.vocabulary import RefusalReason, Scope, Status

page_with_form = require_http_methods(["GET", "POST"])


@page_with_form
@requires(May.RECORD)
def consent(request: SignedIn, slug: str) -> HttpResponse:
    person = person_or_404(request.user, slug)
    form = ConsentForm(posted(request))
    form.offer(person)
    form.offer_takers(person, request.user)
    breach = against_their_wish(person, clock.today(), None)
    form.is_broken = breach is not None
    if form.is_bound and (
        given := carry_out(form, actions.record_consent, participant=person, by=request.user)
    ):
        return after_consent(request, given)
    words = {"form": form, "about": brief(request.user, person.study_id), "breach": breach}
    return render(request, "participants/consent.html", words)


def after_consent(request: SignedIn, given: Consent) -> HttpResponse:
    """Back to the person, or to the interview that waits for this consent."""
    person = given.participant
    prefetch_related_objects([given], "clauses")
    words = f"Consent of {person} saved: agreed to {briefs.agreed_words(given)}"
    if Scope.INTERVIEW in given.agreed:
        messages.success(request, words)
    else:
        messages.warning(request, f"{words}. They cannot be interviewed")
    if request.GET.get("then") == "log":
        return redirect(f"{reverse('participants:log_interview')}?who={person.slug}")
    return redirect(person)


@page_with_form
@requires(May.RECORD)
def refuse(request: SignedIn, slug: str) -> HttpResponse:
    person = person_or_404(request.user, slug)
    form = DeclineForm(posted(request), initial=no_as_known(request))
    form.offer(person)
    if form.is_bound and carry_out(
        form, actions.record_refusal, participant=person, by=request.user
    ):
        messages.success(request, f"Saved: {person} is not taking part")
        return redirect(person)
    about = brief(request.user, person.study_id)
    return render(request, "participants/refuse.html", {"form": form, "about": about})


def no_as_known(request: SignedIn) -> dict[str, Any]:
    """Of a no that is told today; whoever was tried to be reached in vain gave none."""
    asked = request.GET.get("reason") == RefusalReason.NO_REPLY
    return {"on": clock.today()} | ({"reason": RefusalReason.NO_REPLY} if asked else {})


@page_with_form
@requires(May.WITHDRAW)
def withdraw(request: SignedIn, slug: str) -> HttpResponse:
    person = person_or_404(request.user, slug)
    form = WithdrawalForm(posted(request), initial={"on": clock.today(), "time": now_in_london()})
    if form.is_bound and (
        gone := carry_out(form, actions.record_withdrawal, participant=person, by=request.user)
    ):
        day = day_words(gone.on)
        messages.success(request, f"Saved: {person} withdrew on {day}. Open bookings are cancelled")
        return redirect(person)
    about = brief(request.user, person.study_id)
    is_gone = about is not None and about.person.status == Status.WITHDREW
    waits = person.questionnaires.open().exists()
    words = {"form": form, "about": about, "gone": is_gone, "has_questionnaires": waits}
    return render(request, "participants/withdraw.html", words)
