"""Whom the study still has to hear from, and who took part beside a benchmark."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.progress.asking import as_at, asked
from linkstudy.progress.sampling_page import SamplingPage


@require_GET
@requires(May.SEE_PROGRESS)
def sampling(request: SignedIn) -> HttpResponse:
    """The sampling frame of a group and its representation, as at a day."""
    form = as_at(request.user, request.GET)
    page = SamplingPage(asked(request.user, request.GET))
    return render(request, "progress/sampling.html", {"page": page, "as_at": form, "form": form})
