"""Where the protocol was not kept, and why."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from participants.deviations import DeviationFilter
from participants.undelegated import SHOWN, undelegated


@require_GET
@requires(May.SEE_DEVIATIONS)
def deviations(request: SignedIn) -> HttpResponse:
    filters = DeviationFilter(request.GET, request.user)
    page = filters.page()
    words = {"filters": filters, "page": page, "told": filters.told(page)}
    words["undelegated"] = undelegated(request.user)[: SHOWN + 1]
    words["most"] = SHOWN
    return render(request, "participants/deviations.html", words)
