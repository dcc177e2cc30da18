"""The pages that draw on the whole study. They only read."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases.forms import AsAtForm
from cases.views import case_or_404
from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May, Reach
from linkstudy.progress import board, words
from linkstudy.progress import recruitment as counting
from linkstudy.progress.case_page import CasePage
from linkstudy.progress.cases_page import case_lines
from linkstudy.progress.day import days_page

ROWS = 25


@require_GET
@requires(May.SEE_TODAY)
def today(request: SignedIn) -> HttpResponse:
    """What a person has to do today; for those with no people of their own, how the study stands."""
    user = request.user
    if user.may(May.WITHDRAW):
        return render(request, "progress/today.html", {"page": days_page(user)})
    figures = counting.recruitment(user, clock.today())
    return render(request, "progress/today_to_read.html", {"sentence": words.verdict(figures)})


@require_GET
@requires(May.SEE_PROGRESS)
def recruitment(request: SignedIn) -> HttpResponse:
    """Cases by groups against the plan in force on a day. Readers of counts see today alone."""
    user = request.user
    reach = user.reach(May.SEE_PROGRESS)
    as_at = AsAtForm(request.GET)
    day = clock.today() if reach == Reach.COUNTS else as_at.day
    figures = counting.recruitment(user, day)
    page = Paginator(figures.rows, ROWS).get_page(request.GET.get("page"))
    whose = ""
    if reach == Reach.OWN and figures.cases:
        whose = f"in {words.named(figures.cases)}"
    context = {
        "figures": figures,
        "as_at": as_at,
        "page": page,
        "lines": [board.line(figures, row) for row in page],
        "total": board.totals(figures),
        "sentence": words.verdict(figures, whose),
    }
    return render(request, "progress/recruitment.html", context)


@require_GET
@requires(May.SEE_CASES)
def cases(request: SignedIn) -> HttpResponse:
    """The cases that the person may see, with their stage and what comes next."""
    figures = counting.recruitment(request.user, clock.today())
    rows = [row for row in figures.rows if row.case]
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": case_lines(figures, list(page)),
        "stages": words.stages(figures.cases, figures.day),
    }
    return render(request, "progress/cases.html", context)


@require_GET
@requires(May.SEE_CASES)
def case(request: SignedIn, number: int) -> HttpResponse:
    """Everything about one case."""
    found = case_or_404(request.user, May.SEE_CASES, number)
    return render(request, "progress/case.html", {"page": CasePage(request.user, found)})
