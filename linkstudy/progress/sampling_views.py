"""Whom the study still has to hear from, and who took part beside a benchmark."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.progress.asking import address, as_at, asked
from linkstudy.progress.sampling_page import SamplingPage

ROWS = 25


@require_GET
@requires(May.SEE_PROGRESS)
def sampling(request: SignedIn) -> HttpResponse:
    """The sampling frame of a group and its representation, as at a day."""
    form = as_at(request.user, request.GET)
    page = SamplingPage(asked(request.user, request.GET))
    return render(request, "progress/sampling.html", {"page": page, "as_at": form, "form": form})


@require_GET
@requires(May.SEE_PEOPLE)
def sampled(request: SignedIn, slug: str) -> HttpResponse:
    """The people whom a cell counts, as at the day."""
    page = SamplingPage(asked(request.user, request.GET))
    cells = [cell for frame in page.frames.values() for cell in frame.cells]
    cell = next((one for one in cells if one.row.slug == slug), None)
    if cell is None:
        raise Http404
    who = page.people.who(cell.row.group, cell.row.asked)
    words = {
        "page": page,
        "cell": cell,
        "back": f"{reverse('progress:sampling')}{address(page.asked)}",
        "people": Paginator(who, ROWS).get_page(request.GET.get("page")),
    }
    return render(request, "progress/sampled.html", words)
