"""Thanking people with vouchers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cases.models import Site
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record
from linkstudy.forms import carry_out, held, posted
from linkstudy.money import pounds
from participants import actions
from participants.acts import thanks as acts
from participants.briefs import brief
from participants.forms.thanks import (
    BuyForm,
    CorrectPurchaseForm,
    CorrectVoucherForm,
    ReceiptForm,
    RestoreVoucherForm,
    ThankForm,
)
from participants.models import Purchase, Thanks
from participants.models.thanks import left_at
from participants.thanks_page import ledger
from participants.views.corrections import answer
from participants.views.seen import interview_or_404, person_or_404

page_with_form = require_http_methods(["GET", "POST"])


@require_GET
@requires(May.SEE_THANKS)
def thanks(request: SignedIn) -> HttpResponse:
    """What is left in vouchers, whose receipt is outstanding, and whom nobody has thanked."""
    words = {"ledger": ledger(request.user, request.GET.get("page"))}
    return render(request, "participants/thanks.html", words)


@page_with_form
@requires(May.BUY_VOUCHERS)
def buy(request: SignedIn) -> HttpResponse:
    """Write down vouchers that were bought for a site."""
    form = BuyForm(posted(request))
    form.offer(list(Site.objects.standing().order_by("number")))
    if form.is_bound and (bought := carry_out(form, actions.buy_vouchers, by=request.user)):
        left = pounds(left_at(bought.site))
        messages.success(request, f"Saved: {bought}. {left} is left at {bought.site}")
        return redirect("participants:thanks")
    return render(request, "participants/buy_vouchers.html", {"form": form})


def purchase_or_404(user: User, number: int) -> Purchase:
    """A purchase by its number: the row that stands, else the last."""
    rows = Purchase.objects.current().select_related("site")
    found = rows.filter(number=number).first()
    if found is None:
        raise Http404
    return found


bought = Record("purchase", purchase_or_404, may=May.BUY_VOUCHERS)
correct_purchase = bought.correct(
    acts.correct_bought, CorrectPurchaseForm, actions.correct_purchase
)
void_purchase = bought.void(acts.void_bought, actions.void_purchase)
restore_purchase = bought.restore(acts.restore_bought, actions.restore_purchase)


@page_with_form
@requires(May.THANK)
def thank(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Give somebody a voucher for an interview."""
    interview = interview_or_404(request.user, slug, number)
    if request.method == "GET" and interview.state != "done":
        messages.warning(
            request, "This interview has not taken place, so there is nothing to thank for"
        )
        return redirect(interview)
    person, given = interview.participant, Thanks.objects.standing()
    last = given.filter(participant__case=person.case).order_by("pk").last()
    is_more = given.filter(participant=person, interview=number).exists()
    form = ThankForm(posted(request))
    form.offer(last.pence if last else None, is_more)
    if form.is_bound and (
        saved := carry_out(form, actions.thank, interview=interview, by=request.user)
    ):
        messages.success(request, f"Saved: {person} has a voucher of {pounds(saved.pence)}")
        return redirect(interview)
    words = {"form": form, "interview": interview, "left": pounds(left_at(person.case.site))}
    words["about"] = brief(request.user, person.study_id)
    return render(request, "participants/thank.html", words)


def voucher_or_404(user: User, slug: str, number: int) -> Thanks:
    """A person's voucher by its number: the row that stands, else the last."""
    person = person_or_404(user, slug)
    found: Any = person.thanks.current().filter(number=number).first()
    if found is None:
        raise Http404
    found.participant = person
    return found


@page_with_form
@requires(May.THANK)
def confirm_receipt(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """They say that they have their voucher."""
    found = voucher_or_404(request.user, slug, number)
    if request.method == "GET" and (found.voided_at or found.receipt_on):
        messages.warning(request, "No receipt is outstanding for this voucher any more")
        return redirect(found)
    form = ReceiptForm(posted(request), initial=held(found))
    if form.is_bound and carry_out(form, actions.confirm_receipt, thanks=found, by=request.user):
        messages.success(request, f"Saved: {found.participant} has their voucher")
        return redirect(found)
    words = {"form": form, "voucher": found}
    words["about"] = brief(request.user, found.participant.study_id)
    return render(request, "participants/confirm_receipt.html", words)


given = Record("thanks", voucher_or_404, answer)
correct_thanks = given.correct(acts.correct_given, CorrectVoucherForm, actions.correct_thanks)
void_thanks = given.void(acts.void_given, actions.void_thanks)
restore_thanks = given.correct(acts.restore_given, RestoreVoucherForm, actions.restore_thanks)
