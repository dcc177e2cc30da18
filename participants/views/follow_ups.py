"""The follow-up wave."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from participants.follow_ups_list import FollowUps


@require_GET
@requires(May.SEE_PEOPLE)
def follow_ups(request: SignedIn) -> HttpResponse:
    """Who is due for a follow-up interview, and until when."""
    return render(
        request, "participants/follow_ups.html", {"list": FollowUps(request.GET, request.user)}
    )
