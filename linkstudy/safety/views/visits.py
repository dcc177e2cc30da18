"""Visits alone: checking in, being back, being late."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from cases.models import Case
from cases.views.seen import case_or_404
from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.corrections import answered
from linkstudy.forms import carry_out, held, posted
from linkstudy.safety import actions
from linkstudy.safety.actions.visits import buddies, of_another_day
from linkstudy.safety.acts import visits as acts
from linkstudy.safety.forms import BackForm, CheckInForm, LaterForm, SetOffForm
from linkstudy.safety.late import ESCALATION
from linkstudy.safety.models import Visit
from participants.models import Interview
from participants.views.seen import interview_or_404
from participants.vocabulary import Mode


def visit_or_404(request: SignedIn, slug: str) -> Visit:
    """The visit of an address, if the person watches over it."""
    rows = Visit.objects.visible_to(request.user).filter(slug=slug)
    near = "case", "booking__participant__case", "researcher", "buddy", "back_by"
    found = rows.select_related(*near).first()
    if found is None:
        raise Http404
    return found


def own_booking_or_404(request: SignedIn, slug: str, number: int) -> Interview:
    """A booking in person that the person is to keep."""
    found = interview_or_404(request.user, slug, number)
    if found.interviewer != request.user or (found.state, found.mode) != ("booked", Mode.PERSON):
        raise Http404
    return found


@requires(May.CHECK_IN)
def check_in(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Set off to a booking in person, and say until when and who looks out."""
    booking = own_booking_or_404(request, slug, number)
    if request.method == "GET" and (words := of_another_day(booking)):
        messages.warning(request, words)
        return redirect(booking)
    form = CheckInForm(posted(request))
    form.fill(request.user, buddies(booking.participant.case, request.user), booking)
    if form.is_bound and (
        made := carry_out(form, actions.check_in, booking=booking, by=request.user)
    ):
        return begun(request, made)
    shown = {"booking": booking, "form": form, "told": told_how()}
    return render(request, "safety/check_in.html", shown)


@requires(May.CHECK_IN)
def set_off(request: SignedIn, number: int) -> HttpResponse:
    """Set off to fieldwork in a case, and say what for, until when and who looks out."""
    case = case_or_404(request.user, May.CHECK_IN, number)
    form = SetOffForm(posted(request))
    form.fill(request.user, buddies(case, request.user))
    if form.is_bound and (made := carry_out(form, actions.set_off, case=case, by=request.user)):
        return begun(request, made)
    shown = {"case": case, "form": form, "told": told_how()}
    bookings = own_today(request.user, case)
    return render(request, "safety/set_off.html", shown | {"bookings": bookings})


def told_how() -> dict[str, Any]:
    """Whether letters say that somebody is late, and how many minutes later to more than the buddy."""
    return {"can_mail": settings.CAN_MAIL, "minutes": int(ESCALATION.total_seconds() // 60)}


def own_today(user: User, case: Case) -> Any:
    """Bookings of today in person that somebody keeps in a case: they check in there."""
    theirs = {"participant__case": case, "interviewer": user, "mode": Mode.PERSON}
    rows = Interview.objects.visible_to(user).open().filter(booked_on=clock.today(), **theirs)
    return rows.select_related("participant").order_by("booked_time", "pk")


def begun(request: SignedIn, made: Visit) -> HttpResponse:
    messages.success(request, f"You are checked in. {made.buddy} looks out for you")
    return redirect(made)


@require_GET
@requires(May.WATCH_VISITS)
def visit(request: SignedIn, visit: str) -> HttpResponse:
    """One visit: who, in which case, until when."""
    found = visit_or_404(request, visit)
    is_own = found.researcher == request.user
    return render(request, "safety/visit.html", {"visit": found, "is_own": is_own})


@requires(May.WATCH_VISITS)
def come_back(request: SignedIn, visit: str) -> HttpResponse:
    """Say that they are back."""
    found = visit_or_404(request, visit)
    form = BackForm(posted(request), initial=held(found) | {"at": acts.now()})
    act = acts.back(found, is_own=found.researcher == request.user)
    return answered(request, act, form, actions.come_back, {"visit": found})


@requires(May.WATCH_VISITS)
def expect_later(request: SignedIn, visit: str) -> HttpResponse:
    """Say when they are expected now."""
    found = visit_or_404(request, visit)
    form = LaterForm(posted(request), initial=held(found))
    return answered(request, acts.later(found), form, actions.expect_later, {"visit": found})
