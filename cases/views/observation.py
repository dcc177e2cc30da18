"""Observation days: the list, one of them, logging one and taking one back."""

import datetime as dt

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from cases import actions
from cases.acts import observation as acts
from cases.forms.as_at import AsAtForm
from cases.forms.observation import CorrectObservationForm, ObservationForm
from cases.models import Case, DayReflection, ObservationDay
from cases.views.seen import case_or_404, observation_or_404
from cases.views.thinking import ticked
from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record, put_right
from linkstudy.forms import carry_out, posted

ROWS = 25


def observed(rows, day: dt.date):
    """The days up to a day as known at its end, newest first: those that the figures count."""
    standing = rows.standing(clock.end_of(day)).filter(day__lte=day)
    return standing.select_related("case__site", "observer").order_by("-day", "-starts", "-pk")


def listing(request: SignedIn, rows, case: Case | None) -> HttpResponse:
    """A page of observation days as at the day asked for."""
    as_at = AsAtForm(request.GET)
    page = Paginator(observed(rows, as_at.day), ROWS).get_page(request.GET.get("page"))
    words = {"case": case, "as_at": as_at, "form": as_at, "day": as_at.day, "page": page}
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
    words = {"observation": found, "case": found.case, "put_right": put_right(found, request.user)}
    words |= ticked(DayReflection.of(found))
    return render(request, "cases/observation.html", words)


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


def to_put_right(user: User, number: int, day: int) -> ObservationDay:
    return observation_or_404(user, May.VOID, number, day)


record = Record("observation", to_put_right)
correct_observation = record.correct(
    acts.correct, CorrectObservationForm, actions.correct_observation
)
void_observation = record.void(acts.void, actions.void_observation)
restore_observation = record.restore(acts.restore, actions.restore_observation)
