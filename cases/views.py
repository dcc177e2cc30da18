"""Observation days: the list, one of them, logging one and taking one back."""

import datetime as dt

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from cases import actions
from cases.forms import AsAtForm, ObservationForm, VoidForm
from cases.models import Case, ObservationDay
from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.forms import carry_out

ROWS = 25


def case_or_404(user: User, capability: May, number: int) -> Case:
    """The case, if the person's capability reaches it; else as if there were none."""
    cases = Case.objects.reached(user, capability).select_related("site", "lead")
    found = cases.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def observation_or_404(user: User, capability: May, case: int, number: int) -> ObservationDay:
    """An observation day by the numbers in its address."""
    rows = ObservationDay.objects.filter(case__in=Case.objects.reached(user, capability))
    found = rows.filter(case__number=case, number=number).select_related("case__site", "observer")
    if not found:
        raise Http404
    return found[0]


def posted(request: SignedIn) -> QueryDict | None:
    """What was sent, also when that is nothing; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def observed(rows, day: dt.date):
    """The days up to a day as known at its end, newest first: those that the figures count."""
    standing = rows.standing(clock.end_of(day)).filter(day__lte=day)
    return standing.select_related("case__site", "observer").order_by("-day", "-starts", "-pk")


def listing(request: SignedIn, rows, case: Case | None) -> HttpResponse:
    """A page of observation days as at the day asked for."""
    as_at = AsAtForm(request.GET)
    page = Paginator(observed(rows, as_at.day), ROWS).get_page(request.GET.get("page"))
    words = {"case": case, "as_at": as_at, "day": as_at.day, "page": page}
    return render(request, "cases/observations.html", words)


@require_GET
@requires(May.SEE_CASES)
def observation_days(request: SignedIn) -> HttpResponse:
    """Observation days of every case that the person may see."""
    return listing(request, ObservationDay.objects.visible_to(request.user), None)


@require_GET
@requires(May.SEE_CASES)
def observations(request: SignedIn, number: int) -> HttpResponse:
    """Observation days of one case."""
    case = case_or_404(request.user, May.SEE_CASES, number)
    return listing(request, ObservationDay.objects.filter(case=case), case)


@require_GET
@requires(May.SEE_CASES)
def observation(request: SignedIn, number: int, day: int) -> HttpResponse:
    """One observation day."""
    found = observation_or_404(request.user, May.SEE_CASES, number, day)
    return render(request, "cases/observation.html", {"observation": found, "case": found.case})


@requires(May.LOG_OBSERVATION)
def log_observation(request: SignedIn, number: int) -> HttpResponse:
    """Write down a day with the link worker of a case."""
    case = case_or_404(request.user, May.LOG_OBSERVATION, number)
    form = ObservationForm(posted(request), initial={"day": clock.today()})
    if request.method == "POST":
        day = carry_out(form, actions.log_observation, case=case, by=request.user)
        if day:
            messages.success(request, f"Observation day {day.number} of Case {number} saved")
            return redirect("progress:case", number)
    return render(request, "cases/log_observation.html", {"case": case, "form": form})


@requires(May.VOID)
def void_observation(request: SignedIn, number: int, day: int) -> HttpResponse:
    """Take an observation day back, with a reason."""
    found = observation_or_404(request.user, May.VOID, number, day)
    form = VoidForm(posted(request), initial={"version": found.version})
    if request.method == "POST":
        done = carry_out(form, actions.void_observation, observation=found, by=request.user)
        if done:
            messages.success(request, f"Observation day {day} of Case {number} is void")
            return redirect(found)
    elif found.voided_at:
        return redirect(found)
    words = {"observation": found, "case": found.case, "form": form}
    return render(request, "cases/void_observation.html", words)
