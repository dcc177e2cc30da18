"""The pages that tell what happened: to everything, to a person or case, to a thing, to one row."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.history import places
from linkstudy.history.lists import HistoryFilter
from linkstudy.history.places import Place


def listing(request: SignedIn, place: Place) -> HttpResponse:
    """A page of what happened there, newest first."""
    filters = HistoryFilter(request.GET, request.user, place)
    page = filters.page()
    words = {
        "place": place,
        "filters": filters,
        "facets": list(filters.facets()),
        "page": page,
        "events": filters.events(page),
    }
    return render(request, "history/history.html", words)


@require_GET
@requires(May.SEE_HISTORY)
def everything(request: SignedIn) -> HttpResponse:
    """All that the reader may see."""
    return listing(request, places.everything(request.user))


@require_GET
@requires(May.SEE_HISTORY)
def person_or_case(request: SignedIn, whose: str) -> HttpResponse:
    """A person's, or a case's with its people, or the study's own."""
    return listing(request, places.whole_or_404(request.user, whose))


@require_GET
@requires(May.SEE_HISTORY)
def part_of_study(request: SignedIn, noun: str, name: str) -> HttpResponse:
    """Of something that was set up, or of a member of the team."""
    return listing(request, places.thing_or_404(request.user, noun, name))


@require_GET
@requires(May.SEE_HISTORY)
def record(request: SignedIn, whose: str, kind: str, number: int) -> HttpResponse:
    """Of one row about a person or case, with the rows whose place it took."""
    return listing(request, places.row_or_404(request.user, whose, kind, number))
