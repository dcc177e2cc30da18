"""Figures as files, and the pages that explain them."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.figures.figure import Asked, Figure
from linkstudy.figures.files import answer, kinds_of
from linkstudy.progress.asking import asked

# The name of each in its address, and what reckons it.
FIGURES: dict[str, Callable[[Asked], Figure]] = {}


@require_GET
@requires(May.SEE_PROGRESS)
def figure_file(request: SignedIn, name: str, kind: str) -> HttpResponse:
    """A figure as a file: its rows, its picture, or both in Word."""
    if name not in FIGURES:
        raise Http404
    of = asked(request.user, request.GET)
    figure = FIGURES[name](of)
    if kind not in kinds_of(figure):
        raise Http404
    return answer(figure, kind, of.day.isoformat())
