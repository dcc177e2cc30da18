"""The flow from letters to interviews, and the rows behind each of its numbers."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.figures import flow as figures
from linkstudy.figures.flow_words import way_words, words_of
from linkstudy.progress.asking import address, asked
from linkstudy.progress.flow_page import Behind, FlowForm, FlowPage, letters_by_case
from participants.models import Participant

ROWS = 25


@require_GET
@requires(May.SEE_PROGRESS)
def flow(request: SignedIn) -> HttpResponse:
    """How far people get, and why not further: at any day, of a case, a group and a wave."""
    of, form = asked(request.user, request.GET), FlowForm(request.user, request.GET)
    words = {
        "page": FlowPage(figures.flow(of)),
        "form": form,
        "day": of.day,
        "is_today": of.day == clock.today(),
        "counts": of.counts,
    }
    return render(request, "progress/flow.html", words)


@require_GET
@requires(May.SEE_PEOPLE)
def people(request: SignedIn) -> HttpResponse:
    """The people whom a number of the flow counts, by study ID."""
    of = asked(request.user, request.GET)
    behind = Behind.of(of, request.GET)
    page = Paginator(list(behind.places), ROWS).get_page(request.GET.get("page"))
    rows = Participant.objects.in_bulk(page.object_list)
    words = {
        "behind": behind,
        "day": of.day,
        "page": page,
        "lines": [
            (rows[key], way_words(behind.places[key].way), _why(behind.places[key].why))
            for key in page
        ],
        "back": address(of),
    }
    return render(request, "progress/flow_people.html", words)


def _why(code: str) -> str:
    return words_of(code) if code else ""


@require_GET
@requires(May.SEE_PEOPLE)
def letters(request: SignedIn) -> HttpResponse:
    """The letters that the flow counts, case by case."""
    of = asked(request.user, request.GET)
    page = Paginator(letters_by_case(of), ROWS).get_page(request.GET.get("page"))
    words = {"page": page, "day": of.day, "at": of.day.isoformat(), "back": address(of)}
    return render(request, "progress/flow_letters.html", words)
