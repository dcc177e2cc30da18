"""Training, visits and other events: the list, one of them, and what becomes of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record, put_right
from linkstudy.forms import carry_out, posted
from linkstudy.rows import STANDING_FIRST
from meetings import actions
from meetings.acts import events as acts
from meetings.forms.events import CorrectEventForm, EventForm, WriteUpForm
from meetings.models import Event
from meetings.views.seen import or_404

ROWS = 25


def event_or_404(user: User, slug: str) -> Event:
    return or_404(Event.objects.visible_to(user).filter(slug=slug).first())


@require_GET
@requires(May.SEE_MEETINGS)
def events(request: SignedIn) -> HttpResponse:
    """Every event, what is to come first and void ones last."""
    seen = Event.objects.visible_to(request.user)
    page = Paginator(seen.order_by(STANDING_FIRST, "-on", "-pk"), ROWS)
    to_come = [one for one in seen.standing().order_by("on") if one.is_to_come]
    words = {"page": page.get_page(request.GET.get("page")), "to_come": to_come}
    return render(request, "meetings/events.html", words)


@require_GET
@requires(May.SEE_MEETINGS)
def event(request: SignedIn, slug: str) -> HttpResponse:
    """One event: when, with whom, what we took from it."""
    found = event_or_404(request.user, slug)
    words = {"event": found, "put_right": put_right(found, request.user)}
    return render(request, "meetings/event.html", words)


@require_http_methods(["GET", "POST"])
@requires(May.KEEP_MEETINGS)
def record_event(request: SignedIn) -> HttpResponse:
    form = EventForm(posted(request))
    if form.is_bound and (made := carry_out(form, actions.record_event, by=request.user)):
        messages.success(request, f"{made} is saved")
        return redirect(made)
    return render(request, "meetings/record_event.html", {"form": form, "crumbs": acts.crumbs()})


record = Record("event", event_or_404, may=May.KEEP_MEETINGS)
write_up_event = record.correct(acts.write_up, WriteUpForm, actions.write_up_event)
correct_event = record.correct(acts.correct, CorrectEventForm, actions.correct_event)
void_event = record.void(acts.void, actions.void_event)
restore_event = record.restore(acts.restore, actions.restore_event)
