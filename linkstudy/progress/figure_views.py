"""Figures as files, and the pages that explain them."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases.vocabulary import Group
from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.figures import (
    accrual_shown,
    flow,
    forecasts,
    perspectives,
    representation,
    sampling,
)
from linkstudy.figures.figure import Asked, Figure
from linkstudy.figures.files import answer, kinds_of
from linkstudy.figures.forecast import LEAST_EVENTS, LEAST_WEEKS
from linkstudy.progress.asking import as_at, asked, asked_exactly, files

ROWS = 25
# The name of each in its address, and what reckons it.
FIGURES: dict[str, Callable[[Asked], Figure]] = {
    "case-board": perspectives.figure,
    "interviews": accrual_shown.figure,
    "flow": flow.figure,
    "forecast": forecasts.figure,
    "sampling": sampling.figure,
    "representation": representation.figure,
}
# What has no form without small counts: which of them only those get who may see these.
OF_THE_TEAM = {"case-board": May.SEE_CASES}


@require_GET
@requires(May.SEE_PROGRESS)
def figure_file(request: SignedIn, name: str, kind: str) -> HttpResponse:
    """A figure as a file: its rows, its picture, or both in Word."""
    if name not in FIGURES or not request.user.may(OF_THE_TEAM.get(name, May.SEE_PROGRESS)):
        raise Http404
    of = asked_exactly(request.user, request.GET)
    figure = FIGURES[name](of)
    if kind not in kinds_of(figure):
        raise Http404
    return answer(figure, kind, of.day.isoformat())


@require_GET
@requires(May.SEE_PROGRESS)
def how_we_forecast(request: SignedIn) -> HttpResponse:
    """How the forecast is made, what it takes to be so, and the forecast of each group and case."""
    of = asked(request.user, request.GET)
    found = forecasts.forecasts(of)
    form = as_at(request.user, request.GET)
    page = Paginator(found.cases, ROWS).get_page(request.GET.get("page"))
    context = {
        "found": found,
        "files": files("forecast", of, forecasts.shown(found)),
        "figures": found.figures,
        "page": page,
        "lines": list(page),
        "groups": [(one, one == found.group) for one in Group],
        "as_at": form,
        "form": form,
        "is_today": of.day == clock.today(),
        "least_events": LEAST_EVENTS,
        "least_weeks": LEAST_WEEKS,
    }
    return render(request, "progress/how_we_forecast.html", context)
