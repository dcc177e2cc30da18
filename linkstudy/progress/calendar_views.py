"""A private address of one's own diary: made, shown once, ended; and the diary itself."""

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from linkstudy.accounts.access import SignedIn, public, requires
from linkstudy.accounts.links import digest
from linkstudy.accounts.policy import May
from linkstudy.forms import StudyForm, carry_out, posted
from linkstudy.progress.calendar import address_of, diary_of, reader_of
from meetings import actions
from meetings.models import Feed

page_with_form = require_http_methods(["GET", "POST"])
MOST, SPAN = 120, 10 * 60  # times an address may be asked for, in so many seconds
TOO_OFTEN = "This calendar was asked for too often. Ask again in 10 minutes\n"


@page_with_form
@requires(May.HAVE_CALENDAR)
def calendar(request: SignedIn) -> HttpResponse:
    """Whether one has an address, and a new one."""
    form = StudyForm(posted(request))
    user = request.user
    if form.is_bound and (made := carry_out(form, actions.make_feed, user=user, by=user)):
        root = f"{request.scheme}://{request.get_host()}"
        words = {"address": address_of(made, root), "made": made}
        return render(request, "progress/calendar_once.html", words)
    held = Feed.objects.working().filter(user=user).first()
    return render(request, "progress/calendar.html", {"form": form, "held": held})


@page_with_form
@requires(May.HAVE_CALENDAR)
def end_calendar(request: SignedIn) -> HttpResponse:
    """The address works no more."""
    form, user = StudyForm(posted(request)), request.user
    if form.is_bound and carry_out(form, actions.end_feed, user=user, by=user):
        messages.success(request, "Your calendar address works no more")
        return redirect("progress:calendar")
    return render(request, "progress/end_calendar.html", {"form": form})


@require_GET
@public
def diary(request: HttpRequest, feed: str) -> HttpResponse:
    """The diary behind a private address; nothing, of an address that does not work."""
    user = reader_of(feed)
    if user is None:
        raise Http404
    if is_asked_too_often(feed):
        return HttpResponse(TOO_OFTEN, status=429, content_type="text/plain; charset=utf-8")
    made = diary_of(user, f"{request.scheme}://{request.get_host()}")
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="linkstudy.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


def is_asked_too_often(secret: str) -> bool:
    """Counted in this process's memory: a page that is only read writes nothing."""
    key = f"feed-{digest(secret)}"
    cache.add(key, 0, SPAN)
    try:
        return cache.incr(key) > MOST
    except ValueError:  # it ran out between the two
        return False
