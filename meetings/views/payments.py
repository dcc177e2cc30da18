"""Rates, and payments to public contributors."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record
from linkstudy.forms import carry_out, posted
from linkstudy.money import pounds
from meetings import actions
from meetings.acts import payments as acts
from meetings.acts.members import way_to
from meetings.forms.payments import (
    AnswerForm,
    CorrectPaidForm,
    CorrectPaymentForm,
    NewOfferForm,
    PaidForm,
    RateForm,
)
from meetings.ledger import ledger, payment_page
from meetings.models import Payment, Rate
from meetings.views.seen import day_asked, member_or_404

page_with_form = require_http_methods(["GET", "POST"])


def payment_or_404(user: User, group: str, member: int, payment: int) -> Payment:
    """A member's payment by its number: the row that stands, else the last."""
    held = member_or_404(user, group, member)
    rows = Payment.objects.visible_to(user).current().filter(member=held, number=payment)
    found = rows.select_related("rate").first()
    if found is None:
        raise Http404
    found.member = held
    return found


def rate_or_404(user: User, rate: int) -> Rate:
    found = Rate.objects.filter(number=rate).first()
    if found is None:
        raise Http404
    return found


@require_GET
@requires(May.SEE_INVOLVEMENT)
def payments(request: SignedIn) -> HttpResponse:
    """What is paid, what waits, and what an hour is worth."""
    found = ledger(request.user, request.GET.get("page"))
    return render(request, "meetings/payments.html", {"ledger": found})


@require_GET
@requires(May.SEE_INVOLVEMENT)
def payment(request: SignedIn, group: str, member: int, payment: int) -> HttpResponse:
    found = payment_or_404(request.user, group, member, payment)
    words = {"paid": payment_page(found, request.user), "crumbs": acts.crumbs()}
    return render(request, "meetings/payment.html", words)


@page_with_form
@requires(May.PAY_MEMBERS)
def set_rate(request: SignedIn) -> HttpResponse:
    form = RateForm(posted(request))
    if form.is_bound and (made := carry_out(form, actions.set_rate, by=request.user)):
        messages.success(request, f"Saved: {made}")
        return redirect(made)
    return render(request, "meetings/set_rate.html", {"form": form, "crumbs": acts.crumbs()})


@page_with_form
@requires(May.KEEP_MEETINGS)
def offer_payment(request: SignedIn, group: str, member: int) -> HttpResponse:
    """Offer a member money for their work."""
    found = member_or_404(request.user, group, member)
    form = NewOfferForm(posted(request))
    form.fill(day_asked(request))
    if form.is_bound and (
        made := carry_out(form, actions.offer_payment, member=found, by=request.user)
    ):
        messages.success(request, f"Saved: {pounds(made.amount)} is offered to {found.label}")
        return redirect(made)
    words = {"form": form, "member": found, "crumbs": way_to(found)}
    return render(request, "meetings/offer_payment.html", words)


rate = Record("rate", rate_or_404, may=May.PAY_MEMBERS)
void_rate = rate.void(acts.void_rate, actions.void_rate)
paying = Record("payment", payment_or_404, may=May.PAY_MEMBERS)
pay = paying.correct(acts.pay, PaidForm, actions.pay)
correct_paid = paying.correct(acts.correct_paid, CorrectPaidForm, actions.correct_paid)
record = Record("payment", payment_or_404, may=May.KEEP_MEETINGS)
answer_payment = record.correct(acts.answer, AnswerForm, actions.answer_payment)
correct_payment = record.correct(acts.correct, CorrectPaymentForm, actions.correct_payment)
void_payment = record.void(acts.void, actions.void_payment)
restore_payment = record.restore(acts.restore, actions.restore_payment)
