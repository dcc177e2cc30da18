"""An update goes out: sending it, where that stands, and sending the rest."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.policy import May
from linkstudy.corrections import Act, Record, answered
from linkstudy.forms import StudyForm, held, posted
from linkstudy.updates import actions, mailing
from linkstudy.updates.acts import sending as acts
from linkstudy.updates.checks import numbers
from linkstudy.updates.forms.updates import AskForm, GoOnForm, PutRightForm
from linkstudy.updates.models import Delivery
from linkstudy.updates.tickets import leaving_address, reading_address
from linkstudy.updates.views.seen import delivery_or_404, update_or_404


def mailed(request: SignedIn, of: Any) -> str:
    """Hand to the mail server what waits; why it ended early, or ""."""
    only = of if isinstance(of, Delivery) else None
    update = of.update if only else of
    return mailing.go_on(
        update,
        only=only,
        by=request.user,
        read_at=reading_address(request, update),
        leave_at=partial(leaving_address, request),
    )


def sent(
    request: SignedIn, act: Act, form: StudyForm, action: Any, rows: dict[str, Any]
) -> HttpResponse:
    """The page of an act after which emails go out."""
    return answered(request, act, form, action, rows, after=partial(mailed, request))


@require_http_methods(["GET", "POST"])
@requires(May.SEND_UPDATES)
def send_update(request: SignedIn, update: str) -> HttpResponse:
    """Fix the words of an approved update, and send it to all who get it."""
    found = update_or_404(request.user, update)
    form = GoOnForm(posted(request), initial=held(found))
    period = actions.period_of(found, request.user)
    moved = [one.words for one in numbers(list(found.sections.filter(left_out=False)), period)]
    return sent(request, acts.send(found, moved), form, actions.send_update, {"update": found})


@require_http_methods(["GET", "POST"])
@requires(May.SEND_UPDATES)
def send_on(request: SignedIn, update: str) -> HttpResponse:
    """Send to those who wait still, after the mail server failed or time was up."""
    found = update_or_404(request.user, update)
    form = AskForm(posted(request))
    return sent(request, acts.go_on(found), form, actions.send_on, {"update": found})


@require_http_methods(["GET", "POST"])
@requires(May.SEND_UPDATES)
def deliver_again(request: SignedIn, update: str, partner: str) -> HttpResponse:
    """Send it to somebody once more, knowing what became of it."""
    found = delivery_or_404(request.user, update, partner)
    form = GoOnForm(posted(request), initial=held(found))
    return sent(request, acts.again(found), form, actions.deliver_again, {"delivery": found})


@require_GET
@requires(May.SEE_PARTNERS)
def sending(request: SignedIn, update: str) -> HttpResponse:
    """Who got an update and who waits, by number."""
    found = update_or_404(request.user, update)
    rows: list[Delivery] = list(found.deliveries.select_related("partner"))
    by_mail = [one for one in rows if not one.is_by_post]
    words = {
        "update": found,
        "deliveries": rows,
        "mails": len(by_mail),
        "sent": sum(one.done_at is not None for one in by_mail),
        "waiting": sum(one.is_waiting for one in by_mail),
        "to_post": sum(one.is_waiting for one in rows if one.is_by_post),
        "read_at": reading_address(request, found) if found.sent_on else "",
    }
    return render(request, "updates/sending.html", words)


of_update = Record("update", update_or_404, may=May.SEND_UPDATES)
put_out_correction = of_update.void(acts.correct, actions.put_out_correction, PutRightForm)
post_letters = of_update.void(acts.post, actions.post_letters, AskForm)
